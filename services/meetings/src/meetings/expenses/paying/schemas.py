"""The shapes at the doors of paying."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier
from chassis.paging import page_fields
from meetings.expenses.paying.domain import MOST_IN_A_BATCH, Batch, Payment, Year


class ListBatches(Schema):
    """The batches, page by page."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetBatch(Schema):
    """One batch by id."""

    id = Identifier(required=True)


class RecordPayment(Schema):
    """What whoever pays has paid: these claims of the batch, all of them when none is named."""

    id = Identifier(required=True)
    claim_ids = fields.List(
        Identifier(), load_default=None, allow_none=True, validate=validate.Length(1, MOST_IN_A_BATCH)
    )


def short_view(batch: Batch) -> dict[str, Any]:
    """A batch in a list."""
    return {
        "id": batch.id,
        "version": batch.version,
        "made_at": batch.made_at.isoformat(),
        "claims": len(batch.payments),
        "total_pence": batch.pence,
        "unpaid": len(batch.unpaid),
    }


def batch_view(batch: Batch) -> dict[str, Any]:
    """A batch with its lines, as they were when it was sent."""
    return {**short_view(batch), "payments": [_payment_view(each, batch) for each in batch.payments]}


def _payment_view(payment: Payment, batch: Batch) -> dict[str, Any]:
    return {
        "claim_id": payment.claim_id,
        "claimant_id": payment.claimant_id,
        "region": payment.region,
        "payee": payment.payee,
        "occasion": payment.occasion,
        "on": payment.on.isoformat(),
        "claimant_pence": payment.claimant_pence,
        "assistant_pence": payment.assistant_pence,
        "total_pence": payment.pence,
        "approved_on": [day.isoformat() for day in payment.approved_on],
        "paid": payment.claim_id in batch.paid,
    }


def year_view(year: Year, name: str) -> dict[str, Any]:
    """A region's year; with fewer than five claims neither their number nor what they came to."""
    return {
        "region": year.region,
        "name": name,
        "year": year.year,
        "claims": year.claims if year.is_shown else None,
        "total_pence": year.pence if year.is_shown else None,
    }
