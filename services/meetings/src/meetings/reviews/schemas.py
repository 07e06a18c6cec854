"""The shapes at the doors of reviews."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from meetings.calendar.domain import Meeting
from meetings.reviews.chain import Carried
from meetings.reviews.domain import KINDS, MATCHES, Cycle

LONGEST_TEXT = 1000
LONGEST_ACT = 300


class GetReview(Schema):
    """One meeting by id."""

    meeting = Identifier(required=True)


class RegionReviews(Schema):
    """One group's chain of cycles."""

    region = RegionCode(required=True)


class GetCycle(Schema):
    """One cycle by id."""

    id = Identifier(required=True)


class PlanCycle(Schema):
    """What is to be tried, and what the group predicts; ``version`` 0 was read where there was no plan."""

    meeting = Identifier(required=True)
    aim = Paragraphs(required=True, longest=LONGEST_TEXT)
    prediction = Paragraphs(required=True, longest=LONGEST_TEXT)
    version = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(0))


class PlanSeries(Schema):
    """The group as one cycle: a stretch of time, its aim and prediction."""

    region = RegionCode(required=True)
    title = Line(required=True)
    since = Day(required=True)
    until = Day(required=True)
    aim = Paragraphs(required=True, longest=LONGEST_TEXT)
    prediction = Paragraphs(required=True, longest=LONGEST_TEXT)


class StudyCycle(Schema):
    """What happened, and how it compares with the prediction."""

    id = Identifier(required=True)
    done = Paragraphs(required=True, longest=LONGEST_TEXT)
    match = fields.Str(required=True, validate=validate.OneOf(MATCHES))
    learned = Paragraphs(load_default="", longest=LONGEST_TEXT)
    version = Version()


class CloseCycle(Schema):
    """Adopt, adapt or abandon what was tried, and in a sentence what is done next."""

    id = Identifier(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    text = Line(required=True, longest=LONGEST_ACT)
    version = Version()


def meeting_view(meeting: Meeting) -> dict[str, Any]:
    return {"meeting_id": meeting.id, "title": meeting.title, "day": meeting.day.isoformat()}


def carried_view(carried: Carried | None) -> dict[str, Any] | None:
    if carried is None:
        return None
    return {
        "id": carried.cycle_id,
        "day": carried.day.isoformat(),
        "kind": carried.act.kind,
        "text": carried.act.text,
    }


def cycle_view(cycle: Cycle | None, *, is_inside: bool) -> dict[str, Any]:
    """Everybody reads the aim, whether it came as predicted, and the act; the table reads all."""
    plan, study = (cycle.plan, cycle.study) if cycle else (None, None)
    closed = cycle.act if cycle else None
    match = study.match if study and (is_inside or closed) else None
    return {
        "state": cycle.state if cycle else "none",
        "version": cycle.version if cycle else None,
        "aim": plan.aim if plan else None,
        "is_late": plan.is_late if plan else None,
        "planned_on": plan.at.isoformat() if plan else None,
        "match": match,
        "act": {"kind": closed.kind, "text": closed.text, "at": closed.at.isoformat()} if closed else None,
        "prediction": plan.prediction if plan and is_inside else None,
        "done": study.done if study and is_inside else None,
        "learned": study.learned if study and is_inside else None,
    }


def series_view(cycle: Cycle, *, is_inside: bool) -> dict[str, Any]:
    series = cycle.series
    return {
        "id": cycle.id,
        "region": cycle.region,
        "title": series.title if series else "",
        "since": series.since.isoformat() if series else "",
        "until": series.until.isoformat() if series else "",
        **cycle_view(cycle, is_inside=is_inside),
    }
