"""Days lent and borrowed, counted in half days as whole numbers; nobody is ever in anybody's debt (row 61).

A record says how many half days one organisation lent another. It is never changed: what was wrong is put
right by a record that names the one it corrects. Each record has two sides, so that all that was lent is
all that was borrowed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skills_register.refusal import Refusal

MOST_HALF_DAYS = 2 * 260
"""A year of working days. More than that was typed by mistake."""
LONGEST = timedelta(days=5 * 366)
"""Five years: a period that is longer, or that begins later, was typed by mistake."""
LOAN, CORRECTION = "loan", "correction"

Pair = tuple[str, str]
"""(the organisation that lent, the one that borrowed)"""


@dataclass(frozen=True)
class DayRecord:
    """``half_days`` as they count: a correction's may be below zero. ``corrects`` names another record."""

    id: str
    kind: str
    concordat_id: str
    placement_id: str
    lender_id: str
    borrower_id: str
    half_days: int
    by: str
    at: datetime
    reason: str = ""
    corrects: str | None = None


@dataclass(frozen=True)
class Tally:
    """Half days that an organisation lent and borrowed, side by side; one is not taken from the other."""

    lent: int = 0
    borrowed: int = 0

    def plus(self, lent: int, borrowed: int) -> "Tally":
        return Tally(self.lent + lent, self.borrowed + borrowed)

    def in_words(self) -> str:
        """``3 days lent, half a day borrowed``."""
        return f"{days_in_words(self.lent)} lent, {days_in_words(self.borrowed)} borrowed"


def refuse_wrong(half_days: object, field: str = "half_days") -> None:
    """Refused: ``half_days_wrong`` for anything but whole half days above zero and within reason."""
    if isinstance(half_days, bool) or not isinstance(half_days, int) or not 0 < half_days <= MOST_HALF_DAYS:
        said = f"Enter days in steps of half a day, up to {days_in_words(MOST_HALF_DAYS)}."
        raise Refusal("half_days_wrong", fields={field: [said]})


def refuse_wrong_period(starts_on: date, ends_on: date, half_days: int) -> None:
    """Refused: ``days_wrong`` (it ends before it starts, or years later), ``days_beyond_period`` (it has not
    so many)."""
    if ends_on < starts_on:
        raise Refusal("days_wrong", fields={"ends_on": ["Give a day that is not before the first one."]})
    if ends_on - starts_on > LONGEST:
        raise Refusal("days_wrong", fields={"ends_on": ["Give a day within five years of the first one."]})
    if half_days > 2 * ((ends_on - starts_on).days + 1):
        raise Refusal("days_beyond_period")


def corrected(
    latest: DayRecord, counted: int, right: int, record_id: str, reason: str, by: str, now: datetime
) -> DayRecord:
    """The record that makes ``right`` half days of what has ``counted`` so far; it names the latest one.

    ``right`` may be zero. Refused: ``half_days_wrong``, ``reason_required``, ``nothing_to_correct``.
    """
    if right != 0:
        refuse_wrong(right)
    if not reason:
        raise Refusal("reason_required", fields={"reason": ["Say what was wrong."]})
    if right == counted:
        raise Refusal("nothing_to_correct")
    return DayRecord(
        id=record_id,
        kind=CORRECTION,
        concordat_id=latest.concordat_id,
        placement_id=latest.placement_id,
        lender_id=latest.lender_id,
        borrower_id=latest.borrower_id,
        half_days=right - counted,
        by=by,
        at=now,
        reason=reason,
        corrects=latest.id,
    )


def pooled(pairs: Mapping[Pair, int]) -> dict[str, Tally]:
    """What each organisation lent to and borrowed from all the others together."""
    tallies: dict[str, Tally] = {}
    for (lender, borrower), half_days in pairs.items():
        tallies[lender] = tallies.get(lender, Tally()).plus(half_days, 0)
        tallies[borrower] = tallies.get(borrower, Tally()).plus(0, half_days)
    return tallies


def per_pair(pairs: Mapping[Pair, int], organisation_id: str) -> dict[str, Tally]:
    """What an organisation lent to and borrowed from each other one, as it sees it."""
    tallies: dict[str, Tally] = {}
    for (lender, borrower), half_days in pairs.items():
        if organisation_id == lender:
            tallies[borrower] = tallies.get(borrower, Tally()).plus(half_days, 0)
        elif organisation_id == borrower:
            tallies[lender] = tallies.get(lender, Tally()).plus(0, half_days)
    return tallies


def days_in_words(half_days: int) -> str:
    """``half a day``, ``1 day``, ``2 and a half days``."""
    whole, rest = divmod(half_days, 2)
    if not rest:
        return f"{whole} day{'' if whole == 1 else 's'}"
    return f"{whole} and a half days" if whole else "half a day"
