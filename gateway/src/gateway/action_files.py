"""A group's register of actions as a CSV file."""

from collections.abc import Iterator
from typing import Any

from chassis.identity import Caller
from gateway import spreadsheets
from gateway.clients.meetings import actions as doors

ROWS = 200
COLUMNS = ("text", "owner", "raised_on", "due_on", "state", "is_overdue", "ended_on", "carried", "meeting_id")


def register_as_csv(person: Caller, region: str) -> Iterator[str]:
    """What this person may read of it; asked for at once, so that a refusal is still a refusal.

    Refused: ``region_unknown``.
    """
    return _lines(doors.list_actions(person, region, limit=ROWS), person, region)


def _lines(first: dict[str, Any], person: Caller, region: str) -> Iterator[str]:
    page = first
    yield spreadsheets.MARK + spreadsheets.line(COLUMNS)
    while True:
        yield "".join(spreadsheets.line(_cell(row[name]) for name in COLUMNS) for row in page["items"])
        if not page["next"]:
            return
        page = doors.list_actions(person, region, cursor=page["next"], limit=ROWS)


def _cell(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value
