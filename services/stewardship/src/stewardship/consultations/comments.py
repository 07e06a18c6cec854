"""A member's own words in a consultation: changed or taken back with a trace, never removed by the asker."""

from dataclasses import dataclass, replace
from datetime import datetime

from stewardship.refusal import Refusal


@dataclass(frozen=True)
class Wording:
    """How a comment read until it was changed."""

    text: str
    options: tuple[str, ...]
    until: datetime


@dataclass(frozen=True)
class Comment:
    """One comment. ``shown_name`` is the member's own choice; empty, they are "a member of SW".

    ``earlier`` are the wordings before this one. Taken back, the text is gone and the trace stays.
    """

    id: str
    version: int
    consultation_id: str
    member_id: str
    region: str
    is_affected: bool
    text: str
    options: tuple[str, ...]
    shown_name: str
    at: datetime
    earlier: tuple[Wording, ...] = ()
    withdrawn_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


def change(comment: Comment, text: str, options: tuple[str, ...], shown_name: str, now: datetime) -> Comment:
    """Say it differently; the earlier wording stays readable. Refused: ``comment_taken_back``."""
    if not comment.stands:
        raise Refusal("comment_taken_back")
    if (text, options, shown_name) == (comment.text, comment.options, comment.shown_name):
        return comment
    earlier = comment.earlier
    if (text, options) != (comment.text, comment.options):
        earlier = (*earlier, Wording(comment.text, comment.options, now))
    return replace(
        comment,
        version=comment.version + 1,
        text=text,
        options=options,
        shown_name=shown_name,
        earlier=earlier,
    )


def take_back(comment: Comment, now: datetime) -> Comment:
    """Take one's words back: they are forgotten, that there was a comment is not. Twice is once."""
    if not comment.stands:
        return comment
    return replace(
        comment,
        version=comment.version + 1,
        text="",
        options=(),
        shown_name="",
        earlier=(),
        withdrawn_at=now,
    )
