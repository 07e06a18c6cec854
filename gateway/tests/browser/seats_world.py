"""A group to look at: seats held, vacant and to come, one of them with a name."""

from datetime import date, timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

HELD = (
    ("GP", "Gloucestershire", "convenor"),
    ("Consultant and Associate Medical Director for Safety and Quality", "Avon", "member"),
    ("Director of Safety", "Gloucestershire", "member"),
    ("Patient representative", "North Somerset", "member"),
    ("NHSE Quality and Safety Improvement Manager", "South Central", "member"),
    ("Director of Quality Development", "Gloucestershire/Northumbria", "member"),
)
LEAVES = 4
"""The place in ``HELD`` of whom the world sees resign."""
BEGAN = date.today() - timedelta(days=200)  # noqa: DTZ011 - any day some months ago


def populate_seats(bus: LocalBus, ids: dict[str, str], member: Caller, national: Caller) -> None:
    """The West of England's group; ``member`` is its patient representative and shows a name."""
    for number, (background, places, kind) in enumerate(HELD):
        is_patient = background.startswith("Patient")
        holder = member.subject if is_patient else f"member-{40 + number:04}"
        asked = {
            "region": "WOE",
            "kind": kind,
            "member_id": holder,
            "designation": "appointed" if number else "elected",
            "background": background,
            "locations": places.split("/"),
            "sectors": ["primary_provider"] if kind == "convenor" else [],
            "patient": is_patient,
            "start": BEGAN.isoformat() if number else f"{BEGAN:%Y-%m}",
            "open_end": number == 1,
        }
        made = _knock(bus, "record_term", asked, national)
        if is_patient:
            ids["own_seat_id"] = made["id"]
            _knock(bus, "show_my_name", {"seat_id": made["id"], "name": "Dr Bea Örn"}, member)
        elif number == LEAVES:
            ids["vacant_seat_id"] = made["id"]
            resigned = {"seat_id": made["id"], "reason": "Other work commitments"}
            _knock(bus, "vacate_seat", resigned, national)
        elif number == 1:
            ids["seat_id"] = made["id"]
        elif number == 2:
            _knock(bus, "renew_seat", {"seat_id": made["id"]}, national)
    chair = {"region": "UK", "kind": "chair", "member_id": "member-0060", "designation": "appointed"}
    _knock(bus, "fill_seat", {**chair, "background": "Medical director"}, national)
    speaker = {**chair, "kind": "member", "member_id": "member-0061", "background": "Nurse"}
    _knock(bus, "fill_seat", {**speaker, "basis": "region", "represents": ["WOE"]}, national)


def _knock(bus: LocalBus, door: str, payload: dict[str, Any], caller: Caller) -> Any:
    return bus.call("stewardship_seats", door, payload, caller=caller)
