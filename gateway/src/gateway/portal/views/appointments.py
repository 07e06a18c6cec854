"""Calls for seats for everybody, and a member's own wishes and offers (row 13)."""

from datetime import UTC, datetime
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.stewardship import appointments as doors
from gateway.clients.stewardship import network
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices
from gateway.portal.presenting.appointments import call_of, how_long, mine_of, past_of
from gateway.portal.presenting.seats import worded
from gateway.portal.questions import SECTORS

FIELDS = ("shown_name", "background", "why", "location", "sector", "patient")
NEEDED = {
    "shown_name": "Enter your name, so that the panel knows who asks",
    "background": "Say what you do, in a few words",
    "why": "Say why you would be good in this seat",
}
LONGEST_FORM_SECONDS = 86_400


def group_names() -> dict[str, str]:
    """Code -> name of every group, the UK-wide one first."""
    found = network.list_groups(caller())
    return {each["region"]: each["name"] for each in (found["uk"], *found["items"])}


@page("/appointments", "public")
def appointments() -> Page:
    """Calls of all groups or of one: open first, then with the panel, then what became of the others."""
    names, person = group_names(), caller()
    asked_for = request.args.get("region", "")
    region = asked_for if asked_for in names else None
    cursor = request.args.get("cursor") or None
    calls, past = together(
        doors.list_calls.asking(person, region=region, cursor=cursor),
        doors.list_past_calls.asking(person, region=region),
    )
    if isinstance(calls, Refused):
        raise calls
    found = [call_of(each, names) for each in calls["items"]]
    return show(
        "appointments",
        region=region or "",
        group=names.get(region or "", ""),
        groups=as_choices(names),
        open_calls=[each for each in found if each.is_open],
        others=[each for each in found if not each.is_open],
        past=[] if isinstance(past, Refused) else [past_of(each, names) for each in past["items"]],
        next=calls["next"],
        later=bool(cursor),
        may_open=_may_open(region),
    )


@page("/appointments/<call_id>", "public")
def appointment(call_id: str) -> Page:
    found, names = doors.get_call(caller(), call_id), group_names()
    mine = found["my_expression"]
    return show(
        "appointment",
        call=call_of(found, names),
        how_long=how_long(found["form"]),
        mine=mine_of(mine, names) if mine else None,
        on_panel=found["on_panel"],
        may_arrange=found["may_arrange"],
    )


@page("/appointments/<call_id>/interest", "member")
def interest_form(call_id: str) -> Page:
    profile = membership.my_profile(caller())
    answers = {
        "shown_name": profile.get("name") or "",
        "background": profile.get("profession") or "",
        "begun": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return _interest(call_id, Form(answers=answers))


@action("/appointments/<call_id>/interest", "member")
def express_interest(call_id: str) -> Page:
    form = sent_form(*FIELDS, "begun").lacking(NEEDED)
    answer = send(
        form,
        FIELDS,
        lambda form: doors.express_interest(caller(), form.command_id, call_id, _about(form)),
    )
    return (
        _interest(call_id, answer) if isinstance(answer, Form) else onward("my_appointments", "interest-sent")
    )


@page("/appointments/mine", "member")
def my_appointments() -> Page:
    return _mine(Form())


@action("/appointments/expressions/<expression_id>/withdraw", "member")
def withdraw_expression(expression_id: str) -> Page:
    answer = send(
        sent_form(),
        (),
        lambda form: doors.withdraw_expression(caller(), form.command_id, expression_id),
    )
    return _mine(answer) if isinstance(answer, Form) else onward("my_appointments", "interest-taken-back")


@page("/appointments/offers/<expression_id>", "member")
def seat_offer(expression_id: str) -> Page:
    return _offer(expression_id, None)


@action("/appointments/offers/<expression_id>", "member")
def answer_offer(expression_id: str) -> Page:
    form = sent_form("accepts", "background", "location").lacking({"accepts": "Choose yes or no"})
    if form.answers["accepts"] == "yes":
        form = form.lacking({"background": "Say what is shown with your seat"})
    answer = send(
        form,
        ("accepts", "background", "location"),
        lambda form: doors.answer_offer(
            caller(),
            form.command_id,
            expression_id,
            accepts=form.answers["accepts"] == "yes",
            **given(form, "background", "location"),
        ),
    )
    if isinstance(answer, Form):
        return _offer(expression_id, answer)
    return onward("my_appointments", "seat-taken" if form.answers["accepts"] == "yes" else "seat-left")


def _may_open(region: str | None) -> bool:
    """Whether the caller may call for a seat in this group, or in any where none is chosen."""
    if region is not None:
        return caller().acts_for(region, "coordinator", "convenor")
    return caller().has("national_team") or bool(caller().regions_as("coordinator", "convenor"))


def _interest(call_id: str, form: Form) -> Page:
    found, names = doors.get_call(caller(), call_id), group_names()
    return show(
        "appointment_interest",
        form=form,
        call=call_of(found, names),
        how_long=how_long(found["form"]),
        sectors=_sectors(found["form"]["sectors_wanted"]),
        may_ask=found["state"] == "open" and not found["on_panel"] and not found["my_expression"],
    )


def _mine(form: Form) -> Page:
    names = group_names()
    found = doors.my_expressions(caller())["items"]
    return show("appointments_mine", form=form, mine=[mine_of(each, names) for each in found])


def _offer(expression_id: str, form: Form | None) -> Page:
    names = group_names()
    found = doors.my_expressions(caller())["items"]
    mine = next((mine_of(each, names) for each in found if each["id"] == expression_id), None)
    if mine is None:
        raise Refused("not_found")
    first = Form(answers={"background": mine.background, "location": mine.location})
    return show("appointment_offer", form=form or first, mine=mine)


def _about(form: Form) -> dict[str, Any]:
    about = given(form, "shown_name", "background", "why", "location", "sector")
    about["patient"] = form.answers["patient"] == "yes"
    seconds = _seconds_since(form.answers["begun"])
    return {**about, "seconds_taken": seconds} if seconds else about


def _sectors(wanted: list[str]) -> list[dict[str, Any]]:
    """The sectors that the group looks for, in its own words, before those of everybody."""
    return [*({"value": each, "text": worded(each)} for each in wanted), *SECTORS]


def _seconds_since(begun: str) -> int | None:
    """How long the form lay open; None where that cannot be told or is longer than a day."""
    try:
        passed = round((datetime.now(UTC) - datetime.fromisoformat(begun)).total_seconds())
    except (ValueError, TypeError):
        return None
    return passed if 1 <= passed <= LONGEST_FORM_SECONDS else None
