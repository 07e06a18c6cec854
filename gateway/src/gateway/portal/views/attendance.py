"""Who was at a meeting: the figures, one's own apology, marking, and a group's figures (row 46)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.meetings import attendance as doors
from gateway.clients.meetings import pulses
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting import attendance as words
from gateway.portal.presenting.matters import group_names
from gateway.portal.whole_numbers import whole

KEEPERS = ("coordinator", "convenor", "national_team")
SEAT = "seat-"
NOT_RECORDED = "not_recorded"
REST = [each["value"] for each in words.REST]


@page("/meetings/<meeting_id>/attendance", "public")
def meeting_attendance(meeting_id: str) -> Page:
    return _attendance(meeting_id, Form())


@action("/meetings/<meeting_id>/attendance/apology", "member")
def send_apology(meeting_id: str) -> Page:
    form = sent_form("reason")
    answer = send(
        form,
        ("reason",),
        lambda form: doors.send_apology(caller(), form.command_id, meeting_id, form.answers["reason"]),
    )
    if isinstance(answer, Form):
        return _attendance(meeting_id, answer)
    return onward("meeting_attendance", "apology-sent", meeting_id=meeting_id)


@action("/meetings/<meeting_id>/attendance/take-back", "member")
def take_back_apology(meeting_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: doors.take_back_apology(caller(), form.command_id, meeting_id)
    )
    if isinstance(answer, Form):
        return _attendance(meeting_id, answer)
    return onward("meeting_attendance", "apology-taken-back", meeting_id=meeting_id)


@action("/meetings/<meeting_id>/attendance/need", "member")
def say_need(meeting_id: str) -> Page:
    answer = send(
        sent_form("text"),
        ("text",),
        lambda form: pulses.say_need(caller(), form.command_id, meeting_id, form.answers["text"]),
    )
    if isinstance(answer, Form):
        return _attendance(meeting_id, answer)
    return onward("meeting_attendance", "need-said", meeting_id=meeting_id)


@page("/meetings/<meeting_id>/attendance/mark", *KEEPERS)
def mark_attendance_form(meeting_id: str) -> Page:
    return _marking(meeting_id, None)


@action("/meetings/<meeting_id>/attendance/mark", *KEEPERS)
def mark_attendance(meeting_id: str) -> Page:
    seats = [name for name in request.form if name.startswith(SEAT)]
    form = sent_form(*seats, "rest", "reason", "version")
    answer = send(form, ("reason",), lambda form: _send_marks(meeting_id, form, seats))
    if isinstance(answer, Form):
        return _marking(meeting_id, answer)
    return onward("meeting_attendance", "attendance-recorded", meeting_id=meeting_id)


@page("/groups/<region>/attendance", "public")
def group_attendance(region: str) -> Page:
    """One group's figures, one by one and pooled: a group is compared with nobody."""
    return _group(region, Form())


@action("/groups/<region>/attendance/published", *KEEPERS)
def note_published_attendance(region: str) -> Page:
    form = sent_form("period", "low", "high", "source").lacking(
        {
            "period": "Say which meetings it was about",
            "low": "Enter the percentage that was published",
            "source": "Say who published it",
        }
    )
    high = form.answers["high"] or form.answers["low"]
    for name, typed in (("low", form.answers["low"]), ("high", high)):
        if typed and whole(typed) is None:
            form = form.wrong(name, "Enter a whole percentage, like 80")
    known = ("period", "low", "high", "source")
    answer = send(form, known, lambda form: _send_range(region, form, int(high)))
    if isinstance(answer, Form):
        return _group(region, answer)
    return onward("group_attendance", "published-noted", region=region)


@action("/groups/<region>/attendance/published/<range_id>/remove", *KEEPERS)
def remove_published_attendance(region: str, range_id: str) -> Page:
    doors.remove_published_attendance(caller(), sent_form().command_id, range_id)
    return onward("group_attendance", "published-removed", region=region)


@page("/my-attendance", "member")
def my_attendance() -> Page:
    found = doors.my_attendance(caller())["items"]
    names = group_names(region_names(caller()))
    lines = [
        {"place": words.place_of(each, names), "presence": words.PRESENCES[each["presence"]]}
        for each in found
    ]
    return show("my_attendance", lines=lines)


def _send_marks(meeting_id: str, form: Form, seats: list[str]) -> Any:
    rest = form.answers["rest"] if form.answers["rest"] in REST else NOT_RECORDED
    said = {name.removeprefix(SEAT): form.answers[name] for name in seats}
    return doors.mark_attendance(
        caller(),
        form.command_id,
        meeting_id,
        {seat: rest if presence == NOT_RECORDED else presence for seat, presence in said.items()},
        reason=form.answers["reason"] or None,
        version=version_of(form),
    )


def _send_range(region: str, form: Form, high: int) -> Any:
    return doors.note_published_attendance(
        caller(),
        form.command_id,
        region,
        period=form.answers["period"],
        low=int(form.answers["low"]),
        high=high,
        source=form.answers["source"],
    )


def _attendance(meeting_id: str, form: Form) -> Page:
    """The page; what people need and how they answered the pulse is left out while it does not answer."""
    person = caller()
    asked = [doors.get_attendance.asking(person, meeting_id), pulses.get_pulse.asking(person, meeting_id)]
    if person.has("member"):
        asked.append(pulses.get_needs.asking(person, meeting_id))
    found, pulse, *needs = together(*asked)
    if isinstance(found, Refused):
        raise found
    return show(
        "meeting_attendance",
        form=form,
        meeting=words.place_of(found, group_names(region_names(person))),
        sentences=words.figure_sentences(found),
        found=found,
        seats=words.seats_of(found),
        corrections=words.corrections_of(found),
        pulse=None if isinstance(pulse, Refused) else pulse,
        pulse_sentence="" if isinstance(pulse, Refused) else words.pulse_sentence(pulse),
        needs=needs[0] if needs and not isinstance(needs[0], Refused) else None,
    )


def _marking(meeting_id: str, form: Form | None) -> Page:
    found = doors.get_attendance(caller(), meeting_id)
    if not found["may_mark"]:
        raise Refused("not_your_region")
    seats = words.seats_of(found)
    answers = {f"{SEAT}{each.id}": each.presence for each in seats} | {"version": found["version"] or 0}
    return show(
        "meeting_attendance_mark",
        form=form or Form(answers=answers),
        meeting=words.place_of(found, group_names(region_names(caller()))),
        has_begun=found["has_begun"],
        seats=seats,
        choices=words.CHOICES if found["has_begun"] else words.CHOICES[2::2],
        rest=words.REST,
    )


def _group(region: str, form: Form) -> Page:
    person = caller()
    found = doors.region_attendance(person, region)
    names = group_names(region_names(person))
    return show(
        "group_attendance",
        form=form,
        region=region,
        group_name=names.get(region, region),
        lines=words.lines_of(found),
        pooled=words.pooled_sentence(found["pooled"]),
        published=[{**each, "words": words.range_in_words(each)} for each in found["published"]],
        keeps=person.acts_for(region, "coordinator", "convenor"),
    )
