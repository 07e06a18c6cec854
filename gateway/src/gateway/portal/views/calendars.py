"""Subscribing to a calendar: a group's, by anybody, and one's own by its secret address (rows 41 and 52)."""

from typing import Any

from contracts.refusals import Refused
from gateway import calendar_addresses as addresses
from gateway.clients.meetings import feeds as doors
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.matters import group_names


@page("/my-calendar", "member")
def my_calendar() -> Page:
    return _mine(Form())


@action("/my-calendar", "member")
def make_my_calendar() -> Page:
    """The answer itself shows the address: no other page, no log and no history holds it."""
    secret = addresses.new_calendar_secret()
    made = send(sent_form(), (), lambda form: _made(form, secret))
    return _mine(made) if isinstance(made, Form) else _mine(Form(), secret)


@action("/my-calendar/end", "member")
def end_my_calendar() -> Page:
    doors.end_calendar_address(caller(), sent_form().command_id)
    return onward("my_calendar", "calendar-ended")


@page("/groups/<code>/calendar", "public")
def group_calendar(code: str) -> Page:
    """How to subscribe to the meetings and events of a region."""
    names = group_names(region_names(caller()))
    if code not in names:
        raise Refused("region_unknown")
    return show(
        "group_calendar",
        code=code,
        name=names[code],
        address=addresses.address(addresses.REGION, code),
        subscription=addresses.subscription(addresses.REGION, code),
    )


def _made(form: Form, secret: str) -> Any:
    return doors.make_calendar_address(caller(), form.command_id, addresses.hash_of(secret))


def _mine(form: Form, secret: str = "") -> Page:
    return show(
        "my_calendar",
        form=form,
        since=show_date(doors.my_calendar_address(caller())["made_at"]),
        address=addresses.address(addresses.PERSON, secret) if secret else "",
        subscription=addresses.subscription(addresses.PERSON, secret) if secret else "",
    )
