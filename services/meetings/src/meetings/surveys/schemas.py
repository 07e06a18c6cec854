"""The shapes at the doors of surveys."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from commons.fields import RoughDay
from meetings.calendar.schemas import Day
from meetings.surveys.domain import AUDIENCES, KINDS, MOST_CHOICES, MOST_QUESTIONS, Question, Survey

LONGEST_TITLE = 120
LONGEST_QUESTION = 300
LONGEST_CHOICE = 120
MOST_FIGURES = 30
MOST_INVITED = 1_000_000


class QuestionShape(Schema):
    """``choices``: what to choose from (one, several), or the words for 1 and for 5 (scale)."""

    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    text = Line(required=True, longest=LONGEST_QUESTION)
    choices = fields.List(
        Line(required=True, longest=LONGEST_CHOICE),
        load_default=list,
        validate=validate.Length(max=MOST_CHOICES + 1),
    )


def _questions(**options: Any) -> fields.Nested:
    return fields.Nested(
        QuestionShape, many=True, validate=validate.Length(max=MOST_QUESTIONS + 1), **options
    )


class DraftSurvey(Schema):
    """``repeats``: the survey whose questions are asked once more; then ``questions`` are its own."""

    region = RegionCode(required=True)
    title = Line(required=True, longest=LONGEST_TITLE)
    purpose = Paragraphs(required=True, longest=1_000)
    questions = _questions(load_default=list)
    audience = fields.Str(load_default=AUDIENCES[0], validate=validate.OneOf(AUDIENCES))
    is_named = fields.Bool(load_default=False)
    repeats = Identifier(load_default=None, allow_none=True)


class ChangeSurvey(Schema):
    """What is given replaces what the draft says."""

    id = Identifier(required=True)
    version = Version()
    title = Line(longest=LONGEST_TITLE, validate=validate.Length(min=1))
    purpose = Paragraphs(longest=1_000, validate=validate.Length(min=1))
    questions = _questions()
    audience = fields.Str(validate=validate.OneOf(AUDIENCES))
    is_named = fields.Bool()


class OneSurvey(Schema):
    """One survey by id."""

    id = Identifier(required=True)


class OpenSurvey(OneSurvey):
    """Until 12:00 in London on ``closes_on``."""

    version = Version()
    closes_on = Day(required=True)


class InformDecision(OneSurvey):
    """``decision`` null takes the link away."""

    version = Version()
    decision = Identifier(required=True, allow_none=True)


class ListSurveys(Schema):
    """Of a group, or of all."""

    region = RegionCode(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class FigureShape(Schema):
    """``base`` null where nobody published it."""

    statement = Line(required=True, longest=LONGEST_QUESTION)
    percent = fields.Float(required=True, validate=validate.Range(0, 100))
    base = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, MOST_INVITED)
    )


class RecordPastSurvey(Schema):
    """A survey that was held elsewhere: what is known of it; null is unknown, never 0."""

    region = RegionCode(required=True)
    title = Line(required=True, longest=LONGEST_TITLE)
    purpose = Paragraphs(load_default="", longest=1_000)
    sent = RoughDay(required=True)
    channel = Line(load_default="")
    invited = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, MOST_INVITED)
    )
    responses = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(0, MOST_INVITED)
    )
    themes = fields.List(
        Line(required=True, longest=LONGEST_QUESTION),
        load_default=list,
        validate=validate.Length(max=MOST_FIGURES),
    )
    figures = fields.Nested(
        FigureShape, many=True, load_default=list, validate=validate.Length(max=MOST_FIGURES)
    )


def questions_of(sent: list[dict[str, Any]]) -> tuple[Question, ...]:
    """The questions as they were sent, numbered."""
    return tuple(
        Question(f"q{number}", each["kind"], each["text"], tuple(each["choices"]))
        for number, each in enumerate(sent, start=1)
    )


def question_view(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "choices": list(question.choices),
    }


def survey_view(survey: Survey, *, state: str, may: list[str], asks_me: bool | None) -> dict[str, Any]:
    """A survey for everybody who may read it. ``asks_me``: whether it waits for the reader's answer,
    null when they are not asked; ``may``: what the reader can do now.
    """
    return {
        "id": survey.id,
        "version": survey.version,
        "region": survey.region,
        "title": survey.title,
        "purpose": survey.purpose,
        "questions": [question_view(each) for each in survey.questions],
        "audience": survey.audience,
        "is_named": survey.is_named,
        "state": state,
        "opened_at": _iso(survey.opened_at),
        "closes_at": _iso(survey.closes_at),
        "sent": survey.past.sent.text if survey.past else None,
        "channel": (survey.past.channel or None) if survey.past else None,
        "invited": survey.invited,
        "known": survey.known,
        "is_mismatched": survey.is_mismatched,
        "repeats": survey.repeats or None,
        "wave": survey.wave,
        "decision_id": survey.decision_id or None,
        "texts_until": _iso(survey.texts_until) if survey.has_texts else None,
        "asks_me": asks_me,
        "may": may,
    }


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
