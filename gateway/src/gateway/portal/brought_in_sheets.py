"""Proposals that were written elsewhere as a spreadsheet's CSV: its rows, amounts in pounds (row 56)."""

import csv
import io
from typing import Any

from contracts.csv_cells import unescaped
from contracts.refusals import Refused
from gateway.portal.money import pence_of

NEEDED = ("reference", "title", "region", "outcome")
TEXTS = ("reference", "title", "aim", "region", "theme", "shown_name")
AMOUNTS = ("ask", "award")
COLUMNS = (*TEXTS[:5], "ask", "lead", "shown_name", "outcome", "award")
MOST_ROWS = 200


def rows_of(text: str) -> list[dict[str, Any]]:
    """A blank amount is one that nobody knows.

    Refused: ``sheet_unreadable``, ``sheet_columns_wrong``, ``sheet_too_long``, ``brought_in_wrong`` for what
    is no amount.
    """
    sheet = csv.DictReader(io.StringIO(text, newline=""))
    try:
        return _rows_of(sheet)
    except csv.Error:
        said = f"Line {sheet.line_num} cannot be read. Look for a quotation mark that is not closed."
        raise Refused("sheet_unreadable", fields={"file": [said]}) from None


def _rows_of(sheet: "csv.DictReader[str]") -> list[dict[str, Any]]:
    columns = [(name or "").strip().casefold() for name in sheet.fieldnames or ()]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise Refused("sheet_columns_wrong", fields={"file": [f"A column is missing: {', '.join(missing)}."]})
    sheet.fieldnames = columns
    rows = [each for each in sheet if any((cell or "").strip() for cell in _cells(each).values())]
    if len(rows) > MOST_ROWS:
        raise Refused("sheet_too_long", fields={"file": [f"At most {MOST_ROWS} rows at once."]})
    if not rows:
        raise Refused("sheet_columns_wrong", fields={"file": ["There is no row below the headings."]})
    return [_row(number, _cells(each)) for number, each in enumerate(rows, 1)]


def _cells(row: dict[Any, Any]) -> dict[str, str]:
    return {name: unescaped((row.get(name) or "").strip()) for name in COLUMNS}


def _row(number: int, cells: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {name: cells[name] for name in TEXTS}
    row |= {"outcome": cells["outcome"].casefold().replace(" ", "_"), "lead": cells["lead"] or None}
    for name in AMOUNTS:
        row[name] = pence_of(cells[name]) if cells[name] else None
        if cells[name] and row[name] is None:
            said = f"Row {number}, {name}: {cells[name]} is no amount in pounds."
            raise Refused("brought_in_wrong", fields={"file": [said]})
    return row
