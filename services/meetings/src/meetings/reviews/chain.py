"""A group's cycles in the order of their time: each quotes what the one before decided (row 48)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from meetings.calendar.domain import Meeting
from meetings.reviews.domain import Act, Cycle


@dataclass(frozen=True)
class Placed:
    """A cycle at its place in time. ``is_shown``: whether everybody may read of it."""

    cycle: Cycle
    begins: datetime
    day: date
    is_shown: bool


@dataclass(frozen=True)
class Carried:
    """What an earlier cycle decided, as the next plan quotes it."""

    cycle_id: str
    day: date
    act: Act


def chained(cycles: Iterable[Cycle], meetings: Mapping[str, Meeting]) -> list[Placed]:
    """The cycles of meetings that were not cancelled, the oldest first."""
    placed = [
        Placed(each, meetings[each.id].starts_at, meetings[each.id].day, meetings[each.id].is_shown)
        for each in cycles
        if each.series is None and each.id in meetings and meetings[each.id].status != "cancelled"
    ]
    return sorted(placed, key=lambda each: (each.begins, each.cycle.id))


def carried_to(begins: datetime, chain: Iterable[Placed], *, for_everybody: bool) -> Carried | None:
    """The last act decided by a cycle that began before this one."""
    earlier = [each for each in chain if each.begins < begins and (each.is_shown or not for_everybody)]
    for each in reversed(earlier):
        if each.cycle.act is not None:
            return Carried(each.cycle.id, each.day, each.cycle.act)
    return None


def number_of(begins: datetime, chain: Iterable[Placed]) -> int:
    """Which cycle of the group one is that begins then: the first is 1."""
    return 1 + sum(each.begins < begins for each in chain)
