"""A comment: kept for good, shown with the writer's part in Q, with a name only where they gave one."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Comment:
    """What somebody said about ``subject``, a version's or a proposal's id, or its ``clause``.

    ``role`` is the writer's part (``member``, ``seat``, ``convenor`` ...), ``region`` their home region.
    """

    id: str
    subject: str
    clause: str
    text: str
    by: str
    role: str
    region: str
    shown_name: str
    at: datetime
    version: int = 1


def show_name(comment: Comment, name: str) -> Comment:
    """The same words under another name, or none (""): a name is shown as long as its owner wants."""
    if comment.shown_name == name:
        return comment
    return replace(comment, version=comment.version + 1, shown_name=name)
