"""The name a member lets a group use, and whether minutes for everybody may use it, too (row 81)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Introduction:
    """Written by its owner alone; ``is_public`` lets published papers use the name as well."""

    member_id: str
    version: int
    name: str
    is_public: bool
