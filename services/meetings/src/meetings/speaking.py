"""Who belongs to a group's table: its seat holders, and those who keep its papers.

A group's keepers are its convenor, its coordinators (the host's administrators, row 20) and the
national team; for the UK-wide group the national team alone.
"""

from datetime import date
from typing import Any

from chassis.identity import Caller
from commons.people.store import People
from commons.places import keeps
from contracts.refusals import Refused
from meetings.seats.domain import CHAIR
from meetings.seats.store import SeatStore

OFFICES = ("convenor", "coordinator")


def sits_in(work: Any, caller: Caller, region: str, on: date) -> bool:
    """Whether the caller holds a seat of this group on that day."""
    if caller.is_visitor:
        return False
    return any(term.region == region for term in SeatStore(work).held_by(caller.subject, on))


def leads(work: Any, caller: Caller, region: str, on: date) -> bool:
    """Whether the caller chairs the group: a region's by the convenor's role, the UK-wide one by its seat.

    A convenor's seat alone is not enough: the role is what asks for a second factor at the sign-in.
    """
    if caller.is_visitor or caller.acts_for(region, "convenor"):
        return not caller.is_visitor
    held = SeatStore(work).held_by(caller.subject, on)
    return any(each.kind == CHAIR and each.region == region for each in held)


def is_at_the_table(work: Any, caller: Caller, region: str, on: date) -> bool:
    """Whether the caller may read and write what is for the group alone."""
    return keeps(caller, region) or sits_in(work, caller, region, on)


def refuse_others(work: Any, caller: Caller, region: str, on: date) -> None:
    """Refused: ``not_your_group`` for whoever neither sits in the group nor keeps its papers."""
    if not is_at_the_table(work, caller, region, on):
        raise Refused("not_your_group")


def table_of(work: Any, region: str, on: date) -> set[str]:
    """The member ids of the group's table: seat holders, convenor and coordinators."""
    offices = People(work).holding(*(f"{office}:{region}" for office in OFFICES))
    return {*offices, *(term.member_id for term in SeatStore(work).holders(region, on))}
