"""The community's calendar: days and deadlines are those of Europe/London."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NOON = time(12, 0)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_of(moment: datetime) -> date:
    """The day it is in London at this instant."""
    return moment.astimezone(LONDON).date()


def noon(day: date) -> datetime:
    """The instant (UTC) at which a deadline of this day passes: 12:00 in London."""
    return datetime.combine(day, NOON, LONDON).astimezone(UTC)


def noon_after(moment: datetime, days: int) -> datetime:
    """The noon of the London day that is ``days`` days after the day of this instant."""
    return noon(day_of(moment) + timedelta(days=days))


def day_in_words(day: date) -> str:
    """``17 September 2018``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_words(moment: datetime) -> str:
    """``17 September 2018 at 12:00``, as a mail says it."""
    local = moment.astimezone(LONDON)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year} at {local:%H:%M}"
