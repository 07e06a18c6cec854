"""Shapes of what keepers decide, what everybody reads of it, and what teams are told (row 56)."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.assessments import RECOMMENDATIONS, ConflictReason, PanelCriterion
from gateway.api.shapes.parts import Shown, Versioned, instant, string, whole

VERDICTS = ("shortlisted", "not_shortlisted")
ORDERS = ("total", "spread", "ask", "entered", "title")


class ListResults(Schema):
    theme = string("Only this theme")
    waiting = fields.Bool(metadata={"description": "Leave out what is determined"})
    order = fields.Str(
        validate=validate.OneOf(ORDERS),
        metadata={"description": "Figures from the highest, the others from the first; else by total"},
    )
    reverse = fields.Bool(metadata={"description": "The other way round; what has no figure stays last"})


class AskedVerdict(Schema):
    proposal_id = string(required=True)
    verdict = fields.Str(required=True, validate=validate.OneOf(VERDICTS))
    reason = string(required=True)
    version = whole("Of what was decided before, as the results tell it")


class RecommendOutcomes(Schema):
    items = fields.List(fields.Nested(AskedVerdict), required=True)


class AskedDetermination(AskedVerdict):
    """The team reads the reason; of what comes on the shortlist everybody does."""

    exception = string("Why it is decided with fewer assessments than are wanted")


class DetermineOutcomes(Schema):
    items = fields.List(fields.Nested(AskedDetermination), required=True)


class PublishShortlist(Versioned):
    """The version is the panel's."""


class PutOnShortlist(Versioned):
    """Until the vote begins; the version is that of what was decided."""

    proposal_id = string(required=True)
    reason = string("Everybody reads it", required=True)


class MeanPoints(Shown):
    key = string(required=True)
    mean = fields.Float(required=True)


class SaidOutcome(Shown):
    verdict = fields.Str(required=True, validate=validate.OneOf(VERDICTS))
    reason = string(required=True)
    exception = string(required=True, allow_none=True)
    by = string(required=True)
    at = instant(required=True)


class KeptOutcome(Shown):
    version = whole(required=True)
    recommendation = fields.Nested(SaidOutcome, required=True, allow_none=True)
    determination = fields.Nested(SaidOutcome, required=True, allow_none=True)


class AssessmentResult(Shown):
    """A keeper with an interest in the proposal gets its ``conflict`` and neither points nor outcome."""

    proposal_id = string(required=True)
    title = string(required=True)
    theme = string(required=True)
    region = string(required=True)
    ask = whole("Pence", required=True)
    stage = string(required=True)
    wanted = whole(required=True)
    given_out = whole(required=True)
    submitted = whole(required=True)
    conflict = fields.Nested(ConflictReason, required=True, allow_none=True)
    total = fields.Float(
        allow_none=True, metadata={"description": "Mean of the assessors' weighted totals, per cent"}
    )
    spread = fields.Float(allow_none=True, metadata={"description": "Highest less lowest total, per cent"})
    means = fields.List(fields.Nested(MeanPoints))
    recommendations = fields.Dict(
        keys=fields.Str(validate=validate.OneOf(RECOMMENDATIONS)), values=fields.Int()
    )
    outcome = fields.Nested(KeptOutcome, allow_none=True)


class AssessmentResults(Shown):
    items = fields.List(fields.Nested(AssessmentResult), required=True)
    criteria = fields.List(fields.Nested(PanelCriterion), required=True)


class OutcomeStep(Shown):
    proposal_id = string(required=True)
    version = whole(required=True)
    verdict = string(required=True, allow_none=True)
    is_determined = fields.Bool(required=True)


class OutcomeSteps(Shown):
    items = fields.List(fields.Nested(OutcomeStep), required=True)


class ListedProposal(Shown):
    proposal_id = string(required=True)
    title = string(required=True)
    aim = string(required=True)
    organisation = string(required=True)
    theme = string(required=True)
    region = string(required=True)
    ask = whole("Pence", required=True)
    reason = string(required=True, allow_none=True)


class Shortlist(Shown):
    round_id = string(required=True)
    version = whole("Of the panel", required=True)
    published_at = instant(required=True, allow_none=True)
    considered = whole("How many were decided about", required=True)
    criteria = fields.List(fields.Nested(PanelCriterion), required=True)
    items = fields.List(fields.Nested(ListedProposal), required=True)


class HeardCriterion(PanelCriterion):
    mean = fields.Float(required=True)
    reasons = fields.List(fields.Str(), required=True)


class ProposalFeedback(Shown):
    proposal_id = string(required=True)
    title = string(required=True)
    stage = string(required=True)
    verdict = string(required=True, allow_none=True)
    reason = string(required=True, allow_none=True)
    exception = string(required=True, allow_none=True)
    assessments = whole(required=True)
    criteria = fields.List(fields.Nested(HeardCriterion), required=True)
    words = fields.List(fields.Str(), required=True)
