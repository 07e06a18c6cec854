"""A measure over time as the numbers of an SVG: an XmR chart (rows 70 and 75).

Attributes only (the content security policy allows no styles). What is a signal has a shape of its own and
stands in the table, so that colour is never the only sign; there is no red, amber or green.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gateway.portal.dates import show_date

WIDTH, HEIGHT = 400, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 48, 20, 40
MARGIN = 0.08
"""Of the span of values, above the highest and below the lowest."""
MOST_DECIMALS = 4


@dataclass(frozen=True)
class Dot:
    """A point of the chart; a signal is drawn as a diamond."""

    x: float
    y: float
    said: str
    is_signal: bool

    @property
    def diamond(self) -> str:
        """The ``points`` of its polygon."""
        x, y = self.x, self.y
        return f"{x:g},{y - 7:g} {x + 7:g},{y:g} {x:g},{y + 7:g} {x - 7:g},{y:g}"


@dataclass(frozen=True)
class Level:
    """A line across: the mean or a limit, with its number."""

    y: float
    text: str
    name: str
    is_mean: bool


@dataclass(frozen=True)
class XmR:
    """Ready to draw; ``title`` and ``desc`` say it in words."""

    title: str
    desc: str
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...]
    first: str
    last: str
    top: str
    bottom_text: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top_y: int = TOP
    bottom: int = HEIGHT - BOTTOM

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x:g},{dot.y:g}" for dot in self.dots)

    @property
    def has_signals(self) -> bool:
        return any(dot.is_signal for dot in self.dots)


def show_value(value: float) -> str:
    """``1,234.5`` or ``12``, with as many decimals as it has, four at most, and a real minus."""
    text = f"{abs(value):,.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    return f"\N{MINUS SIGN}{text}" if value < 0 and text != "0" else text


def chart_of(measure: Mapping[str, Any]) -> XmR | None:
    """The chart of a door's measure; None with fewer than two points, where a table says it better."""
    points, limits = measure["points"], measure["limits"]
    if len(points) < 2:
        return None
    heights = [each["value"] for each in points]
    if limits:
        heights += [limits["lower"], limits["upper"]]
    low, high = _span(heights)
    days = [date.fromisoformat(each["on"]) for each in points]
    first, last = show_date(points[0]["on"]), show_date(points[-1]["on"])
    return XmR(
        title=f"{measure['name']}, {measure['unit']}, from {first} to {last}",
        desc=_desc(points, limits, measure["unit"]),
        dots=tuple(
            Dot(
                _x(day, days[0], days[-1]),
                _y(each["value"], low, high),
                f"{show_date(each['on'])}: {show_value(each['value'])}",
                bool(each["signals"]),
            )
            for each, day in zip(points, days, strict=True)
        ),
        levels=_levels(limits, low, high) if limits else (),
        first=first,
        last=last,
        top=show_value(round(high, 2)),
        bottom_text=show_value(round(low, 2)),
    )


def _levels(limits: Mapping[str, float], low: float, high: float) -> tuple[Level, ...]:
    named = (("upper", "Upper limit", False), ("mean", "Mean", True), ("lower", "Lower limit", False))
    return tuple(
        Level(_y(limits[key], low, high), show_value(round(limits[key], 2)), name, is_mean)
        for key, name, is_mean in named
    )


def _desc(points: Sequence[Mapping[str, Any]], limits: Mapping[str, float] | None, unit: str) -> str:
    first, last = (show_value(points[place]["value"]) for place in (0, -1))
    said = f"{len(points)} points, the first {first}, the last {last} {unit}."
    if limits:
        mean, lower, upper = (show_value(round(limits[key], 2)) for key in ("mean", "lower", "upper"))
        said += f" The mean is {mean}, the limits are {lower} and {upper}."
    signals = sum(bool(each["signals"]) for each in points)
    if signals:
        said += (
            " 1 point is part of a signal." if signals == 1 else f" {signals} points are part of a signal."
        )
    return said


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * MARGIN or max(abs(high), 1.0) * MARGIN
    return low - room, high + room


def _x(day: date, first: date, last: date) -> float:
    share = (day - first).days / (last - first).days
    return round(LEFT + 12 + share * (WIDTH - LEFT - RIGHT - 24), 1)


def _y(value: float, low: float, high: float) -> float:
    return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)
