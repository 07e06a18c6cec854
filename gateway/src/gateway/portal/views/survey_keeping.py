"""Opening a survey, asking it again, linking its decision, recording a past one (row 74)."""

from typing import Any

from gateway.clients.meetings import decisions as decision_doors
from gateway.clients.meetings import surveys as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.surveys import survey_of
from gateway.portal.rough_dates import rough_date_of
from gateway.portal.views.surveying import SIGNED_IN, draft_of, lines_of
from gateway.portal.whole_numbers import whole

KEEPERS = ("coordinator", "convenor", "national_team")
CLOSES, SENT = date_names("closes_on"), date_names("sent")
FIGURES = 3
"""Lines for published percentages on the form; the API takes more."""
SAID = tuple(f"statement-{number}" for number in range(1, FIGURES + 1))
PERCENT = tuple(f"percent-{number}" for number in range(1, FIGURES + 1))
BASE = tuple(f"base-{number}" for number in range(1, FIGURES + 1))
PAST = (
    "region",
    "title",
    "purpose",
    *SENT,
    "channel",
    "invited",
    "responses",
    "themes",
    *SAID,
    *PERCENT,
    *BASE,
)


@page("/surveys/<survey_id>/open", *KEEPERS)
def open_survey_form(survey_id: str) -> Page:
    return _open(survey_id, Form())


@action("/surveys/<survey_id>/open", *KEEPERS)
def open_survey(survey_id: str) -> Page:
    form, closes_on = date_of(sent_form("version", *CLOSES), "closes_on", "The last day")
    answer = send(
        form,
        ("closes_on",),
        lambda form: doors.open_survey(
            caller(), form.command_id, survey_id, closes_on=closes_on, version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _open(survey_id, answer)
    return onward("survey", "survey-opened", survey_id=survey_id)


@action("/surveys/<survey_id>/discard", *SIGNED_IN)
def discard_survey(survey_id: str) -> Page:
    doors.discard_survey(caller(), sent_form().command_id, survey_id)
    return onward("surveys", "survey-discarded")


@action("/surveys/<survey_id>/repeat", *SIGNED_IN)
def repeat_survey(survey_id: str) -> Page:
    """A draft that asks the same questions once more."""
    before = doors.get_survey(caller(), survey_id)
    made = doors.draft_survey(
        caller(),
        sent_form().command_id,
        before["region"],
        title=before["title"],
        purpose=before["purpose"],
        audience=before["audience"],
        is_named=before["is_named"],
        repeats=survey_id,
    )
    return onward("build_survey", "survey-repeated", survey_id=made["id"])


@page("/surveys/<survey_id>/decision", *KEEPERS)
def survey_decision_form(survey_id: str) -> Page:
    return _inform(survey_id, Form())


@action("/surveys/<survey_id>/decision", *KEEPERS)
def inform_decision(survey_id: str) -> Page:
    form = sent_form("decision", "version")
    answer = send(
        form,
        ("decision",),
        lambda form: doors.inform_decision(
            caller(),
            form.command_id,
            survey_id,
            decision=form.answers["decision"] or None,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _inform(survey_id, answer)
    return onward("survey", "saved", survey_id=survey_id)


@page("/surveys/past/new", *KEEPERS)
def past_survey_form() -> Page:
    return _past(Form())


@action("/surveys/past/new", *KEEPERS)
def record_past_survey() -> Page:
    form = sent_form(*PAST).lacking({"region": "Choose the group", "title": "Give its title"})
    form, sent = rough_date_of(form, "sent", "The date it was sent")
    for name in ("invited", "responses", *PERCENT, *BASE):
        if form.answers[name] and whole(form.answers[name]) is None:
            form = form.wrong(name, "Enter a whole number, or leave it empty where nobody knows")
    for said, percent, base in zip(SAID, PERCENT, BASE, strict=True):
        if form.answers[said] and not form.answers[percent]:
            form = form.wrong(percent, "Enter the percentage that was published")
        if not form.answers[said] and (form.answers[percent] or form.answers[base]):
            form = form.wrong(said, "Enter what this percentage says")
    answer = send(form, PAST, lambda form: _send_past(form, sent))
    if isinstance(answer, Form):
        return _past(answer)
    return onward("survey_results", "survey-recorded", survey_id=answer["id"])


def _send_past(form: Form, sent_on: str) -> Any:
    sent = form.answers
    figures = [
        {
            "statement": sent[said],
            "percent": int(sent[percent]),
            "base": int(sent[base]) if sent[base] else None,
        }
        for said, percent, base in zip(SAID, PERCENT, BASE, strict=True)
        if sent[said]
    ]
    return doors.record_past_survey(
        caller(),
        form.command_id,
        sent["region"],
        title=sent["title"],
        sent=sent_on,
        purpose=sent["purpose"] or None,
        channel=sent["channel"] or None,
        invited=int(sent["invited"]) if sent["invited"] else None,
        responses=int(sent["responses"]) if sent["responses"] else None,
        themes=lines_of(sent["themes"]),
        figures=figures,
    )


def _open(survey_id: str, form: Form) -> Page:
    found = draft_of(survey_id)
    names = group_names(region_names(caller()))
    return show("survey_open", form=form, survey=found, group_name=names.get(found.region, found.region))


def _inform(survey_id: str, form: Form) -> Page:
    found = survey_of(doors.get_survey(caller(), survey_id))
    decisions = decision_doors.list_decisions(caller(), region=found.region, limit=100)["items"]
    fresh = Form(answers={"decision": found.decision_id})
    return show(
        "survey_decision",
        form=form if form.answers else fresh,
        survey=found,
        decisions=[{"value": each["id"], "text": each["title"]} for each in decisions],
    )


def _past(form: Form) -> Page:
    names = group_names(region_names(caller()))
    mine = caller().regions_as("coordinator", "convenor")
    kept = (
        names
        if caller().has("national_team")
        else {code: name for code, name in names.items() if code in mine}
    )
    lines = list(zip(SAID, PERCENT, BASE, strict=True))
    return show("survey_past", form=form, groups=as_choices(kept), lines=lines)
