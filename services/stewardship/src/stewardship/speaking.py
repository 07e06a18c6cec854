"""Who speaks for a group, and who is told what is sent to it.

A region speaks through its convenor, its coordinators and whoever holds a seat in its group; the
UK-wide group through the national team. Nobody speaks for the other side: the national team raises
and answers as the centre, never as a region (row 24: local autonomy stays).
"""

from datetime import date
from typing import Any

from chassis.identity import Caller
from commons.centre import UK
from commons.people.store import People
from stewardship.seats.store import SeatStore

OFFICES = ("convenor", "coordinator")


def groups_of(work: Any, caller: Caller, on: date) -> frozenset[str]:
    """The groups that the caller speaks for on that day: region codes, and ``UK``."""
    if caller.is_visitor:
        return frozenset()
    held = {seat.region for seat in SeatStore(work).held_by(caller.subject, on)}
    regions = (caller.regions_as(*OFFICES) | held) - {UK}
    return frozenset(regions | {UK} if caller.has("national_team") else regions)


def people_of(work: Any, group: str, on: date) -> set[str]:
    """The member ids of those who are told what reaches this group."""
    people = People(work)
    if group == UK:
        return set(people.holding("national_team"))
    offices = people.holding(*(f"{office}:{group}" for office in OFFICES))
    return {*offices, *(seat.member_id for seat in SeatStore(work).holders(group, on))}


def has_somebody(work: Any, group: str, on: date) -> bool:
    """Whether anybody could answer for this group."""
    return bool(people_of(work, group, on))
