"""How a group's cycle stands, read from what we remember."""

from datetime import date, datetime, time, timedelta
from typing import Any

from commons.london import LONDON
from contracts.regions import Regions
from meetings.calendar.cycles import Cycle, Cycles, Standing, standing
from meetings.calendar.rules import rules_of
from meetings.calendar.store import CycleStore, MeetingStore
from meetings.seats.store import SeatStore


def midnight(day: date) -> datetime:
    """The instant at which this day begins in London."""
    return datetime.combine(day, time(), LONDON)


def cycle_on(work: Any, cycles: Cycles, day: date) -> Cycle | None:
    """The cycle of this day, for want of a recorded one by the term of whoever led the group then."""
    leader = next((term for term in SeatStore(work).holders(cycles.region, day) if term.leads), None)
    return cycles.on(day, leader.start if leader else None)


def standing_on(
    work: Any, regions: Regions, region: str, day: date, now: datetime
) -> tuple[Cycles, Standing | None]:
    """What is recorded of a group's cycles, and how the one of this day stands; None without a cycle."""
    cycles = CycleStore(work).get(region)
    cycle = cycle_on(work, cycles, day)
    if cycle is None:
        return cycles, None
    since, until = midnight(cycle.starts_on), midnight(cycle.ends_on + timedelta(days=1))
    meetings = MeetingStore(work).of_region(region, since, until)
    return cycles, standing(cycle, meetings, rules_of(regions, region), now)
