"""An item of an agenda: what somebody proposes to talk about, for how long, and why (row 42)."""

from dataclasses import dataclass
from datetime import date, datetime

INFORM, DISCUSS, DECIDE = "inform", "discuss", "decide"
OUTCOMES = (INFORM, DISCUSS, DECIDE)
"""What the proposer wants of the group."""
OPEN, CLOSED = "open", "closed"
PARTS = (OPEN, CLOSED)

ON, PARKED, SENT_BACK = "on", "parked", "sent_back"


@dataclass(frozen=True)
class Paper:
    """A file to read before; ``id`` is the file's, ``parts`` how many parts it is downloaded in."""

    id: str
    name: str
    media_type: str
    size: int
    parts: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Item:
    """A proposal, which is on the agenda unless it is parked or sent back, with the ``reason``.

    ``came_from`` is the day of the meeting from which it was parked, for what comes back by itself.
    """

    id: str
    title: str
    minutes: int
    why: str
    outcome: str
    proposer: str
    proposed_at: datetime
    part: str = OPEN
    supporters: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    state: str = ON
    reason: str = ""
    came_from: date | None = None

    @property
    def is_on(self) -> bool:
        return self.state == ON

    def paper(self, paper_id: str) -> Paper | None:
        return next((paper for paper in self.papers if paper.id == paper_id), None)


@dataclass(frozen=True)
class Waiting:
    """A parked item on its way to the next meeting: where it was parked, and when that meeting was."""

    item: Item
    region: str
    meeting_id: str
    starts_at: datetime
    day: date
