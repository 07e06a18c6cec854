"""The shapes at the doors of consultations."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from stewardship.consultations.comments import Comment
from stewardship.consultations.domain import SCOPES, Consultation, Outcome, Point

LONGEST_TITLE = 120
LONGEST_OPTION = 300
MOST_OPTIONS = 20
MOST_POINTS = 100
MOST_REGIONS = 60
MOST_COMMENTS = 1_000


class OptionGiven(Schema):
    text = Line(required=True, longest=LONGEST_OPTION)
    note = Line(load_default="", longest=LONGEST_OPTION)


class AskQuestion(Schema):
    """``asked_by``: a region's code, ``UK``, or the id of a self-organised group of the caller's.

    Without ``opens_on`` it opens at once, without ``closes_on`` it stays open until it is decided.
    """

    title = Line(required=True, longest=LONGEST_TITLE)
    question = Paragraphs(required=True)
    asked_by = Identifier(required=True)
    scope = fields.Str(required=True, validate=validate.OneOf(SCOPES))
    regions = fields.List(RegionCode(), load_default=list, validate=validate.Length(max=MOST_REGIONS))
    group_id = Identifier(load_default=None, allow_none=True)
    options = fields.List(
        fields.Nested(OptionGiven), load_default=list, validate=validate.Length(max=MOST_OPTIONS)
    )
    several = fields.Bool(load_default=True)
    opens_on = Day(load_default=None, allow_none=True)
    first_days = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(0, 365))
    closes_on = Day(load_default=None, allow_none=True)


class ListConsultations(Schema):
    """Of a place (a region, ``UK``, a group's id), ended or not."""

    place = Identifier(load_default=None, allow_none=True)
    ended = fields.Bool(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetConsultation(Schema):
    id = Identifier(required=True)


class ListComments(GetConsultation):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class AddComment(GetConsultation):
    text = Paragraphs(required=True)
    options = fields.List(Identifier(), load_default=list, validate=validate.Length(max=MOST_OPTIONS))
    shown_name = Line(load_default="")


class ChangeComment(AddComment):
    """``id`` is the comment's."""

    version = Version()


class GetComment(Schema):
    """``id`` is the comment's."""

    id = Identifier(required=True)


class TakeBackComment(GetComment):
    """One's own."""


class ExtendConsultation(GetConsultation):
    closes_on = Day(required=True)
    reason = Paragraphs(load_default="")
    version = Version()


class PointGiven(Schema):
    text = Paragraphs(required=True)
    reason = Paragraphs(required=True)
    comments = fields.List(Identifier(), load_default=list, validate=validate.Length(max=MOST_COMMENTS))


class ChosenGiven(Schema):
    option = Identifier(required=True)
    regions = fields.List(RegionCode(), load_default=list, validate=validate.Length(max=MOST_REGIONS))


def _points() -> "fields.List[Any]":
    return fields.List(
        fields.Nested(PointGiven), load_default=list, validate=validate.Length(max=MOST_POINTS)
    )


class DecideConsultation(GetConsultation):
    """What was decided, and how the input was used."""

    decision = Paragraphs(required=True)
    changes = _points()
    not_taken = _points()
    chosen = fields.List(
        fields.Nested(ChosenGiven), load_default=list, validate=validate.Length(max=MOST_OPTIONS)
    )
    version = Version()


class WithdrawConsultation(GetConsultation):
    reason = Paragraphs(load_default="")
    version = Version()


def short_view(each: Consultation, now: datetime, asker: str) -> dict[str, Any]:
    """A consultation in a list; ``asker`` is the asking group's name in words."""
    return {
        "id": each.id,
        "version": each.version,
        "title": each.title,
        "question": each.question,
        "asked_by": each.asked_by,
        "asker": asker,
        "scope": each.scope.kind,
        "regions": list(each.scope.regions),
        "group_id": each.scope.group_id or None,
        "state": each.state(now),
        "opens_at": each.opens_at.isoformat(),
        "to_all_at": each.to_all_at.isoformat(),
        "closes_at": _iso(each.closes_at),
        "decided_at": _iso(each.outcome.at if each.outcome else None),
    }


def whole_view(
    each: Consultation, standing: Iterable[Comment], now: datetime, asker: str, may: Iterable[str]
) -> dict[str, Any]:
    """A consultation with how many said what; the comments themselves are for members."""
    said = list(standing)
    wished = Counter(option for comment in said for option in comment.options)
    return {
        **short_view(each, now, asker),
        "several": each.several,
        "options": [
            {"id": one.id, "text": one.text, "note": one.note, "comments": wished[one.id]}
            for one in each.options
        ],
        "comments": len(said),
        "commenters": len({comment.member_id for comment in said}),
        "comments_of_affected": sum(1 for comment in said if comment.is_affected),
        "outcome": _outcome_view(each.outcome, {comment.id for comment in said}) if each.outcome else None,
        "history": [
            {"kind": step.kind, "at": step.at.isoformat(), "words": step.words} for step in each.history
        ],
        "may": list(may),
    }


def _outcome_view(outcome: Outcome, standing: set[str]) -> dict[str, Any]:
    return {
        "decision": outcome.decision,
        "decided_at": outcome.at.isoformat(),
        "comments": outcome.comments,
        "answered": len(outcome.linked & standing),
        "changes": [_point_view(point) for point in outcome.changes],
        "not_taken": [_point_view(point) for point in outcome.not_taken],
        "chosen": [{"option": each.option, "regions": list(each.regions)} for each in outcome.chosen],
    }


def _point_view(point: Point) -> dict[str, Any]:
    return {"text": point.text, "reason": point.reason, "comments": list(point.comments)}


def comment_view(comment: Comment, reader: str, is_open: bool) -> dict[str, Any]:
    """A comment as members read it: a chosen name, or where its author is at home."""
    is_mine = comment.member_id == reader
    return {
        "id": comment.id,
        "version": comment.version,
        "consultation_id": comment.consultation_id,
        "region": comment.region,
        "shown_name": comment.shown_name or None,
        "is_affected": comment.is_affected,
        "text": comment.text or None,
        "options": list(comment.options),
        "at": comment.at.isoformat(),
        "taken_back_at": _iso(comment.withdrawn_at),
        "earlier": [
            {"text": each.text, "options": list(each.options), "until": each.until.isoformat()}
            for each in comment.earlier
        ],
        "is_mine": is_mine,
        "may": ["change", "take_back"] if is_mine and is_open and comment.stands else [],
    }


def kept_answer(comment: dict[str, Any]) -> dict[str, Any]:
    """What a command answers. Answers are remembered for weeks; what its author takes back goes at once."""
    return {**comment, "text": None, "shown_name": None, "earlier": []}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
