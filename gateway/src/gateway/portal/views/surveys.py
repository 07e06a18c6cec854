"""Surveys for everybody: the list, one, its results as a page and as files, and one's own answer (row 74)."""

import json
from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway import survey_files
from gateway.clients import together
from gateway.clients.meetings import decisions as decision_doors
from gateway.clients.meetings import surveys as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.surveys import results_of, survey_of, surveys_of, waves_of


@page("/surveys", "public")
def surveys() -> Page:
    """Those that wait for the reader's answer, then all, the newest first."""
    person = caller()
    asked = [doors.list_surveys.asking(person, cursor=request.args.get("cursor") or None)]
    if person.has("member"):
        asked.append(doors.my_surveys.asking(person))
    found, *mine = together(*asked)
    if isinstance(found, Refused):
        raise found
    waiting = surveys_of(mine[0]["items"]) if mine and not isinstance(mine[0], Refused) else []
    return show(
        "surveys",
        waiting=[each for each in waiting if each.asks_me],
        surveys=surveys_of(found["items"]),
        names=group_names(region_names(person)),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/surveys/<survey_id>", "public")
def survey(survey_id: str) -> Page:
    found = survey_of(doors.get_survey(caller(), survey_id))
    names = group_names(region_names(caller()))
    return show(
        "survey",
        survey=found,
        group_name=names.get(found.region, found.region),
        decision=_decision(found.decision_id),
    )


@page("/surveys/<survey_id>/answer", "member")
def answer_form(survey_id: str) -> Page:
    return _answering(survey_id, Form())


@action("/surveys/<survey_id>/answer", "member")
def answer_survey(survey_id: str) -> Page:
    """Nothing of the answers is shown or kept afterwards, and none of them is in an address.

    A second press finds the answer kept already: that is no error to whoever gave it.
    """
    found = survey_of(doors.get_survey(caller(), survey_id))
    several = tuple(each.id for each in found.questions if each.kind == "several")
    names = tuple(each.id for each in found.questions)
    form = sent_form(*(each for each in names if each not in several), several=several)
    answers = {name: value for name, value in form.answers.items() if value}
    answer = send(
        form, names, lambda form: doors.answer_survey(caller(), form.command_id, survey_id, answers=answers)
    )
    if isinstance(answer, Form) and not found.has_answered:
        return _answering(survey_id, answer)
    return onward("survey", "survey-answered", survey_id=survey_id)


@page("/surveys/<survey_id>/results", "public")
def survey_results(survey_id: str) -> Page:
    person = caller()
    found, results = together(
        doors.get_survey.asking(person, survey_id), doors.survey_results.asking(person, survey_id)
    )
    for answer in (found, results):
        if isinstance(answer, Refused):
            raise answer
    shown = survey_of(found)
    names = group_names(region_names(person))
    waves = waves_of(results)
    return show(
        "survey_results",
        survey=shown,
        group_name=names.get(shown.region, shown.region),
        waves=waves,
        columns=[each.when for each in waves] if len(waves) > 1 else ["Answers"],
        results=results_of(results),
        decision=_decision(shown.decision_id),
    )


@page("/surveys/<survey_id>/results.csv", "public")
def survey_results_csv(survey_id: str) -> Response:
    found = doors.survey_results(caller(), survey_id)
    return _file(Response(survey_files.results_as_csv(found), mimetype="text/csv"), survey_id, "csv")


@page("/surveys/<survey_id>/results.json", "public")
def survey_results_json(survey_id: str) -> Response:
    found = doors.survey_results(caller(), survey_id)
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return _file(Response(text, mimetype="application/json"), survey_id, "json")


@page("/surveys/<survey_id>/texts", "member", "coordinator", "convenor", "national_team")
def survey_texts(survey_id: str) -> Page:
    """What people wrote: for the group's table."""
    found = survey_of(doors.get_survey(caller(), survey_id))
    texts = doors.survey_texts(caller(), survey_id)
    return show("survey_texts", survey=found, questions=texts["questions"])


def _answering(survey_id: str, form: Form) -> Page:
    found = survey_of(doors.get_survey(caller(), survey_id))
    if not found.asks_me and not form.is_wrong:
        return onward("survey", survey_id=survey_id)
    names = group_names(region_names(caller()))
    return show("survey_answer", form=form, survey=found, group_name=names.get(found.region, found.region))


def _decision(decision_id: str) -> dict[str, Any] | None:
    """The decision that a survey informed, as far as the reader may see it."""
    if not decision_id:
        return None
    try:
        found: dict[str, Any] = decision_doors.get_decision(caller(), decision_id)
    except Refused:
        return None
    return found


def _file(answer: Response, survey_id: str, ending: str) -> Response:
    answer.headers.set("Content-Disposition", "attachment", filename=f"survey-{survey_id}.{ending}")
    return answer
