"""Who pays for a journey, and claims for it (row 51)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

EXPENSES, RECEIPTS, CARERS, PAYING = (
    "meetings_expenses", "meetings_receipts", "meetings_carers", "meetings_paying",
)  # fmt: skip


@query(EXPENSES)
def who_pays(status: str, answers: Mapping[str, Any]) -> Payload:
    """``answers`` to what is asked of this status, as far as they are known."""
    return {"status": status, **answers}


@query(EXPENSES)
def my_claims(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(EXPENSES)
def list_claims(
    *,
    region: str | None = None,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Those that the caller may decide; without a state those that wait for it."""
    return given(region=region, state=state, cursor=cursor, limit=limit)


@query(EXPENSES)
def get_claim(claim_id: str) -> Payload:
    """``not_found`` too for everybody but its claimant and those who may decide it."""
    return {"id": claim_id}


@command(EXPENSES)
def begin_claim(
    occasion: str,
    *,
    payee: str,
    answers: Mapping[str, Any],
    occasion_id: str | None = None,
    region: str | None = None,
    work: str | None = None,
    assistant_required: bool | None = None,
    assistant_id: str | None = None,
) -> Payload:
    """``occasion`` is meeting or event, with its id, or other, with a region and words for the work."""
    return given(
        occasion=occasion,
        payee=payee,
        answers=dict(answers),
        occasion_id=occasion_id,
        region=region,
        work=work,
        assistant_required=assistant_required,
        assistant_id=assistant_id,
    )


@command(EXPENSES)
def change_claim(
    claim_id: str,
    occasion: str,
    *,
    payee: str,
    answers: Mapping[str, Any],
    occasion_id: str | None = None,
    region: str | None = None,
    work: str | None = None,
    assistant_required: bool | None = None,
    assistant_id: str | None = None,
    version: int | None = None,
) -> Payload:
    """The whole head of a claim anew."""
    return given(
        id=claim_id,
        occasion=occasion,
        payee=payee,
        answers=dict(answers),
        occasion_id=occasion_id,
        region=region,
        work=work,
        assistant_required=assistant_required,
        assistant_id=assistant_id,
        version=version,
    )


@command(EXPENSES)
def add_cost(
    claim_id: str,
    kind: str,
    on: str,
    *,
    whose: str | None = None,
    pence: int | None = None,
    mode: str | None = None,
    origin: str | None = None,
    destination: str | None = None,
    miles: float | None = None,
    what: str | None = None,
    version: int | None = None,
) -> Payload:
    """A journey or subsistence; what is paid by the mile has ``miles`` instead of ``pence``."""
    return given(
        id=claim_id,
        kind=kind,
        on=on,
        whose=whose,
        pence=pence,
        mode=mode,
        origin=origin,
        destination=destination,
        miles=miles,
        what=what,
        version=version,
    )


@command(EXPENSES)
def remove_cost(claim_id: str, cost_id: str) -> Payload:
    return {"id": claim_id, "cost_id": cost_id}


@command(EXPENSES)
def submit_claim(claim_id: str, *, words: str | None = None, version: int | None = None) -> Payload:
    """``words`` answer a question of those who decide."""
    return given(id=claim_id, words=words, version=version)


@command(EXPENSES)
def withdraw_claim(claim_id: str, *, version: int | None = None) -> Payload:
    return given(id=claim_id, version=version)


@command(EXPENSES)
def approve_claim(claim_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    return given(id=claim_id, reason=reason, version=version)


@command(EXPENSES)
def return_claim(claim_id: str, *, question: str | None = None, version: int | None = None) -> Payload:
    return given(id=claim_id, question=question, version=version)


@command(EXPENSES)
def refuse_claim(claim_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    return given(id=claim_id, reason=reason, version=version)


@command(RECEIPTS)
def begin_receipt(claim_id: str, name: str, size: int) -> Payload:
    """``size`` in bytes, or ``file_too_large``."""
    return {"id": claim_id, "name": name, "size": size}


@command(RECEIPTS)
def add_receipt_part(upload_id: str, number: int, content: str) -> Payload:
    """``content`` is base64 of 192 KiB, less only in the last part; ``number`` counts from 0."""
    return {"id": upload_id, "number": number, "content": content}


@command(RECEIPTS)
def finish_receipt(upload_id: str, sha256: str) -> Payload:
    return {"id": upload_id, "sha256": sha256}


@command(RECEIPTS)
def remove_receipt(claim_id: str, receipt_id: str) -> Payload:
    return {"id": claim_id, "receipt_id": receipt_id}


@query(RECEIPTS)
def read_receipt(claim_id: str, receipt_id: str, number: int) -> Payload:
    return {"id": claim_id, "receipt_id": receipt_id, "number": number}


@query(CARERS)
def my_carers() -> Payload:
    """Whom the caller named as a carer."""
    return {}


@command(CARERS)
def name_carer(member_id: str) -> Payload:
    return {"id": member_id}


@command(CARERS)
def unname_carer(member_id: str) -> Payload:
    return {"id": member_id}


@query(PAYING)
def expense_totals() -> Payload:
    """By region and year; null where fewer than five claims would give somebody's away."""
    return {}


@query(PAYING)
def list_batches(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(PAYING)
def get_batch(batch_id: str) -> Payload:
    return {"id": batch_id}


@command(PAYING)
def make_batch() -> Payload:
    """Sends what two people approved; each claim goes once."""
    return {}


@command(PAYING)
def record_payment(batch_id: str, *, claim_ids: Sequence[str] | None = None) -> Payload:
    """These were paid; the whole batch when none is named."""
    return given(id=batch_id, claim_ids=list(claim_ids) if claim_ids else None)
