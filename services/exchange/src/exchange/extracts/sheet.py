"""What is handed over as a file: its digest is that of the file, so that whoever has one can check it."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence

from contracts.csv_cells import escaped
from exchange.extracts.domain import REGION, Cell

COUNT = "count"


def columns_of(fields: Sequence[str]) -> tuple[str, ...]:
    return (REGION, *fields, COUNT)


def as_csv(fields: Sequence[str], found: Iterable[Cell]) -> str:
    """A heading for each column, then the rows; no cell is ever taken for a formula."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(columns_of(fields))
    lines.writerows([escaped(value) for value in (*each.values, each.shown)] for each in found)
    return written.getvalue()


def digest_of(content: str) -> str:
    """SHA-256 of the file's bytes, by which it can be shown later what was handed over."""
    return hashlib.sha256(content.encode()).hexdigest()
