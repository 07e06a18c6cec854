"""Members and an import's problems as files: the doors' pages sent on as they come, never whole in memory."""

import json
from collections.abc import Iterator
from typing import Any

from chassis.identity import Caller
from gateway import spreadsheets
from gateway.clients import membership

ROWS = 500
"""Members asked for at once; the most that one answer of the door holds."""

ERRORS_AT_ONCE = 200
"""Problems asked for at once; the most that one answer of the door holds."""

COLUMNS = (
    "email",
    "name",
    "region",
    "joined",
    "cohort",
    "profession",
    "sector",
    "organisation",
    "system",
    "perspective",
    "left",
    "compact_version",
)
"""The columns that an import reads, in its order, so that an export can be imported again."""

ERROR_COLUMNS = ("line", "field", "code", "message")

Page = dict[str, Any]


def pages_of_members(person: Caller, region: str | None) -> Iterator[Page]:
    """The register, page by page; the first is asked for at once, so that a refusal is still a refusal.

    Refused: ``region_unknown``, ``not_your_region``.
    """
    return _all(membership.export_members(person, region=region, limit=ROWS), person, region)


def _all(first: Page, person: Caller, region: str | None) -> Iterator[Page]:
    page = first
    yield page
    while page["next"]:
        page = membership.export_members(person, region=region, cursor=page["next"], limit=ROWS)
        yield page


def members_as_csv(pages: Iterator[Page]) -> Iterator[str]:
    """The register as an import reads it."""
    return _csv(COLUMNS, pages)


def members_as_json(pages: Iterator[Page]) -> Iterator[str]:
    """The register as ``{"items": [...]}``, a member to a line."""
    yield '{"items":['
    comma = ""
    for page in pages:
        rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in page["items"]]
        if rows:
            yield comma + ",\n".join(rows)
            comma = ",\n"
    yield "]}\n"


def problems_as_csv(person: Caller, import_id: str) -> Iterator[str]:
    """All that is wrong in an import, by line. Refused at once: ``not_found``."""
    first = membership.import_errors(person, import_id, limit=ERRORS_AT_ONCE)
    return _csv(ERROR_COLUMNS, _all_problems(first, person, import_id))


def _all_problems(first: Page, person: Caller, import_id: str) -> Iterator[Page]:
    page = first
    yield page
    while page["next"]:
        page = membership.import_errors(person, import_id, cursor=page["next"], limit=ERRORS_AT_ONCE)
        yield page


def _csv(columns: tuple[str, ...], pages: Iterator[Page]) -> Iterator[str]:
    yield spreadsheets.MARK + spreadsheets.line(columns)
    for page in pages:
        yield "".join(spreadsheets.line(row.get(column) for column in columns) for row in page["items"])
