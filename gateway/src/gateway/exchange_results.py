"""The bulk view of assessments as a CSV file: one line for each proposal (row 56)."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response

from gateway import spreadsheets

PENCE = 100
COLUMNS = (
    "proposal_id",
    "title",
    "theme",
    "region",
    "ask_pounds",
    "stage",
    "submitted",
    "wanted",
    "conflict",
)
RESULTS = ("total_percent", "spread_percent", "for", "unsure", "against")
DECIDED = ("recommendation", "recommendation_reason", "determination", "determination_reason")


def results_as_csv(found: Mapping[str, Any], round_id: str) -> Response:
    """``found`` as the door's ``list_results`` answers; no member is named in it."""
    made = Response("".join(_lines(found)), content_type="text/csv; charset=utf-8")
    made.headers.set("Content-Disposition", "attachment", filename=f"shortlist-{round_id}.csv")
    return made


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    criteria = [each["key"] for each in found["criteria"]]
    titles = [f"mean: {each['title']}" for each in found["criteria"]]
    yield spreadsheets.MARK + spreadsheets.line((*COLUMNS, *RESULTS, *titles, *DECIDED))
    for each in found["items"]:
        yield spreadsheets.line((*_proposal(each), *_result(each, criteria), *_decided(each)))


def _proposal(row: Mapping[str, Any]) -> Iterator[Any]:
    yield from (row["proposal_id"], row["title"], row["theme"], row["region"])
    yield f"{row['ask'] / PENCE:.2f}"
    yield from (row["stage"], row["submitted"], row["wanted"])
    yield row["conflict"]["reason"] if row["conflict"] else ""


def _result(row: Mapping[str, Any], criteria: list[str]) -> Iterator[Any]:
    means = {each["key"]: each["mean"] for each in row.get("means", ())}
    counted = row.get("recommendations", {})
    yield from (row.get("total"), row.get("spread"))
    yield from (counted.get(each) for each in ("for", "unsure", "against"))
    yield from (means.get(each) for each in criteria)


def _decided(row: Mapping[str, Any]) -> Iterator[Any]:
    outcome = row.get("outcome") or {}
    for step in ("recommendation", "determination"):
        said = outcome.get(step) or {}
        yield from (said.get("verdict"), said.get("reason"))
