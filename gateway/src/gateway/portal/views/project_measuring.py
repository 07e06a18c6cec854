"""What a project counts over time: its values, and the decision whose make the limits (rows 70 and 75)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.exchange import projects as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.measured_values import LINE_WANTED, NUMBER, number_of, points_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices
from gateway.portal.presenting.project_measures import BETTER, Measure, measure_of
from gateway.portal.views.one_project import read_project

SAID = ("name", "unit", "better")
NEEDED = {"name": "Say what you count", "unit": "Say in which unit"}


@page("/projects/<project_id>/measures", "member")
def project_measures(project_id: str) -> Page:
    return _measures(project_id, Form(answers={"better": "down"}))


@action("/projects/<project_id>/measures", "member")
def begin_measure(project_id: str) -> Page:
    form = sent_form(*SAID).lacking(NEEDED)
    said = form.answers
    answer = send(
        form,
        SAID,
        lambda form: doors.begin_measure(
            caller(), form.command_id, project_id, said["name"], said["unit"], better=said["better"] or None
        ),
    )
    if isinstance(answer, Form):
        return _measures(project_id, answer)
    return onward("project_measure", "measure-begun", project_id=project_id, measure_id=answer["id"])


@page("/projects/<project_id>/measures/<measure_id>", "member")
def project_measure(project_id: str, measure_id: str) -> Page:
    return _measure(project_id, measure_id, Form(), "")


@action("/projects/<project_id>/measures/<measure_id>", "member")
def change_measure(project_id: str, measure_id: str) -> Page:
    form = sent_form(*SAID, "version").lacking(NEEDED)
    said = form.answers
    answer = send(
        form,
        SAID,
        lambda form: doors.change_measure(
            caller(),
            form.command_id,
            measure_id,
            said["name"],
            said["unit"],
            better=said["better"] or None,
            version=version_of(form),
        ),
    )
    return _after(answer, project_id, measure_id, "name", "measure-changed")


@action("/projects/<project_id>/measures/<measure_id>/values", "member")
def put_value(project_id: str, measure_id: str) -> Page:
    """One value of a day; there again, it replaces what was there."""
    form = sent_form("value", "note", "version", *date_names("on")).lacking({"value": NUMBER})
    form, on = date_of(form, "on", "The day")
    value = number_of(form.answers["value"])
    if form.answers["value"] and value is None:
        form = form.wrong("value", NUMBER)
    point = {"on": on, "value": value, "note": form.answers["note"]}
    answer = send(
        form,
        ("value", "note", "on"),
        _named_as_here(
            lambda form: doors.put_points(
                caller(), form.command_id, measure_id, [point], version=version_of(form)
            )
        ),
    )
    return _after(answer, project_id, measure_id, "value", "value-put")


@action("/projects/<project_id>/measures/<measure_id>/many-values", "member")
def put_many_values(project_id: str, measure_id: str) -> Page:
    """Two columns of a spreadsheet, copied: all of them, or none and what is wrong with which line."""
    form = sent_form("values", "version").lacking({"values": LINE_WANTED})
    points, wrong = points_of(form.answers["values"])
    for each in wrong:
        form = form.wrong("values", each)
    answer = send(
        form,
        ("values",),
        _named_as_here(
            lambda form: doors.put_points(
                caller(), form.command_id, measure_id, points, version=version_of(form)
            ),
            "values",
        ),
    )
    return _after(answer, project_id, measure_id, "values", "values-put")


@action("/projects/<project_id>/measures/<measure_id>/values/<on>/removal", "member")
def take_out_value(project_id: str, measure_id: str, on: str) -> Page:
    answer = _step(doors.take_out_point, measure_id, on)
    return _after(answer, project_id, measure_id, "", "value-taken-out")


@action("/projects/<project_id>/measures/<measure_id>/baseline/removal", "member")
def drop_baseline(project_id: str, measure_id: str) -> Page:
    return _after(
        _step(doors.drop_baseline, measure_id), project_id, measure_id, "baseline", "baseline-dropped"
    )


@action("/projects/<project_id>/measures/<measure_id>/baseline", "member")
def decide_baseline(project_id: str, measure_id: str) -> Page:
    typed = ("reason", "version", *date_names("first"), *date_names("last"))
    form = sent_form(*typed).lacking({"reason": "Say why"})
    form, first = date_of(form, "first", "The first day")
    form, last = date_of(form, "last", "The last day")
    reason = form.answers["reason"]
    answer = send(
        form,
        ("first", "last", "reason"),
        lambda form: doors.decide_baseline(
            caller(), form.command_id, measure_id, first, last, reason=reason, version=version_of(form)
        ),
    )
    return _after(answer, project_id, measure_id, "baseline", "baseline-decided")


@action("/projects/<project_id>/measures/<measure_id>/removal", "member")
def remove_measure(project_id: str, measure_id: str) -> Page:
    answer = _step(doors.remove_measure, measure_id)
    if isinstance(answer, Form):
        return _measure(project_id, measure_id, answer, "")
    return onward("project_measures", "measure-removed", project_id=project_id)


def _step(door: Any, measure_id: str, *more: str) -> Any:
    """What the door answers to a button, or the form with its refusal."""
    return send(
        sent_form("version"),
        (),
        lambda form: door(caller(), form.command_id, measure_id, *more, version=version_of(form)),
    )


def _after(answer: Any, project_id: str, measure_id: str, which: str, done: str) -> Page:
    """``which`` of the forms of the page was refused, if one was."""
    if isinstance(answer, Form):
        return _measure(project_id, measure_id, answer, which)
    return onward("project_measure", done, project_id=project_id, measure_id=measure_id)


def _measures(project_id: str, form: Form) -> Page:
    project = read_project(project_id)
    if not (project.may_write or project.is_in_team):
        raise Refused("not_found")
    return show(
        "project_measures",
        form=form,
        project=project,
        measures=_all(project_id),
        betters=as_choices(BETTER),
    )


def _measure(project_id: str, measure_id: str, form: Form, which: str) -> Page:
    project = read_project(project_id)
    found = next((each for each in _all(project_id) if each.id == measure_id), None)
    if found is None or not (project.may_write or project.is_in_team):
        raise Refused("not_found")
    return show(
        "project_measure",
        form=form,
        which=which,
        project=project,
        measure=found,
        betters=as_choices(BETTER),
    )


def _all(project_id: str) -> list[Measure]:
    return [measure_of(each) for each in doors.list_measures(caller(), project_id)["items"]]


def _named_as_here(knock: Any, field: str = "") -> Any:
    """The same knock; what a refusal says of points stands at ``field``, else at the value or its day."""

    def knocked(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            here = field or ("on" if no.code == "day_ahead" else "value")
            fields = {
                here if name.partition(".")[0] == "points" else name: said for name, said in no.fields.items()
            }
            raise Refused(no.code, no.message, fields) from no

    return knocked
