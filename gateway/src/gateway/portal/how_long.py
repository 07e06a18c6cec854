"""How long something takes as people type it, in minutes (row 59)."""

import re

HOUR = 60
CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")
NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
WORDS = re.compile(
    r"(?:(\d{1,4}(?:[.,]\d{1,2})?)\s*h(?:ou)?rs?\.?|(\d{1,4}(?:[.,]\d{1,2})?)\s*h)?"
    r"\s*(?:and\s*)?(?:(\d{1,5})\s*m(?:in(?:ute)?s?)?\.?)?"
)
SAID = "Enter hours, like 3, 1.5 or 45 minutes"
"""What a page says beside the field when it is none of these."""


def minutes_in(typed: str) -> int | None:
    """The minutes somebody means; a bare number is hours. None for what is no time or no whole minutes.

    >>> [minutes_in(each) for each in ("3", "1.5", "1:30", "1 hour 30 minutes", "45 min", "a while")]
    [180, 90, 90, 90, 45, None]
    """
    text = typed.strip().casefold()
    if clock := CLOCK.fullmatch(text):
        return int(clock[1]) * HOUR + int(clock[2])
    if NUMBER.fullmatch(text):
        return _whole(text)
    found = WORDS.fullmatch(text) if text else None
    if found is None:
        return None
    hours = _whole(found[1] or found[2] or "0")
    return None if hours is None else hours + int(found[3] or 0)


def hours_typed(minutes: int) -> str:
    """As the field is filled in when it is changed: ``3``, ``1.5``, ``1:20``."""
    hours, rest = divmod(minutes, HOUR)
    if not rest:
        return str(hours)
    return f"{hours}.5" if rest == HOUR // 2 else f"{hours}:{rest:02d}"


def _whole(hours: str) -> int | None:
    """So many hours in minutes; None where that is no whole number of them."""
    hundredths = round(float(hours.replace(",", ".")) * 100) * HOUR
    return hundredths // 100 if hundredths % 100 == 0 else None
