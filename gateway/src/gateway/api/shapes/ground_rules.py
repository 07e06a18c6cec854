"""Shapes of ground rules: proposals for shared spaces, and what became of them."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Paging, Shown, Versioned, day, instant, page_of, string, whole

CHANGES = ("add", "change", "retire")
STATES = ("open", "adopted", "declined", "withdrawn")


class ProposeGroundRule(Schema):
    """A rule for a shared space; members comment before the group decides."""

    space = string("The shared space: a discussion group, events, ...", required=True)
    text = string("The rule; not needed to retire one")
    why = string("What it is for")
    change = fields.Str(validate=validate.OneOf(CHANGES), metadata={"description": "add, change or retire"})
    clause = string("The rule in force that is changed or retired")
    steward = string("The role that looks after the space")
    shown_name = string("A name to show; left out, only the proposer's part in Q is shown")
    days = whole("How long members may comment, 7 to 90 days")
    opened_on = day("For the national team: when it was opened in the past")


class CommentOnGroundRule(Schema):
    text = string(required=True)
    shown_name = string("A name to show; left out, only the writer's part in Q is shown")
    on = day("For the national team: when it was said in the past")


class DecideGroundRule(Versioned):
    """The group's decision at a named meeting, after the comment period."""

    decision = fields.Str(required=True, validate=validate.OneOf(("adopt", "decline")))
    meeting = string(required=True)
    on = string(ROUGH, required=True)
    reason = string("Needed to decline")


class WithdrawGroundRule(Versioned):
    """By the proposer."""


class GroundRulesAsked(Paging):
    state = fields.Str(validate=validate.OneOf(STATES))


class GroundRuleDecision(Shown):
    meeting = string(required=True)
    on = string(ROUGH, required=True)
    role = string(required=True)
    reason = string(required=True)


class GroundRule(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    space = string(required=True)
    text = string(required=True)
    why = string(required=True)
    change = string(required=True)
    clause = string(required=True)
    steward = string(required=True)
    role = string("The proposer's part in Q", required=True)
    home_region = string(required=True)
    shown_name = string(required=True)
    opened_at = instant(required=True)
    closes_at = instant(required=True)
    stage = string("open, awaiting_decision, adopted, declined or withdrawn", required=True)
    comments = whole("How many", required=True)
    decision = fields.Nested(GroundRuleDecision, required=True, allow_none=True)
    mine = fields.Bool(required=True)


class SharedSpace(Shown):
    """Whether one voice dominates a space: how many proposals, and from how many members."""

    space = string(required=True)
    proposals = whole(required=True)
    members = whole(required=True)


class GroundRulePage(page_of(GroundRule)):  # type: ignore[misc]
    spaces = fields.List(fields.Nested(SharedSpace), required=True)
    comment_days = whole("How long members may comment when nobody says how long", required=True)
