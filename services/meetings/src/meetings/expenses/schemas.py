"""The shapes at the doors of the claims."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from meetings.calendar.schemas import FIRST_DAY, OUTSIDE
from meetings.expenses.claims import DRAFT, OCCASIONS, OTHER_WORK, STATES, Claim, Receipt, Step
from meetings.expenses.costs import ASSISTANT, CLAIMANT, KINDS, MODES, SHARES, Cost, Written, total
from meetings.expenses.rules import ANSWERS, CLAIMANTS, STATUS, STATUSES, Verdict
from meetings.files.domain import PART_BYTES

LONGEST_WORDS = 1_000
HANDED_IN = tuple(state for state in STATES if state != DRAFT)
MOST_PENCE = 100_000_000
MOST_MILES = 100_000.0
QUESTIONS = tuple(name for name in ANSWERS if name != STATUS)
"""What the table asks beside the status."""
ON_A_CLAIM = ("employer_funds_cpd", "access_to_costs", "governance_work", "paid_public_sector_job")
"""What a claimant answers; who named them a carer, and whom an assistant helps, is known."""


def _answer(name: str) -> fields.Field[Any]:
    """One of the table's answers; null and left out mean: not answered."""
    if True in ANSWERS[name]:
        return fields.Bool(load_default=None, allow_none=True, truthy={True}, falsy={False})
    return fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(ANSWERS[name]))


def _status(statuses: tuple[str, ...]) -> fields.Str:
    return fields.Str(required=True, validate=validate.OneOf(statuses))


WhoPays = Schema.from_dict(
    {STATUS: _status(STATUSES), **{name: _answer(name) for name in QUESTIONS}}, name="WhoPays"
)
"""A case, as far as it is answered."""
Answers = Schema.from_dict(
    {STATUS: _status(CLAIMANTS), **{name: _answer(name) for name in ON_A_CLAIM}}, name="Answers"
)
"""What a claimant says of themselves."""


class BeginClaim(Schema):
    """What the journey was for: a meeting or an event by id, or other work with its region and words."""

    occasion = fields.Str(required=True, validate=validate.OneOf(OCCASIONS))
    occasion_id = Identifier(load_default="")
    region = RegionCode(load_default=None, allow_none=True)
    work = Line(load_default="")
    payee = Line(required=True)
    answers = fields.Nested(Answers, required=True)
    assistant_required = fields.Bool(load_default=False, truthy={True}, falsy={False})
    assistant_id = Identifier(load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def occasion_is_told(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["occasion"] != OTHER_WORK and not data["occasion_id"]:
            raise ValidationError("Choose the meeting or the event.", "occasion_id")
        if data["occasion"] == OTHER_WORK and not data["work"]:
            raise ValidationError("Say what the work was.", "work")


class ChangeClaim(BeginClaim):
    """The whole head of a claim anew."""

    id = Identifier(required=True)
    version = Version()


class AddCost(Schema):
    """A journey or a subsistence line. ``pence`` is its amount; by car, motorcycle or bicycle ``miles``."""

    id = Identifier(required=True)
    whose = fields.Str(load_default=CLAIMANT, validate=validate.OneOf(SHARES))
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    on = fields.Date(required=True, validate=validate.Range(FIRST_DAY, error=OUTSIDE))
    pence = fields.Int(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(1, MOST_PENCE, error="Enter an amount of more than £0."),
    )
    mode = fields.Str(load_default="", validate=validate.OneOf(("", *MODES)))
    origin = Line(load_default="")
    destination = Line(load_default="")
    miles = fields.Float(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, MOST_MILES, error="Enter the miles as a number."),
    )
    what = Line(load_default="")
    version = Version()


class RemoveCost(Schema):
    """A line of a claim."""

    id = Identifier(required=True)
    cost_id = Identifier(required=True)


class GetClaim(Schema):
    """One claim by id."""

    id = Identifier(required=True)


class ActOnClaim(Schema):
    """One claim, as the caller read it."""

    id = Identifier(required=True)
    version = Version()


class SubmitClaim(ActOnClaim):
    """``words`` answer a question of those who decide."""

    words = Paragraphs(load_default="", longest=LONGEST_WORDS)


class DecideClaim(ActOnClaim):
    """A reason; an approval needs none where the table says who pays."""

    reason = Paragraphs(load_default="", longest=LONGEST_WORDS)


class ReturnClaim(ActOnClaim):
    """What the decider would like to know."""

    question = Paragraphs(load_default="", longest=LONGEST_WORDS)


class ListMine(Schema):
    """The caller's own claims."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListClaims(ListMine):
    """Claims that the caller may decide; without a state those that wait."""

    region = RegionCode(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(HANDED_IN))


def written_of(asked: Mapping[str, Any]) -> Written:
    """The line as it was sent, miles in tenths."""
    miles = asked["miles"]
    names = ("whose", "kind", "on", "pence", "mode", "origin", "destination", "what")
    tenths = None if miles is None else round(miles * 10)
    return Written(**{name: asked[name] for name in names}, tenths=tenths)


def verdict_view(verdict: Verdict) -> dict[str, Any]:
    """Who pays and by which line of the table; ``missing`` are questions still to be answered."""
    return {
        "payer": verdict.payer,
        "rule": verdict.rule,
        "source": verdict.source,
        "words": verdict.words,
        "missing": list(verdict.missing),
    }


def short_view(claim: Claim, late_days: int) -> dict[str, Any]:
    """A claim in a list."""
    about = claim.occasion
    return {
        "id": claim.id,
        "version": claim.version,
        "state": claim.state,
        "region": about.region,
        "occasion": {
            "kind": about.kind,
            "id": about.id or None,
            "title": about.title,
            "on": about.on.isoformat() if about.on else None,
        },
        "total_pence": claim.total,
        "begun_at": claim.history[0].at.isoformat(),
        "submitted_at": claim.submitted_at.isoformat() if claim.submitted_at else None,
        "manual": claim.is_manual,
        "days_late": claim.late_by(late_days),
        "approvals": len(claim.approvals),
    }


def claim_view(claim: Claim, late_days: int, names: Mapping[str, str]) -> dict[str, Any]:
    """The whole of a claim, for its claimant and those who may decide it; ``names`` say who did what."""
    assistants = claim.assistants_verdict
    return {
        **short_view(claim, late_days),
        "claimant_id": claim.claimant_id,
        "payee": claim.payee,
        "answers": dict(claim.answers),
        "named_by": list(claim.named_by),
        "assistant_id": claim.assistant_id or None,
        "assistant_required": claim.assistant_required,
        "verdict": verdict_view(claim.verdict),
        "assistants_verdict": verdict_view(assistants) if assistants else None,
        "claimant_pence": total(claim.costs, CLAIMANT),
        "assistant_pence": total(claim.costs, ASSISTANT),
        "costs": [cost_view(cost) for cost in claim.costs],
        "receipts": [receipt_view(each) for each in claim.receipts],
        "receipts_wanted": any(cost.needs_receipt for cost in claim.costs) and not claim.receipts,
        "history": [_step_view(step, names) for step in claim.history],
        "batch_id": claim.batch_id or None,
    }


def receipt_view(receipt: Receipt) -> dict[str, Any]:
    """A receipt; it is downloaded in ``parts`` parts."""
    return {
        "id": receipt.id,
        "name": receipt.name,
        "media_type": receipt.media_type,
        "size": receipt.size,
        "parts": -(-receipt.size // PART_BYTES),
    }


def cost_view(cost: Cost) -> dict[str, Any]:
    """One line; ``pence_a_mile`` is the rate of the day it was written down."""
    return {
        "id": cost.id,
        "whose": cost.whose,
        "kind": cost.kind,
        "on": cost.on.isoformat(),
        "pence": cost.pence,
        "mode": cost.mode or None,
        "origin": cost.origin,
        "destination": cost.destination,
        "miles": cost.tenths / 10 if cost.tenths is not None else None,
        "pence_a_mile": cost.rate,
        "what": cost.what,
    }


def _step_view(step: Step, names: Mapping[str, str]) -> dict[str, Any]:
    at = step.at.isoformat()
    return {"kind": step.kind, "at": at, "by": step.by, "called": names[step.by], "words": step.words}


def told(claim: Claim) -> dict[str, Any]:
    """What a command answers: answers are remembered for weeks, so no words and no amounts are in it."""
    return {"id": claim.id, "version": claim.version, "state": claim.state}
