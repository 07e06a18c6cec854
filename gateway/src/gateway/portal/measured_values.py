"""Numbers and days as people type them, or copy them from a spreadsheet, for a measure (row 70)."""

import re
from datetime import date
from typing import Any

NUMBER = "Enter a number, like 12 or 3.5"
LINE_WANTED = "Write a day and a number, like 1/3/2018 12"
MOST_WRONG = 5
"""So many lines are said to be wrong at once."""

THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?\Z", re.ASCII)
PLAIN = re.compile(r"[+-]?(\d{1,30}([.,]\d*)?|[.,]\d+)\Z", re.ASCII)
"""``0,125`` and ``1234,567`` cannot be thousands; what is neither, like ``1.234,5``, is asked for again."""
LINE = re.compile(r"(?P<day>[\d/.-]+)[\s,;]+(?P<value>[^\s;]+)(?:[\s;]+(?P<note>.*))?\Z", re.ASCII)
BRITISH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z", re.ASCII)


def number_of(typed: str) -> float | None:
    """``1,234.5`` and ``3,5`` as people type them; None for what is no number, or might be two."""
    text = "".join(typed.split()).replace("\N{MINUS SIGN}", "-")
    if THOUSANDS.match(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if PLAIN.match(text) else None


def points_of(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """A point of each line that is not blank, and what is wrong with which line; a heading is passed over."""
    points, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or (number == 1 and not any(letter.isdigit() for letter in line)):
            continue
        point = _point(line.strip())
        if point is None:
            wrong.append(f"Line {number}: {LINE_WANTED}")
        else:
            points.append(point)
    return points, wrong[:MOST_WRONG]


def _point(line: str) -> dict[str, Any] | None:
    found = LINE.match(line)
    on, value = (_day(found["day"]), number_of(found["value"])) if found else (None, None)
    if found is None or on is None or value is None:
        return None
    return {"on": on.isoformat(), "value": value, "note": (found["note"] or "").strip()}


def _day(typed: str) -> date | None:
    british = BRITISH_DAY.match(typed)
    try:
        if british:
            return date(*(int(part) for part in reversed(british.groups())))
        return date.fromisoformat(typed)
    except ValueError:
        return None
