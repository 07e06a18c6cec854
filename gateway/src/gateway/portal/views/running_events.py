"""Running events: change, move, cancel, warn of the weather, hold (rows 52-55)."""

from datetime import UTC, datetime
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.meetings import events as doors
from gateway.clients.meetings import venues as venue_doors
from gateway.guards import caller
from gateway.portal.event_forms import LINES, NAMED, WHOLE, lines_in, with_numbers
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.events import Event, event_of
from gateway.portal.presenting.matters import group_names
from gateway.portal.times import instant_answers, instant_names, instant_of
from gateway.portal.views.announcing_events import rooms_of

ORGANISERS = ("member", "coordinator", "convenor", "national_team")


@page("/events/<event_id>/change", *ORGANISERS)
def change_event_form(event_id: str) -> Page:
    found = _run(event_id)
    plain = ("title", "description", "place", "access", "join_link", "phone", "funded_by", "audience")
    answers: dict[str, Any] = {name: found[name] or "" for name in plain}
    answers |= {name: "\n".join(found[name]) for name in LINES}
    answers |= {name: str(found[name] or "") for name in (*WHOLE, "venue_id", "version")}
    return _change(event_id, Form(answers=answers), found)


@action("/events/<event_id>/change", *ORGANISERS)
def change_event(event_id: str) -> Page:
    names = ("title", "description", "place", "access", "join_link", "phone", "funded_by", "audience",
             *LINES, *WHOLE, "venue_id", "version")  # fmt: skip
    form = with_numbers(sent_form(*names).lacking({"title": NAMED["title"]}), *WHOLE)

    def knock(form: Form) -> Any:
        sent = form.answers
        changes: dict[str, Any] = {name: sent[name] for name in names if name not in (*LINES, *WHOLE)}
        changes |= {name: lines_in(sent[name]) for name in LINES}
        changes["capacity"] = int(sent["capacity"]) if sent["capacity"] else None
        changes["version"] = version_of(form)
        room = changes.pop("venue_id") or None
        if "venue_id" in request.form:
            if _room_says_where(room, changes["place"], _run(event_id)):
                del changes["place"]
            changes["venue_id"] = room
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
            version=version_of(form),
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
            caller(), form.command_id, event_id, cause=form.answers["cause"], version=version_of(form)
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
            caller(), form.command_id, event_id, note=form.answers["note"], version=version_of(form)
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
        form = with_numbers(form.lacking({"attended": "Enter how many came"}), "attended")
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
        version=version_of(form),
    )


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
    found = found or _run(event_id)
    return show("event_change", form=form, event=_shown(found), rooms=_rooms_for(found))


def _rooms_for(found: dict[str, Any]) -> list[dict[str, Any]]:
    """For its keepers the rooms of its region, as when it is announced; and the one that it has."""
    keeps = caller().acts_for(found["region"], "coordinator", "convenor")
    rooms = rooms_of(found["region"]) if keeps else []
    has = found["venue_id"]
    if has and has not in {each["value"] for each in rooms}:
        rooms.append({"value": has, "text": venue_doors.get_venue(caller(), has)["name"]})
    return rooms


def _room_says_where(room: str | None, place: str, before: dict[str, Any]) -> bool:
    """Another room says itself where it is, unless other words for the place were typed."""
    return room is not None and room != before["venue_id"] and place == before["place"]


def _onward(event_id: str, done: str) -> Page:
    return onward("event", done, event_id=event_id)
