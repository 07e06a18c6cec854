"""A spreadsheet of projects before it is brought in: what each line would do, and what is wrong (row 70)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_number
from gateway.portal.wording import plain

Answer = Mapping[str, Any]

VERDICTS = {"new": "New", "changed": "Changes a project", "unchanged": "Already there", "wrong": "Wrong"}
COLUMNS = {
    "line": "Whole line",
    "id": "Id",
    "title": "Title",
    "aim": "Aim",
    "team": "Team",
    "region": "Region",
    "stp": "STP",
    "medical_condition": "Medical condition",
    "issue": "Issue",
    "date": "Date",
    "stage": "Stage",
    "site": "Site",
    "funding": "Funding",
    "leader_kind": "Leader kind",
    "result": "Result",
    "learned": "Learned",
    "reference": "Reference",
}


@dataclass(frozen=True)
class Alike:
    """A project with nearly the title of a new line."""

    id: str
    title: str
    said: str


@dataclass(frozen=True)
class Line:
    line: str
    title: str
    verdict: str
    alike: tuple[Alike, ...]


@dataclass(frozen=True)
class Wrong:
    line: str
    column: str
    message: str


@dataclass(frozen=True)
class Preview:
    """Counts as they are shown; ``brings`` is how many projects would be new or changed."""

    rows: str
    new: str
    changed: str
    unchanged: str
    wrong: str
    ignored: str
    brings: int
    lines: tuple[Line, ...]
    errors: tuple[Wrong, ...]

    @property
    def has_wrong(self) -> bool:
        return bool(self.errors)

    @property
    def alike(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.alike)


def preview_of(answer: Answer, names: Mapping[str, str]) -> Preview:
    """Of a preview or of what was brought in; ``names`` are the regions' by code."""
    counts = answer["counts"]
    return Preview(
        rows=show_number(answer["rows"]),
        new=show_number(counts["new"]),
        changed=show_number(counts["changed"]),
        unchanged=show_number(counts["unchanged"]),
        wrong=show_number(counts["wrong"]),
        ignored=", ".join(answer.get("ignored_columns", ())),
        brings=counts["new"] + counts["changed"],
        lines=tuple(_line(each, names) for each in answer["items"]),
        errors=tuple(
            Wrong(str(each["line"]), COLUMNS.get(each["column"], each["column"]), plain(each["message"]))
            for each in answer["errors"]
        ),
    )


def _verdict(answer: Answer) -> str:
    """``Changes a project: Aim, Stage``."""
    said = VERDICTS[answer["verdict"]]
    changes = ", ".join(COLUMNS.get(each, each) for each in answer["changes"])
    return f"{said}: {changes}" if changes else said


def _line(answer: Answer, names: Mapping[str, str]) -> Line:
    return Line(
        str(answer["line"]),
        answer["title"] or "No title",
        _verdict(answer),
        tuple(
            Alike(
                each["id"],
                each["title"],
                f"{names.get(each['region'], each['region'])}, {show_date(each['date'])}",
            )
            for each in answer["alike"]
        ),
    )
