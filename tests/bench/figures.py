"""A figure of the bench: two sides measured in one run, interleaved, compared by their medians."""

import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

ROUNDS = 5


@dataclass(frozen=True)
class Figure:
    """``ours`` beside ``other`` in ``unit``; ``ratio`` is ours / other.

    ``goal`` says which ratios are good: ``>= 1.8`` or ``<= 2.5``; empty when there is none.
    """

    name: str
    ours: float
    other: float | None
    unit: str
    ratio: float | None = None
    goal: str = ""
    holds: bool | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def compare(
    name: str, ours: Callable[[], float], other: Callable[[], float], unit: str, goal: str = ""
) -> Figure:
    """Both sides in turn, ``ROUNDS`` times after one warm-up of each."""
    ours()
    other()
    pairs = [(ours(), other()) for _ in range(ROUNDS)]
    mine = statistics.median(pair[0] for pair in pairs)
    theirs = statistics.median(pair[1] for pair in pairs)
    # The ratio of each pair, so that a machine that slows down between rounds slows both.
    ratio = statistics.median(first / second for first, second in pairs)
    return Figure(name, mine, theirs, unit, round(ratio, 3), goal, _holds(ratio, goal))


def plain(name: str, value: float, unit: str) -> Figure:
    """A figure that is printed as it is."""
    return Figure(name, value, None, unit)


def _holds(ratio: float, goal: str) -> bool | None:
    if not goal:
        return None
    sign, bound = goal.split()
    return ratio >= float(bound) if sign == ">=" else ratio <= float(bound)


def table(figures: list[Figure]) -> str:
    """The figures as the lines of a table."""
    lines = [f"{'figure':<34} {'ours':>12} {'other':>12} {'unit':<14} {'ratio':>7}  goal"]
    for each in figures:
        other = f"{each.other:,.2f}" if each.other is not None else ""
        ratio = f"{each.ratio:.2f}" if each.ratio is not None else ""
        verdict = {True: "holds", False: "MISSED", None: ""}[each.holds]
        lines.append(
            f"{each.name:<34} {each.ours:>12,.2f} {other:>12} {each.unit:<14} {ratio:>7}  "
            f"{each.goal} {verdict}"
        )
    return "\n".join(lines)
