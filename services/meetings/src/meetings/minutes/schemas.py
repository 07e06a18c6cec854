"""The shapes at the doors of minutes: their states and what everybody reads."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from meetings.calendar.domain import Meeting
from meetings.minutes.domain import Minutes, Published, timing
from meetings.minutes.drafts.withholding import REASONS
from meetings.minutes.editions import Compared, Edition

LONGEST_NOTE = 500
MOST_EDITIONS = 1_000


class GetMinutes(Schema):
    """The minutes of a meeting; ``edition`` is the latest where none is named."""

    id = Identifier(required=True)
    edition = fields.Int(load_default=None, allow_none=True, validate=validate.Range(1, MOST_EDITIONS))


class CompareMinutes(Schema):
    """Two editions of one meeting's minutes."""

    id = Identifier(required=True)
    older = fields.Int(required=True, validate=validate.Range(1, MOST_EDITIONS))
    newer = fields.Int(required=True, validate=validate.Range(1, MOST_EDITIONS))


class ListMinutes(Schema):
    """Published minutes, of a region, with all of some words."""

    region = RegionCode(load_default=None, allow_none=True)
    words = Line(load_default="")
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class AwaitedMinutes(Schema):
    """Of a region's meetings that are over."""

    region = RegionCode(required=True)


class LatestMinutes(Schema):
    """For the feed: those that were published or corrected last."""

    region = RegionCode(load_default=None, allow_none=True)
    limit = page_fields()["limit"]


class OfMeeting(Schema):
    """Something with a meeting's minutes; ``version`` is what the caller read of their state."""

    id = Identifier(required=True)
    version = Version()


class StartMinutes(Schema):
    """The meeting whose minutes begin."""

    id = Identifier(required=True)


class ReturnMinutes(OfMeeting):
    note = Paragraphs(required=True, longest=LONGEST_NOTE)


class ApproveMinutes(OfMeeting):
    """``approved_on`` is an earlier day, where the approval is recorded later; today when left out."""

    approved_on = Day(load_default=None, allow_none=True)


class PublishMinutes(OfMeeting):
    """``published_on`` is an earlier day, where it is recorded later; today when left out.

    ``note`` says what a correction corrects. ``withdraw`` is why earlier editions are shown no more.
    """

    published_on = Day(load_default=None, allow_none=True)
    note = Paragraphs(load_default="", longest=LONGEST_NOTE)
    withdraw = fields.Str(load_default="", validate=validate.OneOf(("", *REASONS)))


def edition_short(edition: Published) -> dict[str, Any]:
    return {
        "number": edition.number,
        "published_on": edition.on.isoformat(),
        "recorded_at": edition.recorded_at.isoformat(),
        "recorded_later": edition.is_recorded_later,
        "approved_on": edition.approved_on.isoformat(),
        "note": edition.note or None,
        "withdrawn": edition.withdrawn or None,
    }


def edition_view(edition: Edition | None) -> dict[str, Any] | None:
    """What everybody reads; None for one that is not there or was withdrawn."""
    if edition is None:
        return None
    return {
        "number": edition.number,
        "sections": [
            {"id": each.id, "heading": each.heading, "text": each.text, "item_id": each.item_id or None}
            for each in edition.passages
        ],
        "closed": list(edition.closed),
        "digest": edition.digest,
        "intact": edition.is_intact,
    }


def state_view(
    meeting: Meeting, minutes: Minutes, name: str, now: datetime, may: Sequence[str], state: str
) -> dict[str, Any]:
    """How the minutes of a meeting stand; ``state`` is what this reader may know of it.

    ``days`` is how many days late they are; ``due_on`` null where the region agreed none.
    """
    due, editions = minutes.due_on, minutes.editions
    how, days = timing(due, editions[0] if editions else None, now)
    return {
        "id": meeting.id,
        "version": minutes.version or None,
        "region": meeting.region,
        "group": name,
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "day": meeting.day.isoformat(),
        "state": state,
        "due_on": due.isoformat() if due is not None else None,
        "timing": how,
        "days": days,
        "editions": [edition_short(each) for each in editions],
        "may": list(may),
    }


def compared_view(compared: Iterable[Compared]) -> list[dict[str, Any]]:
    return [
        {
            "heading": each.heading,
            "changed": each.is_changed,
            "lines": [{"kind": line.kind, "text": line.text} for line in each.lines],
        }
        for each in compared
    ]
