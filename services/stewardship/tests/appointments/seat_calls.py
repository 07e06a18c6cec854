"""A call for a seat, as the tests walk it: opened, answered, closed, declared on, decided."""

from datetime import timedelta

from stewardship_desk import NOW, Desk, coordinator

from chassis.identity import Caller
from chassis.ids import new_id
from commons.london import day_of
from stewardship.seats.domain import Holding
from stewardship.seats.store import SeatStore

OPEN, EXPRESS = "appointments.open_call", "appointments.express_interest"
CLOSES_ON, STARTS_ON = "2018-09-21", "2018-10-01"
PANEL = ("p-1", "p-2", "p-3")


def seat_panel(desk: Desk, members=PANEL) -> None:
    for member_id in members:
        desk.member(member_id)


def opened(desk: Desk, kind: str = "convenor", by: Caller | None = None, **more) -> dict:
    region = more.get("region", "SW")
    seat_panel(desk, more.get("panel", PANEL))
    asked = {
        "region": region,
        "kind": kind,
        "criteria": "Brings people together.",
        "closes_on": CLOSES_ON,
        "panel": list(PANEL),
        "chair": "p-1",
        **more,
    }
    return desk.knock(OPEN, asked, by=by or coordinator(region))


def on_panel(number: int = 1) -> Caller:
    return Caller(f"p-{number}", frozenset({"member"}), "SW")


def expressed(desk: Desk, call: dict, member_id: str, **more) -> dict:
    about = {
        "call_id": call["id"],
        "shown_name": f"Name of {member_id}",
        "background": f"Background of {member_id}",
        "why": f"Words of {member_id}",
        "location": "Devon",
        **more,
    }
    return desk.knock(EXPRESS, about, by=desk.member(member_id), command=new_id())


def close(desk: Desk) -> None:
    desk.now = NOW + timedelta(days=18, hours=2)
    desk.do_due_work()


def seen(desk: Desk, call_id: str, number: int) -> dict:
    """The call as this panel member sees it now."""
    return desk.knock("panels.get_panel", {"id": call_id}, by=on_panel(number))


def declare(desk: Desk, call: dict, number: int, *interests: dict) -> dict:
    asked = {"id": call["id"], "interests": list(interests)}
    desk.knock("panels.declare_interests", asked, by=on_panel(number), command=new_id())
    return seen(desk, call["id"], number)


def propose(desk: Desk, expression: dict, outcome: str, number: int = 1, **more) -> dict:
    asked = {"id": expression["id"], "outcome": outcome, "reasons": "As the criteria ask.", **more}
    door, by = "panels.propose_decision", on_panel(number)
    told = desk.knock(door, {"feedback": "Thank you.", **asked}, by=by, command=new_id())
    return seen(desk, told["id"], number)


def agree(desk: Desk, expression: dict, number: int = 2) -> dict:
    door, by = "panels.agree_decision", on_panel(number)
    told = desk.knock(door, {"id": expression["id"]}, by=by, command=new_id())
    return seen(desk, told["id"], number)


def decide(desk: Desk, expression: dict, outcome: str) -> None:
    propose(desk, expression, outcome)
    agree(desk, expression)


def answer(desk: Desk, expression: dict, member_id: str, accepts: bool = True) -> dict:
    return desk.knock(
        "appointments.answer_offer", {"id": expression["id"], "accepts": accepts}, by=desk.member(member_id)
    )


def ready(
    desk: Desk, *member_ids: str, kind: str = "convenor", patient: bool = False, **more
) -> tuple[dict, list[dict]]:
    """A closed call with these applicants, whose panel has declared no interest."""
    call = opened(desk, kind, **more)
    sent = [expressed(desk, call, each, patient=patient) for each in member_ids]
    close(desk)
    for number in (1, 2, 3):
        declare(desk, call, number)
    return call, sent


def holders(desk: Desk, region: str = "SW") -> list[Holding]:
    return SeatStore(desk.work).holders(region, day_of(desk.now))


def roster(desk: Desk) -> list[tuple[str, bool]]:
    return [(held.kind, held.patient) for held in holders(desk)]
