"""Events for everybody: the list, one event, booking it, one's own bookings (rows 50, 52-55)."""

from datetime import UTC, datetime
from typing import Any

import segno
from flask import request
from markupsafe import Markup

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.meetings import events as doors
from gateway.guards import caller
from gateway.parts import parts
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.events import event_of, line_of, lines_of, mine_of
from gateway.portal.presenting.matters import group_names

KEEPERS = ("coordinator", "convenor", "national_team")
BOOKED = ("name", "needs", "agrees_to_recording")


@page("/events", "public")
def events() -> Page:
    """What comes, the next first, or what was; of one region or of all."""
    person = caller()
    region, is_past = request.args.get("region", ""), request.args.get("when") == "past"
    cursor = request.args.get("cursor") or None
    found, regions = together(
        doors.list_events.asking(person, region=region or None, past=is_past, cursor=cursor),
        membership.list_regions.asking(person),
    )
    for answer in (found, regions):
        if isinstance(answer, Refused):
            raise answer
    names = group_names({each["code"]: each["name"] for each in regions["items"]})
    return show(
        "events",
        events=lines_of(found["items"], names),
        regions=as_choices(names),
        chosen={"region": region if region in names else "", "when": "past" if is_past else ""},
        region_name=names.get(region, ""),
        announces=any(person.has(role) for role in KEEPERS),
        next=found["next"],
        later=bool(cursor),
    )


@page("/events/<event_id>", "public")
def event(event_id: str) -> Page:
    return _event(event_id, Form())


@action("/events/<event_id>/book", "member")
def book_event(event_id: str) -> Page:
    form = sent_form(*BOOKED).lacking({"name": "Enter your name as the organisers' list shall show it"})
    answer = send(form, BOOKED, lambda form: _send_booking(event_id, form))
    if isinstance(answer, Form):
        return _event(event_id, answer)
    return onward("event", f"event-{answer['state']}", event_id=event_id)


@action("/events/<event_id>/give-back", "member")
def give_place_back(event_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.cancel_booking(caller(), form.command_id, event_id))
    if isinstance(answer, Form):
        return _event(event_id, answer)
    return onward("event", "event-given-back", event_id=event_id)


@action("/events/<event_id>/offer", "member")
def answer_place_offer(event_id: str) -> Page:
    form = sent_form("accept")
    is_taken = form.answers["accept"] == "yes"
    answer = send(form, (), lambda form: doors.answer_offer(caller(), form.command_id, event_id, is_taken))
    if isinstance(answer, Form):
        return _event(event_id, answer)
    return onward("event", "event-booked" if is_taken else "event-declined", event_id=event_id)


@page("/my-bookings", "member")
def my_bookings() -> Page:
    """Everything the reader booked, with the one next step, and what they host."""
    person = caller()
    found, names = doors.my_bookings(person), group_names(region_names(person))
    now = datetime.now(UTC)
    both = [(mine_of(each), line_of(each["event"], names), _is_to_come(each, now)) for each in found["items"]]
    return show(
        "my_bookings",
        coming=[(mine, line) for mine, line, is_to_come in both if is_to_come],
        others=[(mine, line) for mine, line, is_to_come in both if not is_to_come],
        hosting=lines_of(found["hosting"], names),
    )


def _is_to_come(booking: dict[str, Any], now: datetime) -> bool:
    ends, status = booking["event"]["ends_at"], booking["event"]["status"]
    stands = booking["state"] in ("booked", "interested", "waiting", "offered")
    if status not in ("planned", "moved") or not stands:
        return False
    return ends is None or datetime.fromisoformat(ends) > now


def _send_booking(event_id: str, form: Form) -> Any:
    return doors.book_event(
        caller(),
        form.command_id,
        event_id,
        name=form.answers["name"],
        needs=form.answers["needs"] or None,
        agrees_to_recording=form.answers["agrees_to_recording"] == "yes",
    )


def _event(event_id: str, form: Form) -> Page:
    person = caller()
    found = doors.get_event(person, event_id)
    shown = event_of(found, group_names(region_names(person)), datetime.now(UTC))
    books = person.has("member") and shown.is_open and shown.mine is None
    if books and "name" not in form.answers:
        form = Form({"name": _own_name()}, form.errors, form.message, form.command_id, form.status)
    return show("event", form=form, event=shown, books=books, drawn=_drawn(found))


def _own_name() -> str:
    """As the reader's profile has it; to be typed where it does not answer."""
    try:
        return str(membership.my_profile(caller())["name"])
    except Refused:
        return ""


def _drawn(event: dict[str, Any]) -> Markup:
    """The code as a picture that leads an organiser's phone to the check-in; "" where nobody needs one."""
    booking = event["mine"]
    if booking is None or booking["state"] not in ("booked", "interested") or event["kind"] == "webex":
        return Markup()
    place = f"{parts().settings.portal_url}/events/{event['id']}/check-in?code={booking['code']}"
    code = segno.make(place, micro=False)
    drawn = code.svg_inline(scale=4, border=4, svgclass=None, lineclass=None, light="#fff", dark="#000")
    return Markup(drawn)  # noqa: S704 - drawn by us from a code of our own
