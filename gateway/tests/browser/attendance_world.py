"""Attendance, pulses and test cycles to look at: a meeting just held, an earlier one, one to come."""

from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..meetings_of import open_pulse  # noqa: TID252 - tests are no installed package
from ..tables import a_meeting, a_seat  # noqa: TID252 - tests are no installed package

HOLDERS = [Caller(f"holder-{number}", frozenset({"member"}), "WOE") for number in range(6)]
PLACE = "Consultant in a very long speciality of Gloucestershire and Northumbria"
LONG = "Ask first those who have not spoken, then the others, and leave five minutes for each item"


def populate_attendance(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Meetings of WOE; the world's member holds a seat there, and was asked how it was."""
    for number, holder in enumerate(HOLDERS):
        a_seat(bus, holder, PLACE if number == 0 else f"Nurse {number}")
    just = a_meeting(bus, "the-meeting-just-held", -2, title="The meeting just held", observers=4)
    before = a_meeting(bus, "the-meeting-before-it", -12, title="The meeting before it")
    ids |= {"just_held": just.id, "held_before": before.id}
    seats = [f"s-{each.subject}" for each in (*HOLDERS, people["member"])]
    by = people["coordinator"]
    for meeting in (before, just):
        said = ["in_room", "online", "in_room", "in_room", "in_room", "apology", "in_room"]
        marks = [{"seat": seat, "presence": each} for seat, each in zip(seats, said, strict=True)]
        bus.call("meetings_attendance", "mark_attendance", {"meeting": meeting.id, "marks": marks}, caller=by)
        open_pulse(bus, meeting.id)
    again = {"meeting": just.id, "marks": [{"seat": seats[1], "presence": "absent"}], "reason": "Wrong line"}
    bus.call("meetings_attendance", "mark_attendance", again, caller=by)
    for holder in (*HOLDERS[:5], people["member"]):
        told = {"meeting": before.id, "could": holder is not HOLDERS[1], "sentence": LONG}
        bus.call("meetings_pulses", "answer_pulse", told, caller=holder)
    published = {
        "region": "WOE",
        "period": "Up to November 2018",
        "low": 80,
        "high": 80,
        "source": "Pilot report",
    }
    bus.call("meetings_attendance", "note_published_attendance", published, caller=by)
    coming = {"meeting": ids["shaped_meeting"]}
    bus.call(
        "meetings_attendance", "send_apology", {**coming, "reason": "At the hospital"}, caller=HOLDERS[0]
    )
    bus.call("meetings_pulses", "say_need", {**coming, "text": "A hearing loop"}, caller=HOLDERS[1])
    _cycles(bus, ids, people["convenor"])


def _cycles(bus: LocalBus, ids: dict[str, str], by: Caller) -> None:
    plan = {"aim": "Hear everybody", "prediction": "Each of us has spoken at each item"}
    study = {"done": "Two of us did not speak.", "match": "partly", "learned": "Items were too many."}
    for name in ("held_before", "just_held"):
        _review(bus, "plan_cycle", by, meeting=ids[name], **plan)
    _review(bus, "study_cycle", by, id=ids["held_before"], **study)
    _review(bus, "close_cycle", by, id=ids["held_before"], kind="adapt", text=LONG)
    year = {"region": "WOE", "title": "Our first year", "since": "2018-04-01", "until": "2019-03-31", **plan}
    ids["series"] = _review(bus, "plan_series", by, **year)["id"]
    _review(bus, "study_cycle", by, id=ids["series"], **study)


def _review(bus: LocalBus, door: str, by: Caller, **asked: Any) -> Any:
    return bus.call("meetings_reviews", door, asked, caller=by)
