"""Dates and numbers as people in the United Kingdom write them: the one place for it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def show_date(value: object) -> str:
    """``21 November 2026`` from a date, an ISO date, an ISO month or a year; "" from nothing.

    An instant is shown as its day in Europe/London. A short string (``2018-11``, ``2015``)
    keeps its precision: no day is invented.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return _day(_local(value).date())
    if isinstance(value, date):
        return _day(value)
    text = str(value)
    try:
        if len(text) == 4:
            return str(int(text))
        if len(text) == 7:
            year, month = text.split("-")
            return f"{MONTHS[int(month) - 1]} {int(year)}"
        if len(text) == 10:
            return _day(date.fromisoformat(text))
        return _day(_local(datetime.fromisoformat(text)).date())
    except (ValueError, IndexError):
        return text


def show_weekday(value: object) -> str:
    """``Saturday 5 December 2026`` from a date or an ISO date: for days by which somebody is to act."""
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return f"{WEEKDAYS[day.weekday()]} {_day(day)}"


def dated(shown: str) -> str:
    """A shown date with its preposition: ``on 7 September 2017``, ``in September 2017``, ``in 2015``."""
    return f"on {shown}" if shown[:1].isdigit() and " " in shown else f"in {shown}"


def show_instant(value: object) -> str:
    """``21 November 2026 at 3:05pm`` in Europe/London, from an instant or its ISO string."""
    if value is None or value == "":
        return ""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    local = _local(moment)
    hour = local.hour % 12 or 12
    return f"{_day(local.date())} at {hour}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"


def show_number(value: object) -> str:
    """``2,700`` from 2700; "" from nothing; 2.5 stays 2.5."""
    if value is None or value == "":
        return ""
    if isinstance(value, float):
        return f"{int(value):,}" if value.is_integer() else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def today() -> date:
    """The community's date: the day it is in Europe/London."""
    return datetime.now(LONDON).date()


def _day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def _local(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(LONDON)
