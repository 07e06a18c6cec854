"""Rooms of a region: the list for everybody, adding and changing them for its keepers (row 49)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.meetings import venues as doors
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.money import pence_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.meetings import show_span
from gateway.portal.presenting.venues import FEATURES, venue_of
from gateway.portal.whole_numbers import whole

KEEPERS = ("coordinator", "convenor", "national_team")
WORDS = ("name", "area", "address", "contact", "note")
FIELDS = (*WORDS, "capacity", "cost_pence", "features", "in_use")
NEEDED = {"name": "Enter the name of the room or the building", "area": "Enter the part of the region"}


@page("/venues", "public")
def venues() -> Page:
    """A region's rooms; first which region, unless the reader has one."""
    person = caller()
    names = group_names(region_names(person))
    region = request.args.get("region") or person.region or ""
    known = region in names
    found = doors.list_venues(person, region, cursor=request.args.get("cursor") or None) if known else None
    return show(
        "venues",
        venues=[venue_of(each) for each in found["items"]] if found else [],
        next=found["next"] if found else None,
        later=bool(request.args.get("cursor")),
        chosen=Form(answers={"region": region}),
        region=region if known else "",
        region_name=names.get(region, ""),
        regions=as_choices(names),
        keeps=known and _keeps(region),
    )


@page("/venues/new", *KEEPERS)
def register_venue_form() -> Page:
    region = request.args.get("region", "")
    _refuse_elsewhere(region)
    return _form(region, None, Form())


@action("/venues/new", *KEEPERS)
def register_venue() -> Page:
    region = request.form.get("region", "")
    _refuse_elsewhere(region)
    form, told = _said()
    answer = send(form, FIELDS, lambda form: doors.register_venue(caller(), form.command_id, region, told))
    if isinstance(answer, Form):
        return _form(region, None, answer)
    return onward("venue", "saved", venue_id=answer["id"])


@page("/venues/<venue_id>", "public")
def venue(venue_id: str) -> Page:
    found = doors.get_venue(caller(), venue_id)
    keeps = _keeps(found["region"])
    taken = doors.venue_diary(caller(), venue_id)["items"] if keeps else []
    return show(
        "venue",
        venue=venue_of(found),
        region_name=group_names(region_names(caller())).get(found["region"], found["region"]),
        keeps=keeps,
        taken=[
            {
                "href": f"/{each['owner_kind']}s/{each['owner_id']}",
                "day": show_date(each["starts_at"]),
                "time": show_span(each["starts_at"], each["ends_at"]),
                "what": "A meeting" if each["owner_kind"] == "meeting" else "An event",
            }
            for each in taken
        ],
    )


@page("/venues/<venue_id>/change", *KEEPERS)
def change_venue_form(venue_id: str) -> Page:
    found = doors.get_venue(caller(), venue_id)
    _refuse_elsewhere(found["region"])
    cost = found["cost_pence"]
    answers = {
        **{name: found[name] or "" for name in WORDS},
        "capacity": str(found["capacity"] or ""),
        "cost_pence": ""
        if cost is None
        else f"{cost // 100}.{cost % 100:02d}"
        if cost % 100
        else str(cost // 100),
        "features": found["features"],
        "in_use": "yes" if found["in_use"] else "",
        "version": str(found["version"]),
    }
    return _form(found["region"], found, Form(answers=answers))


@action("/venues/<venue_id>/change", *KEEPERS)
def change_venue(venue_id: str) -> Page:
    found = doors.get_venue(caller(), venue_id)
    _refuse_elsewhere(found["region"])
    form, told = _said()
    told |= {"in_use": form.answers["in_use"] == "yes"}
    answer = send(
        form,
        FIELDS,
        lambda form: doors.change_venue(caller(), form.command_id, venue_id, told, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return _form(found["region"], found, answer)
    return onward("venue", "saved", venue_id=venue_id)


def _said() -> tuple[Form, dict[str, Any]]:
    """The door's payload, or the form with what is wrong."""
    form = sent_form(*WORDS, "capacity", "cost_pence", "in_use", "version", several=("features",))
    form = form.lacking(NEEDED)
    capacity, cost = form.answers["capacity"], form.answers["cost_pence"]
    pence = pence_of(cost) if cost else None
    if capacity and whole(capacity) is None:
        form = form.wrong("capacity", "Enter a whole number")
    if cost and pence is None:
        form = form.wrong("cost_pence", "Enter an amount in pounds, like 45 or 45.50")
    return form, {
        **{name: form.answers[name] for name in WORDS},
        "features": form.answers["features"],
        "capacity": whole(capacity),
        "cost_pence": pence,
    }


def _form(region: str, found: dict[str, Any] | None, form: Form) -> Page:
    names = group_names(region_names(caller()))
    return show(
        "venue_form",
        form=form,
        venue=venue_of(found) if found else None,
        region=region,
        region_name=names.get(region, region),
        features=as_choices(FEATURES),
    )


def _keeps(region: str) -> bool:
    return caller().acts_for(region, "coordinator", "convenor")


def _refuse_elsewhere(region: str) -> None:
    if not _keeps(region):
        raise Refused("not_your_region")
