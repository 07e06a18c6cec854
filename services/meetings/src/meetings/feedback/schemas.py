"""The shapes at the doors of feedback."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, Version
from meetings.feedback.domain import EXPECTATIONS, LEAST, MOST, Lesson, Results, Summary

LONGEST_TAKE_BACK = 1_000
LONGEST_LESSON = 2_000


class OfEvent(Schema):
    """The event by id."""

    event_id = Identifier(required=True)


class GiveFeedback(OfEvent):
    """``learning`` from 1 (nothing new) to 5 (a great deal); ``take_back`` may stay empty."""

    expectation = fields.Str(required=True, validate=validate.OneOf(EXPECTATIONS))
    learning = fields.Int(required=True, strict=True, validate=validate.Range(LEAST, MOST))
    met_somebody = fields.Bool(required=True, truthy={True}, falsy={False})
    take_back = Paragraphs(longest=LONGEST_TAKE_BACK, load_default="")


class RecordSummary(OfEvent):
    """``base`` null where the source does not say how many answered."""

    words = Line(required=True)
    base = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(0, 100_000))
    source = Line(load_default="")
    version = Version()


class NoteLesson(OfEvent):
    """What everybody may learn from the event; names nobody."""

    text = Paragraphs(required=True, longest=LONGEST_LESSON)


def results_view(results: Results | None, *, with_words: bool) -> dict[str, Any] | None:
    """Counts with their base; what people take back is for the organisers."""
    if results is None:
        return None
    return {
        "base": results.base,
        "expectation": dict(results.expectation),
        "learning": list(results.learning),
        "met_somebody": results.met_somebody,
        "take_backs": list(results.take_backs) if with_words else None,
    }


def summary_view(summary: Summary | None) -> dict[str, Any] | None:
    if summary is None:
        return None
    return {
        "version": summary.version,
        "words": summary.words,
        "base": summary.base,
        "source": summary.source,
    }


def lesson_view(lesson: Lesson) -> dict[str, Any]:
    return {"id": lesson.id, "text": lesson.text, "noted_at": lesson.noted_at.isoformat()}
