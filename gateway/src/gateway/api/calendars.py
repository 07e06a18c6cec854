"""The resource of calendars: files that phones and calendar programs subscribe to (RFC 5545)."""

from typing import Any

from flask import Response, current_app

from contracts.refusals import Refused
from gateway import calendar_addresses, calendar_files
from gateway.api.resource import Resource, answer, command_id, versioned
from gateway.api.shapes import calendars as shapes
from gateway.calendar_files import CalendarFile, draw
from gateway.clients.meetings import feeds as doors
from gateway.guards import caller, open_to
from gateway.parts import parts

DRAWN = "qcommons_calendars"
"""In the app: region -> the file that was drawn last."""
FILE: Any = {"content": {calendar_files.MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "OK"}

calendars = Resource("calendars", "/calendars", "Calendar files of regions, members, meetings and events")
my_calendar = Resource("my-calendar", "/me/calendar", "The secret address of your own calendar")


@calendars.route("/regions/<region>.ics")
@open_to("public")
@versioned
@calendars.gives(200, None)
@calendars.doc(responses={200: FILE})
def region_calendar(region: str) -> Response:
    """A region's published meetings and its events: three months back, a year and more ahead."""
    drawn: dict[str, CalendarFile] = current_app.extensions.setdefault(DRAWN, {})
    held = drawn.get(region)
    told = doors.calendar_of_region(caller(), region, known=held.revision if held else "")
    if held is None or told["entries"] is not None:
        name = f"Q in {told['name']}"
        held = drawn[region] = draw(name, told["entries"], parts().settings.portal_url, told["revision"])
    return calendar_files.answer(held)


@calendars.route("/people/<secret>.ics")
@open_to("public")
@versioned
@calendars.gives(200, None)
@calendars.doc(responses={200: FILE})
def personal_calendar(secret: str) -> Response:
    """A member's own calendar, for whoever knows its secret address."""
    hashed = calendar_addresses.hash_of(secret)
    if not hashed:
        raise Refused("not_found")
    told = doors.calendar_of_address(caller(), hashed)
    return calendar_files.answer(_drawn(told), is_personal=True)


@calendars.route("/meetings/<meeting_id>.ics")
@open_to("public")
@versioned
@calendars.gives(200, None)
@calendars.doc(responses={200: FILE})
def meeting_calendar(meeting_id: str) -> Response:
    """One meeting; the group's own table may have it before it is published, as tentative."""
    told = doors.calendar_of_meeting(caller(), meeting_id)
    return calendar_files.answer(_drawn(told), name="meeting", is_personal=not caller().is_visitor)


@calendars.route("/events/<event_id>.ics")
@open_to("public")
@versioned
@calendars.gives(200, None)
@calendars.doc(responses={200: FILE})
def event_calendar(event_id: str) -> Response:
    """One event; with a place there it says how to join."""
    told = doors.calendar_of_event(caller(), event_id)
    return calendar_files.answer(_drawn(told), name="event", is_personal=not caller().is_visitor)


@my_calendar.route("")
@open_to("member")
@my_calendar.gives(200, shapes.CalendarAddress)
def my_calendar_address() -> Response:
    """Whether your calendar has an address."""
    return answer(doors.my_calendar_address(caller()))


@my_calendar.route("", methods=["POST"])
@open_to("member")
@my_calendar.gives(201, shapes.NewCalendarAddress)
def make_calendar_address() -> Response:
    """Make the address, or replace it; the one before stops to work. A repetition is refused (409)."""
    secret = calendar_addresses.new_calendar_secret()
    made = doors.make_calendar_address(caller(), command_id(), calendar_addresses.hash_of(secret))
    place = calendar_addresses.address(calendar_addresses.PERSON, secret)
    return answer({**made, "address": place}, 201)


@my_calendar.route("", methods=["DELETE"])
@open_to("member")
@my_calendar.gives(200, shapes.CalendarAddress)
def end_calendar_address() -> Response:
    """Turn the address off."""
    return answer(doors.end_calendar_address(caller(), command_id()))


def _drawn(told: dict[str, Any]) -> CalendarFile:
    return draw(told["name"], told["entries"], parts().settings.portal_url)
