"""The alert before a cycle ends below its number, to those who keep the group (row 41)."""

from datetime import datetime, timedelta
from typing import Any

from chassis.call import Again
from commons.centre import UK
from commons.london import day_of, noon
from commons.people.store import People
from meetings.calendar import telling
from meetings.calendar.cycles import Cycle
from meetings.calendar.reckoning import cycle_on, standing_on
from meetings.calendar.store import CycleStore
from meetings.seats.store import SeatStore
from meetings.settings import Settings
from meetings.speaking import OFFICES

WATCH = "watch_meeting_cycle"


def plan_watch(work: Any, settings: Settings, region: str, now: datetime) -> None:
    """Look at this group's cycle when its end is near; at once, when it is near already."""
    cycle = cycle_on(work, CycleStore(work).get(region), day_of(now))
    if cycle is not None:
        work.schedule(WATCH, region, max(_warning(cycle, settings), now))


def look(work: Any, settings: Settings, region: str, now: datetime) -> Again | None:
    """Tell the group's keepers when meetings are missing; then the next cycle is watched."""
    today = day_of(now)
    _, stands = standing_on(work, settings.regions, region, today, now)
    if stands is None:
        return None
    if _warning(stands.cycle, settings) > now:  # its days were changed meanwhile
        return Again(_warning(stands.cycle, settings), {})
    if stands.will_end_short(today, settings.cycle_warning_days):
        keepers = keepers_of(work, region, now)
        work.publish(telling.cycle_short(settings.regions, region, stands, keepers))
    over = stands.cycle.ends_on + timedelta(days=1)
    following = cycle_on(work, CycleStore(work).get(region), over)
    return Again(max(noon(over), _warning(following, settings)) if following else noon(over), {})


def keepers_of(work: Any, region: str, now: datetime) -> set[str]:
    """Convenor or chair and coordinators; for the UK-wide group the national team and its chair."""
    offices = ["national_team"] if region == UK else [f"{office}:{region}" for office in OFFICES]
    leaders = {each.member_id for each in SeatStore(work).holders(region, day_of(now)) if each.leads}
    return {*People(work).holding(*offices), *leaders}


def _warning(cycle: Cycle, settings: Settings) -> datetime:
    return noon(cycle.ends_on - timedelta(days=settings.cycle_warning_days))
