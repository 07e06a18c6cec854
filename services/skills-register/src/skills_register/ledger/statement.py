"""A statement as lines of CSV, which a spreadsheet opens and does not run."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

HEADER = ("date", "time_utc", "kind", "with", "minutes", "purpose", "transfer", "takes_back", "taken_back_by")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(entries: Iterable[Mapping[str, Any]], *, with_header: bool) -> list[str]:
    """The lines of these entries (as a statement shows them), each without its line end."""
    rows = [HEADER] if with_header else []
    return [_line(row) for row in [*rows, *map(_row, entries)]]


def _row(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    day, _, moment = entry["at"].partition("T")
    return (
        day,
        moment[:5],
        entry["kind"],
        entry["other"],
        entry["minutes"],
        _plain(entry["purpose"]),
        entry["transfer_id"],
        entry["reverses"] or "",
        entry["reversed_by"] or "",
    )


def _plain(typed: str) -> str:
    """One line, and no formula: a spreadsheet would run what begins like one."""
    line = " ".join(typed.split())
    return f"'{line}" if line.startswith(FORMULA) else line


def _line(row: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    return out.getvalue()
