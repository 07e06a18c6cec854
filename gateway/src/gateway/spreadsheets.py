"""CSV as spreadsheets read it, safely: no cell of ours is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from contracts.csv_cells import escaped

MARK = "\ufeff"
"""At the start of a file it tells spreadsheets that the text is UTF-8."""


def line(cells: Iterable[Any]) -> str:
    """One line of CSV; an import reads back exactly what stood in the cells."""
    written = io.StringIO()
    csv.writer(written).writerow([_cell(cell) for cell in cells])
    return written.getvalue()


def _cell(value: Any) -> str:
    # Only text can carry a formula; a number below zero stays a number.
    return escaped(value) if isinstance(value, str) else "" if value is None else str(value)
