"""Shapes of operational support and its gaps."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Shown, Versioned, day, string, whole

TASKS = (
    "reminders",
    "minute_drafts",
    "papers",
    "agenda",
    "venues",
    "events",
    "skills_register",
    "news",
)


def _tasks() -> fields.List[str]:
    return fields.List(fields.Str(validate=validate.OneOf(TASKS)), required=True)


class SupportAsAt(Schema):
    as_at = day("As things stood on this day")


class RecordSupport(Schema):
    """The supporter is a role or an organisation, never a person."""

    supporter = string(required=True)
    tasks = _tasks()
    starts = string(ROUGH, required=True)


class EndSupport(Versioned):
    ends = string(f"{ROUGH}; the first day without it", required=True)


class FlagGap(Versioned):
    """Tasks that are not done for a while."""

    tasks = _tasks()
    starts = string(ROUGH, required=True)
    reason = string(required=True)


class EndGap(EndSupport):
    """The tasks are done again."""


class SupportGap(Shown):
    id = string(required=True)
    tasks = _tasks()
    starts = string(ROUGH, required=True)
    ends = string(ROUGH, required=True, allow_none=True)
    reason = string(required=True)
    open = fields.Bool(required=True)


class Support(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    supporter = string(required=True)
    tasks = _tasks()
    starts = string(ROUGH, required=True)
    ends = string(ROUGH, required=True, allow_none=True)
    in_force = fields.Bool(required=True)
    gaps = fields.List(fields.Nested(SupportGap), required=True)


class TaskDoer(Shown):
    """Who does a task: the supporter, automation or the convenor."""

    task = fields.Str(required=True, validate=validate.OneOf(TASKS))
    by = fields.Str(required=True, validate=validate.OneOf(("supporter", "automation", "convenor")))
    supporter = string("In a gap: who would do it", required=True, allow_none=True)
    why = fields.Str(required=True, validate=validate.OneOf(("supported", "gap", "nobody")))


class SupportList(Shown):
    region = string(required=True)
    as_at = day(required=True)
    items = fields.List(fields.Nested(Support), required=True)
    tasks = fields.List(fields.Nested(TaskDoer), required=True)
