"""Honest figures: percentages, targets, months and dates (rows 5 and 6).

Counts come in as whole numbers; every percentage is an exact fraction until it is shown.
Growth is noted beside its baseline, its source and the published average. It is never
attributed to anybody and regions are never ranked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

ROUNDING = "Growth is rounded half up to whole per cent, other percentages to one decimal."
CAVEAT = (
    "Growth is noted, never attributed: many things change membership, "
    "and no group or person is credited with it or blamed for it."
)
NOT_APPLICABLE = "n/a"


@dataclass(frozen=True)
class Growth:
    """From ``pre`` members to ``post``; ``percent`` is whole, or None when ``pre`` is 0."""

    pre: int
    post: int
    increase: int
    percent: int | None
    percent_shown: str


def growth(pre: int, post: int) -> Growth:
    """100 * (post - pre) / pre, shown with 0 decimals, half up; from nothing it is "n/a" (row 5)."""
    if pre == 0:
        return Growth(pre, post, post, None, NOT_APPLICABLE)
    percent = int(_half_up(Fraction(100 * (post - pre), pre)))
    return Growth(pre, post, post - pre, percent, f"{percent} %")


@dataclass(frozen=True)
class Progress:
    """How far a target is: ``members`` wanted, ``percent`` of the way (one decimal), how many are missing."""

    members: int
    percent: float | None
    missing: int


def progress(baseline: int, target_percent: int, now: int) -> Progress:
    """(now - baseline) / (target - baseline) for a target of ``target_percent`` more (row 6).

    The target is the next whole member; nobody is missing from a target that is met.
    """
    wanted = baseline + -(-baseline * target_percent // 100)
    return Progress(wanted, one_decimal(100 * (now - baseline), wanted - baseline), max(0, wanted - now))


def one_decimal(part: int, whole: int) -> float | None:
    """``part / whole`` rounded half up to one decimal; None over nothing."""
    return float(_half_up(Fraction(part, whole) * 10)) / 10 if whole else None


def _half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes away from zero, so that -x mirrors x."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size


def shown(day: date, precision: str = "day") -> str:
    """A date as people read it, no more exact than it is known: "7 September 2017", "2015"."""
    month = MONTHS[day.month - 1]
    return {"year": f"{day.year}", "month": f"{month} {day.year}"}.get(
        precision, f"{day.day} {month} {day.year}"
    )


def monthly(start: date, end: date) -> Iterator[date]:
    """``start``, then the last day of each month, then ``end``: the points of a chart."""
    if start < end:
        yield start
    day = start
    while (last := _month_end(day)) < end:
        if last > start:
            yield last
        day = last + timedelta(days=1)
    yield end


def _month_end(day: date) -> date:
    first_of_next = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def last_day(day: date, precision: str) -> date:
    """The last day of what a rough date means: 31 December for a year, the month's end for a month."""
    return {"year": date(day.year, 12, 31), "month": _month_end(day)}.get(precision, day)


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a leap day."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True)
class Lasting:
    """A stay from a day (counted) until a day (no longer counted); None while it lasts."""

    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def members_on(stays: Sequence[Lasting], day: date) -> int:
    """Members on that day, by the same rule as the register's own count."""
    return sum(stay.covers(day) for stay in stays)
