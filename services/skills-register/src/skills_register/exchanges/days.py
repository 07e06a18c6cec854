"""Which days an exchange may name, and until when it may be agreed and done (row 59)."""

from datetime import date, datetime, timedelta

from commons.london import day_of, noon
from skills_register.refusal import Refusal

FURTHEST = timedelta(days=731)
LONGEST_AGO = timedelta(days=366)
"""A day further off was typed by mistake; what was done may be written down for a year."""


def lapses(on: date, now: datetime, days: int) -> datetime:
    """So many days after its day, or after today where that has been, at noon.

    Refused: ``exchange_day_wrong``.
    """
    today = day_of(now)
    if on > today + FURTHEST:
        raise _wrong("Choose a day within two years.")
    if on < today - LONGEST_AGO:
        raise _wrong("Choose a day within the last year.")
    return noon(max(on, today) + timedelta(days=days))


def refuse_to_come(on: date, now: datetime) -> None:
    """What is done was done on a day that has been. Refused: ``exchange_day_wrong``."""
    if on > day_of(now):
        raise _wrong("Choose a day that has been, as it is done already.")


def _wrong(said: str) -> Refusal:
    return Refusal("exchange_day_wrong", fields={"on": [said]})
