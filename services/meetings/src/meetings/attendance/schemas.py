"""The shapes at the doors of attendance."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode
from meetings.attendance.domain import PRESENCES, Correction
from meetings.attendance.figures import Figure, Pooled, PublishedRange
from meetings.calendar.domain import Meeting

LONGEST_REASON = 500
MOST_SEATS = 60


class GetAttendance(Schema):
    """One meeting by id."""

    meeting = Identifier(required=True)


class SeatPresence(Schema):
    """One seat and its presence; ``not_recorded`` takes a mark away."""

    seat = Identifier(required=True)
    presence = fields.Str(required=True, validate=validate.OneOf(PRESENCES))


class MarkAttendance(Schema):
    """Seats that are left out stay as they are; ``version`` 0 was read where nothing was recorded yet."""

    meeting = Identifier(required=True)
    marks = fields.List(
        fields.Nested(SeatPresence), load_default=list, validate=validate.Length(max=MOST_SEATS)
    )
    reason = Line(load_default="", longest=LONGEST_REASON)
    version = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(0))

    @validates_schema(skip_on_field_errors=True)
    def each_seat_once(self, data: dict[str, Any], **_: Any) -> None:
        seats = [each["seat"] for each in data["marks"]]
        if len(set(seats)) < len(seats):
            raise ValidationError("Mark each seat once.", "marks")


class SendApology(Schema):
    """The own apology; the reason is for the keepers alone, and may be left out."""

    meeting = Identifier(required=True)
    reason = Paragraphs(load_default="", longest=LONGEST_REASON)


class RegionAttendance(Schema):
    """A group's attendance, over all its meetings or those of some days (both included)."""

    region = RegionCode(required=True)
    since = Day(load_default=None, allow_none=True)
    until = Day(load_default=None, allow_none=True)


class NotePublished(Schema):
    """What was published of past meetings: one percentage twice, or a range."""

    region = RegionCode(required=True)
    period = Line(required=True)
    low = fields.Int(required=True, strict=True, validate=validate.Range(0, 100))
    high = fields.Int(required=True, strict=True, validate=validate.Range(0, 100))
    source = Line(required=True)


class RemovePublished(Schema):
    """One published range by id."""

    id = Identifier(required=True)


def figure_view(figure: Figure) -> dict[str, Any]:
    """Numbers alone; ``percent`` is null until every filled seat is recorded."""
    return {
        "present": figure.present,
        "seats": figure.seats,
        "percent": figure.percent,
        "in_room": figure.in_room,
        "online": figure.online,
        "apologies": figure.apologies,
        "absent": figure.absent,
        "not_recorded": figure.not_recorded,
    }


def of_meeting(meeting: Meeting) -> dict[str, Any]:
    """Which meeting it is; ``observers`` is how many watched, a number beside and never part of a share."""
    return {
        "meeting_id": meeting.id,
        "region": meeting.region,
        "title": meeting.title,
        "day": meeting.day.isoformat(),
        "observers": meeting.observers,
    }


def pooled_view(pooled: Pooled) -> dict[str, Any]:
    return {
        "present": pooled.present,
        "seats": pooled.seats,
        "percent": pooled.percent,
        "meetings": pooled.meetings,
    }


def range_view(published: PublishedRange) -> dict[str, Any]:
    return {
        "id": published.id,
        "region": published.region,
        "period": published.period,
        "low": published.low,
        "high": published.high,
        "source": published.source,
    }


def correction_view(correction: Correction, seat: str, by: str) -> dict[str, Any]:
    """``seat`` and ``by`` are the words for them."""
    return {
        "seat": seat,
        "before": correction.before,
        "after": correction.after,
        "at": correction.at.isoformat(),
        "by": by,
        "reason": correction.reason,
    }
