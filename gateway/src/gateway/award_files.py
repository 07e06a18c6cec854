"""What a round awarded as a CSV file: a line for each instalment, one for what has none (row 57)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, stream_with_context

from chassis.identity import Caller
from gateway import spreadsheets
from gateway.clients.exchange import awards as doors

ROWS = 200
OF_AWARD = (
    "title", "region", "state", "asked_pence", "awarded_pence", "paid_pence", "returned_pence", "reason",
    "decided_at", "ended_at", "award_id", "proposal_id",
)  # fmt: skip
OF_INSTALMENT = ("instalment", "instalment_pence", "due", "paid_on", "waits_for")
NONE: dict[str, Any] = dict.fromkeys(OF_INSTALMENT)


def awards_file(person: Caller, round_id: str) -> Response:
    """Asked for at once, so that a refusal is still a refusal. Refused: ``not_found``."""
    doors.get_pot(person, round_id)
    lines = _lines(doors.list_awards(person, round_id, limit=ROWS), person, round_id)
    made = Response(stream_with_context(lines), content_type="text/csv; charset=utf-8")
    made.headers.set("Content-Disposition", "attachment", filename=f"awards-{round_id}.csv")
    return made


def _lines(first: dict[str, Any], person: Caller, round_id: str) -> Iterator[str]:
    found = first
    yield spreadsheets.MARK + spreadsheets.line((*OF_AWARD, *OF_INSTALMENT))
    while True:
        yield "".join(line for award in found["items"] for line in _award(award))
        if not found["next"]:
            return
        found = doors.list_awards(person, round_id, cursor=found["next"], limit=ROWS)


def _award(award: dict[str, Any]) -> Iterator[str]:
    told = {
        **award,
        "award_id": award["id"],
        "asked_pence": award["ask"],
        "awarded_pence": award["amount"],
        "paid_pence": award["paid"],
        "returned_pence": award["returned"],
    }
    cells = [told[name] for name in OF_AWARD]
    for each in [_instalment(each) for each in award["instalments"]] or [NONE]:
        yield spreadsheets.line([*cells, *(each[name] for name in OF_INSTALMENT)])


def _instalment(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "instalment": told["number"],
        "instalment_pence": told["amount"],
        "due": told["due"],
        "paid_on": told["paid_on"],
        "waits_for": "; ".join(told["waits_for"]),
    }
