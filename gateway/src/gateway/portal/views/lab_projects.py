"""Q Lab projects: the list, one with what to do, sign up, promote; the centre launches and moves (row 77)."""

from collections.abc import Callable
from typing import Any

from flask import request

from chassis.identity import Caller
from gateway.clients.exchange import lab as doors
from gateway.clients.exchange import learning
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.lab import LabProject, lab_project_of

KEEPERS = ("coordinator", "convenor", "national_team")
WORDS = ("title", "challenge", "partner")
MOST_ITEMS = 100


@page("/lab-projects", "public")
def lab_projects() -> Page:
    """The newest first, all or those that one region's group promotes."""
    names = region_names(caller())
    region = request.args.get("region", "")
    region = region if region in names else ""
    found = doors.list_lab_projects(
        caller(), promoted_by=region or None, cursor=request.args.get("cursor") or None
    )
    return show(
        "lab_projects",
        projects=[lab_project_of(each, names) for each in found["items"]],
        chosen={"region": region},
        regions=as_choices(names),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/lab-projects/new", "national_team")
def launch_lab_project_form() -> Page:
    return show("lab_project_write", form=Form(), project=None)


@action("/lab-projects/new", "national_team")
def launch_lab_project() -> Page:
    answer = send(
        _written(),
        WORDS,
        lambda form: doors.launch_lab_project(
            caller(), form.command_id, form.answers["title"], **given(form, "challenge", "partner")
        ),
    )
    if isinstance(answer, Form):
        return show("lab_project_write", form=answer, project=None)
    return onward("lab_project", "lab-launched", project_id=answer["id"])


@page("/lab-projects/<project_id>", "public")
def lab_project(project_id: str) -> Page:
    """What it works on, with whom, how far it is, and the next step for whoever reads."""
    return _one(project_id, Form())


@page("/lab-projects/<project_id>/change", "national_team")
def change_lab_project_form(project_id: str) -> Page:
    found = _read(project_id)
    answers = {name: getattr(found, name) for name in WORDS} | {"version": str(found.version)}
    return show("lab_project_write", form=Form(answers=answers), project=found)


@action("/lab-projects/<project_id>/change", "national_team")
def change_lab_project(project_id: str) -> Page:
    answer = send(
        _written(),
        WORDS,
        lambda form: doors.change_lab_project(
            caller(),
            form.command_id,
            project_id,
            form.answers["title"],
            version=version_of(form),
            **given(form, "challenge", "partner"),
        ),
    )
    if isinstance(answer, Form):
        return show("lab_project_write", form=answer, project=_read(project_id))
    return onward("lab_project", "lab-changed", project_id=project_id)


@action("/lab-projects/<project_id>/stage", "national_team")
def move_lab_project(project_id: str) -> Page:
    form = sent_form("stage", "version").lacking({"stage": "Choose the stage it comes to"})
    return _done(
        project_id,
        form,
        ("stage",),
        "lab-moved",
        lambda form: doors.move_lab_project(
            caller(), form.command_id, project_id, form.answers["stage"], version=version_of(form)
        ),
    )


@action("/lab-projects/<project_id>/outputs", "national_team")
def link_lab_output(project_id: str) -> Page:
    form = sent_form("item_id", "version").lacking({"item_id": "Choose what came of it"})
    return _done(
        project_id,
        form,
        ("item_id",),
        "lab-linked",
        lambda form: doors.link_output(
            caller(), form.command_id, project_id, form.answers["item_id"], version=version_of(form)
        ),
    )


@action("/lab-projects/<project_id>/outputs/<item_id>/removal", "national_team")
def unlink_lab_output(project_id: str, item_id: str) -> Page:
    return _done(
        project_id,
        sent_form("version"),
        (),
        "lab-unlinked",
        lambda form: doors.unlink_output(
            caller(), form.command_id, project_id, item_id, version=version_of(form)
        ),
    )


@action("/lab-projects/<project_id>/promotion", *KEEPERS)
def promote_lab_project(project_id: str) -> Page:
    """By the second button: no longer."""
    form = sent_form("region", "stop").lacking({"region": "Choose the region"})
    stops = form.answers["stop"] == "yes"
    door = doors.stop_promoting if stops else doors.promote_lab_project
    return _done(
        project_id,
        form,
        ("region",),
        "lab-not-promoted" if stops else "lab-promoted",
        lambda form: door(caller(), form.command_id, project_id, form.answers["region"]),
    )


@action("/lab-projects/<project_id>/sign-up", "member")
def sign_up_for_lab(project_id: str) -> Page:
    form = sent_form("take_back")
    takes_back = form.answers["take_back"] == "yes"
    door = doors.take_back_sign_up if takes_back else doors.sign_up
    return _done(
        project_id,
        form,
        (),
        "lab-sign-up-back" if takes_back else "lab-signed-up",
        lambda form: door(caller(), form.command_id, project_id),
    )


def _written() -> Form:
    return sent_form(*WORDS, "version").lacking({"title": "Enter a title"})


def _done(
    project_id: str, form: Form, known: tuple[str, ...], said: str, knock: Callable[[Form], Any]
) -> Page:
    answer = send(form, known, knock)
    if isinstance(answer, Form):
        return _one(project_id, answer)
    return onward("lab_project", said, project_id=project_id)


def _read(project_id: str) -> LabProject:
    return lab_project_of(doors.get_lab_project(caller(), project_id), region_names(caller()))


def _one(project_id: str, form: Form) -> Page:
    person = caller()
    names = region_names(person)
    found = lab_project_of(doors.get_lab_project(person, project_id), names)
    kept = {} if found.is_over else kept_regions(person, names)
    return show(
        "lab_project",
        form=form,
        project=found,
        can_promote=as_choices({code: name for code, name in kept.items() if not found.is_promoted_by(code)}),
        do_promote=as_choices({code: name for code, name in kept.items() if found.is_promoted_by(code)}),
        items=_linkable(person, found),
    )


def _linkable(person: Caller, found: LabProject) -> list[dict[str, str]]:
    """What the library holds and the project does not name yet, for the centre."""
    if not person.has("national_team"):
        return []
    known = {each.item_id for each in found.outputs}
    items = learning.list_items(person, limit=MOST_ITEMS)["items"]
    return [
        {"value": each["id"], "text": each["words"]["title"]} for each in items if each["id"] not in known
    ]
