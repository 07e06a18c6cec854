"""A measure over time as an XmR chart, by the rules of the NHS (rows 70 and 75; standard library only).

Limits are the mean and 2.66 mean moving ranges beside it, of the points that are looked at. Signals: a point
outside the limits; a shift, so many points in a row on one side of the mean; a trend, so many in a row up or
down; two of three in a row near the same limit. No red, amber or green.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

FACTOR = Decimal("2.66")
"""3 / 1.128: what three standard deviations are, told by the mean moving range of two."""
NEAR = 2
"""Thirds of the way to a limit, beyond which a point is near it; nothing is divided, so none is rounded."""
WINDOW, ENOUGH = 3, 2
OUTSIDE, SHIFT, TREND, NEAR_LIMIT = "outside", "shift", "trend", "near_limit"
KINDS = (OUTSIDE, SHIFT, TREND, NEAR_LIMIT)


@dataclass(frozen=True)
class Limits:
    """In the measure's unit; ``range`` is the mean moving range."""

    mean: Decimal
    range: Decimal

    @property
    def lower(self) -> Decimal:
        return self.mean - FACTOR * self.range

    @property
    def upper(self) -> Decimal:
        return self.mean + FACTOR * self.range

    def contain(self, value: Decimal) -> bool:
        return self.lower <= value <= self.upper

    def side_near(self, value: Decimal) -> int:
        """1 near or beyond the upper limit, -1 the lower, 0 neither."""
        beyond = 3 * abs(value - self.mean) > NEAR * FACTOR * self.range
        return _sign(value - self.mean) if beyond else 0


def limits(values: Sequence[Decimal], least: int) -> Limits | None:
    """Of fewer points than ``least`` (two at least) nothing can be told: None."""
    if len(values) < max(least, 2):
        return None
    ranges = [abs(second - first) for first, second in pairwise(values)]
    return Limits(sum(values, Decimal()) / len(values), sum(ranges, Decimal()) / len(ranges))


def signals(values: Sequence[Decimal], found: Limits, run: int) -> list[frozenset[str]]:
    """For each point the kinds of signal that it is part of; ``run`` points make a shift or a trend."""
    marked: list[set[str]] = [set() if found.contain(value) else {OUTSIDE} for value in values]
    for first, end in _runs([_sign(value - found.mean) for value in values], run):
        _mark(marked, first, end, SHIFT)
    for first, end in _runs([_sign(second - first) for first, second in pairwise(values)], run - 1):
        _mark(marked, first, end + 1, TREND)
    near = [found.side_near(value) for value in values]
    for first in range(len(values) - WINDOW + 1):
        window = near[first : first + WINDOW]
        for side in (1, -1):
            if window.count(side) >= ENOUGH:
                for place in range(first, first + WINDOW):
                    if near[place] == side:
                        marked[place].add(NEAR_LIMIT)
    return [frozenset(kinds) for kinds in marked]


def _runs(signs: Sequence[int], least: int) -> list[tuple[int, int]]:
    """Stretches (first, end exclusive) of ``least`` or more of one sign, not 0: the mean is no side."""
    found, first = [], 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[first]:
            if signs[first] and place - first >= least:
                found.append((first, place))
            first = place
    return found


def _mark(marked: Sequence[set[str]], first: int, end: int, kind: str) -> None:
    for kinds in marked[first:end]:
        kinds.add(kind)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
