"""Taking the members of a region away as CSV or JSON; each page of the door is sent on as it comes."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from flask import Response, request, stream_with_context

from contracts.csv_cells import escaped
from contracts.refusals import Refused
from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names

WHO = ("coordinator", "national_team")
PAGE_ROWS = 500
COLUMNS = (
    "email", "name", "region", "joined", "cohort", "profession", "sector", "organisation",
    "system", "perspective", "left", "compact_version",
)  # fmt: skip


@page("/members/export", *WHO)
def export() -> Page:
    names = region_names(caller())
    mine = names if caller().has("national_team") else _own(names)
    return show("export", regions=mine, everywhere=caller().has("national_team"))


@page("/members/export.csv", *WHO)
def export_csv() -> Response:
    return _download(_as_csv(_rows(request.args.get("region"))), "text/csv", "csv")


@page("/members/export.json", *WHO)
def export_json() -> Response:
    return _download(_as_json(_rows(request.args.get("region"))), "application/json", "json")


def cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return escaped("" if value is None else str(value))


def _own(names: dict[str, str]) -> dict[str, str]:
    mine = caller().regions_as("coordinator")
    return {code: name for code, name in names.items() if code in mine}


def _rows(region: str | None) -> Iterator[dict[str, Any]]:
    """Every row; the first page is asked for at once, so that a refusal is still an error page."""
    person = caller()
    first = membership.export_members(person, region=region or None, limit=PAGE_ROWS)

    def all_rows() -> Iterator[dict[str, Any]]:
        found = first
        while True:
            yield from found["items"]
            if not found["next"]:
                return
            found = membership.export_members(
                person, region=region or None, cursor=found["next"], limit=PAGE_ROWS
            )

    return all_rows()


def _as_csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS)  # the mark tells spreadsheets that this is UTF-8
    try:
        for row in rows:
            yield _line([cell(row.get(column)) for column in COLUMNS])
    except Refused as no:
        # The answer is under way: the file itself must say that it is not whole.
        yield _line([f"This file is not complete: {no.message} Please export again."])


def _as_json(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "["
    comma = ""
    for row in rows:
        yield comma + json.dumps(row, ensure_ascii=False)
        comma = ",\n"
    yield "]\n"


def _line(cells: Any) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _download(text: Iterator[str], mimetype: str, ending: str) -> Response:
    answer = Response(stream_with_context(text), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="members-{today().isoformat()}.{ending}"'
    return answer
