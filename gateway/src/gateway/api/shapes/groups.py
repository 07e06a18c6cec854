"""Shapes of the groups and their pilots."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Shown, Versioned, day, string, whole
from gateway.api.shapes.regions import Host

STATUSES = ("none", "forming", "active", "closed")
STAGES = ("invited", "recruiting", "running", "complete", "reviewed")


class GroupsAsAt(Schema):
    as_at = day("As things stood on this day")


class FormGroup(Schema):
    """The code of the region, or UK."""

    region = string(required=True)
    on = string(ROUGH, required=True)


class OpenGroup(Versioned):
    on = string(ROUGH, required=True)


class CloseGroup(OpenGroup):
    reason = string("Everybody may read it", required=True)


class DescribeGroup(Versioned):
    """What is left out stays as it is."""

    about = string()
    sponsors = fields.List(fields.Str(), metadata={"description": "Who pays"})
    partners = fields.List(fields.Str(), metadata={"description": "Who helps with events"})


class BeginPilot(OpenGroup):
    """The region is invited to be a pilot."""


class MovePilotOn(OpenGroup):
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))


class SetPilotClock(Versioned):
    """An end, or a number of months, or neither while no end is known."""

    clock = fields.Str(
        required=True,
        validate=validate.OneOf(("term", "cycle")),
        metadata={"description": "The convenor's term, or the group's cycle of meetings"},
    )
    starts = string(ROUGH, required=True)
    ends = string(f"{ROUGH}; the end is exclusive", allow_none=True)
    months = whole(allow_none=True)


class AddPilotReport(Versioned):
    title = string(required=True)
    published = string(ROUGH, required=True)
    link = string("A web address")


class GroupLine(Shown):
    """A region with its group, or without one (status none)."""

    region = string("Code of the region, or UK", required=True)
    name = string(required=True)
    nation = string(required=True, allow_none=True)
    host = fields.Nested(Host, required=True, allow_none=True)
    is_pilot_site = fields.Bool(
        required=True, metadata={"description": "The region's settings name it a pilot"}
    )
    version = whole("0 while there is no group", required=True)
    status = fields.Str(required=True, validate=validate.OneOf(STATUSES))
    since = string(ROUGH, required=True, allow_none=True)
    stage = fields.Str(required=True, allow_none=True, validate=validate.OneOf(STAGES))


class GroupList(Shown):
    uk = fields.Nested(GroupLine, required=True)
    items = fields.List(fields.Nested(GroupLine), required=True)
    as_at = day(required=True)
    pilot_sites_max = whole("So many regions may be pilots", required=True)


class StatusEntered(Shown):
    status = fields.Str(required=True, validate=validate.OneOf(STATUSES))
    on = string(ROUGH, required=True)
    reason = string(required=True, allow_none=True)


class StageReached(Shown):
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    on = string(ROUGH, required=True)
    reason = string(required=True, allow_none=True)


class Clock(Shown):
    """The end is exclusive."""

    starts = string(ROUGH, required=True)
    ends = string(ROUGH, required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(("not_begun", "running", "ended")))


class PilotReport(Shown):
    id = string(required=True)
    title = string(required=True)
    published = string(ROUGH, required=True)
    link = string(required=True, allow_none=True)


class Pilot(Shown):
    """Where a pilot stands; its two clocks end apart."""

    stage = fields.Str(required=True, allow_none=True, validate=validate.OneOf(STAGES))
    history = fields.List(fields.Nested(StageReached), required=True)
    term = fields.Nested(
        Clock, required=True, allow_none=True, metadata={"description": "The convenor's term"}
    )
    cycle = fields.Nested(
        Clock, required=True, allow_none=True, metadata={"description": "The group's cycle of meetings"}
    )
    meetings_expected = whole(required=True, allow_none=True)
    reports = fields.List(fields.Nested(PilotReport), required=True)


class Group(GroupLine):
    systems = fields.List(fields.Str(), required=True)
    about = string(required=True)
    sponsors = fields.List(fields.Str(), required=True)
    partners = fields.List(fields.Str(), required=True)
    history = fields.List(fields.Nested(StatusEntered), required=True)
    pilot = fields.Nested(Pilot, required=True, allow_none=True)
