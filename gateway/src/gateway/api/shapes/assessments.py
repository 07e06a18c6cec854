"""Shapes of panels, of who volunteers for them, and of assessments (row 56)."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

RECOMMENDATIONS = ("for", "unsure", "against")
ASSESSMENT_STATES = ("assigned", "accepted", "submitted", "conflicted", "returned", "taken_back")
CONFLICTS = ("declared", "own", "teamed", "organisation", "rival")
WHY = "In words that whoever it is about reads"


class AskedCriterion(Schema):
    key = string("Short, the same in every score", required=True)
    title = string(required=True)
    question = string("What assessors answer")
    most = whole("Points at most, else 5")
    weight = whole("In the total, else 1")


class PanelRules(Versioned):
    """All rules; criteria stand once proposals were given out."""

    criteria = fields.List(fields.Nested(AskedCriterion), required=True)
    wanted = whole("Assessments of each proposal, else 3")
    due_on = day("They are due at noon of this day; null: when the phase ends", allow_none=True)
    proposers_assess = fields.Bool(
        truthy={True},
        falsy={False},
        metadata={"description": "Whether who brings a proposal assesses others"},
    )
    two_keepers = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Who recommended does not determine"}
    )


class OfferToAssess(Schema):
    most = whole("So many proposals would you read at most", required=True)
    organisation = string("Where you work: it tells of conflicts, and keepers alone read it")
    shown_name = string("How keepers call you")


class AssessorsReason(Schema):
    reason = string(WHY)


class AssessmentReason(Versioned):
    reason = string(WHY)


class TellConflict(AssessorsReason):
    member_id = string("For keepers: the assessor who has it; else it is your own")


class GiveOut(Schema):
    member_id = string("A volunteer of the round", required=True)


class WriteScore(Schema):
    """A draft may lack the points or the reason."""

    key = string(required=True)
    points = whole(allow_none=True)
    reason = string()


class WriteAssessment(Versioned):
    """The whole opinion, as far as it is written."""

    scores = fields.List(fields.Nested(WriteScore))
    recommendation = fields.Str(validate=validate.OneOf(("", *RECOMMENDATIONS)))
    for_team = string("The proposal's team reads it, without your name")
    for_keepers = string("Nobody else reads it")


class ListMyAssessments(Paging):
    round_id = string("Only of this round")


class PanelCriterion(Shown):
    key = string(required=True)
    title = string(required=True)
    question = string(required=True)
    most = whole(required=True)
    weight = whole(required=True)


class DeclaredConflict(Shown):
    """Also one that was undone."""

    proposal_id = string(required=True)
    reason = string(required=True)
    by_themself = fields.Bool(
        required=True, metadata={"description": "Else a keeper noted it; who told of it undoes it"}
    )
    undone_because = string("Null while it stands", required=True, allow_none=True)


class AssessorsOffer(Shown):
    round_id = string(required=True)
    member_id = string(required=True)
    version = whole(required=True)
    state = fields.Str(
        required=True, validate=validate.OneOf(("offered", "withdrawn", "stood_down", "recused"))
    )
    most = whole(required=True)


class OwnOffer(AssessorsOffer):
    organisation = string(required=True)
    shown_name = string(required=True)
    reason = string(required=True, allow_none=True)
    declared = fields.List(fields.Nested(DeclaredConflict), required=True)


class RoundPanel(Shown):
    round_id = string(required=True)
    version = whole(required=True)
    criteria = fields.List(fields.Nested(PanelCriterion), required=True)
    wanted = whole(required=True)
    due_on = day(required=True, allow_none=True)
    due_at = instant(required=True, allow_none=True)
    proposers_assess = fields.Bool(required=True)
    two_keepers = fields.Bool(required=True)
    assigned_at = instant(required=True, allow_none=True)
    published_at = instant(required=True, allow_none=True)
    own = fields.Nested(OwnOffer, allow_none=True)


class ConflictReason(Shown):
    kind = fields.Str(required=True, validate=validate.OneOf(CONFLICTS))
    reason = string(required=True)


class ConflictWith(ConflictReason):
    proposal_id = string(required=True)


class PanelAssessor(OwnOffer):
    is_active = fields.Bool(required=True)
    given = whole("What they have and what they handed in", required=True)
    submitted = whole(required=True)
    average = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Of the totals they gave, in per cent: who is strict, who is generous"},
    )
    conflicts = fields.List(fields.Nested(ConflictWith), required=True)


PanelAssessorList = list_of(PanelAssessor)


class ConflictKept(AssessorsOffer):
    proposal_id = string(required=True)
    kind = string(required=True)


class LeftShort(Shown):
    proposal_id = string(required=True)
    title = string(required=True)
    missing = whole(required=True)


class GivenOut(Shown):
    given = whole(required=True)
    assessors = whole(required=True)
    short = fields.List(
        fields.Nested(LeftShort), required=True, metadata={"description": "For what nobody is left"}
    )


class GivenOne(Shown):
    id = string(required=True)
    version = whole(required=True)
    state = string(required=True)


class AssessmentStep(Shown):
    id = string(required=True)
    version = whole(required=True)
    round_id = string(required=True)
    proposal_id = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(ASSESSMENT_STATES))
    assigned_at = instant(required=True)
    submitted_at = instant(required=True, allow_none=True)


class MyAssessment(AssessmentStep):
    title = string()
    theme = string()
    stage = string()
    round_title = string(required=True)
    due_at = instant(required=True, allow_none=True)
    reason = string(required=True, allow_none=True)


MyAssessmentPage = page_of(MyAssessment)


class AssessmentScore(Shown):
    key = string(required=True)
    points = whole("Null in a draft that lacks them", required=True, allow_none=True)
    reason = string(required=True)


class WrittenOpinion(Shown):
    scores = fields.List(fields.Nested(AssessmentScore), required=True)
    recommendation = string(required=True)
    for_team = string(required=True)
    for_keepers = string(required=True)


class JudgedTeamMember(Shown):
    member_id = string(required=True)
    shown_name = string(required=True, allow_none=True)


class JudgedProposal(Shown):
    id = string(required=True)
    stage = string(required=True)
    region = string(required=True)
    title = string(required=True)
    aim = string(required=True)
    organisation = string(required=True)
    theme = string(required=True)
    ask = whole("Pence", required=True)
    team = fields.List(fields.Nested(JudgedTeamMember), required=True)
    plan = string("Null until you said that you have no conflict", required=True, allow_none=True)
    spending = string(required=True, allow_none=True)
    text = whole("Number of this text", required=True)


class TextBecause(Shown):
    proposal_id = string(required=True)
    number = whole(required=True)
    at = instant(required=True)
    because_of = fields.List(fields.Str(), required=True, metadata={"description": "Ids of comments"})


class JudgedEngagement(Shown):
    until = instant(required=True)
    comments = whole(required=True)
    commenters = whole(required=True)
    answered = whole(required=True)
    questions = whole(required=True)
    questions_answered = whole(required=True)
    questions_unanswered = whole(required=True)
    texts = whole(required=True)
    changes = fields.List(fields.Nested(TextBecause), required=True)
    changed_by = whole("Comments because of which the text changed", required=True)
    supporters = whole(required=True)
    groups = fields.List(fields.Str(), required=True)


class WhyAssessingClosed(Shown):
    code = string(required=True)
    detail = string(required=True)


class WholeAssessment(AssessmentStep):
    round_title = string(required=True)
    due_at = instant(required=True, allow_none=True)
    reason = string(required=True, allow_none=True)
    conflict = fields.Nested(ConflictReason, required=True, allow_none=True)
    closed = fields.Nested(WhyAssessingClosed, required=True, allow_none=True)
    criteria = fields.List(fields.Nested(PanelCriterion), required=True)
    proposal = fields.Nested(JudgedProposal, required=True)
    engagement = fields.Nested(JudgedEngagement, required=True, allow_none=True)
    opinion = fields.Nested(WrittenOpinion, required=True)


class KeptAssessment(AssessmentStep):
    assessor = string("Member id; null once it is forgotten", required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    text = whole("Number of the text that was judged", required=True, allow_none=True)
    reason = string(required=True, allow_none=True)
    opinion = fields.Nested(WrittenOpinion, required=True, allow_none=True)


KeptAssessmentList = list_of(KeptAssessment)
