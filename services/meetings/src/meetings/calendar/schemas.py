"""The shapes at the doors of the calendar."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate

from chassis.fields import Day, Identifier, Instant, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from meetings.calendar.domain import ACCESS, CLOSED_REASONS, MODES, ClosedPart

LONGEST = 480
"""Minutes: no region's file allows longer meetings; a group's own limit is the domain's question."""
MOST_PARTS = 10
MOST_GROUPS = 40
MOST_WATCHING = 100_000


class WebAddress(Line):
    """A page that browsers open: ``https://`` or ``http://`` and a host, nothing that runs."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text and not _is_web_address(text):
            raise ValidationError("Enter a web address, like https://example.org/meeting.")
        return text


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(host) and not any(each.isspace() for each in text)


class ListMeetings(Schema):
    """Published meetings; those of one region also unpublished to its table. From today on, or before."""

    region = RegionCode(load_default=None, allow_none=True)
    when = fields.Str(load_default="upcoming", validate=validate.OneOf(("upcoming", "past")))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetMeeting(Schema):
    """One meeting by id."""

    id = Identifier(required=True)


class GroupMeetings(Schema):
    """A group's cycle of a day, as it stood when that day was over; ``on`` left out means today."""

    region = RegionCode(required=True)
    on = Day(load_default=None, allow_none=True)


class ClosedPartShape(Schema):
    """A part without the public, and why (row 43)."""

    reason = fields.Str(required=True, validate=validate.OneOf(CLOSED_REASONS))
    note = Line(required=True)


def _minutes(**more: Any) -> fields.Int:
    return fields.Int(strict=True, validate=validate.Range(1, LONGEST), **more)


def _closed_parts(**more: Any) -> fields.List[Any]:
    return fields.List(fields.Nested(ClosedPartShape), validate=validate.Length(max=MOST_PARTS), **more)


def _invited(**more: Any) -> fields.List[Any]:
    return fields.List(RegionCode(), validate=validate.Length(max=MOST_GROUPS), **more)


class PlanMeeting(Schema):
    """A meeting to come, or one of the past that is recorded.

    ``counts`` left out: it counts unless groups are invited. ``access`` left out: as the group agreed.
    """

    region = RegionCode(required=True)
    title = Line(required=True)
    starts_at = Instant(required=True)
    minutes = _minutes(required=True)
    mode = fields.Str(required=True, validate=validate.OneOf(MODES))
    counts = fields.Bool(load_default=None, allow_none=True)
    venue_id = Identifier(load_default=None, allow_none=True)
    place = Line(load_default="")
    join_link = WebAddress(load_default="")
    phone = Line(load_default="")
    access = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(ACCESS))
    public_link = WebAddress(load_default="")
    closed_parts = _closed_parts(load_default=list)
    invited = _invited(load_default=list)
    is_recorded = fields.Bool(load_default=False)
    recording_consent = Paragraphs(load_default="", longest=1_000)
    step_free = fields.Bool(load_default=False)
    access_alternative = Line(load_default="")


class ChangeMeeting(Schema):
    """What is left out stays as it is."""

    id = Identifier(required=True)
    title = Line(validate=validate.Length(1))
    starts_at = Instant()
    minutes = _minutes()
    mode = fields.Str(validate=validate.OneOf(MODES))
    counts = fields.Bool()
    venue_id = Identifier(allow_none=True)
    place = Line()
    join_link = WebAddress()
    phone = Line()
    access = fields.Str(validate=validate.OneOf(ACCESS))
    public_link = WebAddress()
    closed_parts = _closed_parts()
    invited = _invited()
    is_recorded = fields.Bool()
    recording_consent = Paragraphs(longest=1_000)
    step_free = fields.Bool()
    access_alternative = Line()
    version = Version()


class PublishMeeting(Schema):
    """Show it to everybody."""

    id = Identifier(required=True)
    version = Version()


class HoldMeeting(Schema):
    """It took place; ``observers`` is how many watched, left out where nobody counted."""

    id = Identifier(required=True)
    observers = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(0, MOST_WATCHING)
    )
    version = Version()


class CancelMeeting(Schema):
    """It does not take place, and why: everybody reads the cause."""

    id = Identifier(required=True)
    cause = Line(required=True)
    version = Version()


class CountInvited(Schema):
    """How many seat holders of these groups there are on a day (left out: today)."""

    groups = fields.List(RegionCode(), required=True, validate=validate.Length(1, MOST_GROUPS))
    on = Day(load_default=None, allow_none=True)


class SetCycle(Schema):
    """A cycle from its first to its last day; ``instead_of`` is the first day of the one it corrects."""

    region = RegionCode(required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    instead_of = Day(load_default=None, allow_none=True)
    version = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(0))


def changes_from(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A meeting's properties as they are to be, without the id and the version that say which."""
    told = {name: value for name, value in asked.items() if name not in ("id", "version")}
    if "closed_parts" in told:
        told["closed_parts"] = parts_from(told["closed_parts"])
    if "invited" in told:
        told["invited"] = tuple(dict.fromkeys(told["invited"]))
    return told


def parts_from(sent: list[dict[str, str]]) -> tuple[ClosedPart, ...]:
    return tuple(ClosedPart(each["reason"], each["note"]) for each in sent)
