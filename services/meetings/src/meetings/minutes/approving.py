"""Who approves a group's minutes: who leads it, or the national team while nobody does (row 44)."""

from datetime import date
from typing import Any

from chassis.identity import Caller
from commons.people.store import People
from meetings.seats.domain import CHAIR
from meetings.seats.store import SeatStore


def leaders(work: Any, region: str, on: date) -> set[str]:
    """The member ids of those in post: the convenor's role, the seat of the UK-wide group's chair."""
    chairs = {term.member_id for term in SeatStore(work).holders(region, on) if term.kind == CHAIR}
    return chairs | set(People(work).holding(f"convenor:{region}"))


def may_approve(work: Any, caller: Caller, region: str, on: date) -> bool:
    """Whether these minutes are the caller's to approve; the national team stands in, and only then."""
    if f"convenor:{region}" in caller.roles:
        return True
    in_post = leaders(work, region, on)
    is_chair = any(term.kind == CHAIR for term in SeatStore(work).held_by(caller.subject, on))
    return (is_chair and caller.subject in in_post) or (not in_post and caller.has("national_team"))


def approvers(work: Any, region: str, on: date) -> set[str]:
    """Whom to tell that minutes wait for approval."""
    return leaders(work, region, on) or set(People(work).holding("national_team"))
