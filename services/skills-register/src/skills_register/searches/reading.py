"""A question as people write it: "who within 30 miles can coach SPC in June" says four things (row 63)."""

import re
from dataclasses import dataclass

from commons.london import MONTHS
from skills_register.skills.domain import WEEKDAYS
from skills_register.skills.standing import COACHING

WITHIN = re.compile(r"\bwithin (\d{1,3}) ?miles?\b(?: of me| from me)?", re.IGNORECASE)
NEAR = re.compile(r"\b(?:near|of|from|around) ([a-z]{1,2}\d[a-z\d]?(?: ?\d[a-z]{2})?)\b(?!\.)", re.IGNORECASE)
IN_MONTH = re.compile(rf"\b(?:in|during) ({'|'.join(MONTHS)})\b", re.IGNORECASE)
ON_WEEKDAY = re.compile(rf"\bon ({'|'.join(WEEKDAYS)})s?\b", re.IGNORECASE)
COACH = re.compile(
    r"(?:\b(?:can|could|to)|^) (?:coach|teach)(?: (?:me|us|people|others|somebody|someone|a team|our team))?"
    r"(?: in| on| about)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Question:
    """What a question says beside its skills; ``text`` is the rest. None and "": not said."""

    text: str
    within_miles: int | None = None
    month: int | None = None
    weekday: int | None = None
    level: str = ""
    near: str = ""


def read(text: str) -> Question:
    """The words that are understood here are taken out of the text."""
    rest = f" {text.strip()}"
    rest, miles = _take(WITHIN, rest)
    rest, near = _take(NEAR, rest)
    rest, month = _take(IN_MONTH, rest)
    rest, weekday = _take(ON_WEEKDAY, rest)
    coaches = COACH.search(rest)
    if coaches:
        rest = rest[: coaches.start()] + " " + rest[coaches.end() :]
    return Question(
        text=" ".join(rest.split()),
        within_miles=int(miles) if miles else None,
        month=[name.casefold() for name in MONTHS].index(month.casefold()) + 1 if month else None,
        weekday=[name.casefold() for name in WEEKDAYS].index(weekday.casefold()) if weekday else None,
        level=COACHING if coaches else "",
        near=near,
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text without what the pattern found, and what it found."""
    found = pattern.search(text)
    if not found:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}", found.group(1)
