"""Time that people give, in words: the one place for it (row 59)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

HOUR = 60


def in_hours(minutes: int) -> str:
    """``3 hours``, ``1 hour 30 minutes``, ``45 minutes``; how long, whichever way it went."""
    hours, rest = divmod(abs(minutes), HOUR)
    if not hours:
        return _counted(rest, "minute")
    return f"{_counted(hours, 'hour')} {_counted(rest, 'minute')}" if rest else _counted(hours, "hour")


def day_in_words(written: str) -> str:
    """``4 October 2018`` from a day, or from an instant as its day in London; both ISO."""
    plain = len(written) == len("2018-10-04")
    day = date.fromisoformat(written) if plain else datetime.fromisoformat(written).astimezone(LONDON).date()
    return f"{day.day} {day:%B %Y}"


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
