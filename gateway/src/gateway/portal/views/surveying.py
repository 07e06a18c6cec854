"""Drafting a survey and building it question by question (row 74)."""

from dataclasses import replace
from typing import Any

from contracts.refusals import Refused
from gateway.clients.meetings import surveys as doors
from gateway.clients.stewardship import matters
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.surveys import AUDIENCES, KINDS, Survey, survey_of

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
ABOUT = ("region", "title", "purpose", "audience", "is_named")
QUESTION = ("kind", "text", "choices")


@page("/surveys/new", *SIGNED_IN)
def new_survey_form() -> Page:
    return _new(Form(answers={"audience": "region_members"}))


@action("/surveys/new", *SIGNED_IN)
def draft_survey() -> Page:
    form = sent_form(*ABOUT).lacking(
        {
            "region": "Choose for which group you ask",
            "title": "Give it a title",
            "purpose": "Say what the group wants to know it for",
        }
    )
    answer = send(form, ABOUT, _send_draft)
    if isinstance(answer, Form):
        return _new(answer)
    return onward("build_survey", survey_id=answer["id"])


@page("/surveys/<survey_id>/build", *SIGNED_IN)
def build_survey(survey_id: str) -> Page:
    """The draft as people will see it, and the form for one more question."""
    return _build(survey_id, Form())


@action("/surveys/<survey_id>/build", *SIGNED_IN)
def add_question(survey_id: str) -> Page:
    questions = _asked(survey_id)
    answer = _send_question(survey_id, [*questions, {}], len(questions) + 1)
    if isinstance(answer, Form):
        return _build(survey_id, answer)
    return onward("build_survey", "question-added", survey_id=survey_id)


@page("/surveys/<survey_id>/preview", *SIGNED_IN)
def preview_survey(survey_id: str) -> Page:
    """The draft as those who are asked will see it; nothing can be sent."""
    found = draft_of(survey_id)
    names = group_names(region_names(caller()))
    return show(
        "survey_answer",
        form=Form(),
        survey=found,
        group_name=names.get(found.region, found.region),
        is_preview=True,
    )


@page("/surveys/<survey_id>/questions/<int:number>", *SIGNED_IN)
def question_form(survey_id: str, number: int) -> Page:
    return _question(survey_id, number, Form())


@action("/surveys/<survey_id>/questions/<int:number>", *SIGNED_IN)
def change_question(survey_id: str, number: int) -> Page:
    questions = _asked(survey_id)
    _refuse_unknown(questions, number)
    answer = _send_question(survey_id, questions, number)
    if isinstance(answer, Form):
        return _question(survey_id, number, answer)
    return onward("build_survey", "saved", survey_id=survey_id)


@action("/surveys/<survey_id>/questions/<int:number>/up", *SIGNED_IN)
def move_question(survey_id: str, number: int) -> Page:
    """One place up; the first becomes the last."""
    questions = _asked(survey_id)
    _refuse_unknown(questions, number)
    moved = questions.pop(number - 1)
    questions.insert(number - 2 if number > 1 else len(questions), moved)
    return _rearrange(survey_id, questions)


@action("/surveys/<survey_id>/questions/<int:number>/remove", *SIGNED_IN)
def remove_question(survey_id: str, number: int) -> Page:
    questions = _asked(survey_id)
    _refuse_unknown(questions, number)
    del questions[number - 1]
    return _rearrange(survey_id, questions)


def _send_draft(form: Form) -> Any:
    sent = form.answers
    return doors.draft_survey(
        caller(),
        form.command_id,
        sent["region"],
        title=sent["title"],
        purpose=sent["purpose"],
        audience=sent["audience"] or None,
        is_named=sent["is_named"] == "yes",
    )


def _send_question(survey_id: str, questions: list[dict[str, Any]], number: int) -> Any:
    """The form's question in the place of this number; or the form, with what is wrong about it."""
    form = sent_form(*QUESTION, "version")
    form = form.lacking({"text": "Ask something", "kind": "Choose how people answer"})
    whole = [*questions[: number - 1], _sent(form), *questions[number:]]
    known = (*QUESTION, f"question-{number}")
    answer = send(form, known, lambda form: _with_questions(survey_id, form, whole))
    return _about_one(answer) if isinstance(answer, Form) else answer


def _rearrange(survey_id: str, questions: list[dict[str, Any]]) -> Page:
    """The questions in this order, if they are still those that the reader saw: numbers name others soon."""
    answer = send(sent_form("version"), (), lambda form: _with_questions(survey_id, form, questions))
    if isinstance(answer, Form):
        return _build(survey_id, answer)
    return onward("build_survey", "saved", survey_id=survey_id)


def _sent(form: Form) -> dict[str, Any]:
    kind = form.answers["kind"]
    choices = [] if kind in ("yes_no", "text") else lines_of(form.answers["choices"])
    return {"kind": kind, "text": form.answers["text"], "choices": choices}


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _asked(survey_id: str) -> list[dict[str, Any]]:
    """The draft's questions as they are sent back."""
    found = doors.get_survey(caller(), survey_id)["questions"]
    return [{name: each[name] for name in ("kind", "text", "choices")} for each in found]


def _with_questions(survey_id: str, form: Form, questions: list[dict[str, Any]]) -> Any:
    return doors.change_survey(
        caller(), form.command_id, survey_id, questions=questions, version=version_of(form)
    )


def _about_one(form: Form) -> Form:
    """The door names a question by its number; on the form that sent it, it is about the choices."""
    errors = {"choices" if name.startswith("question-") else name: said for name, said in form.errors.items()}
    return replace(form, errors=errors)


def _refuse_unknown(questions: list[dict[str, Any]], number: int) -> None:
    if not 1 <= number <= len(questions):
        raise Refused("not_found")


def _own_groups() -> list[dict[str, Any]]:
    """The groups for which the reader may ask, as choices."""
    names = group_names(region_names(caller()))
    if caller().has("national_team"):
        return as_choices(names)
    mine = set(matters.acting_for(caller())["items"])
    return as_choices({code: name for code, name in names.items() if code in mine})


def _new(form: Form) -> Page:
    groups = _own_groups()
    if not groups:
        raise Refused("role_required", "Only the table of a group drafts its surveys.")
    if len(groups) == 1 and not form.answers.get("region"):
        form = Form(
            {**form.answers, "region": groups[0]["value"]},
            form.errors,
            form.message,
            form.command_id,
            form.status,
        )
    audiences = [{"value": key, "text": AUDIENCES[key]} for key in ("region_members", "group_seats")]
    return show("survey_new", form=form, groups=groups, audiences=audiences)


def draft_of(survey_id: str) -> Survey:
    found = survey_of(doors.get_survey(caller(), survey_id))
    if "change" not in found.may:
        raise Refused("survey_not_draft")
    return found


def _build(survey_id: str, form: Form) -> Page:
    found = draft_of(survey_id)
    names = group_names(region_names(caller()))
    return show(
        "survey_build",
        form=form,
        survey=found,
        group_name=names.get(found.region, found.region),
        kinds=_kinds(),
    )


def _question(survey_id: str, number: int, form: Form) -> Page:
    found = draft_of(survey_id)
    if not 1 <= number <= len(found.questions):
        raise Refused("not_found")
    asked = found.questions[number - 1]
    fresh = Form(answers={"kind": asked.kind, "text": asked.text, "choices": "\n".join(asked.lines)})
    return show(
        "survey_question", form=form if form.answers else fresh, survey=found, number=number, kinds=_kinds()
    )


def _kinds() -> list[dict[str, str]]:
    return [{"value": key, "text": name} for key, name in KINDS.items()]
