"""GET /members/export: the register of a region as a file, streamed page by page."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from flask import Response, stream_with_context

from gateway import spreadsheets
from gateway.api.members import members
from gateway.api.shapes import members as shapes
from gateway.clients import membership
from gateway.guards import caller, open_to

ROWS = 500
__all__ = ["members"]

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

Page = dict[str, Any]
CSV = {"text/csv": {"schema": {"type": "string"}}}


@members.route("/export")
@open_to("coordinator", "national_team")
@members.asks(shapes.ExportMembers)
@members.gives(200, shapes.ExportRowList)
@members.doc(responses={200: {"content": CSV}})
def export_members(asked: dict[str, Any]) -> Response:
    """The members of a region as CSV or JSON.

    It comes in pieces; a file that breaks off says so by the connection ending early.
    """
    region, person = asked.get("region"), caller()

    def after(cursor: str | None) -> Page:
        found: Page = membership.export_members(person, region=region, cursor=cursor, limit=ROWS)
        return found

    # The first page is asked for before the answer begins, so that a refusal is a refusal.
    first = after(None)
    pages = _pages(first, after)
    as_csv = asked["format"] == "csv"
    pieces = _csv(pages) if as_csv else _json(pages)
    answer = Response(
        stream_with_context(pieces), content_type="text/csv; charset=utf-8" if as_csv else "application/json"
    )
    name = f"members-{region or 'all'}.{asked['format']}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _pages(first: Page, after: Callable[[str], Page]) -> Iterator[Page]:
    page = first
    yield page
    while page["next"]:
        page = after(page["next"])
        yield page


def _csv(pages: Iterator[Page]) -> Iterator[str]:
    yield spreadsheets.MARK + spreadsheets.line(COLUMNS)
    for page in pages:
        yield "".join(spreadsheets.line(row.get(column) for column in COLUMNS) for row in page["items"])


def _json(pages: Iterator[Page]) -> Iterator[str]:
    yield '{"items":['
    comma = ""
    for page in pages:
        rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in page["items"]]
        if rows:
            yield comma + ",\n".join(rows)
            comma = ",\n"
    yield "]}\n"
