"""Shapes of the barriers."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, Versioned, day, list_of, page_of, string, whole

THEMES = ("time", "support", "geography", "data", "understanding", "senior_support", "skills", "other")
STATES = ("stands", "eased", "gone")


class LogBarrier(Schema):
    """A cause in plain words, without a person or an organisation in it."""

    theme = fields.Str(required=True, validate=validate.OneOf(THEMES))
    text = string(required=True)


class ChangeBarrier(Versioned):
    """What is left out stays as it is."""

    text = string()
    theme = fields.Str(validate=validate.OneOf(THEMES))
    state = fields.Str(validate=validate.OneOf(STATES))
    action = string("What is done about it")
    action_path = string("A page of the portal about the action")
    shared = fields.Bool(truthy={True}, falsy={False}, metadata={"description": "Shared UK-wide"})


class BarrierAction(Shown):
    text = string(required=True)
    path = string(required=True, allow_none=True)


class Barrier(Shown):
    """Who raised it is not told, only in which role."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    name = string("Name of the region", required=True)
    theme = fields.Str(required=True, validate=validate.OneOf(THEMES))
    text = string(required=True)
    raised_on = day(required=True)
    raised_as = fields.Str(
        required=True, validate=validate.OneOf(("member", "convenor", "coordinator", "national_team"))
    )
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    action = fields.Nested(BarrierAction, required=True, allow_none=True)
    shared = fields.Bool(required=True)


class BarrierTheme(Shown):
    """Barriers of one theme that groups share UK-wide."""

    theme = fields.Str(required=True, validate=validate.OneOf(THEMES))
    regions = whole("So many regions share it", required=True)
    barriers = fields.List(fields.Nested(Barrier), required=True)


BarrierPage = page_of(Barrier)
BarrierThemeList = list_of(BarrierTheme)
