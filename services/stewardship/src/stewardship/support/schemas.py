"""The shapes at the doors of the support."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, RegionCode, Version
from commons.fields import RoughDay
from stewardship.support.domain import TASKS, Doing, Support


def _tasks() -> fields.List[Any]:
    return fields.List(
        fields.Str(validate=validate.OneOf(TASKS)), required=True, validate=validate.Length(1, len(TASKS))
    )


class ListSupport(Schema):
    """As it is today, or as it was on a day."""

    region = RegionCode(required=True)
    as_at = Day(load_default=None, allow_none=True)


class RecordSupport(Schema):
    """``supporter`` is a role or an organisation, never a person's name."""

    region = RegionCode(required=True)
    supporter = Line(required=True)
    tasks = _tasks()
    starts = RoughDay(required=True)


class EndSupport(Schema):
    """The end is exclusive: the first day without it."""

    id = Identifier(required=True)
    ends = RoughDay(required=True)
    version = Version()


class FlagGap(Schema):
    """Which tasks are not done from when, and why."""

    id = Identifier(required=True)
    tasks = _tasks()
    starts = RoughDay(required=True)
    reason = Line(required=True)
    version = Version()


class EndGap(EndSupport):
    """``id`` is the support's, ``gap_id`` the gap's."""

    gap_id = Identifier(required=True)


def support_view(support: Support, day: date) -> dict[str, Any]:
    """A support with every gap it had."""
    return {
        "id": support.id,
        "version": support.version,
        "region": support.region,
        "supporter": support.supporter,
        "tasks": list(support.tasks),
        "starts": support.starts.text,
        "ends": support.ends.text if support.ends else None,
        "in_force": support.holds_on(day),
        "gaps": [
            {
                "id": gap.id,
                "tasks": list(gap.tasks),
                "starts": gap.starts.text,
                "ends": gap.ends.text if gap.ends else None,
                "reason": gap.reason,
                "open": support.holds_on(day) and gap.holds_on(day),
            }
            for gap in support.gaps
        ],
    }


def doing_view(doing: Doing) -> dict[str, Any]:
    """Who does a task: the supporter, automation or the convenor, and why."""
    return {
        "task": doing.task,
        "by": doing.by,
        "supporter": doing.supporter or None,
        "why": doing.why,
    }
