"""One row of a file: what each cell may hold, and every reason why a row cannot be taken.

Cells are checked with the same field types as the forms. The result is either values
(text, dates ISO) or problems; a problem has the column, a stable code and a sentence.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields

from chassis.fields import EmailAddress, Line
from contracts.csv_cells import unescaped
from contracts.regions import Regions
from membership.members.domain import email_key

REQUIRED = ("email", "name", "region", "joined")
PROFILE = ("profession", "sector", "organisation", "system", "perspective")
COLUMNS = (*REQUIRED, "cohort", *PROFILE, "left", "compact_version")
IGNORED = ("id", "status", "interests")
"""Columns of our own export that an import leaves alone."""

EARLIEST = date(2015, 1, 1)
"""Q began in 2015 (row 4)."""
COHORT = re.compile(r"founding|20\d\d")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
BRITISH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

FIELDS: dict[str, fields.Field[Any]] = {
    "email": EmailAddress(required=True),
    **{name: Line() for name in ("name", "region", "cohort", *PROFILE, "compact_version")},
}


@dataclass(frozen=True)
class Problem:
    """Why a row or the header cannot be taken; ``field`` is a column, or "" for the whole row."""

    field: str
    code: str
    message: str


@dataclass(frozen=True)
class Checked:
    """A row's values by column (blank columns left out), or its problems; no address, no ``key``."""

    line: int
    key: str
    values: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Rules:
    """What rows are checked against; ``region`` is None for every region."""

    regions: Regions
    region: str | None
    compacts: frozenset[str]
    today: date


def header_of(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Problem, ...]]:
    """(columns in order, those that are ignored, problems) of a header row."""
    columns = tuple("_".join(unescaped(cell).strip().casefold().split()) for cell in cells)
    problems = [
        Problem(name, "column_missing", f"The column {name} is missing from the header.")
        for name in REQUIRED
        if name not in columns
    ]
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            problems.append(Problem(name[:60], "column_twice", "This column is there twice."))
        if name not in COLUMNS and name not in IGNORED:
            told = f"We do not know this column. Known are: {', '.join(COLUMNS)}."
            problems.append(Problem(name[:60], "column_unknown", told))
    return columns, tuple(name for name in columns if name in IGNORED), tuple(problems)


def check_row(line: int, columns: Sequence[str], cells: Sequence[str], rules: Rules) -> Checked:
    """The row's values, or all its problems at once."""
    if len(cells) > len(columns):
        told = f"This row has {len(cells)} cells, the header has {len(columns)}."
        return Checked(line, "", {}, (Problem("", "cells_too_many", told),))
    typed = {
        column: unescaped(cell).strip()
        for column, cell in zip(columns, cells, strict=False)
        if column in COLUMNS
    }
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for column in COLUMNS:
        if typed.get(column):
            _take(column, typed[column], rules, values, problems)
        elif column in REQUIRED:
            problems.append(Problem(column, "required", "This is needed."))
    problems += _together(values, rules)
    return Checked(line, email_key(values.get("email", "")), values, tuple(problems))


def _take(column: str, text: str, rules: Rules, values: dict[str, str], problems: list[Problem]) -> None:
    try:
        values[column] = CELLS.get(column, _plain)(column, text, rules)
    except _Wrong as no:
        problems.append(Problem(column, no.code, no.message))


class _Wrong(Exception):
    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def _plain(column: str, text: str, _rules: Rules) -> str:
    field = FIELDS[column]
    try:
        return str(field.deserialize(text))
    except ValidationError as no:
        too_long = len(text) > getattr(field, "longest", len(text))
        raise _Wrong("too_long" if too_long else "not_usable", " ".join(map(str, no.messages))) from None


def _region(column: str, text: str, rules: Rules) -> str:
    region = rules.regions.find(_plain(column, text, rules))
    if region is None:
        raise _Wrong("region_unknown", "There is no region of this code or name.")
    if rules.region not in (None, region.code):
        raise _Wrong("not_your_region", "This row belongs to a region that this import may not change.")
    return region.code


def _date(_column: str, text: str, rules: Rules) -> str:
    iso, british = ISO_DATE.fullmatch(text), BRITISH_DATE.fullmatch(text)
    parts = iso.groups() if iso else british.groups()[::-1] if british else None
    try:
        if parts is None:
            raise ValueError
        day = date(*(int(part) for part in parts))
    except ValueError:
        raise _Wrong("date_wrong", "Write the date as 2018-11-30 or 30/11/2018.") from None
    if day > rules.today:
        raise _Wrong("date_to_come", "This day is still to come.")
    if day < EARLIEST:
        raise _Wrong("date_too_early", "Q began in 2015.")
    return day.isoformat()


def _cohort(column: str, text: str, rules: Rules) -> str:
    cohort = _plain(column, text, rules).casefold()
    if not COHORT.fullmatch(cohort):
        raise _Wrong("cohort_unknown", 'Write "founding" or the year of joining.')
    return cohort


def _compact(column: str, text: str, rules: Rules) -> str:
    version = _plain(column, text, rules)
    if version not in rules.compacts:
        raise _Wrong("compact_unknown", "There is no such version of the Compact.")
    return version


CELLS: dict[str, Callable[[str, str, Rules], str]] = {
    "region": _region,
    "joined": _date,
    "left": _date,
    "cohort": _cohort,
    "compact_version": _compact,
}


def _together(values: Mapping[str, str], rules: Rules) -> list[Problem]:
    """What two cells say about each other."""
    problems = []
    joined, left = values.get("joined"), values.get("left")
    if joined and left and left < joined:
        problems.append(Problem("left", "left_before_joined", "This is before the day of joining."))
    region = rules.regions.get(values.get("region", ""))
    system = values.get("system")
    if system and region and region.systems and system not in region.systems:
        problems.append(Problem("system", "system_unknown", f"{region.name} has no such system."))
    return problems
