"""For those who organise an event: the list, the line, and the check-in on a phone (row 52)."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway import spreadsheets
from gateway.clients.meetings import events as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.events import code_in_halves, event_of, registered_of
from gateway.portal.presenting.matters import group_names

ORGANISERS = ("member", "coordinator", "convenor", "national_team")
STATES = ("booked", "offered", "interested", "waiting")
HEAD = ("Name", "Code", "Needs", "Booked at", "Checked in at", "Without a booking")


@page("/events/<event_id>/bookings", *ORGANISERS)
def event_bookings(event_id: str) -> Page:
    """Who booked, who is asked, who waits: three lists, because who waits does not come.

    Where nobody books, the list is of those interested.
    """
    event = doors.get_event(caller(), event_id)
    state = request.args.get("state", "")
    chosen = state if state in STATES else "interested" if event["takes_interest"] else "booked"
    cursor = request.args.get("cursor") or None
    found = doors.list_bookings(caller(), event_id, state=chosen, cursor=cursor)
    names = group_names(region_names(caller()))
    return show(
        "event_bookings",
        event=event_of(event, names, datetime.now(UTC)),
        counted=doors.count_bookings(caller(), event_id),
        state=chosen,
        rows=registered_of(found["items"]),
        next=found["next"],
        later=bool(cursor),
    )


@page("/events/<event_id>/bookings.csv", *ORGANISERS)
def event_bookings_file(event_id: str) -> Response:
    """Those who have a place, for a spreadsheet; those who wait are not in it."""
    rows = doors.export_bookings(caller(), event_id)["items"]
    lines = [spreadsheets.line(HEAD)]
    lines += [
        spreadsheets.line(
            [
                row["name"],
                code_in_halves(row["code"]),
                row["needs"],
                row["booked_at"],
                row["checked_in_at"],
                "yes" if row["walk_in"] else "",
            ]
        )
        for row in rows
    ]
    answer = Response(spreadsheets.MARK + "".join(lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="bookings.csv"'
    return answer


@page("/events/<event_id>/check-in", *ORGANISERS)
def check_in_list(event_id: str) -> Page:
    return _check_in(event_id, Form(answers={"code": request.args.get("code", "")[:40]}))


@action("/events/<event_id>/check-in", *ORGANISERS)
def check_in(event_id: str) -> Page:
    """By the code, or by the button beside a name."""
    form = sent_form("code", "booking_id", "q")
    if not form.answers["booking_id"]:
        form = form.lacking({"code": "Scan or type the code, or find the name below"})
    answer = send(
        form,
        ("code",),
        lambda form: doors.check_in(
            caller(),
            form.command_id,
            event_id,
            code=form.answers["code"] or None,
            booking_id=form.answers["booking_id"] or None,
        ),
    )
    if isinstance(answer, Form):
        return _check_in(event_id, answer)
    return onward("check_in_list", "checked-in", event_id=event_id)


@action("/events/<event_id>/check-in/undo", *ORGANISERS)
def undo_check_in(event_id: str) -> Page:
    form = sent_form("booking_id")
    answer = send(
        form,
        (),
        lambda form: doors.undo_check_in(caller(), form.command_id, event_id, form.answers["booking_id"]),
    )
    if isinstance(answer, Form):
        return _check_in(event_id, answer)
    return onward("check_in_list", "check-in-undone", event_id=event_id)


@action("/events/<event_id>/walk-in", *ORGANISERS)
def add_walk_in(event_id: str) -> Page:
    form = sent_form("walk_in").lacking({"walk_in": "Enter their name"})
    answer = send(form, ("walk_in",), lambda form: _send_walk_in(event_id, form))
    if isinstance(answer, Form):
        return _check_in(event_id, answer)
    return onward("check_in_list", "walked-in", event_id=event_id)


def _send_walk_in(event_id: str, form: Form) -> Any:
    """The door's ``name`` is ``walk_in`` here: the search by name stands on the same page."""
    try:
        return doors.add_walk_in(caller(), form.command_id, event_id, name=form.answers["walk_in"])
    except Refused as no:
        fields = {"walk_in" if name == "name" else name: said for name, said in no.fields.items()}
        raise Refused(no.code, no.message, fields) from None


def _check_in(event_id: str, form: Form) -> Page:
    asked = request.args.get("q", "").strip()[:80]
    found = doors.find_bookings(caller(), event_id, asked or None)
    event = doors.get_event(caller(), event_id)
    if not event["runs"]:
        raise Refused("not_event_organiser")
    return show(
        "event_check_in",
        form=form,
        event=event_of(event, group_names(region_names(caller())), datetime.now(UTC)),
        asked=asked,
        rows=registered_of(found["items"]),
        latest=registered_of(found["latest"]),
        more=found["found"] - len(found["items"]),
        expected=found["expected"],
        came=found["came"],
        walked_in=found["walked_in"],
    )
