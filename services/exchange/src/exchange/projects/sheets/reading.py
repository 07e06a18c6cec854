"""A spreadsheet's CSV as rows of named cells; what cannot be read is said for its line."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contracts.csv_cells import unescaped
from exchange.projects.searches.schemas import COLUMNS
from exchange.projects.words import key_of
from exchange.refusal import Refusal

MOST_ROWS = 300
MOST_LETTERS = 200 * 1024
DELIMITERS = (",", ";", "\t")
ALSO_CALLED = {
    "project": "title",
    "project-title": "title",
    "name": "title",
    "summary": "aim",
    "description": "aim",
    "condition": "medical_condition",
    "topic": "issue",
    "problem": "issue",
    "start": "date",
    "start-date": "date",
    "started": "date",
    "began": "date",
    "status": "stage",
    "outcome": "result",
    "learning": "learned",
    "lessons": "learned",
    "ref": "reference",
    "hospital": "site",
    "organisation": "site",
    "funded-by": "funding",
    "ics": "stp",
    "system": "stp",
    "ahsn": "region",
}
"""How spreadsheets call our columns, as ``words.key_of`` makes it."""
READ = ("id", *COLUMNS)
"""An export has ids: its lines are found again by them, whatever was changed in them."""
NEEDED = ("title", "region", "issue", "date")


@dataclass(frozen=True)
class Row:
    """The cells of one row by our names of the columns, blank ones left out; ``line`` counts from 1.

    ``is_longer``: it holds more than the first line has columns, so nobody knows what is what.
    """

    line: int
    cells: Mapping[str, str]
    is_longer: bool = False


@dataclass(frozen=True)
class Sheet:
    """``ignored`` are its columns that we know nothing of."""

    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]


def read(text: str) -> Sheet:
    """Refused: ``sheet_unreadable``, ``sheet_columns_wrong``, ``sheet_too_long``."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [_column(each) for each in next(reader, [])]
        columns = _columns(names)
        rows = _rows(reader, names)
    except csv.Error:
        told = f"Line {reader.line_num} is not readable as CSV. Look for a quotation mark that is not closed."
        raise Refusal("sheet_unreadable", told, {"text": [told]}) from None
    return Sheet(columns, tuple(each for each in names if each and each not in READ), tuple(rows))


def _rows(reader: Any, names: list[str]) -> list[Row]:
    found: list[Row] = []
    line = reader.line_num + 1
    for cells in reader:
        told = {
            name: unescaped(cell).strip() for name, cell in zip(names, cells, strict=False) if name in READ
        }
        filled = {name: cell for name, cell in told.items() if cell}
        is_longer = any(cell.strip() for cell in cells[len(names) :])
        if filled or is_longer:
            found.append(Row(line, filled, is_longer))
        if len(found) > MOST_ROWS:
            told_so = f"A file holds at most {MOST_ROWS} projects. Send it in parts."
            raise Refusal("sheet_too_long", told_so, {"text": [told_so]})
        line = reader.line_num + 1
    return found


def _column(name: str) -> str:
    key = key_of(unescaped(name))
    return ALSO_CALLED.get(key, key.replace("-", "_"))


def _columns(names: list[str]) -> tuple[str, ...]:
    known = [name for name in names if name in READ]
    missing = [name for name in NEEDED if name not in known]
    twice = [name for name in known if known.count(name) > 1]
    if missing or twice:
        told = f"The column {missing[0]} is missing." if missing else f"Two columns say {twice[0]}."
        raise Refusal("sheet_columns_wrong", told, {"text": [told]})
    return tuple(known)
