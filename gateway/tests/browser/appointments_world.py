"""Calls for seats to look at: one open, one before its panel, one with an offer, one from before."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

CRITERIA = "Brings people together who would not meet otherwise.\nHas time for four meetings in a year."
WHY = "I have run a table on frailty for two years.\nPeople say that I listen."


def populate_appointments(bus: LocalBus, ids: dict[str, str], people: Mapping[str, Caller]) -> None:
    """``member`` asks for every seat; ``coordinator``, ``convenor`` and ``operator`` are the panel."""
    asking = [people["member"], Caller("member-0070", frozenset({"member"}), "WOE")]
    opened = _open(bus, people, "WOE", kind="member", seats=2)
    ids["open_call_id"] = opened
    _ask(bus, opened, asking[0])
    closed = _open(bus, people, "WOE", kind="convenor")
    first, second = (_ask(bus, closed, each, patient=each is asking[1]) for each in asking)
    _close(bus, closed)
    _knock(bus, "panels", "declare_interests", {"id": closed, "interests": []}, people["operator"])
    interest = {"expression_id": second, "why": "We share an office."}
    _knock(bus, "panels", "declare_interests", {"id": closed, "interests": [interest]}, people["coordinator"])
    _propose(bus, first, "appoint", people["operator"])
    ids["closed_call_id"], ids["expression_id"] = closed, first
    offered = _open(bus, people, "NENC", kind="convenor")
    wish = _ask(bus, offered, asking[0])
    _close(bus, offered)
    for role in ("operator", "convenor"):
        _knock(bus, "panels", "declare_interests", {"id": offered, "interests": []}, people[role])
    _propose(bus, wish, "offer_member_seat", people["operator"])
    _knock(bus, "panels", "agree_decision", {"id": wish}, people["convenor"])
    ids["offered_id"] = wish
    cancelled = _open(bus, people, "YH", kind="convenor")
    reason = {"id": cancelled, "reason": "The group is to begin in the spring."}
    _knock(bus, "appointments", "cancel_call", reason, people["national_team"])
    ids["cancelled_call_id"] = cancelled
    past = {
        "region": "SW",
        "kind": "convenor",
        "began": "2017",
        "decided": "2017-09",
        "source": "Q Commons pilot report, 30 November 2018",
        "outcomes": [
            {"kind": "convenor", "background": "Consultant and Medical Director"},
            {"kind": "member", "background": "Patient representative", "patient": True},
        ],
    }
    _knock(bus, "appointments", "record_past_call", past, people["national_team"])


def _open(bus: LocalBus, people: Mapping[str, Caller], region: str, **wanted: Any) -> str:
    panel = [people[role].subject for role in ("coordinator", "convenor", "operator")]
    closes = date.today() + timedelta(days=14)  # noqa: DTZ011 - any day in the next weeks
    asked = {
        "region": region,
        "criteria": CRITERIA,
        "closes_on": closes.isoformat(),
        "panel": panel,
        "chair": panel[0],
        **wanted,
    }
    return str(_knock(bus, "appointments", "open_call", asked, people["national_team"])["id"])


def _ask(bus: LocalBus, call_id: str, member: Caller, **more: Any) -> str:
    about = {
        "call_id": call_id,
        "shown_name": f"Applicant {member.subject}",
        "background": "Nurse consultant and lead for frailty across acute and community services",
        "why": WHY,
        "location": "North Somerset",
        **more,
    }
    return str(_knock(bus, "appointments", "express_interest", about, member)["id"])


def _close(bus: LocalBus, call_id: str) -> None:
    calls = bus.databases["stewardship"].database["appointment_calls"]
    calls.update_one({"_id": call_id}, {"$set": {"closes_at": datetime.now(UTC) - timedelta(minutes=1)}})
    job = Job("j", "close_call", call_id, datetime.now(UTC), {})
    bus.service("stewardship_appointments").close_call(Call(), job)


def _propose(bus: LocalBus, expression_id: str, outcome: str, by: Caller) -> None:
    words = {"reasons": "Meets all that the call asks for.", "feedback": "Thank you for asking."}
    _knock(bus, "panels", "propose_decision", {"id": expression_id, "outcome": outcome, **words}, by)


def _knock(bus: LocalBus, service: str, door: str, payload: dict[str, Any], caller: Caller) -> Any:
    return bus.call(f"stewardship_{service}", door, payload, caller=caller)
