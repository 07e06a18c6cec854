"""What of a round is kept as a file: its proposals for a spreadsheet, its days for a calendar (row 56)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from chassis.identity import Caller
from gateway import spreadsheets
from gateway.clients.exchange import proposals

PENCE = 100
AT_ONCE = 200
NAMES = {
    "idea": "ideas",
    "proposal": "proposals",
    "shortlist": "the shortlist",
    "vote": "the vote",
    "award": "awards",
    "report": "reports",
}
COLUMNS = (
    *("id", "title", "region", "theme", "stage", "ask in pounds", "organisation", "lead"),
    *("co-applicants", "submitted", "aim", "page"),
)


def proposals_as_csv(
    caller: Caller, round_id: str, regions: Mapping[str, str], site: str, narrowed: Mapping[str, str | None]
) -> Iterator[str]:
    """Those that the caller may read, line by line; a lead is named only where they wish it."""
    # The first page is asked for at once, so that a refusal is still an answer of its own.
    first = proposals.list_proposals(caller, round_id, limit=AT_ONCE, **narrowed)
    return _lines(caller, round_id, regions, site, narrowed, first)


def timetable(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Two entries of a calendar for each phase: the day it opens, and noon of the day it closes."""
    changed = found["published_at"]
    shared = {
        "changed_at": changed,
        "sequence": found["version"],
        "status": "cancelled" if found["state"] == "cancelled" else "confirmed",
        "link": f"/rounds/{found['id']}",
        "place": "",
    }
    entries: list[dict[str, Any]] = []
    for phase in found["phases"]:
        what, key = NAMES[phase["kind"]], f"{found['id']}-{phase['kind']}"
        closes = datetime.fromisoformat(phase["closes_at"])
        entries += [
            {
                **shared,
                "kind": "round-opens",
                "id": key,
                "day": phase["first"],
                "title": f"{found['title']}: {what} from today",
                "text": phase["in_words"],
            },
            {
                **shared,
                "kind": "round-closes",
                "id": key,
                "day": None,
                "starts_at": (closes - timedelta(minutes=30)).isoformat(),
                "ends_at": phase["closes_at"],
                "title": f"{found['title']}: {what} until 12 noon",
                "text": phase["in_words"],
            },
        ]
    return entries


def _lines(
    caller: Caller,
    round_id: str,
    regions: Mapping[str, str],
    site: str,
    narrowed: Mapping[str, str | None],
    found: dict[str, Any],
) -> Iterator[str]:
    yield spreadsheets.MARK + spreadsheets.line(COLUMNS)
    while True:
        for each in found["items"]:
            yield spreadsheets.line(_cells(each, regions, site))
        if not found["next"]:
            return
        cursor = found["next"]
        found = proposals.list_proposals(caller, round_id, limit=AT_ONCE, cursor=cursor, **narrowed)


def _cells(each: Mapping[str, Any], regions: Mapping[str, str], site: str) -> list[Any]:
    together = [person["shown_name"] for person in each["co_applicants"] if person["shown_name"]]
    return [
        each["id"],
        each["title"],
        regions.get(each["region"], each["region"]),
        each["theme"],
        each["stage"],
        None if each["ask"] is None else f"{each['ask'] / PENCE:.2f}",
        each["organisation"],
        each["shown_name"],
        "; ".join(together),
        each["submitted_at"],
        each["aim"],
        f"{site}/proposals/{each['id']}",
    ]
