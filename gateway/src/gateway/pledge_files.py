"""What went into a pool and out of it as a CSV file (row 62); nobody is named."""

from collections.abc import Iterator
from typing import Any

from flask import Response, stream_with_context

from chassis.identity import Caller
from gateway import spreadsheets
from gateway.clients.exchange import pledges as doors

ROWS = 200
UNITS = {"money": "pence", "hours": "minutes", "room": "times"}


def flows_file(person: Caller, region: str, kind: str) -> Response:
    """The newest first; asked for at once, so that a refusal is still a refusal.

    Refused: ``region_unknown``, ``invalid_input``.
    """
    lines = _lines(doors.list_flows(person, region, kind, limit=ROWS), person, region, kind)
    made = Response(stream_with_context(lines), content_type="text/csv; charset=utf-8")
    made.headers.set("Content-Disposition", "attachment", filename=f"pool-{region}-{kind}.csv")
    return made


def _lines(first: dict[str, Any], person: Caller, region: str, kind: str) -> Iterator[str]:
    found = first
    yield spreadsheets.MARK + spreadsheets.line(
        ("at", "why", f"{UNITS[kind]}_in", f"{UNITS[kind]}_out", "pledge_id")
    )
    while True:
        yield "".join(map(_line, found["items"]))
        if not found["next"]:
            return
        found = doors.list_flows(person, region, kind, cursor=found["next"], limit=ROWS)


def _line(flow: dict[str, Any]) -> str:
    ways = (flow["amount"], 0) if flow["is_inflow"] else (0, flow["amount"])
    return spreadsheets.line((flow["at"], flow["why"], *ways, flow["pledge_id"]))
