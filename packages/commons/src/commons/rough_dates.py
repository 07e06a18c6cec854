"""Dates as exactly as somebody knows them: a day, a month or only a year (C15).

A month that is written down as its first day would claim more than anybody said.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class RoughDate:
    """``2017-09-07``, ``2017-09`` or ``2017``. Make one with ``rough``, which checks it."""

    text: str

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        year, month, day = self._parts()
        return date(year, 1 if month is None else month, 1 if day is None else day)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        year, month, day = self._parts()
        if month is None:
            return date(year, MONTHS_A_YEAR, 31)
        if day is None:
            return date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day)

    def surely_before(self, other: "RoughDate") -> bool:
        """Whether it cannot be the same as the other or later."""
        return self.last < other.first

    def surely_after(self, day: date) -> bool:
        return self.first > day

    def is_over_on(self, day: date) -> bool:
        """Whether it has come wholly: a day on that day, a month on its last day."""
        return self.last <= day

    def in_words(self) -> str:
        """``7 September 2017``, ``September 2017`` or ``2017``."""
        year, month, day = self._parts()
        name = calendar.month_name[month] if month else ""
        return " ".join(str(part) for part in (day, name, year) if part)

    def plus_months(self, months: int) -> "RoughDate":
        """As exact as this one; a day that the month lacks becomes its last day."""
        year, month, day = self._parts()
        if month is None:
            return RoughDate(f"{year + months // MONTHS_A_YEAR:04}")
        count = year * MONTHS_A_YEAR + month - 1 + months
        year, month = count // MONTHS_A_YEAR, count % MONTHS_A_YEAR + 1
        if day is None:
            return RoughDate(f"{year:04}-{month:02}")
        return RoughDate(f"{year:04}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}")

    def _parts(self) -> tuple[int, int | None, int | None]:
        found = WRITTEN.match(self.text)
        if found is None:
            raise ValueError(f"{self.text!r} is no day, month or year")
        year, month, day = found.groups()
        return int(year), None if month is None else int(month), None if day is None else int(day)

    def __str__(self) -> str:
        return self.text


def rough(text: str) -> RoughDate:
    """A checked rough date. Raises ``ValueError`` for what is no day, month or year."""
    made = RoughDate(text)
    if not made.first <= made.last:
        raise ValueError(f"{text!r} is no day, month or year")
    return made


def exactly(day: date) -> RoughDate:
    """A day as a rough date that is not rough."""
    return RoughDate(day.isoformat())


def holds_on(starts: RoughDate, ends: RoughDate | None, day: date) -> bool:
    """Whether a period may hold on a day, its end exclusive; a rough end counts to its last day."""
    return not starts.surely_after(day) and not (ends is not None and ends.is_over_on(day))
