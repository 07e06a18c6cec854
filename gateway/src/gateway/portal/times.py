"""A day and a time of the day as people type them, and the instant they mean in Europe/London."""

import re
from datetime import date, datetime, time

from gateway.portal.dates import LONDON
from gateway.portal.forms import Form, date_names, date_of

TYPED = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?\Z", re.IGNORECASE)
NOON = 12


def instant_names(name: str) -> tuple[str, ...]:
    """The fields of a day with its time."""
    return (*date_names(name), f"{name}-time")


def instant_of(form: Form, name: str, what: str, *, needed: bool = True) -> tuple[Form, str]:
    """The instant (ISO) of a day and a time, or the form with its message (and "").

    ``what`` begins the message: "The day". A time is typed as 14:30, 2.30pm or 10am.
    """
    form, day = date_of(form, name, what, needed=needed)
    if not day:
        return form, ""
    at = time_in(form.answers.get(f"{name}-time", ""))
    if at is None:
        return form.wrong(f"{name}-time", "Enter a time, like 10:00 or 2:30pm"), ""
    return form, datetime.combine(date.fromisoformat(day), at, LONDON).isoformat()


def instant_answers(name: str, instant: str | None) -> dict[str, str]:
    """The fields of such a form, filled with this instant."""
    if not instant:
        return {}
    local = datetime.fromisoformat(instant).astimezone(LONDON)
    typed = (str(local.day), str(local.month), str(local.year), f"{local:%H:%M}")
    return dict(zip(instant_names(name), typed, strict=True))


def time_in(typed: str) -> time | None:
    """The time of the day that somebody typed; None for what is none.

    >>> time_in("2.30pm")
    datetime.time(14, 30)
    """
    found = TYPED.match(typed.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
