"""Groups of peers: the list, one, joining it, what one needs to take part, leaving it (row 89)."""

from collections.abc import Callable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import peer_support as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.peer_support import peer_group_of, peer_groups_of

JOINED = ("shown_name", "needs")


@page("/peer-support", "public")
def peer_groups() -> Page:
    """One's own first, then all, the newest first."""
    person = caller()
    region, cursor = request.args.get("region", ""), request.args.get("cursor") or None
    asked = [
        membership.list_regions.asking(person),
        doors.list_groups.asking(person, region=region or None, cursor=cursor),
    ]
    if person.has("member"):
        asked.append(doors.my_groups.asking(person))
    answers = together(*asked)
    for answer in answers:
        if isinstance(answer, Refused):
            raise answer
    regions, found, *mine = answers
    names = {each["code"]: each["name"] for each in regions["items"]}
    return show(
        "peer_groups",
        groups=peer_groups_of(found["items"], names),
        mine=peer_groups_of(mine[0]["items"], names) if mine else [],
        regions=as_choices(names),
        chosen={"region": region},
        next=found["next"],
        later=bool(cursor),
    )


@page("/peer-support/<group_id>", "public")
def peer_group(group_id: str) -> Page:
    return show_group(group_id, Form())


@action("/peer-support/<group_id>/membership", "member")
def join_peer_group(group_id: str) -> Page:
    form = sent_form(*JOINED).lacking({"shown_name": "Say how the group calls you"})
    return acted(
        group_id,
        form,
        "peer-joined",
        lambda form: doors.join_group(
            caller(),
            form.command_id,
            group_id,
            shown_name=form.answers["shown_name"],
            needs=form.answers["needs"] or None,
        ),
    )


@action("/peer-support/<group_id>/needs", "member")
def say_peer_needs(group_id: str) -> Page:
    form = sent_form("needs")
    return acted(
        group_id,
        form,
        "peer-needs" if form.answers["needs"] else "peer-needs-gone",
        lambda form: doors.say_needs(
            caller(), form.command_id, group_id, needs=form.answers["needs"] or None
        ),
    )


@action("/peer-support/<group_id>/leaving", "member")
def leave_peer_group(group_id: str) -> Page:
    return acted(
        group_id,
        sent_form(),
        "peer-left",
        lambda form: doors.leave_group(caller(), form.command_id, group_id),
    )


@action("/peer-support/<group_id>/lead", "member")
def take_over_peer_group(group_id: str) -> Page:
    """By the learner whom the lead asked; nobody else may lead it but a service user."""
    form = sent_form("leads_as_service_user")
    return acted(
        group_id,
        form,
        "peer-led",
        lambda form: doors.take_over(
            caller(),
            form.command_id,
            group_id,
            leads_as_service_user=form.answers["leads_as_service_user"] == "yes",
        ),
    )


def show_group(group_id: str, form: Form) -> Page:
    """The group's page; what one said of one's needs stands in its form."""
    found = doors.get_group(caller(), group_id)
    group = peer_group_of(found, region_names(caller()))
    if not form.is_wrong:
        form = Form(answers={"needs": group.my_needs})
    return show("peer_group", form=form, group=group)


def acted(group_id: str, form: Form, done: str, knock: Callable[[Form], Any]) -> Page:
    """What a form did, back on the group's page, or the page with what is wrong."""
    answer = send(form, (*JOINED, "leads_as_service_user"), knock)
    if isinstance(answer, Form):
        return show_group(group_id, answer)
    return onward("peer_group", done, group_id=group_id)
