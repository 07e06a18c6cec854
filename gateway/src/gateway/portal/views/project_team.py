"""Joining a project: asking, answering, handing over (row 70)."""

from dataclasses import replace
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import projects as doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.projects import asked_of
from gateway.portal.views.one_project import one_project, read_project, to_answer

WORDS = ("words", "shown_name")
ANSWERS = ("yes", "no")


@page("/projects/<project_id>/join", "member")
def join_project_form(project_id: str) -> Page:
    return show("project_join", project=read_project(project_id), form=Form())


@action("/projects/<project_id>/join", "member")
def join_project(project_id: str) -> Page:
    form = sent_form(*WORDS)
    said = {name: form.answers[name] for name in WORDS}
    answer = send(form, WORDS, lambda form: doors.ask_to_join(caller(), form.command_id, project_id, **said))
    if isinstance(answer, Form):
        return show("project_join", project=read_project(project_id), form=answer)
    return onward("project", "project-join-asked", project_id=project_id)


@action("/projects/joining/<request_id>/taking-back", "member")
def take_back_joining(request_id: str) -> Page:
    form = sent_form("version")
    project_id = request.form.get("project", "")
    answer = send(
        form,
        (),
        lambda form: doors.take_back_joining(caller(), form.command_id, request_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return one_project(project_id, answer)
    return onward("project", "project-join-taken-back", project_id=answer["project_id"])


@page("/projects/<project_id>/team", "member")
def project_team(project_id: str) -> Page:
    """Who belongs to it, who asks to; for its team and those who may change it."""
    return _team(project_id, Form())


@action("/projects/<project_id>/team/<request_id>", "member")
def answer_joining(project_id: str, request_id: str) -> Page:
    form = sent_form("answer", "words", "version")
    said = form.answers
    if said["answer"] not in ANSWERS:
        form = replace(form, message="Take them in, or say not just now.", status=422)
    answer = send(
        form,
        (),
        lambda form: doors.answer_joining(
            caller(),
            form.command_id,
            request_id,
            said["answer"] == "yes",
            words=said["words"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _team(project_id, answer, request_id)
    done = "project-join-accepted" if said["answer"] == "yes" else "project-join-declined"
    return onward("project_team", done, project_id=project_id)


@action("/projects/<project_id>/team/lead", "member")
def offer_project(project_id: str) -> Page:
    """They are asked first; a keeper who chooses themselves leads it at once."""
    form = sent_form("member", "version").lacking({"member": "Choose who is to lead it"})
    answer = send(
        form,
        ("member",),
        lambda form: doors.offer_project(
            caller(), form.command_id, project_id, form.answers["member"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _team(project_id, answer, "lead")
    if form.answers["member"] == caller().subject:
        return onward("project", "project-lead-taken", project_id=project_id)
    return onward("project_team", "project-offered", project_id=project_id)


def _team(project_id: str, form: Form, answered: str = "") -> Page:
    """``answered`` is which of the forms of the page ``form`` is."""
    person = caller()
    shown = read_project(project_id)
    team, waiting = together(
        doors.get_team.asking(person, project_id), doors.list_joining.asking(person, project_id, limit=50)
    )
    if isinstance(team, Refused):
        raise team
    requests = to_answer(shown, waiting)
    called = _called([*team["joined"], *(each["member_id"] for each in requests)])
    return show(
        "project_team",
        form=form,
        answered=answered,
        project=shown,
        joined=[{"value": each, "text": called[each]} for each in team["joined"]],
        offered=called.get(team["offered_to"] or "", ""),
        offered_on=show_date(team["offered_at"]),
        waiting=[asked_of(each, who=_who(each, called)) for each in requests],
    )


def _who(asked: Any, called: dict[str, str]) -> str:
    return str(asked["shown_name"] or called[asked["member_id"]])


def _called(member_ids: list[str]) -> dict[str, str]:
    """Whoever is in the directory for this reader is called so."""
    return member_names(dict.fromkeys(member_ids, "")) if member_ids else {}
