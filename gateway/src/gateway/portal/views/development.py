"""Where members can learn something new: the list, one, and what one completed (row 88)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import development as doors
from gateway.clients.skills_register import skills
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.development import (
    KIND_CHOICES,
    KINDS,
    completion_of,
    lists,
    opportunities_of,
    opportunity_of,
)

ON = date_names("on")


@page("/development", "public")
def development() -> Page:
    """What is not over yet, the earliest first."""
    names = lists(region_names(caller()))
    asked = {name: request.args.get(name, "").strip() for name in ("region", "kind")}
    known = {
        "region": asked["region"] if asked["region"] in names else "",
        "kind": asked["kind"] if asked["kind"] in KINDS else "",
    }
    cursor = request.args.get("cursor") or None
    found = doors.list_development(
        caller(), region=known["region"] or None, kind=known["kind"] or None, cursor=cursor
    )
    return show(
        "development",
        opportunities=opportunities_of(found["items"], names),
        asked=Form(answers=known),
        kept={name: value for name, value in known.items() if value},
        regions=as_choices(names),
        kinds=KIND_CHOICES,
        next=found["next"],
        later=bool(cursor),
        keeps=keeps_any(),
    )


@page("/development/mine", "member")
def my_development() -> Page:
    """What the reader completed, with the skills that are not among theirs yet."""
    person, cursor = caller(), request.args.get("cursor") or None
    found, mine = together(
        doors.my_development.asking(person, cursor=cursor), skills.get_my_skills.asking(person)
    )
    for answer in (found, mine):
        if isinstance(answer, Refused):
            raise answer
    own = [each["skill"] for each in mine["items"]]
    return show(
        "my_development",
        completions=[completion_of(each, own) for each in found["items"]],
        next=found["next"],
        later=bool(cursor),
    )


@page("/development/<opportunity_id>", "public")
def opportunity(opportunity_id: str) -> Page:
    day = today()
    typed = dict(zip(ON, (str(day.day), str(day.month), str(day.year)), strict=True))
    return _opportunity(opportunity_id, Form(answers=typed))


@action("/development/<opportunity_id>/completion", "member")
def complete_development(opportunity_id: str) -> Page:
    form, on = date_of(sent_form(*ON), "on", "The day on which you completed it")

    def knock(form: Form) -> Any:
        return doors.complete_development(caller(), form.command_id, opportunity_id, on=on)

    answer = send(form, ("on",), knock)
    if isinstance(answer, Form):
        return _opportunity(opportunity_id, answer)
    return onward("my_development", "development-completed")


@action("/development/<opportunity_id>/completion/removal", "member")
def forget_completion(opportunity_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: doors.forget_completion(caller(), form.command_id, opportunity_id)
    )
    if isinstance(answer, Form):
        return _opportunity(opportunity_id, answer)
    return onward("my_development", "development-forgotten")


def keeps_any() -> bool:
    """Whether the reader keeps a region's list."""
    return any(caller().has(role) for role in ("coordinator", "convenor", "national_team"))


def _opportunity(opportunity_id: str, form: Form) -> Page:
    found = opportunity_of(doors.get_development(caller(), opportunity_id), lists(region_names(caller())))
    person = caller()
    return show(
        "opportunity",
        form=form,
        opportunity=found,
        keeps=person.acts_for(found.region, "coordinator", "convenor"),
    )
