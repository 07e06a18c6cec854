"""The criteria of a panel as rows of a form, and back (row 56)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.forms import Form
from gateway.portal.whole_numbers import whole

Answer = Mapping[str, Any]

ROWS = 6
"""So many rows stand in the form at least; as many as a panel may have can be filled in over time."""
MOST = 12
SPARE = 2
MOST_DIGITS = 3
USUAL_POINTS, USUAL_WEIGHT, USUAL_WANTED = "5", "1", "3"
PARTS = ("title", "question", "most", "weight", "key")
USUAL = (
    ("Benefit", "Who is better off, and how will they know?"),
    ("Can it be done?", "With these people, this money and this time?"),
    ("Others can use it", "What do others learn from it, if it works and if it does not?"),
)
"""A beginning for a panel that is set up: keepers write their own over it."""


@dataclass(frozen=True)
class Row:
    """One criterion of the form; ``label`` tells its fields from those of other rows."""

    number: int
    label: str

    def name(self, part: str) -> str:
        return f"criterion-{self.number}-{part}"


def criterion_rows(panel: Answer | None) -> list[Row]:
    filled = len(panel["criteria"]) if panel else len(USUAL)
    return [
        Row(number, f"Criterion {number}") for number in range(1, min(MOST, max(ROWS, filled + SPARE)) + 1)
    ]


def criterion_names() -> tuple[str, ...]:
    """The names of all fields that any such form has."""
    return tuple(f"criterion-{number}-{part}" for number in range(1, MOST + 1) for part in PARTS)


def answers_of_rules(panel: Answer | None) -> dict[str, str]:
    if panel is None:
        usual = [
            {"title": title, "question": question, "most": USUAL_POINTS, "weight": USUAL_WEIGHT, "key": ""}
            for title, question in USUAL
        ]
        return {"wanted": USUAL_WANTED, "two_keepers": "yes", **_answers(usual)}
    answers = {
        "wanted": str(panel["wanted"]),
        "proposers_assess": "yes" if panel["proposers_assess"] else "",
        "two_keepers": "yes" if panel["two_keepers"] else "",
        "version": str(panel["version"]),
        **_answers(panel["criteria"]),
    }
    if panel["due_on"]:
        year, month, day = panel["due_on"].split("-")
        answers |= {"due_on-day": str(int(day)), "due_on-month": str(int(month)), "due_on-year": year}
    return answers


def criteria_asked(form: Form) -> tuple[Form, list[dict[str, Any]]]:
    """Those rows that have a title, each with a key: its own, else one made of its title."""
    asked: list[dict[str, Any]] = []
    for number in range(1, MOST + 1):
        told = {part: form.answers[f"criterion-{number}-{part}"] for part in PARTS}
        if not told["title"]:
            if told["question"]:
                form = form.wrong(f"criterion-{number}-title", "Enter a title, or take the question out")
            continue
        for part in ("most", "weight"):
            if told[part] and whole(told[part], MOST_DIGITS) is None:
                form = form.wrong(f"criterion-{number}-{part}", "Enter a whole number")
        asked.append({**told, "key": told["key"] or _key(told["title"], number)})
    if not asked:
        form = form.wrong("criterion-1-title", "Enter at least one criterion")
    if form.is_wrong:
        return form, []
    numbers = {"most": int(USUAL_POINTS), "weight": int(USUAL_WEIGHT)}
    return form, [
        {**each, **{part: int(each[part] or usual) for part, usual in numbers.items()}} for each in asked
    ]


def _answers(criteria: Iterable[Answer]) -> dict[str, str]:
    return {
        f"criterion-{number}-{part}": str(each[part])
        for number, each in enumerate(criteria, 1)
        for part in PARTS
    }


def _key(title: str, number: int) -> str:
    """``can-it-be-done-2`` of "Can it be done?" in the second row."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:40].strip("-")
    return f"{words}-{number}" if words else str(number)
