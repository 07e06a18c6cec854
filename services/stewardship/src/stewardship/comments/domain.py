"""A comment: kept for good, shown with the writer's part in Q, with a name only where they gave one."""

from dataclasses import dataclass
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
