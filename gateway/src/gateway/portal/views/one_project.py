"""One project: its page for everybody, and what is one click for those who keep it true (row 70)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import projects as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.project_measures import measure_of
from gateway.portal.presenting.projects import Project, asked_of, region_choices
from gateway.portal.views.projects import shown_to

MOST = 200
"""Requests read to find one's own; they go some time after the answer."""
LEADS = {"yes": "project-lead-taken", "no": "project-lead-declined"}


@page("/projects/<project_id>", "public")
def project(project_id: str) -> Page:
    return one_project(project_id, Form())


@action("/projects/<project_id>/confirmation", "member")
def confirm_project(project_id: str) -> Page:
    return _do(doors.confirm_project, project_id, "project-confirmed")


@action("/projects/<project_id>/resumption", "member")
def resume_project(project_id: str) -> Page:
    return _do(doors.resume_project, project_id, "project-resumed")


@action("/projects/<project_id>/leaving", "member")
def leave_project(project_id: str) -> Page:
    return _do(doors.leave_team, project_id, "project-left")


@action("/projects/<project_id>/handover-answer", "member")
def answer_project_offer(project_id: str) -> Page:
    """Whoever is asked to lead it says whether they do."""
    said = request.form.get("answer", "")
    if said not in LEADS:
        return one_project(project_id, Form(message="Say whether you lead it from now on.", status=422))
    return _do(doors.answer_offer, project_id, LEADS[said], accepts=said == "yes")


@action("/projects/<project_id>/handover-taking-back", "member")
def take_back_project_offer(project_id: str) -> Page:
    return _do(doors.take_back_offer, project_id, "project-offer-taken-back")


@action("/projects/<project_id>/restoration", "coordinator", "convenor", "national_team")
def restore_project(project_id: str) -> Page:
    return _do(doors.restore_project, project_id, "project-restored")


@action("/projects/<project_id>/showcase", "coordinator", "convenor", "national_team")
def showcase_project(project_id: str) -> Page:
    shown = request.form.get("is_showcase") == "yes"
    done = "project-showcase" if shown else "project-no-showcase"
    return _do(doors.showcase_project, project_id, done, is_showcase=shown)


@page("/my-projects", "member")
def my_projects() -> Page:
    """Those that one leads or joined, and what one asked."""
    person, cursor = caller(), request.args.get("cursor") or None
    found, asked = together(
        doors.my_projects.asking(person, cursor=cursor), doors.my_joining.asking(person, limit=MOST)
    )
    if isinstance(found, Refused):
        raise found
    requests = [] if cursor or isinstance(asked, Refused) else asked["items"]
    names = region_choices(region_names(person))
    return show(
        "my_projects",
        projects=shown_to(found["items"], names),
        asked=[asked_of(each) for each in requests if each["title"]],
        next=found["next"],
        later=bool(cursor),
    )


def one_project(project_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    person = caller()
    shown = read_project(project_id)
    questions = [doors.list_measures.asking(person, project_id)]
    if person.has("member"):
        questions.append(doors.my_joining.asking(person, limit=MOST))
    if shown.may_write:
        questions.append(doors.list_joining.asking(person, project_id, limit=MOST))
    measures, asked, waiting, *_ = [*together(*questions), None, None]
    mine = asked["items"] if isinstance(asked, dict) else []
    own = next((each for each in mine if each["project_id"] == project_id), None)
    return show(
        "project",
        form=form,
        project=shown,
        measures=None if isinstance(measures, Refused) else [measure_of(each) for each in measures["items"]],
        waiting=len(to_answer(shown, waiting)),
        own=asked_of(own) if own else None,
        keeps=shown.may_write and _is_keeper(),
    )


def read_project(project_id: str) -> Project:
    """As the reader sees it. Refused: ``not_found``."""
    person = caller()
    (shown,) = shown_to([doors.get_project(person, project_id)], region_choices(region_names(person)))
    return shown


def to_answer(project: Project, waiting: Any) -> list[Any]:
    """Who asks to join and is to be answered by the reader: where somebody leads, never the reader."""
    found = waiting["items"] if isinstance(waiting, dict) else []
    own = caller().subject if project.has_lead else ""
    return [each for each in found if each["member_id"] != own]


def own_project(project_id: str) -> Project:
    """One that the reader may change. Refused: ``not_found``, ``not_your_project``."""
    found = read_project(project_id)
    if not found.may_write:
        raise Refused("not_your_project")
    return found


def _is_keeper() -> bool:
    person = caller()
    return any(person.has(role) for role in ("coordinator", "convenor", "national_team"))


def _do(door: Any, project_id: str, done: str, **more: Any) -> Page:
    """One step on what they read."""
    form = sent_form("version")
    answer = send(
        form,
        (),
        lambda form: door(caller(), form.command_id, project_id, version=version_of(form), **more),
    )
    if isinstance(answer, Form):
        return one_project(project_id, answer)
    return onward("project", done, project_id=project_id)
