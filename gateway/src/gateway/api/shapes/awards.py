"""Shapes of awards, of their terms and of a round's pot (row 57); money is whole pence."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

KINDS = ("full", "part", "skip")
CORRECTED = ("payment", "condition", "report")
STATES = ("proposed", "awarded", "skipped", "dropped", "ended")


class ListAwards(Paging):
    round_id = string(required=True)


class OfRound(Schema):
    round_id = string(required=True)


class AwardInstalmentTerms(Schema):
    amount = whole("In pence", required=True)
    due = day(required=True)
    after = fields.List(
        whole(), metadata={"description": "Numbers of the conditions that it waits for, from 1"}
    )
    report = whole("The number of the report that it waits for", allow_none=True)


class AwardTerms(Schema):
    """An award, a part of what was asked, or (`amount` 0) that the project is skipped."""

    amount = whole("In pence; 0 skips the project", required=True)
    reason = string("Needed for less than was asked, and against the vote")
    conditions = fields.List(string())
    instalments = fields.List(
        fields.Nested(AwardInstalmentTerms), metadata={"description": "Together they make the amount"}
    )
    reports = fields.List(day(), metadata={"description": "The days by which reports are asked for"})


class ProposeAward(AwardTerms):
    proposal_id = string(required=True)


class ChangeAward(AwardTerms, Versioned):
    """The whole terms again; who approved the earlier ones approves anew."""


class ApproveAward(Schema):
    edition = whole("Of the terms that you read", required=True)
    has_no_interest = flag("That you have no interest in this project", required=True)


class EndAward(Versioned):
    reason = string("Needed from whoever says it first")


class PayInstalment(Versioned):
    on = day("The day it was paid, else today")
    reference = string("What the payment is found by; for the round's keepers")


class UndoAwardStep(Versioned):
    part = fields.Str(
        required=True,
        validate=validate.OneOf(CORRECTED),
        metadata={"description": "That an instalment was paid, a condition met, or a report skipped"},
    )
    number = whole("Of the instalment, condition or report", required=True)
    reason = string("Everybody can read it", required=True)


class NoteMoneyBack(Versioned):
    amount = whole("In pence: at most what was paid and did not come back yet", required=True)
    on = day("The day it came back, else today")
    reference = string("What it is found by; for the round's keepers")


class HandInAwardReport(Versioned):
    text = string("What became of it; everybody can read it", required=True)
    spent = whole("Pence of the award that are spent so far", allow_none=True)


class SkipAwardReport(Versioned):
    reason = string("Everybody can read it", required=True)


class AwardCondition(Shown):
    number = whole(required=True)
    text = string(required=True)
    met_at = instant(required=True, allow_none=True)


class AwardInstalment(Shown):
    number = whole(required=True)
    amount = whole("In pence", required=True)
    due = fields.Date(required=True)
    after = fields.List(whole(), required=True)
    report = whole(required=True, allow_none=True)
    paid_on = fields.Date(required=True, allow_none=True)
    waits_for = fields.List(string(), required=True, metadata={"description": "In words"})


class AwardReport(Shown):
    number = whole(required=True)
    due = fields.Date(required=True)
    text = string(required=True, allow_none=True)
    spent = whole("In pence", required=True, allow_none=True)
    handed_in_at = instant(required=True, allow_none=True)
    skipped = string("Why it is asked for no more", required=True, allow_none=True)
    is_late = fields.Bool(required=True)


class AwardMoneyBack(Shown):
    amount = whole("In pence", required=True)
    on = fields.Date(required=True)


class AwardCorrection(Shown):
    """What was noted by mistake, and why it was undone."""

    part = fields.Str(required=True, validate=validate.OneOf(CORRECTED))
    number = whole(required=True)
    reason = string(required=True)
    at = instant(required=True)


class AwardEnding(Shown):
    by = string("The keeper who wants it to end", required=True)
    reason = string(required=True)


class Award(Shown):
    """What a project gets. The last ones are there for the round's keepers alone."""

    id = string(required=True)
    version = whole(required=True)
    edition = whole("Counts its terms: an approval is for those that were read", required=True)
    round_id = string(required=True)
    proposal_id = string(required=True)
    title = string(required=True)
    region = string(required=True)
    ask = whole("In pence", required=True)
    won = fields.Bool(required=True, metadata={"description": "Whether the vote funds it"})
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    amount = whole("In pence", required=True)
    reason = string(required=True, allow_none=True)
    paid = whole("In pence", required=True)
    unpaid = whole("In pence", required=True)
    returned = whole("Pence that were paid and came back", required=True)
    money_back = fields.List(fields.Nested(AwardMoneyBack), required=True)
    corrections = fields.List(fields.Nested(AwardCorrection), required=True)
    conditions = fields.List(fields.Nested(AwardCondition), required=True)
    instalments = fields.List(fields.Nested(AwardInstalment), required=True)
    reports = fields.List(fields.Nested(AwardReport), required=True)
    approvals = whole(required=True)
    approvals_needed = whole(required=True)
    decided_at = instant(required=True, allow_none=True)
    ended_at = instant(required=True, allow_none=True)
    ended_because = string(required=True, allow_none=True)
    is_mine = fields.Bool(required=True, metadata={"description": "Whether you applied for it"})
    proposed_by = string("Member id")
    approved_by = fields.List(string("Member id"))
    recused = fields.List(string("Member id"))
    ending = fields.Nested(AwardEnding, allow_none=True)
    approved_by_me = fields.Bool()
    references = fields.List(string(allow_none=True), metadata={"description": "Of each instalment"})


class AwardPot(Shown):
    """What a round's pot holds, in pence, and what of it is awarded, paid and left."""

    round_id = string(required=True)
    pot = whole("Null where nobody knows: of a round held elsewhere", required=True, allow_none=True)
    awarded = whole(required=True)
    left = whole(required=True, allow_none=True)
    paid = whole(required=True)
    returned = whole("Pence that were paid and came back", required=True)
    awards = whole("How many were made, without those that ended with nothing paid", required=True)
    announced_at = instant(required=True, allow_none=True)
    late_reports = whole(required=True)


AwardPage = page_of(Award)
