"""The seats that a member holds: showing one's name, and resigning (rows 12 and 15)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.stewardship import seats as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.seats import KINDS, term_of, title_of


@page("/my-seats", "member")
def my_seats() -> Page:
    return show("my_seats", seats=[_shown(each) for each in doors.my_seats(caller())["items"]])


@page("/my-seats/<seat_id>/name", "member")
def show_my_name_form(seat_id: str) -> Page:
    found = _own(seat_id)
    return _name(found, Form(answers={"name": found["terms"][0]["shown_name"] or ""}))


@action("/my-seats/<seat_id>/name", "member")
def show_my_name(seat_id: str) -> Page:
    form = sent_form("name", "version")
    answer = send(
        form,
        ("name",),
        lambda form: doors.show_my_name(
            caller(), form.command_id, seat_id, name=form.answers["name"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _name(_own(seat_id), answer)
    return onward("my_seats", "seat-name" if form.answers["name"] else "seat-name-hidden")


@page("/my-seats/<seat_id>/resign", "member")
def resign_seat_form(seat_id: str) -> Page:
    return _resign(_own(seat_id), Form())


@action("/my-seats/<seat_id>/resign", "member")
def resign_seat(seat_id: str) -> Page:
    form = sent_form("reason", "version", *date_names("on")).lacking({"reason": "Say why you resign"})
    form, on = date_of(form, "on", "The day", needed=False)
    answer = send(
        form,
        ("reason", "on"),
        lambda form: doors.resign_seat(
            caller(),
            form.command_id,
            seat_id,
            reason=form.answers["reason"],
            on=on or None,
            version=version_of(form),
        ),
    )
    return _resign(_own(seat_id), answer) if isinstance(answer, Form) else onward("my_seats", "resigned")


def _own(seat_id: str) -> dict[str, Any]:
    found = next((each for each in doors.my_seats(caller())["items"] if each["id"] == seat_id), None)
    if found is None:
        raise Refused("not_found")
    own: dict[str, Any] = found
    return own


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": found["id"],
        "region": found["region"],
        "version": found["version"],
        "title": title_of(found["region"], found["name"]),
        "kind": KINDS[found["kind"]],
        "runs": found["running"] is not None,
        "terms": [term_of(each, {}) for each in found["terms"]],
    }


def _name(found: dict[str, Any], form: Form) -> Page:
    return show("my_seat_name", form=form, seat=_shown(found))


def _resign(found: dict[str, Any], form: Form) -> Page:
    return show("my_seat_resign", form=form, seat=_shown(found))
