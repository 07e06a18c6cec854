"""CSV as spreadsheets read it, safely: no cell of ours is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Any

MARK = "\ufeff"
"""At the start of a file it tells spreadsheets that the text is UTF-8."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet compute a cell; the last four are their full-width twins."""


def line(cells: Iterable[Any]) -> str:
    """One line of CSV; cells that look like formulas get an apostrophe in front."""
    written = io.StringIO()
    csv.writer(written).writerow([safe(cell) for cell in cells])
    return written.getvalue()


def safe(value: Any) -> str:
    """A cell as text. Numbers stay as they are: only text can carry a formula."""
    if value is None:
        return ""
    text = str(value)
    is_text = isinstance(value, str)
    return f"'{text}" if is_text and text.lstrip(" ").startswith(FORMULA_STARTS) else text
