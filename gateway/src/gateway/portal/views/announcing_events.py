"""Announcing an event to come, and recording one that is over (rows 50, 52-55)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.meetings import actions, venues
from gateway.clients.meetings import events as doors
from gateway.guards import caller
from gateway.portal.event_forms import LINES, NAMED, WHOLE, lines_in, with_numbers
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.events import KINDS
from gateway.portal.presenting.matters import group_names
from gateway.portal.times import instant_names, instant_of

ORGANISERS = ("member", "coordinator", "convenor", "national_team")
TYPED = (
    "kind", "region", "title", "description", "minutes", "place", "access", "venue_id", "capacity",
    "join_link", "phone", "hosts", "topics", "funded_by", "audience", "takes_interest", "recorded",
    "for_seat_holders",
)  # fmt: skip
DESIGNERS = 3
MOST_ROOMS = 100
DESIGNING = tuple(f"designer-{number}{part}" for number in range(1, DESIGNERS + 1) for part in ("", "-of"))
FLAGS = ("takes_interest", "recorded", "for_seat_holders")


@page("/events/new", *ORGANISERS)
def announce_event_form() -> Page:
    person = caller()
    region = request.args.get("region") or person.region or ""
    kind = "meetup" if request.args.get("kind") == "meetup" else ""
    return _announce(Form(answers={"region": region, "kind": kind, "minutes": "120"}))


@action("/events/new", *ORGANISERS)
def announce_event() -> Page:
    form = sent_form(*TYPED, *DESIGNING, *instant_names("starts_at"), *instant_names("booking_closes_at"))
    form = form.lacking(NAMED)
    form, starts = instant_of(form, "starts_at", "The day")
    form, closes = instant_of(form, "booking_closes_at", "The day on which booking closes", needed=False)
    form = _with_whole_designers(with_numbers(form, *WHOLE))
    known = (*TYPED, "designers", "starts_at", "booking_closes_at")

    def knock(form: Form) -> Any:
        details = {**_details(form), "starts_at": starts}
        if closes:
            details["booking_closes_at"] = closes
        return doors.announce_event(caller(), form.command_id, details)

    answer = send(form, known, knock)
    return (
        _announce(answer)
        if isinstance(answer, Form)
        else onward("event", "event-announced", event_id=answer["id"])
    )


@page("/events/past/new", "coordinator", "convenor", "national_team")
def record_event_form() -> Page:
    return _record(Form(answers={"region": caller().region or "", "status": "held"}))


@action("/events/past/new", "coordinator", "convenor", "national_team")
def record_event() -> Page:
    names = ("kind", "region", "title", "description", "place", "hosts", "topics", "audience", "funded_by",
             "rough_date", "status", "attended", "cause")  # fmt: skip
    form = sent_form(*names, *DESIGNING).lacking(NAMED)
    form = _with_whole_designers(with_numbers(form, "attended"))

    def knock(form: Form) -> Any:
        details = _details(form)
        details |= {name: form.answers[name] for name in ("status", "cause")}
        if form.answers["rough_date"]:
            details["rough_date"] = form.answers["rough_date"]
        if form.answers["attended"]:
            details["attended"] = int(form.answers["attended"])
        return doors.record_event(caller(), form.command_id, details)

    answer = send(form, (*names, "designers"), knock)
    return (
        _record(answer)
        if isinstance(answer, Form)
        else onward("event", "event-recorded", event_id=answer["id"])
    )


def _details(form: Form) -> dict[str, Any]:
    """What was typed, as the doors take it; what is empty is left to them."""
    sent = form.answers
    plain = {
        name: value
        for name, value in sent.items()
        if value and name in TYPED and name not in (*LINES, *WHOLE, *FLAGS)
    }
    plain |= {name: lines_in(sent[name]) for name in LINES if sent.get(name)}
    plain |= {name: int(sent[name]) for name in WHOLE if sent.get(name)}
    plain |= {name: True for name in FLAGS if sent.get(name) == "yes"}
    designers = [
        {"member_id": sent[f"designer-{number}"], "organisation": sent[f"designer-{number}-of"]}
        for number in range(1, DESIGNERS + 1)
        if sent.get(f"designer-{number}") and sent.get(f"designer-{number}-of")
    ]
    return {**plain, "designers": designers} if designers else plain


def _with_whole_designers(form: Form) -> Form:
    """The form with a message where a designer or their organisation is left out: half of it says nothing."""
    for number in range(1, DESIGNERS + 1):
        who, of = f"designer-{number}", f"designer-{number}-of"
        if form.answers[who] and not form.answers[of]:
            form = form.wrong(of, "Enter the organisation that they come from")
        if form.answers[of] and not form.answers[who]:
            form = form.wrong(who, "Say who comes from this organisation")
    return form


def _kept(names: dict[str, str]) -> dict[str, str]:
    """The groups whose papers the caller keeps."""
    return {code: name for code, name in names.items() if caller().acts_for(code, "coordinator", "convenor")}


def _announce(form: Form) -> Page:
    """The whole form for keepers; for other members the few fields of a meetup."""
    names = group_names(region_names(caller()))
    kept = _kept(names)
    home = caller().region or ""
    region = form.answers.get("region") or home
    # The few fields are for the own region: whoever chose another one keeps the form in which they did.
    is_meetup = not kept or (form.answers.get("kind") == "meetup" and region == home)
    return show(
        "event_new",
        form=form,
        is_meetup=is_meetup,
        home=home,
        home_name=names.get(home, home),
        kinds=[{"value": key, "text": name} for key, name in KINDS.items()],
        regions=as_choices(kept),
        rooms=rooms_of(region) if kept else [],
        designers=_table_of(region) if kept else [],
    )


def rooms_of(region: str) -> list[dict[str, Any]]:
    """A region's rooms that take bookings, as choices."""
    return [
        {"value": room["id"], "text": f"{room['name']}, {room['area']}"}
        for room in venues.list_venues(caller(), region, limit=MOST_ROOMS)["items"]
        if room["in_use"]
    ]


def _table_of(region: str) -> list[dict[str, Any]]:
    """The group's table, as its papers call them: its seat holders design its masterclasses."""
    try:
        found = actions.possible_owners(caller(), region)["items"]
    except Refused:
        return []
    return [{"value": each["id"], "text": each["called"]} for each in found]


def _record(form: Form) -> Page:
    names = group_names(region_names(caller()))
    kept = _kept(names)
    region = form.answers.get("region") or next(iter(kept), "")
    return show(
        "event_record",
        designers=_table_of(region) if region else [],
        form=form,
        kinds=[{"value": key, "text": name} for key, name in KINDS.items()],
        regions=as_choices(kept),
        statuses=[
            {"value": "held", "text": "It was held"},
            {"value": "held_poorly_attended", "text": "It was held, and few came"},
            {"value": "cancelled", "text": "It was cancelled"},
        ],
    )
