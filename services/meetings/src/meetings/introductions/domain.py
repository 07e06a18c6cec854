"""The name a member lets a group use, and whether minutes for everybody may use it, too (row 81)."""

from dataclasses import dataclass, replace

from meetings.refusal import Refusal


@dataclass(frozen=True)
class Introduction:
    """Written by its owner alone; ``is_public`` lets published papers use the name as well."""

    member_id: str
    version: int
    name: str
    is_public: bool


def introduce(before: Introduction | None, member_id: str, name: str, is_public: bool) -> Introduction:
    """How this member wants to be called from now on; the same words again change nothing.

    Refused: ``name_is_address``, for papers are read for years and by many.
    """
    if "@" in name:
        raise Refusal("name_is_address", fields={"name": ["Enter a name, not an e-mail address."]})
    if before is None:
        return Introduction(member_id, 1, name, is_public)
    after = replace(before, name=name, is_public=is_public)
    return before if after == before else replace(after, version=before.version + 1)
