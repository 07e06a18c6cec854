"""The shapes at the doors of measures; values are numbers in the measure's own unit."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, Version
from exchange.projects.measures.charts import Limits, signals
from exchange.projects.measures.domain import BETTER, MOST_POINTS, NEITHER, Measure, Point

LONGEST_UNIT = 40
SHOWN = Decimal("0.0001")
"""To so many decimals a limit is told."""


class SayMeasure(Schema):
    name = Line(required=True)
    unit = Line(required=True, longest=LONGEST_UNIT)
    better = fields.Str(load_default=NEITHER, validate=validate.OneOf(BETTER))


class BeginMeasure(SayMeasure):
    project_id = Identifier(required=True)


class OneMeasure(Schema):
    id = Identifier(required=True)
    version = Version()


class ChangeMeasure(SayMeasure):
    id = Identifier(required=True)
    version = Version()


class OnePoint(Schema):
    on = Day(required=True, format="iso")
    value = fields.Decimal(required=True, allow_nan=False)
    note = Line(load_default="")


class PutPoints(OneMeasure):
    points = fields.List(fields.Nested(OnePoint), required=True, validate=validate.Length(1, MOST_POINTS))


class TakeOutPoint(OneMeasure):
    on = Day(required=True, format="iso")


class DecideBaseline(OneMeasure):
    first = Day(required=True, format="iso")
    last = Day(required=True, format="iso")
    reason = Paragraphs(load_default="")


class OfProject(Schema):
    project_id = Identifier(required=True)


def points_of(asked: list[dict[str, Any]]) -> tuple[Point, ...]:
    return tuple(Point(each["on"], each["value"], each["note"]) for each in asked)


def measure_view(measure: Measure, *, least: int, run: int) -> dict[str, Any]:
    """With its chart: limits and each point's signals. Without limits there are only points."""
    found = measure.limits(least)
    values = [each.value for each in measure.points]
    kinds = signals(values, found, run) if found else [frozenset[str]()] * len(values)
    held = measure.baseline
    return {
        "id": measure.id,
        "version": measure.version,
        "project_id": measure.project_id,
        "name": measure.name,
        "unit": measure.unit,
        "better": measure.better,
        "points": [
            {"on": each.on.isoformat(), "value": float(each.value), "note": each.note, "signals": sorted(of)}
            for each, of in zip(measure.points, kinds, strict=True)
        ],
        "limits": limits_view(found) if found else None,
        "points_for_limits": least,
        "points_in_a_run": run,
        "baseline": {
            "first": held.first.isoformat(),
            "last": held.last.isoformat(),
            "reason": held.reason,
            "decided_at": held.at.isoformat(),
        }
        if held
        else None,
    }


def limits_view(found: Limits) -> dict[str, float]:
    numbers = {
        "mean": found.mean,
        "mean_moving_range": found.range,
        "lower": found.lower,
        "upper": found.upper,
    }
    return {name: float(number.quantize(SHOWN, ROUND_HALF_EVEN)) for name, number in numbers.items()}
