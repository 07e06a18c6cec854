"""When a project is reminded of a report: before its day, when it is late, and then at times (row 57)."""

from datetime import datetime, timedelta

from commons.london import noon
from exchange.awards.domain import AWARDED, Award
from exchange.awards.terms import Report

MOST_REMINDERS = 6
"""For one report; afterwards only its keepers' list shows it."""


def due_now(award: Award, now: datetime, notice_days: int, late_days: int) -> tuple[int, ...]:
    """The numbers of the reports of which the project is to be reminded now."""
    return tuple(
        number
        for number, report in enumerate(award.terms.reports, 1)
        if (at := _at(report, notice_days, late_days)) is not None and at <= now
    )


def next_at(award: Award, notice_days: int, late_days: int) -> datetime | None:
    """When something is to be told next; None when nothing is left to remind of."""
    if award.state != AWARDED:
        return None
    moments = (_at(each, notice_days, late_days) for each in award.terms.reports)
    return min((each for each in moments if each is not None), default=None)


def is_late(report: Report, now: datetime) -> bool:
    """Asked for, not there, and its day has passed."""
    return report.is_open and noon(report.due + timedelta(days=1)) <= now


def _at(report: Report, notice_days: int, late_days: int) -> datetime | None:
    if not report.is_open or report.told >= MOST_REMINDERS:
        return None
    if report.told == 0:
        return noon(report.due - timedelta(days=notice_days))
    return noon(report.due + timedelta(days=1 + (report.told - 1) * late_days))
