"""Meetings to look at: a cycle that ends short, rooms, a session of several groups, one of each state."""

from datetime import timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from gateway.portal.dates import today

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
LONG_LINK = (
    "https://meet.example.org/a-very-long-address-that-a-phone-has-to-wrap-somewhere-in-the-middle-of-it"
)
HALL = {
    "region": "SW",
    "name": "The Great Hall of the Royal Albert Memorial Museum",
    "area": "Devon",
    "address": "Queen Street, Exeter",
    "capacity": 4,
    "features": ["step_free", "hearing_loop", "near_public_transport"],
    "cost_pence": 4550,
    "contact": "The front desk",
    "note": "Ring the bell at the side door.",
}


def populate_meetings(bus: LocalBus, ids: dict[str, str]) -> None:
    """All in the South West, by the centre."""

    def knock(service: str, door: str, **payload: Any) -> dict[str, Any]:
        made: dict[str, Any] = bus.call(f"meetings_{service}", door, payload, caller=NATIONAL)
        return made

    def plan(days: int, **more: Any) -> str:
        starts_at = f"{today() + timedelta(days=days)}T10:00:00+00:00"
        told = {"region": "SW", "title": "Meeting of the group", "minutes": 180, "mode": "face_to_face"}
        return str(knock("calendar", "plan_meeting", **{**told, "starts_at": starts_at, **more})["id"])

    ids["hall"] = knock("venues", "register_venue", **HALL)["id"]
    closed = {**HALL, "name": "The old library", "area": "Cornwall", "features": [], "cost_pence": 0}
    old = knock("venues", "register_venue", **closed)
    knock("venues", "change_venue", id=old["id"], in_use=False)
    year = {"starts_on": str(today() - timedelta(days=330)), "ends_on": str(today() + timedelta(days=35))}
    knock("calendar", "set_cycle", region="SW", **year)

    held = plan(-200, venue_id=ids["hall"])
    knock("calendar", "publish_meeting", id=held)
    knock("calendar", "hold_meeting", id=held, observers=12)
    ids["held_sw_meeting"] = held
    ids["unmarked_meeting"] = plan(-20, place="Taunton")
    knock("calendar", "publish_meeting", id=ids["unmarked_meeting"])
    gone = plan(10, place="Truro")
    knock("calendar", "publish_meeting", id=gone)
    knock("calendar", "cancel_meeting", id=gone, cause="Storm warning for the whole of Cornwall")
    ids["cancelled_meeting"] = gone
    ids["drafted_meeting"] = plan(25, venue_id=ids["hall"], step_free=True)
    ids["hybrid_meeting"] = plan(
        15,
        title="Extra meeting about the seats of the group and how they are filled in the coming year",
        mode="virtual",
        counts=False,
        join_link=LONG_LINK,
        phone="01392 555555",
        public_link=LONG_LINK,
        access="open",
        closed_parts=[{"reason": "dispute", "note": "Two members disagree; nobody is named here."}],
        is_recorded=True,
        recording_consent="Everybody was asked at the start, and agreed.",
    )
    knock("calendar", "publish_meeting", id=ids["hybrid_meeting"])
    talk = {
        "region": "UK",
        "title": "Talk with three groups",
        "minutes": 60,
        "invited": ["SW", "WOE", "NENC"],
    }
    ids["talk"] = plan(40, **talk, mode="virtual", phone="020 7946 0000")
    knock("calendar", "publish_meeting", id=ids["talk"])
