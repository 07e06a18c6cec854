"""What a project measures over time: points with days and a unit; nobody has to (row 70)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from exchange.learning.identities import refuse_identities
from exchange.projects.measures.charts import Limits, limits
from exchange.refusal import Refusal

UP, DOWN, NEITHER = "up", "down", "neither"
BETTER = (UP, DOWN, NEITHER)
MOST_POINTS = 500
MOST_MEASURES = 20
MOST_VALUE = Decimal(10) ** 12
MOST_DECIMALS = 6
EVER = (date.min, date.max)
"""The days of a decision that all points make the limits again."""


@dataclass(frozen=True)
class Point:
    """What was measured on a day (or for the time that begins with it), with what happened then."""

    on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True)
class Baseline:
    """A decision, with who made it and why: the limits are those of the points from ``first`` to ``last``."""

    first: date
    last: date
    reason: str
    by: str
    at: datetime

    @property
    def is_everything(self) -> bool:
        return (self.first, self.last) == EVER


@dataclass(frozen=True)
class Measure:
    """``points`` in the order of their days, one a day. ``better`` says in which direction things improve.

    ``baselines``: every decision on the limits, the last one holds; none: all points make them.
    """

    id: str
    version: int
    project_id: str
    name: str
    unit: str
    better: str
    made_at: datetime
    points: tuple[Point, ...] = ()
    baselines: tuple[Baseline, ...] = ()

    @property
    def baseline(self) -> Baseline | None:
        """The decision that holds; None: all points make the limits."""
        held = self.baselines[-1] if self.baselines else None
        return None if held is None or held.is_everything else held

    def limits(self, least: int) -> Limits | None:
        """None while there are fewer points than ``least``."""
        return limits([each.value for each in self.points if self._is_looked_at(each.on)], least)

    def _is_looked_at(self, on: date) -> bool:
        held = self.baseline
        return held is None or held.first <= on <= held.last


def begin(measure: Measure, have: int) -> Measure:
    """Refused: ``measures_too_many``, ``identity_in_text``."""
    refuse_identities(name=measure.name, unit=measure.unit)
    if have >= MOST_MEASURES:
        raise Refusal("measures_too_many")
    return measure


def say(before: Measure, *, name: str, unit: str, better: str) -> Measure:
    """What it is called, in which unit it counts.

    Refused: ``measure_unit_fixed`` once there are points, ``identity_in_text``.
    """
    refuse_identities(name=name, unit=unit)
    if before.points and unit != before.unit:
        raise Refusal("measure_unit_fixed")
    return replace(before, version=before.version + 1, name=name, unit=unit, better=better)


def put(before: Measure, points: tuple[Point, ...], today: date) -> Measure:
    """Further points; one of the same day replaces what was there. Nothing new: unchanged.

    Refused: ``day_ahead``, ``measure_points_too_many``, ``measure_day_twice``, ``measure_value_wrong``,
    ``identity_in_text``.
    """
    refuse_identities(note="\n".join(each.note for each in points))
    if any(each.on > today for each in points):
        raise Refusal("day_ahead", "", {"points": ["Choose today or an earlier day."]})
    if len({each.on for each in points}) < len(points):
        raise Refusal("measure_day_twice")
    for each in points:
        _refuse_strange(each.value)
    by_day = {each.on: each for each in (*before.points, *points)}
    if len(by_day) > MOST_POINTS:
        raise Refusal("measure_points_too_many")
    return _with_points(before, tuple(by_day[on] for on in sorted(by_day)))


def take_out(before: Measure, on: date) -> Measure:
    """Refused: ``measure_no_such_point``."""
    left = tuple(each for each in before.points if each.on != on)
    if len(left) == len(before.points):
        raise Refusal("measure_no_such_point")
    return _with_points(before, left)


def decide_baseline(before: Measure, baseline: Baseline, least: int) -> Measure:
    """From now on the limits are those of these days: by somebody's decision, never by itself.

    Refused: ``reason_required``, ``measure_baseline_short``, ``identity_in_text``.
    """
    refuse_identities(reason=baseline.reason)
    if not baseline.reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    after = replace(before, version=before.version + 1, baselines=(*before.baselines, baseline))
    if after.limits(least) is None:
        told = f"Choose days with {least} points or more."
        raise Refusal("measure_baseline_short", told, {"last": [told]})
    return after


def drop_baseline(before: Measure, by: str, now: datetime) -> Measure:
    """All points make the limits again; that somebody decided so stays. Without a baseline: unchanged."""
    if before.baseline is None:
        return before
    dropped = Baseline(*EVER, "", by, now)
    return replace(before, version=before.version + 1, baselines=(*before.baselines, dropped))


def _with_points(before: Measure, points: tuple[Point, ...]) -> Measure:
    return before if points == before.points else replace(before, version=before.version + 1, points=points)


def _refuse_strange(value: Decimal) -> None:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(value) > MOST_VALUE or -exponent > MOST_DECIMALS:
        told = f"Enter a number with at most {MOST_DECIMALS} decimals."
        raise Refusal("measure_value_wrong", told, {"points": [told]})
