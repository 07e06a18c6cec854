"""The shapes at the doors of decisions."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from meetings.decisions.domain import ANSWERS, IN_FORCE, METHODS, OUTCOMES, REVIEW_DUE, STATES, Decision

LONGEST_TITLE = 120
LONGEST_WORDS = 1_000
MOST_OBJECTIONS = 30
MOST_SEATS = 60


def _number() -> fields.Integer:
    return fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(0, 1_000))


class ObjectionShape(Schema):
    """In their words, no name; ``answer`` is taken_in, stood_aside or maintained."""

    words = Paragraphs(required=True, longest=LONGEST_WORDS)
    answer = fields.Str(required=True, validate=validate.OneOf(ANSWERS))


class RecordDecision(Schema):
    """``took_part`` are members who held a seat; left out, the meeting's attendance says who.

    ``favour``, ``against`` and ``abstain`` belong to a majority alone. ``is_closed`` left out: it is where
    the whole meeting is.
    """

    meeting = Identifier(required=True)
    title = Line(required=True, longest=LONGEST_TITLE)
    text = Paragraphs(load_default="")
    method = fields.Str(required=True, validate=validate.OneOf(METHODS))
    took_part = fields.List(
        Identifier(), load_default=None, allow_none=True, validate=validate.Length(max=MOST_SEATS)
    )
    favour = _number()
    against = _number()
    abstain = _number()
    objections = fields.Nested(
        ObjectionShape, many=True, load_default=list, validate=validate.Length(max=MOST_OBJECTIONS)
    )
    review_on = Day(load_default=None, allow_none=True)
    supersedes = Line(load_default="", longest=64)
    section = Line(load_default="", longest=64)
    item = Line(load_default="", longest=64)
    is_closed = fields.Bool(load_default=None, allow_none=True)


class ChangeDecision(Schema):
    """What is given replaces what was written down, until minutes carry it."""

    id = Identifier(required=True)
    version = Version()
    title = Line(longest=LONGEST_TITLE, validate=validate.Length(min=1))
    text = Paragraphs()
    objections = fields.Nested(ObjectionShape, many=True, validate=validate.Length(max=MOST_OBJECTIONS))
    review_on = Day(allow_none=True)
    section = Line(longest=64)
    item = Line(longest=64)
    is_closed = fields.Bool()


class ReviewDecision(Schema):
    """Kept, changed or ended; ``on`` is the day it was looked at, else today, ``next_on`` the next one."""

    id = Identifier(required=True)
    version = Version()
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    words = Paragraphs(load_default="", longest=LONGEST_WORDS)
    on = Day(load_default=None, allow_none=True)
    next_on = Day(load_default=None, allow_none=True)


class ListDecisions(Schema):
    """Of a group or of all, found by words, method and state (``review_due`` is one of them here)."""

    region = RegionCode(load_default=None, allow_none=True)
    words = Line(load_default="", longest=100)
    method = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(METHODS))
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf((*STATES, REVIEW_DUE)))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OfMeeting(Schema):
    """A meeting by id."""

    meeting = Identifier(required=True)


class GetDecision(Schema):
    """One decision by id."""

    id = Identifier(required=True)


def may(decision: Decision, at_table: bool) -> list[str]:
    """What the reader can do with the decision now."""
    if not at_table:
        return []
    verbs = [] if decision.is_shared else ["change"]
    return [*verbs, "review", "supersede"] if decision.state == IN_FORCE else verbs


def decision_view(
    decision: Decision, today: date, at_table: bool, titles: Mapping[str, str]
) -> dict[str, Any]:
    """A decision for everybody who may read it; it names no one.

    ``titles`` are those of the decisions before and after it that the reader may see, by id.
    """
    return {
        "id": decision.id,
        "version": decision.version,
        "region": decision.region,
        "meeting_id": decision.meeting_id,
        "decided_on": decision.decided_on.isoformat(),
        "title": decision.title,
        "text": decision.text,
        "method": decision.method,
        "counts": asdict(decision.counts) if decision.counts else None,
        "quorum": {**asdict(decision.quorum), "is_reached": decision.quorum.is_reached},
        "objections": [asdict(each) for each in decision.objections],
        "state": decision.state,
        "review_on": decision.review_on.isoformat() if decision.review_on else None,
        "is_review_due": decision.is_review_due(today),
        "reviews": [
            {"on": each.on.isoformat(), "outcome": each.outcome, "words": each.words}
            for each in decision.reviews
        ],
        "supersedes": _other(decision.supersedes, titles),
        "superseded_by": _other(decision.superseded_by, titles),
        "section": decision.section or None,
        "item_id": decision.item_id or None,
        "is_closed": decision.is_closed,
        "is_public": decision.is_public,
        "may": may(decision, at_table),
    }


def _other(decision_id: str, titles: Mapping[str, str]) -> dict[str, str] | None:
    return {"id": decision_id, "title": titles[decision_id]} if decision_id in titles else None
