"""What who looks after a group does about a call: open it, exchange a panel member, call it off (row 13)."""

import re
from typing import Any

from contracts.refusals import Refused
from gateway.clients.stewardship import appointments as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.appointments import BASES, call_of, kinds_of
from gateway.portal.presenting.groups import UK
from gateway.portal.presenting.panels import known_as
from gateway.portal.views.appointments import group_names
from gateway.portal.views.panels import names_of
from gateway.portal.whole_numbers import whole

ARRANGERS = ("coordinator", "convenor", "national_team")
KEEPERS = ("coordinator", "national_team")
FIELDS = ("kind", "seats", "criteria", "closes_on", "starts_on", "panel", "chair", "basis", "represents")
TEXTS = ("kind", "seats", "criteria", "others", "chair", "basis", "represents")
NEEDED = {
    "kind": "Choose which seat the call is for",
    "criteria": "Say what the panel looks for",
    "chair": "Choose who chairs the panel",
}
MEMBER_ADDRESS = re.compile(r"(?:.*/members/)?([A-Za-z0-9:_-]{1,64})/?\Z")
FIRST_OTHER = "first-other"


@page("/appointments/new", *ARRANGERS)
def new_call_where() -> Page:
    """For which group: with one only, straight there."""
    names, person = group_names(), caller()
    mine = person.regions_as("coordinator", "convenor")
    if len(mine) == 1 and not person.has("national_team"):
        return onward("new_call", region=next(iter(mine)))
    shown = names if person.has("national_team") else {code: names[code] for code in names if code in mine}
    return show("appointment_where", groups=shown)


@page("/appointments/new/<region>", *ARRANGERS)
def new_call(region: str) -> Page:
    return _new(region, Form(answers={"seats": "1", "panel": []}))


@action("/appointments/new/<region>", *ARRANGERS)
def open_call(region: str) -> Page:
    dates = (*date_names("closes_on"), *date_names("starts_on"))
    form = sent_form(*TEXTS, *dates, several=("panel",)).lacking(NEEDED)
    form, closes_on = date_of(form, "closes_on", "The day on which it closes")
    form, starts_on = date_of(form, "starts_on", "The day on which the seat begins", needed=False)
    form, wanted = _wanted(form, region)
    days = {"closes_on": closes_on, **({"starts_on": starts_on} if starts_on else {})}
    answer = send(form, FIELDS, lambda form: doors.open_call(caller(), form.command_id, {**wanted, **days}))
    if isinstance(answer, Form):
        return _new(region, answer)
    return onward("appointment", "call-opened", call_id=answer["id"])


@page("/appointments/<call_id>/exchange", *KEEPERS)
def panel_exchange_form(call_id: str) -> Page:
    return _exchange(call_id, Form())


@action("/appointments/<call_id>/exchange", *KEEPERS)
def replace_panel_member(call_id: str) -> Page:
    form = sent_form("goes", "comes").lacking(
        {"goes": "Choose who leaves the panel", "comes": "Say who comes onto it"}
    )
    comes = _member_in(form.answers["comes"])
    if form.answers["comes"] and not comes:
        form = form.wrong("comes", "Enter the address of the member's page, like /members/…")
    answer = send(
        form,
        ("goes", "comes"),
        lambda form: doors.replace_panel_member(
            caller(), form.command_id, call_id, goes=form.answers["goes"], comes=comes
        ),
    )
    if isinstance(answer, Form):
        return _exchange(call_id, answer)
    return onward("appointment_panel", "panel-exchanged", call_id=call_id)


@page("/appointments/<call_id>/cancel", *KEEPERS)
def cancel_call_form(call_id: str) -> Page:
    return _cancel(call_id, Form())


@action("/appointments/<call_id>/cancel", *KEEPERS)
def cancel_call(call_id: str) -> Page:
    form = sent_form("reason").lacking({"reason": "Say why; everybody who asked reads it"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.cancel_call(caller(), form.command_id, call_id, reason=form.answers["reason"]),
    )
    if isinstance(answer, Form):
        return _cancel(call_id, answer)
    return onward("appointment", "call-cancelled", call_id=call_id)


def _wanted(form: Form, region: str) -> tuple[Form, dict[str, Any]]:
    """The call that the form describes, or the form with what is wrong."""
    others, unreadable = [], []
    for line in form.answers["others"].splitlines():
        found = _member_in(line.strip())
        if found:
            others.append(found)
        elif line.strip():
            unreadable.append(line.strip())
    if unreadable:
        form = form.wrong("others", f"This is no address of a member's page: {unreadable[0]}")
    panel = list(dict.fromkeys([*form.answers["panel"], *others]))
    chair = form.answers["chair"]
    if chair == FIRST_OTHER:
        chair = others[0] if others else ""
        if not others:
            form = form.wrong("others", "Name the chair here, or choose another")
    if not panel:
        form = form.wrong("panel", "Choose at least two members for the panel")
    seats = form.answers["seats"]
    if whole(seats) is None:
        form = form.wrong("seats", "Enter a whole number")
    return form, {
        "region": region,
        "kind": form.answers["kind"],
        "seats": whole(seats) or 0,
        "criteria": form.answers["criteria"],
        "panel": panel,
        "chair": chair,
        **_stands_for(form),
    }


def _stands_for(form: Form) -> dict[str, Any]:
    """What a seat of the UK-wide group stands for (C2)."""
    names = [each.strip() for each in form.answers["represents"].split(",") if each.strip()]
    return {**given(form, "basis"), **({"represents": names} if names else {})}


def _member_in(text: str) -> str:
    """The id in the address of a member's page, or in what is an id itself."""
    found = MEMBER_ADDRESS.match(text.strip())
    return found.group(1) if found else ""


def _new(region: str, form: Form) -> Page:
    names = group_names()
    if region not in names:
        raise Refused("region_unknown")
    people = _candidates(region)
    leads = caller().acts_for(region, "coordinator")
    return show(
        "appointment_new",
        form=form,
        region=region,
        group=names[region],
        kinds=kinds_of(region, leads),
        bases=BASES if region == UK else (),
        people=people,
        chairs=[*people, {"value": FIRST_OTHER, "text": "The first member I add myself"}],
    )


def _candidates(region: str) -> list[dict[str, Any]]:
    """Members whom one might ask, by name as far as it is shown, and by what they do."""
    found = doors.panel_candidates(caller(), region)["items"]
    names = names_of([each["member_id"] for each in found])
    return [
        {
            "value": each["member_id"],
            "text": f"{names.get(each['member_id'], 'A member')} ({known_as(each['known_as'])})",
        }
        for each in found
    ]


def _exchange(call_id: str, form: Form) -> Page:
    found, names = doors.get_panel(caller(), call_id), group_names()
    ids = [each["member_id"] for each in found["panel"]]
    people = names_of(ids)
    return show(
        "appointment_exchange",
        form=form,
        call=call_of(found, names),
        panel=[{"value": each, "text": people.get(each, "A member")} for each in ids],
    )


def _cancel(call_id: str, form: Form) -> Page:
    found = doors.get_call(caller(), call_id)
    return show("appointment_cancel", form=form, call=call_of(found, group_names()))
