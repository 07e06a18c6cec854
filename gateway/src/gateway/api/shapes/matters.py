"""Shapes of matters between the regions and the centre."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, list_of, page_of, string, whole

DIRECTIONS = ("to_centre", "to_regions")
STATES = ("raised", "acknowledged", "answered", "closed", "withdrawn")
OUTCOMES = ("accepted", "partly", "declined", "noted", "otherwise")
ACTIONS = ("join", "acknowledge", "answer", "pass_on", "withdraw", "close")
DECISIONS = ("raise", "join", "turn_down")
PROPOSAL_STATES = ("waiting", "taken_up", "joined", "turned_down", "taken_back")
IS_NEW = "You looked at the matters that look alike, and this is another one"


def _flag(meaning: str) -> fields.Bool:
    return fields.Bool(truthy={True}, falsy={False}, metadata={"description": meaning})


class ListMatters(Paging):
    group = string("Only this group's, on either side: a region's code, or UK for the centre")
    state = fields.Str(validate=validate.OneOf(STATES))
    direction = fields.Str(validate=validate.OneOf(DIRECTIONS))
    overdue = fields.Bool(
        metadata={"description": "Those that were not acknowledged in time, the longest overdue first"}
    )


class LikeThis(Schema):
    title = string("As it is typed so far", required=True)


class RaiseMatter(Schema):
    group = string("Who raises it: a region's code, or UK for the centre", required=True)
    to = fields.List(
        fields.Str(),
        metadata={"description": "For the centre alone: codes, or `all` for each region with a group"},
    )
    title = string(required=True)
    text = string("Everybody can read it", required=True)
    is_new = _flag(IS_NEW)


class _Act(Versioned):
    group = string("For which of your groups you act: a region's code, or UK", required=True)


class JoinMatter(_Act):
    words = string("How it is in your region")


class AcknowledgeMatter(_Act):
    words = string("What happens next, if you know")


class AnswerMatter(_Act):
    outcome = fields.Str(
        required=True,
        validate=validate.OneOf(OUTCOMES),
        metadata={"description": "`otherwise` is a region's alone: we do it otherwise, because"},
    )
    reasons = string("Needed")


class PassOnMatter(_Act):
    notes = string("What it means in your region", required=True)


class WithdrawMatter(_Act):
    reason = string("Needed")


class CloseMatter(_Act):
    words = string("What came of it")


class ProposeMatter(Schema):
    """To the group of your home region."""

    title = string(required=True)
    text = string(required=True)


class ListProposals(Paging):
    region = string("Waiting for this region's group; without it, your own proposals")


class DecideProposal(Versioned):
    decision = fields.Str(required=True, validate=validate.OneOf(DECISIONS))
    title = string("Better words, when raising it")
    text = string("Better words, when raising it")
    is_new = _flag(IS_NEW)
    matter_id = string("The matter that you join with it")
    reason = string("For the member; needed when turning it down")


class MatterVoice(Shown):
    """A group that stands behind the matter; the first raised it."""

    group = string(required=True)
    words = string("Its own words, when it joined", required=True)
    at = instant(required=True)


class MatterAsked(Shown):
    """A group that is to answer."""

    group = string(required=True)
    due_at = instant(required=True)
    acknowledged_at = instant(required=True, allow_none=True)
    late = fields.Bool(required=True, metadata={"description": "Not acknowledged in time"})
    outcome = fields.Str(required=True, allow_none=True, validate=validate.OneOf((*OUTCOMES, None)))
    reasons = string(required=True, allow_none=True)
    answered_at = instant(required=True, allow_none=True)
    notes = string("With which a region passed it on", required=True, allow_none=True)
    passed_on_at = instant(required=True, allow_none=True)


class MatterStep(Shown):
    kind = string(required=True)
    at = instant(required=True)
    group = string("Groups act; no person is named", required=True)
    words = string(required=True)
    outcome = fields.Str(required=True, allow_none=True, validate=validate.OneOf((*OUTCOMES, None)))


class Matter(Shown):
    """The same for both sides, for all regions and for visitors."""

    id = string(required=True)
    version = whole(required=True)
    direction = fields.Str(required=True, validate=validate.OneOf(DIRECTIONS))
    title = string(required=True)
    text = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    raised_at = instant(required=True)
    changed_at = instant(required=True)
    raised_by = fields.List(fields.Nested(MatterVoice), required=True)
    raised_by_number = whole("How many groups stand behind it", required=True)
    asked = fields.List(fields.Nested(MatterAsked), required=True)
    overdue = fields.List(
        fields.Str(), required=True, metadata={"description": "Groups that should have acknowledged it"}
    )
    history = fields.List(fields.Nested(MatterStep), required=True)
    may = fields.Dict(
        keys=fields.Str(validate=validate.OneOf(ACTIONS)),
        values=fields.List(fields.Str()),
        required=True,
        metadata={"description": "What you can do now, and for which of your groups"},
    )


class MatterInShort(Shown):
    id = string(required=True)
    title = string(required=True)
    direction = fields.Str(required=True, validate=validate.OneOf(DIRECTIONS))
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    groups = fields.List(fields.Str(), required=True)
    raised_by_number = whole(required=True)


class MatterTally(Shown):
    """Withdrawn matters are not counted."""

    raised = whole(required=True)
    joined = whole("Regions that joined another's", required=True)
    acknowledged = whole(required=True)
    answered = whole(required=True)
    overdue = whole("Now", required=True)
    passed_on = whole("By regions, with notes", required=True)
    median_days = fields.Float(
        required=True, allow_none=True, metadata={"description": "From raised to acknowledged"}
    )


class MatterRegionTally(MatterTally):
    region = string(required=True)


class MatterTraffic(Shown):
    escalations = fields.Nested(MatterTally, required=True)
    cascades = fields.Nested(MatterTally, required=True)
    escalations_by_region = fields.List(fields.Nested(MatterRegionTally), required=True)
    cascades_by_region = fields.List(fields.Nested(MatterRegionTally), required=True)


class MatterProposal(Shown):
    """Seen by the member who made it and by the group that answers; it carries no name."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    title = string(required=True)
    text = string(required=True)
    proposed_at = instant(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(PROPOSAL_STATES))
    reason = string("The group's words for the member", required=True, allow_none=True)
    matter_id = string("What it became", required=True, allow_none=True)
    decided_at = instant(required=True, allow_none=True)


MatterPage = page_of(Matter)
MatterInShortList = list_of(MatterInShort)
MatterProposalPage = page_of(MatterProposal)
