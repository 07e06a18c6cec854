"""What was noted by mistake is undone, and money that comes back is noted (row 57): both leave a trace."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from exchange.awards.domain import (
    AWARDED,
    ENDED,
    Award,
    Correction,
    Returned,
    changed,
    numbered,
    refuse_interested,
    refuse_unmade,
    with_part,
)
from exchange.refusal import Refusal
from exchange.rounds.domain import pounds

PAYMENT, CONDITION, REPORT = "payment", "condition", "report"
PARTS = (PAYMENT, CONDITION, REPORT)
LISTS = {PAYMENT: "instalments", CONDITION: "conditions", REPORT: "reports"}
OPENED: dict[str, Callable[[Any], Any]] = {
    PAYMENT: lambda each: replace(each, paid_on=None, paid_by=None, reference=""),
    CONDITION: lambda each: replace(each, met_at=None, met_by=None),
    REPORT: lambda each: replace(each, skipped="", skipped_by=None),
}


def undo(before: Award, part: str, number: int, reason: str, by: str, now: datetime) -> Award:
    """It was not paid, not met, or the report is asked for after all.

    Refused: ``award_own_project``, ``award_recused``, ``award_not_made``, ``award_part_unknown``,
    ``award_step_open`` where nothing was noted, ``reason_required``, ``money_back_wrong`` for a payment of
    which something came back.
    """
    refuse_interested(before, by)
    refuse_unmade(before)
    noted = numbered(getattr(before.terms, LISTS[part]), number)
    opened = OPENED[part](noted)
    if opened == noted:
        raise Refusal("award_step_open")
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    after = with_part(before, LISTS[part], number, opened)
    if after.returned > after.terms.paid:
        raise Refusal("money_back_wrong", f"{pounds(after.returned)} of what was paid came back.")
    return replace(after, corrections=(*before.corrections, Correction(part, number, reason, by, now)))


def note_money_back(before: Award, amount: int, on: date, reference: str, by: str) -> Award:
    """Some of what was paid came back, while the award goes on or after it ended.

    Refused: ``award_own_project``, ``award_recused``, ``award_not_made``, ``money_back_wrong``.
    """
    refuse_interested(before, by)
    if before.state not in (AWARDED, ENDED):
        raise Refusal("award_not_made")
    kept = before.terms.paid - before.returned
    if not 0 < amount <= kept:
        sentence = f"{pounds(kept)} was paid and did not come back yet."
        raise Refusal("money_back_wrong", sentence, {"amount": [sentence]})
    return changed(before, money_back=(*before.money_back, Returned(amount, on, by, reference)))
