"""For keepers: begin a project that the group leads, change it, and each of its acts (row 72)."""

from collections.abc import Callable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import led_projects as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_places, region_names
from gateway.portal.presenting.led_projects import ACTS, OUTPUT_CHOICES, LedProject
from gateway.portal.views.led_projects import is_kept, one_led_project, read_led_project
from gateway.portal.whole_numbers import whole

KEEPERS = ("coordinator", "convenor", "national_team")
PLAIN = ("title", "about", "site", "led_by", "funded_by")
LISTS = ("areas", "sectors", "support")
FIELDS = (*PLAIN, *LISTS)
TITLE = {"title": "Give it a title"}
TYPED = ("topic", "framework", "steps", "note", "area", "body", "kind", "title", "path", "reason", "ending")
NEEDED = {
    "consider-topic": {"topic": "Name the topic"},
    "choose-topic": {"topic": "Choose a topic", "reason": "Say why this one"},
    "consider-framework": {"framework": "Name the framework"},
    "choose-framework": {"framework": "Choose a framework"},
    "add-sponsor": {"area": "Choose an area", "body": "Name the body"},
    "add-output": {"kind": "Choose what it is", "title": "Say what it is called"},
    "end": {"ending": "Say what became of it"},
}


@page("/led-projects/new", *KEEPERS)
def start_led_project_form() -> Page:
    return _starting(Form(answers={"region": request.args.get("region", "")}))


@action("/led-projects/new", *KEEPERS)
def start_led_project() -> Page:
    form = sent_form("region", *FIELDS).lacking({**TITLE, "region": "Choose a region"})
    answer = send(
        form,
        (*FIELDS, "region"),
        lambda form: doors.start_led_project(caller(), form.command_id, form.answers["region"], _terms(form)),
    )
    if isinstance(answer, Form):
        return _starting(answer)
    return onward("led_project", "led-saved", project_id=answer["id"])


@page("/led-projects/<project_id>/edit", *KEEPERS)
def change_led_project_form(project_id: str) -> Page:
    found = doors.get_led_project(caller(), project_id)
    lists = {name: "\n".join(found[name]) for name in LISTS}
    return _changing(project_id, Form(answers={**{name: found[name] or "" for name in PLAIN}, **lists}))


@action("/led-projects/<project_id>/edit", *KEEPERS)
def change_led_project(project_id: str) -> Page:
    form = sent_form(*FIELDS, "version").lacking(TITLE)
    answer = send(
        form,
        FIELDS,
        lambda form: doors.change_led_project(
            caller(), form.command_id, project_id, _terms(form), version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _changing(project_id, answer)
    return onward("led_project", "led-saved", project_id=project_id)


@page("/led-projects/<project_id>/acts/<act>", *KEEPERS)
def led_project_act_form(project_id: str, act: str) -> Page:
    return _acting(project_id, _known(act), Form())


@action("/led-projects/<project_id>/acts/<act>", *KEEPERS)
def act_on_led_project(project_id: str, act: str) -> Page:
    form = sent_form(*TYPED, *date_names("on"), "number", "version").lacking(NEEDED.get(_known(act), {}))
    form, on = date_of(form, "on", "The day", needed=False)
    answer = send(form, (*TYPED, "on"), lambda form: _knock(project_id, act, form, on))
    if isinstance(answer, Form):
        return _acting(project_id, act, answer)
    return onward("led_project", "led-saved", project_id=project_id)


@action("/led-projects/<project_id>/undo-step", *KEEPERS)
def undo_led_step(project_id: str) -> Page:
    return _at_once(project_id, sent_form("version"), doors.undo_step)


@action("/led-projects/<project_id>/end-sponsor", *KEEPERS)
def end_led_sponsor(project_id: str) -> Page:
    return _at_once(project_id, sent_form("area", "version"), doors.end_sponsor, "area")


@action("/led-projects/<project_id>/remove-output", *KEEPERS)
def remove_led_output(project_id: str) -> Page:
    return _at_once(project_id, sent_form("output_id", "version"), doors.remove_output, "output_id")


# What the pages share


def _at_once(project_id: str, form: Form, door: Any, *names: str) -> Page:
    """A step that needs one button."""
    answer = send(
        form,
        (),
        lambda form: door(
            caller(), form.command_id, project_id, version=version_of(form), **given(form, *names)
        ),
    )
    if isinstance(answer, Form):
        return one_led_project(project_id, answer)
    return onward("led_project", "led-saved", project_id=project_id)


def _knock(project_id: str, act: str, form: Form, on: str) -> Any:
    sent = form.answers
    number = whole(sent["number"]) or 0
    knocks: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "consider-topic": (doors.consider_topic, given(form, "topic", "reason")),
        "choose-topic": (doors.choose_topic, given(form, "topic", "reason")),
        "consider-framework": (
            doors.consider_framework,
            {"framework": sent["framework"], "steps": _lines(sent["steps"])},
        ),
        "choose-framework": (doors.choose_framework, given(form, "framework")),
        "take-step": (doors.take_step, {"number": number, "on": on or None, **given(form, "note")}),
        "add-sponsor": (doors.add_sponsor, given(form, "area", "body")),
        "add-output": (doors.add_output, given(form, "kind", "title", "path")),
        "end": (doors.end_led_project, given(form, "ending")),
    }
    door, payload = knocks[act]
    return door(caller(), form.command_id, project_id, version=version_of(form), **payload)


def _terms(form: Form) -> dict[str, Any]:
    """As the door takes them: each line of a list is one."""
    plain = {name: form.answers[name] for name in PLAIN}
    return {**plain, **{name: _lines(form.answers[name]) for name in LISTS}}


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _known(act: str) -> str:
    if act not in ACTS:
        raise Refused("not_found")
    return act


def _kept(project_id: str) -> LedProject:
    """Refused: ``not_found`` to whoever does not look after its group; ``led_project_ended``."""
    found = read_led_project(project_id)
    if not is_kept(found):
        raise Refused("not_found")
    if not found.is_open:
        raise Refused("led_project_ended")
    return found


def _starting(form: Form) -> Page:
    places = kept_places(caller(), region_names(caller()))
    return show("led_project_write", form=form, project=None, regions=as_choices(places))


def _changing(project_id: str, form: Form) -> Page:
    return show("led_project_write", form=form, project=_kept(project_id), regions=[])


def _acting(project_id: str, act: str, form: Form) -> Page:
    project = _kept(project_id)
    return show(
        "led_project_act",
        form=form,
        project=project,
        act=act,
        heading=project.called(act),
        outputs=OUTPUT_CHOICES,
    )
