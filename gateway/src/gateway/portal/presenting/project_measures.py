"""A project's measures in words, with their charts: what was counted, what stands out (rows 70 and 75)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date
from gateway.portal.presenting.xmr import XmR, chart_of, show_value

Answer = Mapping[str, Any]

BETTER = {
    "down": "Fewer or lower is better",
    "up": "More or higher is better",
    "neither": "Neither is better",
}
SIGNALS = {
    "outside": "beyond a limit",
    "shift": "one of {run} or more in a row on one side of the mean",
    "trend": "one of {run} or more in a row that rise or fall",
    "near_limit": "one of two out of three near the same limit",
}


@dataclass(frozen=True)
class Point:
    """One value; ``signals`` say in words why it stands out, "" if it does not."""

    on: str
    on_iso: str
    value: str
    note: str
    signals: str


@dataclass(frozen=True)
class Measure:
    """``too_few`` says how many points there have to be for limits, "" once there are."""

    id: str
    version: int
    project_id: str
    name: str
    unit: str
    better: str
    better_words: str
    points: tuple[Point, ...]
    limits: str
    too_few: str
    baseline: str
    chart: XmR | None

    @property
    def has_points(self) -> bool:
        return bool(self.points)

    @property
    def has_notes(self) -> bool:
        return any(each.note for each in self.points)


def measure_of(answer: Answer) -> Measure:
    points, least = answer["points"], answer["points_for_limits"]
    return Measure(
        id=answer["id"],
        version=answer["version"],
        project_id=answer["project_id"],
        name=answer["name"],
        unit=answer["unit"],
        better=answer["better"],
        better_words=BETTER[answer["better"]],
        points=tuple(_point(each, answer["points_in_a_run"]) for each in points),
        limits=_limits(answer["limits"]),
        too_few="" if answer["limits"] else _too_few(len(points), least, answer["baseline"]),
        baseline=_baseline(answer["baseline"]),
        chart=chart_of(answer),
    )


def _point(answer: Answer, run: int) -> Point:
    said = "; ".join(SIGNALS[each].format(run=run) for each in answer["signals"])
    return Point(
        on=show_date(answer["on"]),
        on_iso=answer["on"],
        value=show_value(answer["value"]),
        note=answer["note"],
        signals=f"{said[:1].upper()}{said[1:]}",
    )


def _limits(limits: Mapping[str, float] | None) -> str:
    if not limits:
        return ""
    mean, lower, upper = (show_value(round(limits[key], 2)) for key in ("mean", "lower", "upper"))
    return f"Mean {mean}, limits {lower} and {upper}"


def _too_few(number: int, least: int, baseline: Answer | None) -> str:
    if baseline or not number:
        return ""
    return f"With {least} points there are limits; now there {'is 1' if number == 1 else f'are {number}'}."


def _baseline(answer: Answer | None) -> str:
    if not answer:
        return ""
    days = f"{show_date(answer['first'])} to {show_date(answer['last'])}"
    return f"The limits are those of {days}, decided on {show_date(answer['decided_at'])}: {answer['reason']}"
