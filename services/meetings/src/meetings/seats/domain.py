"""A term in a seat and a group's status, as stewardship tells them: backgrounds, no names (row 12)."""

from dataclasses import dataclass
from datetime import date

CONVENOR, MEMBER, CHAIR = "convenor", "member", "chair"
LEADERS = (CONVENOR, CHAIR)


@dataclass(frozen=True)
class Term:
    """One member's time in a seat, the ``end`` exclusive; None while no end is agreed.

    ``version`` is the seat's in stewardship; an older one is never kept.
    """

    id: str
    seat_id: str
    version: int
    region: str
    kind: str
    member_id: str
    patient: bool
    background: str
    locations: tuple[str, ...]
    start: date
    end: date | None = None

    def in_force(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on < self.end)

    @property
    def leads(self) -> bool:
        """Whether its holder chairs the group."""
        return self.kind in LEADERS

    @property
    def in_words(self) -> str:
        """``GP, Gloucestershire``: how a seat's holder is shown to everybody."""
        return ", ".join((self.background, *self.locations))


@dataclass(frozen=True)
class Group:
    """A region's group as stewardship last told of it; ``region`` is ``UK`` for the UK-wide group."""

    region: str
    version: int
    status: str
