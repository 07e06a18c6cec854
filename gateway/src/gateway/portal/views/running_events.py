"""Running events: announce, record, change, move, cancel, warn, hold (rows 50, 52-55)."""

from datetime import UTC, datetime
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.meetings import actions, venues
from gateway.clients.meetings import events as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.events import KINDS, Event, event_of
from gateway.portal.presenting.matters import group_names
from gateway.portal.times import instant_answers, instant_names, instant_of

ORGANISERS = ("member", "coordinator", "convenor", "national_team")
TYPED = (
    "kind", "region", "title", "description", "minutes", "place", "access", "venue_id", "capacity",
    "join_link", "phone", "hosts", "topics", "funded_by", "audience", "takes_interest", "recorded",
    "for_seat_holders",
)  # fmt: skip
DESIGNERS = 3
MOST_ROOMS = 100
DESIGNING = tuple(f"designer-{number}{part}" for number in range(1, DESIGNERS + 1) for part in ("", "-of"))
LINES = ("hosts", "topics")
"""Fields with one thing on each line."""
FLAGS = ("takes_interest", "recorded", "for_seat_holders")
WHOLE = ("minutes", "capacity")
NAMED = {"title": "Give it a title", "region": "Choose whose event it is", "kind": "Choose what it is"}


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
    form = _with_numbers(form)
    known = (*TYPED, "designers", "starts_at", "booking_closes_at")

    def knock(form: Form) -> Any:
        details = {**_details(form), "starts_at": starts}
        if closes:
            details["booking_closes_at"] = closes
        return doors.announce_event(caller(), form.command_id, details)

    answer = send(form, known, knock)
    return _announce(answer) if isinstance(answer, Form) else _onward(answer["id"], "event-announced")


@page("/events/past/new", "coordinator", "convenor", "national_team")
def record_event_form() -> Page:
    return _record(Form(answers={"region": caller().region or "", "status": "held"}))


@action("/events/past/new", "coordinator", "convenor", "national_team")
def record_event() -> Page:
    names = ("kind", "region", "title", "description", "place", "hosts", "topics", "audience", "funded_by",
             "rough_date", "status", "attended", "cause")  # fmt: skip
    form = sent_form(*names).lacking(NAMED)
    form = _numbers(form, "attended")

    def knock(form: Form) -> Any:
        details = _details(form)
        details |= {name: form.answers[name] for name in ("status", "cause")}
        if form.answers["rough_date"]:
            details["rough_date"] = form.answers["rough_date"]
        if form.answers["attended"]:
            details["attended"] = int(form.answers["attended"])
        return doors.record_event(caller(), form.command_id, details)

    answer = send(form, names, knock)
    return _record(answer) if isinstance(answer, Form) else _onward(answer["id"], "event-recorded")


@page("/events/<event_id>/change", *ORGANISERS)
def change_event_form(event_id: str) -> Page:
    found = _run(event_id)
    plain = ("title", "description", "place", "access", "join_link", "phone", "funded_by", "audience")
    answers: dict[str, Any] = {name: found[name] or "" for name in plain}
    answers |= {name: "\n".join(found[name]) for name in LINES}
    answers |= {name: str(found[name] or "") for name in (*WHOLE, "version")}
    return _change(event_id, Form(answers=answers), found)


@action("/events/<event_id>/change", *ORGANISERS)
def change_event(event_id: str) -> Page:
    names = ("title", "description", "place", "access", "join_link", "phone", "funded_by", "audience",
             *LINES, *WHOLE, "version")  # fmt: skip
    form = _with_numbers(sent_form(*names).lacking({"title": NAMED["title"]}))

    def knock(form: Form) -> Any:
        sent = form.answers
        changes: dict[str, Any] = {name: sent[name] for name in names if name not in (*LINES, *WHOLE)}
        changes |= {name: _lines(sent[name]) for name in LINES}
        changes["capacity"] = int(sent["capacity"]) if sent["capacity"] else None
        changes["version"] = _version(form)
        if sent["minutes"]:
            changes["minutes"] = int(sent["minutes"])
        return doors.change_event(caller(), form.command_id, event_id, changes)

    answer = send(form, names, knock)
    return _change(event_id, answer, None) if isinstance(answer, Form) else _onward(event_id, "event-changed")


@page("/events/<event_id>/move", *ORGANISERS)
def move_event_form(event_id: str) -> Page:
    found = _run(event_id)
    answers = {"version": str(found["version"]), **instant_answers("starts_at", found["starts_at"])}
    return _step("event_move", event_id, Form(answers=answers), found)


@action("/events/<event_id>/move", *ORGANISERS)
def move_event(event_id: str) -> Page:
    form = sent_form("cause", "version", "no_day", *instant_names("starts_at"))
    form = form.lacking({"cause": "Say why: those who booked are told"})
    starts: str | None = None
    if form.answers["no_day"] != "yes":
        form, starts = instant_of(form, "starts_at", "The new day")
    answer = send(
        form,
        ("starts_at", "cause"),
        lambda form: doors.move_event(
            caller(),
            form.command_id,
            event_id,
            starts_at=starts,
            cause=form.answers["cause"],
            version=_version(form),
        ),
    )
    return (
        _step("event_move", event_id, answer)
        if isinstance(answer, Form)
        else _onward(event_id, "event-moved")
    )


@page("/events/<event_id>/cancel", *ORGANISERS)
def cancel_event_form(event_id: str) -> Page:
    return _fresh_step("event_cancel", event_id)


@action("/events/<event_id>/cancel", *ORGANISERS)
def cancel_event(event_id: str) -> Page:
    form = sent_form("cause", "version").lacking({"cause": "Say why: those who booked are told"})
    answer = send(
        form,
        ("cause",),
        lambda form: doors.cancel_event(
            caller(), form.command_id, event_id, cause=form.answers["cause"], version=_version(form)
        ),
    )
    if isinstance(answer, Form):
        return _step("event_cancel", event_id, answer)
    return _onward(event_id, "event-cancelled")


@page("/events/<event_id>/weather", *ORGANISERS)
def event_weather_form(event_id: str) -> Page:
    return _fresh_step("event_weather", event_id)


@action("/events/<event_id>/weather", *ORGANISERS)
def warn_of_weather(event_id: str) -> Page:
    form = sent_form("note", "version").lacking({"note": "Say what those who booked should know"})
    answer = send(
        form,
        ("note",),
        lambda form: doors.warn_of_weather(
            caller(), form.command_id, event_id, note=form.answers["note"], version=_version(form)
        ),
    )
    if isinstance(answer, Form):
        return _step("event_weather", event_id, answer)
    return _onward(event_id, "event-weather")


@page("/events/<event_id>/held", *ORGANISERS)
def hold_event_form(event_id: str) -> Page:
    found = _run(event_id)
    counted = "number" if found["attended"] is not None else "arrivals" if found["came"] else ""
    answers = {
        "version": str(found["version"]),
        "counted": counted,
        "attended": "" if found["attended"] is None else str(found["attended"]),
        "poorly": "yes" if found["status"] == "held_poorly_attended" else "",
        "cause": found["cause"] if found["status"] == "held_poorly_attended" else "",
    }
    return _step("event_held", event_id, Form(answers=answers), found)


@action("/events/<event_id>/held", *ORGANISERS)
def hold_event(event_id: str) -> Page:
    form = sent_form("counted", "attended", "poorly", "cause", "version")
    form = form.lacking({"counted": "Choose how many came"})
    if form.answers["counted"] == "number":
        form = _numbers(form.lacking({"attended": "Enter how many came"}), "attended")
    if form.answers["poorly"] == "yes":
        form = form.lacking({"cause": "Say why few came"})
    answer = send(form, ("attended", "cause"), lambda form: _send_held(event_id, form))
    return (
        _step("event_held", event_id, answer) if isinstance(answer, Form) else _onward(event_id, "event-held")
    )


def _send_held(event_id: str, form: Form) -> Any:
    sent = form.answers
    return doors.hold_event(
        caller(),
        form.command_id,
        event_id,
        attended=int(sent["attended"]) if sent["counted"] == "number" else None,
        count_arrivals=sent["counted"] == "arrivals",
        poorly=sent["poorly"] == "yes",
        cause=sent["cause"],
        version=_version(form),
    )


def _details(form: Form) -> dict[str, Any]:
    """What was typed, as the doors take it; what is empty is left to them."""
    sent = form.answers
    plain = {
        name: value
        for name, value in sent.items()
        if value and name in TYPED and name not in (*LINES, *WHOLE, *FLAGS)
    }
    plain |= {name: _lines(sent[name]) for name in LINES if sent.get(name)}
    plain |= {name: int(sent[name]) for name in WHOLE if sent.get(name)}
    plain |= {name: True for name in FLAGS if sent.get(name) == "yes"}
    designers = [
        {"member_id": sent[f"designer-{number}"], "organisation": sent[f"designer-{number}-of"]}
        for number in range(1, DESIGNERS + 1)
        if sent.get(f"designer-{number}") and sent.get(f"designer-{number}-of")
    ]
    return {**plain, "designers": designers} if designers else plain


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _with_numbers(form: Form) -> Form:
    return _numbers(form, *WHOLE)


def _numbers(form: Form, *names: str) -> Form:
    for name in names:
        if form.answers.get(name) and not form.answers[name].isdecimal():
            form = form.wrong(name, "Enter a whole number, like 40")
    return form


def _version(form: Form) -> int | None:
    return int(form.answers["version"]) if form.answers["version"].isdecimal() else None


def _run(event_id: str) -> dict[str, Any]:
    """The event, for those who organise it. Refused: ``not_event_organiser``."""
    found: dict[str, Any] = doors.get_event(caller(), event_id)
    if not found["runs"]:
        raise Refused("not_event_organiser")
    return found


def _shown(found: dict[str, Any]) -> Event:
    return event_of(found, group_names(region_names(caller())), datetime.now(UTC))


def _fresh_step(template: str, event_id: str) -> Page:
    found = _run(event_id)
    return _step(template, event_id, Form(answers={"version": str(found["version"])}), found)


def _step(template: str, event_id: str, form: Form, found: dict[str, Any] | None = None) -> Page:
    return show(template, form=form, event=_shown(found or _run(event_id)))


def _change(event_id: str, form: Form, found: dict[str, Any] | None) -> Page:
    return show("event_change", form=form, event=_shown(found or _run(event_id)))


def _onward(event_id: str, done: str) -> Page:
    return onward("event", done, event_id=event_id)


def _kept(names: dict[str, str]) -> dict[str, str]:
    """The groups whose papers the caller keeps."""
    return {code: name for code, name in names.items() if caller().acts_for(code, "coordinator", "convenor")}


def _announce(form: Form) -> Page:
    """The whole form for keepers; for other members the few fields of a meetup."""
    names = group_names(region_names(caller()))
    kept = _kept(names)
    is_meetup = form.answers.get("kind") == "meetup" or not kept
    home = caller().region or ""
    region = form.answers.get("region") or home
    return show(
        "event_new",
        form=form,
        is_meetup=is_meetup,
        home=home,
        home_name=names.get(home, home),
        kinds=[{"value": key, "text": name} for key, name in KINDS.items()],
        regions=as_choices(kept),
        rooms=_rooms_of(region) if kept else [],
        designers=_table_of(region) if kept else [],
    )


def _rooms_of(region: str) -> list[dict[str, Any]]:
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
    return show(
        "event_record",
        form=form,
        kinds=[{"value": key, "text": name} for key, name in KINDS.items()],
        regions=as_choices(_kept(names)),
        statuses=[
            {"value": "held", "text": "It was held"},
            {"value": "held_poorly_attended", "text": "It was held, and few came"},
            {"value": "cancelled", "text": "It was cancelled"},
        ],
    )
