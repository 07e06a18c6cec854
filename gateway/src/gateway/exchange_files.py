"""An organisation's statement of days lent and borrowed as a CSV file (row 61)."""

from collections.abc import Iterator
from typing import Any

from chassis.identity import Caller
from gateway import spreadsheets
from gateway.clients.skills_register import placements as doors

ROWS = 200
COLUMNS = (
    "at",
    "kind",
    "lender",
    "borrower",
    "lent_half_days",
    "borrowed_half_days",
    "reason",
    "placement_id",
    "id",
    "corrects",
)


def statement_as_csv(person: Caller, organisation_id: str) -> Iterator[str]:
    """Asked for at once, so that a refusal is still a refusal. Refused: ``not_found``."""
    return _lines(doors.get_exchange_statement(person, organisation_id, limit=ROWS), person, organisation_id)


def _lines(first: dict[str, Any], person: Caller, organisation_id: str) -> Iterator[str]:
    page = first
    yield spreadsheets.MARK + spreadsheets.line(COLUMNS)
    while True:
        yield "".join(_line(row, organisation_id) for row in page["items"])
        if not page["next"]:
            return
        page = doors.get_exchange_statement(person, organisation_id, cursor=page["next"], limit=ROWS)


def _line(record: dict[str, Any], organisation_id: str) -> str:
    is_lender = record["lender_id"] == organisation_id
    ways = {"lent_half_days": is_lender, "borrowed_half_days": not is_lender}
    row = {**record, **{name: record["half_days"] if holds else 0 for name, holds in ways.items()}}
    return spreadsheets.line(row[name] for name in COLUMNS)
