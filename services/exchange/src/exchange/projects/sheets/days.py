"""Days as spreadsheets save them, told as a project's date is: 2018-11-30, 2018-11 or 2018 (pure).

A spreadsheet that opens 2018-11-30 in Britain saves it as 30/11/2018, and 2018-11 as Nov-18: an export that
was looked at in one is to be read again.
"""

import re
from calendar import month_name

MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?Z?\Z")
SLASHED = re.compile(r"(?:(?P<day>\d{1,2})[/.])?(?P<month>\d{1,2})[/.](?P<year>\d{4})\Z", re.ASCII)
SHORT = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{2})\Z", re.ASCII)
NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -])?(?P<month>[a-z]{3,9})[ -](?P<year>\d{4}|\d{2})\Z", re.ASCII
)
MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
SHORTEST_NAME = 3
THIS_CENTURY = 48
"""Two digits below this are years from 2000, others from 1900: no project is older than the NHS."""


def told(text: str) -> str:
    """The same day as a project says it; what is no day of these forms stays as it is."""
    typed = MIDNIGHT.sub("", text.strip()).lower()
    for form in (SLASHED, SHORT, NAMED):
        if found := form.match(typed):
            month = _month(found["month"])
            parts = (_year(found["year"]), month, int(found["day"]) if found["day"] else None)
            return "-".join(f"{part:02}" for part in parts if part is not None) if month else text
    return typed


def _month(said: str) -> int:
    """1 to 12 (or what stands there in digits); 0 for what is no month."""
    if said.isdigit():
        return int(said)
    known = (number for name, number in MONTHS.items() if name == said or name[:SHORTEST_NAME] == said)
    return 9 if said == "sept" else next(known, 0)


def _year(said: str) -> int:
    if len(said) > 2:
        return int(said)
    return int(said) + (2000 if int(said) < THIS_CENTURY else 1900)
