"""Adding a project, changing what it says, ending it, taking it out: few fields, nothing twice (row 70)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import projects as doors
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, date_names, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.project_search import CONDITION, ISSUE, STP
from gateway.portal.presenting.projects import AUDIENCES, LEADERS, RESULTS, STAGES, region_choices
from gateway.portal.rough_dates import rough_date_of
from gateway.portal.views.one_project import own_project

PLAIN = (
    "title",
    "aim",
    "team",
    "region",
    "stp",
    "medical_condition",
    "issue",
    "site",
    "funding",
    "leader_kind",
    "stage",
    "shown_name",
    "contact",
    "contact_for",
)
MORE = ("medical_condition", "stp", "site", "team", "funding", "leader_kind")
"""What the form shows when somebody wants to say more, or has."""
FIELDS = (*PLAIN, "date", "is_open")
TYPED = (*PLAIN, *date_names("date"), "is_open", "is_another", "version")
NEEDED = {
    "title": "Say in a few words what it is",
    "region": "Choose where it is",
    "issue": "Say what is to be improved",
}
LATER = {name: STAGES[name][0] for name in ("planned", "running")}


@page("/projects/new", "member")
def add_project_form() -> Page:
    person = caller()
    return _write(
        Form(
            answers={
                "region": person.region or "",
                "stage": "running",
                "is_open": "yes",
            }
        )
    )


@action("/projects/new", "member")
def add_project() -> Page:
    form, about = _said()
    is_another = form.answers["is_another"] == "yes"
    if not form.is_wrong and not is_another:
        alike = doors.find_alike(caller(), form.answers["title"])["items"]
        if alike:
            told = "There is a project with nearly this title. Is it the same?"
            return _write(form.wrong("title", told), alike=alike)
    answer = send(
        form,
        FIELDS,
        lambda form: doors.add_project(caller(), form.command_id, about, is_another=is_another),
    )
    if isinstance(answer, Form):
        return _write(answer)
    return onward("project", "project-added", project_id=answer["id"])


@page("/projects/<project_id>/edit", "member")
def change_project_form(project_id: str) -> Page:
    found = _own(project_id)
    return _change(found, Form(answers=_answers(found)))


@action("/projects/<project_id>/edit", "member")
def change_project(project_id: str) -> Page:
    form, about = _said()
    found = _own(project_id)
    version = version_of(form)
    answer = send(
        form,
        FIELDS,
        lambda form: doors.change_project(caller(), form.command_id, project_id, about, version=version),
    )
    if isinstance(answer, Form):
        return _change(found, answer)
    return onward("project", "project-changed", project_id=project_id)


@page("/projects/<project_id>/end", "member")
def end_project_form(project_id: str) -> Page:
    return _end(project_id, Form())


@action("/projects/<project_id>/end", "member")
def end_project(project_id: str) -> Page:
    form = sent_form("result", "learned", "version").lacking({"result": "Choose what came of it"})
    said = form.answers
    answer = send(
        form,
        ("result", "learned"),
        lambda form: doors.end_project(
            caller(),
            form.command_id,
            project_id,
            said["result"],
            learned=said["learned"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _end(project_id, answer)
    done = "project-archived" if answer["is_archived"] else "project-ended"
    return onward("project", done, project_id=project_id)


@page("/projects/<project_id>/withdraw", "member")
def withdraw_project_form(project_id: str) -> Page:
    return show("project_withdraw", project=own_project(project_id), form=Form())


@action("/projects/<project_id>/withdraw", "member")
def withdraw_project(project_id: str) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why"})
    reason = form.answers["reason"]
    answer = send(
        form,
        ("reason",),
        lambda form: doors.withdraw_project(
            caller(), form.command_id, project_id, reason=reason, version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return show("project_withdraw", project=own_project(project_id), form=answer)
    return onward("project", "project-withdrawn", project_id=project_id)


def _own(project_id: str) -> Mapping[str, Any]:
    """As the door says it. Refused: ``not_found``, ``not_your_project``."""
    found: Mapping[str, Any] = doors.get_project(caller(), project_id)
    if not found["may_write"]:
        raise Refused("not_your_project")
    return found


def _said() -> tuple[Form, dict[str, Any]]:
    """The form as it was sent and the door's payload, or the form with what is wrong."""
    form = sent_form(*TYPED).lacking(NEEDED)
    form, date = rough_date_of(form, "date", "The date it began")
    said = form.answers
    if said["contact"] and not said["contact_for"]:  # consent is a choice of their own, never ours
        form = form.wrong("contact_for", "Choose who may read how to reach you")
    about = {name: said[name] for name in PLAIN}
    about |= {"date": date, "is_open": said["is_open"] == "yes"}
    about["stage"] = said["stage"] or "running"
    about["contact_for"] = said["contact_for"] or "nobody"
    return form, about


def _answers(found: Mapping[str, Any]) -> dict[str, str]:
    """What a project says, as its form holds it."""
    year, month, day = (*found["date"].split("-"), "", "")[:3]
    days = zip(date_names("date"), (_number(day), _number(month), year), strict=True)
    return {
        **{name: found[name] or "" for name in PLAIN if name in found},
        "is_open": "yes" if found["is_open"] else "",
        "version": str(found["version"]),
        **dict(days),
    }


def _number(part: str) -> str:
    return part.lstrip("0")


def _change(found: Mapping[str, Any], form: Form) -> Page:
    return _write(form, project=found)


def _write(form: Form, *, project: Any = None, alike: Any = ()) -> Page:
    person = caller()
    known, names = doors.search_projects.asking(person, {}, limit=1), region_choices(region_names(person))
    (found,) = together(known)
    facets = found.get("facets", {}) if isinstance(found, Mapping) else {}
    return show(
        "project_write",
        form=form,
        project=project,
        alike=[
            {**each, "where": names.get(each["region"], each["region"]), "began": show_date(each["date"])}
            for each in alike
        ],
        regions=as_choices(names),
        stages=as_choices(LATER),
        audiences=as_choices(AUDIENCES),
        leaders=as_choices(LEADERS),
        tells_more=any(form.answers.get(name) or form.errors.get(name) for name in MORE),
        known={name: _labels(facets.get(name)) for name in (ISSUE, CONDITION, STP)},
    )


def _labels(facet: Any) -> list[str]:
    return [each["label"] for each in facet["values"]] if facet else []


def _end(project_id: str, form: Form) -> Page:
    results = as_choices({value: text for value, (text, _) in RESULTS.items()})
    found = _own(project_id)
    if not form.answers:
        form = replace(form, answers={name: found[name] or "" for name in ("result", "learned")})
    return show("project_end", project=found, form=form, results=results)
