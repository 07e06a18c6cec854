"""The pulse after a meeting, and the items that are gone through in a round (row 47)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.meetings import pulses as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.attendance import place_of, pulse_sentence
from gateway.portal.presenting.matters import group_names

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
COULD = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]


@page("/meetings/<meeting_id>/pulse", "public")
def meeting_pulse(meeting_id: str) -> Page:
    return _pulse(meeting_id, Form())


@action("/meetings/<meeting_id>/pulse", "member")
def answer_pulse(meeting_id: str) -> Page:
    """What was answered is in no address, and the answer says only that it was taken."""
    form = sent_form("could", "sentence").lacking({"could": "Choose yes or no"})
    try:
        answer = send(form, ("could", "sentence"), lambda form: _send_answer(meeting_id, form))
    except Refused as no:
        if no.code != "not_at_meeting":
            raise
        answer = form.refused(no)
    if not isinstance(answer, Form) or doors.get_pulse(caller(), meeting_id)["mine"] == "answered":
        return onward("meeting_pulse", "pulse-answered", meeting_id=meeting_id)
    return _pulse(meeting_id, answer)


@action("/meetings/<meeting_id>/pulse/rounds", *SIGNED_IN)
def note_rounds(meeting_id: str) -> Page:
    """The items that are ticked are gone through in a round, the others are not."""
    form = sent_form(several=("rounds",))
    answer = send(form, ("rounds",), lambda form: _send_rounds(meeting_id, form))
    if isinstance(answer, Form):
        return _pulse(meeting_id, answer)
    return onward("meeting_pulse", "rounds-noted", meeting_id=meeting_id)


def _send_answer(meeting_id: str, form: Form) -> Any:
    could = form.answers["could"] == "yes"
    return doors.answer_pulse(caller(), None, meeting_id, could, form.answers["sentence"])


def _send_rounds(meeting_id: str, form: Form) -> bool:
    for each in doors.get_pulse(caller(), meeting_id)["rounds"] or []:
        is_on = each["item"] in form.answers["rounds"]
        if is_on != each["is_on"]:
            doors.note_round(caller(), f"{form.command_id}:{each['item']}", meeting_id, each["item"], is_on)
    return True


def _pulse(meeting_id: str, form: Form) -> Page:
    found = doors.get_pulse(caller(), meeting_id)
    rounds = found["rounds"] or []
    return show(
        "meeting_pulse",
        form=form,
        meeting=place_of(found, group_names(region_names(caller()))),
        pulse=found,
        sentence=pulse_sentence(found),
        may_answer=found["state"] == "open" and found["mine"] == "asked",
        could=COULD,
        rounds=rounds,
        items=[{"value": each["item"], "text": each["title"]} for each in rounds],
        rounds_form={"answers": {"rounds": [each["item"] for each in rounds if each["is_on"]]}},
    )
