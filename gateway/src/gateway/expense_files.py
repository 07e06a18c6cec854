"""Files of claims: receipts up and down, and a batch as CSV for whoever pays (row 51)."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import IO, Any

from flask import Response

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway import spreadsheets
from gateway.clients.meetings import expenses as doors
from gateway.downloads import attachment
from gateway.uploads import send_in_pieces

COLUMNS = (
    "claim_id", "payee", "region", "occasion", "last_journey", "claimant_gbp", "assistant_gbp", "total_gbp",
    "first_approval", "second_approval",
)  # fmt: skip


def send_receipt(person: Caller, command_id: str, claim_id: str, file: IO[bytes], name: str) -> Any:
    """Add this file to a claim; answers the receipt's id."""
    return send_in_pieces(
        command_id,
        file,
        begin=lambda step, size: doors.begin_receipt(person, step, claim_id, name, size),
        add=partial(doors.add_receipt_part, person),
        finish=partial(doors.finish_receipt, person),
    )


def receipt_file(person: Caller, claim_id: str, receipt_id: str) -> Response:
    """The file itself. Refused: ``not_found``."""
    claim = doors.get_claim(person, claim_id)
    found = next((each for each in claim["receipts"] if each["id"] == receipt_id), None)
    if found is None:
        raise Refused("not_found")
    return attachment(found, partial(doors.read_receipt, person, claim_id, receipt_id))


def batch_file(person: Caller, batch_id: str) -> Response:
    """A batch as CSV, the same lines however often it is fetched. Refused: ``not_found``."""
    batch = doors.get_batch(person, batch_id)
    made = Response(as_csv(batch["payments"]), content_type="text/csv; charset=utf-8")
    made.headers.set("Content-Disposition", "attachment", filename=f"expenses-{batch_id}.csv")
    return made


def as_csv(payments: Iterable[Mapping[str, Any]]) -> str:
    """A line for each claim; amounts in pounds as whoever pays types them."""
    lines = [spreadsheets.MARK + spreadsheets.line(COLUMNS)]
    for each in payments:
        amounts = (_gbp(each[name]) for name in ("claimant_pence", "assistant_pence", "total_pence"))
        told = (each[name] for name in ("claim_id", "payee", "region", "occasion", "on"))
        lines.append(spreadsheets.line([*told, *amounts, *each["approved_on"]]))
    return "".join(lines)


def _gbp(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
