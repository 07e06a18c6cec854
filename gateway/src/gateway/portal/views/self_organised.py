"""Members' own groups: find one, start one, join, tell what it did, hand over, end (row 87)."""

from collections.abc import Callable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.stewardship import self_organised as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.self_organised import STATES, own_group_of

WORDS = {"name": "Give the group a name", "purpose": "Say what the group is for"}
CONTACT = {
    "shown_name": "Choose the name that members see",
    "reach": "Say how members reach you in here",
}
STARTED = (*WORDS, *CONTACT, "regions", "compact_accepted", "ends_on")


@page("/self-organised-groups", "public")
def own_groups() -> Page:
    """The list, by region and state; visitors see purpose and place."""
    person = caller()
    region, state = request.args.get("region", ""), request.args.get("state", "")
    cursor = request.args.get("cursor") or None
    found, regions = together(
        doors.list_groups.asking(
            person, region=region or None, state=state if state in STATES else None, cursor=cursor
        ),
        membership.list_regions.asking(person),
    )
    for answer in (found, regions):
        if isinstance(answer, Refused):
            raise answer
    names = {each["code"]: each["name"] for each in regions["items"]}
    return show(
        "own_groups",
        groups=[own_group_of(each, names) for each in found["items"]],
        regions=as_choices(names),
        states=[{"value": key, "text": name} for key, (name, _) in STATES.items()],
        chosen={"region": region if region in names else "", "state": state},
        next=found["next"],
        later=bool(cursor),
    )


@page("/self-organised-groups/start", "member")
def start_group_form() -> Page:
    return _start(Form(answers={"regions": [caller().region or ""]}))


@action("/self-organised-groups/start", "member")
def start_group() -> Page:
    form = _words_sent("shown_name", "reach", "compact_accepted").lacking({**WORDS, **CONTACT})
    form = form.lacking(
        {
            "regions": "Choose one region or more",
            "compact_accepted": "Tick the box: the Compact holds in every group",
        }
    )
    form, ends_on = date_of(form, "ends_on", "The day on which it ends", needed=False)
    answer = send(form, STARTED, lambda form: _send_start(form, ends_on))
    if isinstance(answer, Form):
        return _start(answer)
    return onward("own_group", "group-started", group_id=answer["id"])


@page("/self-organised-groups/<group_id>", "public")
def own_group(group_id: str) -> Page:
    return _group("own_group", group_id, Form())


@action("/self-organised-groups/<group_id>/join", "member")
def join_group(group_id: str) -> Page:
    return _acted(
        "own_group",
        group_id,
        sent_form("shown_name"),
        "group-joined",
        lambda form: doors.join_group(
            caller(), form.command_id, group_id, shown_name=form.answers["shown_name"]
        ),
    )


@action("/self-organised-groups/<group_id>/leave", "member")
def leave_group(group_id: str) -> Page:
    return _acted(
        "own_group",
        group_id,
        sent_form(),
        "group-left",
        lambda form: doors.leave_group(caller(), form.command_id, group_id),
    )


@action("/self-organised-groups/<group_id>/news", "member")
def tell_group_news(group_id: str) -> Page:
    return _acted(
        "own_group",
        group_id,
        sent_form("text").lacking({"text": "Write what the group did"}),
        "group-told",
        lambda form: doors.tell_news(caller(), form.command_id, group_id, text=form.answers["text"]),
    )


@page("/self-organised-groups/<group_id>/change", "member")
def change_group_form(group_id: str) -> Page:
    found = doors.get_group(caller(), group_id)
    answers: dict[str, Any] = {name: found.get(name) or "" for name in (*WORDS, "regions")}
    day = (found.get("ends_on") or "").split("-")
    if len(day) == 3:
        answers |= dict(zip(date_names("ends_on"), reversed(day), strict=True))
    answers["version"] = str(found.get("version") or "")
    return _group("own_group_change", group_id, Form(answers=answers))


@action("/self-organised-groups/<group_id>/change", "member")
def change_group(group_id: str) -> Page:
    form = _words_sent("version").lacking({**WORDS, "regions": "Choose one region or more"})
    form, ends_on = date_of(form, "ends_on", "The day on which it ends", needed=False)
    return _acted(
        "own_group_change",
        group_id,
        form,
        "group-changed",
        lambda form: doors.change_group(
            caller(),
            form.command_id,
            group_id,
            name=form.answers["name"],
            purpose=form.answers["purpose"],
            regions=form.answers["regions"],
            ends_on=ends_on or None,
            version=version_of(form),
        ),
    )


@page("/self-organised-groups/<group_id>/contact", "member")
def contact_form(group_id: str) -> Page:
    return _group("own_group_contact", group_id, Form())


@action("/self-organised-groups/<group_id>/contact", "member")
def take_contact(group_id: str) -> Page:
    return _acted(
        "own_group_contact",
        group_id,
        sent_form(*CONTACT).lacking(CONTACT),
        "group-contact",
        lambda form: doors.take_contact(caller(), form.command_id, group_id, **form.answers),
    )


@action("/self-organised-groups/<group_id>/step-down", "member")
def step_down(group_id: str) -> Page:
    return _acted(
        "own_group_contact",
        group_id,
        sent_form(),
        "group-stepped-down",
        lambda form: doors.step_down(caller(), form.command_id, group_id),
    )


@page("/self-organised-groups/<group_id>/end", "member")
def end_group_form(group_id: str) -> Page:
    return _group("own_group_end", group_id, Form())


@action("/self-organised-groups/<group_id>/end", "member")
def end_group(group_id: str) -> Page:
    return _acted(
        "own_group_end",
        group_id,
        sent_form("came_of_it").lacking({"came_of_it": "Say in a sentence or two what came of it"}),
        "group-ended",
        lambda form: doors.end_group(
            caller(), form.command_id, group_id, came_of_it=form.answers["came_of_it"]
        ),
    )


def _words_sent(*more: str) -> Form:
    return sent_form(*WORDS, *more, *date_names("ends_on"), several=("regions",))


def _send_start(form: Form, ends_on: str) -> Any:
    sent = form.answers
    started = {name: sent[name] for name in (*WORDS, *CONTACT, "regions")}
    started |= {"compact_accepted": sent["compact_accepted"] == "yes", "ends_on": ends_on or None}
    return doors.start_group(caller(), form.command_id, started)


def _acted(template: str, group_id: str, form: Form, done: str, knock: Callable[[Form], Any]) -> Page:
    """What a form did, back on the group's page, or the form again with what is wrong."""
    answer = send(form, (*STARTED, "text", "came_of_it"), knock)
    if isinstance(answer, Form):
        return _group(template, group_id, answer)
    return onward("own_group", done, group_id=group_id)


def _start(form: Form) -> Page:
    return show("own_group_start", form=form, regions=as_choices(region_names(caller())))


def _group(template: str, group_id: str, form: Form) -> Page:
    names = region_names(caller())
    found = own_group_of(doors.get_group(caller(), group_id), names)
    if template == "own_group_contact" and not form.answers and found.contact and "change" in found.may:
        form = Form(answers={"shown_name": found.contact, "reach": found.reach})
    return show(template, form=form, group=found, regions=as_choices(names))
