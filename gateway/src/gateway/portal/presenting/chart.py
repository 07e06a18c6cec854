"""A line of member counts over time, as the numbers of an SVG that the template draws.

Attributes only (the content security policy allows no styles), colours with a contrast of
at least 3:1 on white, and a shape per kind of point, so that colour is never the only sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gateway.portal.dates import show_date, show_number

WIDTH, HEIGHT = 400, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 24, 28, 44
MOST_LABELS = 5
LABEL_ROOM = 48
"""Between the places of two printed numbers, in the units of the drawing."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000)


@dataclass(frozen=True)
class Point:
    """One count: where it stands, what it says, and whether its number is printed beside it."""

    x: float
    y: float
    label: str
    members: str
    labelled: bool
    is_baseline: bool = False


@dataclass(frozen=True)
class Tick:
    """A mark on an axis with its text."""

    at: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Chart:
    """A chart ready to draw; ``title`` and ``desc`` say it in words."""

    title: str
    desc: str
    points: tuple[Point, ...]
    levels: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM

    @property
    def has_baseline(self) -> bool:
        return any(point.is_baseline for point in self.points)

    @property
    def line(self) -> str:
        """The ``points`` attribute of the polyline."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)


def line_of(series: Sequence[tuple[str, int]], *, name: str, baseline_on: str | None = None) -> Chart | None:
    """The chart of (ISO date, members) pairs; None with fewer than two, where a table says it better."""
    dated = sorted({(date.fromisoformat(on[:10]), members) for on, members in series if len(on) >= 10})
    if len(dated) < 2 or dated[0][0] == dated[-1][0]:
        return None
    step = _step(max(members for _, members in dated))
    top = _round_up(max(members for _, members in dated), step)
    across = [_x(day, dated[0][0], dated[-1][0]) for day, _ in dated]
    labelled = _labelled(across)
    points = tuple(
        Point(
            x=across[number],
            y=_y(members, top),
            label=show_date(day),
            members=show_number(members),
            labelled=number in labelled,
            is_baseline=day.isoformat() == baseline_on,
        )
        for number, (day, members) in enumerate(dated)
    )
    first, last = dated[0], dated[-1]
    return Chart(
        title=f"Members in {name} over time",
        desc=f"From {show_number(first[1])} on {show_date(first[0])} "
        f"to {show_number(last[1])} on {show_date(last[0])}.",
        points=points,
        levels=tuple(Tick(_y(level, top), show_number(level), "end") for level in range(0, top + 1, step)),
        dates=(
            Tick(points[0].x, show_date(first[0].isoformat()[:7]), "start"),
            Tick(points[-1].x, show_date(last[0].isoformat()[:7]), "end"),
        ),
    )


def _labelled(across: Sequence[float]) -> set[int]:
    """Which points carry their number: the first, the last, and a few between that leave room."""
    last = len(across) - 1
    wanted = [round(at * last / (MOST_LABELS - 1)) for at in range(MOST_LABELS)]
    chosen = [0, last]
    for number in wanted:
        if all(abs(across[number] - across[other]) >= LABEL_ROOM for other in chosen):
            chosen.append(number)
    return set(chosen)


def _step(most: int) -> int:
    return next((step for step in STEPS if most / step <= 5), max(1, most // 5))


def _round_up(value: int, step: int) -> int:
    return max(step, -(-value // step) * step)


def _x(day: date, first: date, last: date) -> float:
    share = (day - first).days / (last - first).days
    return round(LEFT + 12 + share * (WIDTH - LEFT - RIGHT - 24), 1)


def _y(members: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - members / top * (HEIGHT - TOP - BOTTOM), 1)
