"""Meetings for everybody: all of them, a group's with its cycle, and one (rows 41, 43 and 50)."""

from datetime import UTC, date, datetime
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.meetings import calendar as doors
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.meeting_cycles import cycle_of
from gateway.portal.presenting.meetings import Meeting, line_of, meeting_of

MOST_TO_COME = 50
FIRST_YEAR, LAST_YEAR = 2000, 2100


@page("/meetings", "public")
def meetings() -> Page:
    """What is to come in every group, or what was; of one region, where one is chosen."""
    names = group_names(region_names(caller()))
    region, when = request.args.get("region", ""), request.args.get("when", "")
    when = when if when == "past" else "upcoming"
    found = doors.list_meetings(
        caller(),
        region=region if region in names else None,
        when=when,
        cursor=request.args.get("cursor") or None,
    )
    return show(
        "meetings",
        meetings=lines_of(found["items"]),
        filters=Form(answers={"region": region, "when": when}),
        regions=as_choices(names),
        region=region if region in names else "",
        is_past=when == "past",
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/groups/<region>/meetings", "public")
def group_meetings(region: str) -> Page:
    """A group's cycle, today's or as an earlier one stood, what it plans and what it held."""
    person, cursor = caller(), request.args.get("cursor") or None
    on = asked_day(request.args.get("on", ""))
    answers = together(
        doors.meeting_cycle.asking(person, region, on=on),
        doors.list_meetings.asking(person, region=region, limit=MOST_TO_COME),
        doors.list_meetings.asking(person, region=region, when="past", cursor=cursor),
    )
    for answer in answers:
        if isinstance(answer, Refused):
            raise answer
    cycle, to_come, past = answers
    return show(
        "group_meetings",
        cycle=cycle_of(cycle),
        on=show_date(on) if on else "",
        to_come=lines_of(to_come["items"]),
        past=lines_of(past["items"]),
        next=past["next"],
        later=bool(cursor),
    )


@page("/meetings/<meeting_id>", "public")
def meeting(meeting_id: str) -> Page:
    return meeting_page(meeting_id, Form())


def meeting_page(meeting_id: str, form: Form) -> Page:
    """The overview of a meeting, with what was wrong with a button of it."""
    return show("meeting", form=form, meeting=read_meeting(meeting_id))


def read_meeting(meeting_id: str) -> Meeting:
    """One meeting in words, for the pages below it, too."""
    person = caller()
    found = doors.get_meeting(person, meeting_id)
    names = group_names(region_names(person)) if found["invited"] else {}
    return meeting_of(found, names, datetime.now(UTC))


def asked_day(text: str) -> str | None:
    """An ISO day of an address; None from anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day.isoformat() if FIRST_YEAR <= day.year <= LAST_YEAR else None


def lines_of(items: list[dict[str, Any]]) -> list[Any]:
    now = datetime.now(UTC)
    return [line_of(each, now) for each in items]
