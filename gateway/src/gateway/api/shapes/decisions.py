"""Shapes of decisions."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, day, list_of, page_of, string, whole

METHODS = ("consent", "consensus", "majority")
ANSWERS = ("taken_in", "stood_aside", "maintained")
STATES = ("in_force", "ended", "superseded")
FILTERS = (*STATES, "review_due")
OUTCOMES = ("kept", "changed", "ended")
VERBS = ("change", "review", "supersede")


class ListDecisions(Paging):
    region = string("Only this group's: a region's code, or UK")
    words = string("Each begins a word of the decision's")
    method = fields.Str(validate=validate.OneOf(METHODS))
    state = fields.Str(validate=validate.OneOf(FILTERS))


class DecisionObjection(Shown):
    """In their words, without a name."""

    words = string(required=True)
    answer = fields.Str(required=True, validate=validate.OneOf(ANSWERS))


class DecisionObjectionSent(Schema):
    words = string(required=True)
    answer = fields.Str(required=True, validate=validate.OneOf(ANSWERS))


class RecordDecision(Schema):
    title = string(required=True)
    text = string()
    method = fields.Str(required=True, validate=validate.OneOf(METHODS))
    took_part = fields.List(
        fields.Str(),
        metadata={"description": "Ids of members who held a seat; else the attendance says who"},
    )
    favour = whole("Majority alone")
    against = whole("Majority alone")
    abstain = whole("Majority alone")
    objections = fields.List(fields.Nested(DecisionObjectionSent))
    review_on = day("When it is looked at again")
    supersedes = string("The id of the decision whose place it takes")
    section = string("The section of the minutes in which it stands")
    item = string("The id of the agenda item")
    is_closed = flag("Decided in a closed part: it stays at the table")


class ChangeDecision(Versioned):
    """Until minutes carry it."""

    title = string()
    text = string()
    objections = fields.List(fields.Nested(DecisionObjectionSent))
    review_on = day(allow_none=True)
    section = string()
    item = string()
    is_closed = flag()


class ReviewDecision(Versioned):
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    words = string("Needed unless it is kept")
    on = day("The day it was looked at, else today")
    next_on = day("When it is looked at next")


class DecisionCounts(Shown):
    favour = whole(required=True)
    against = whole(required=True)
    abstain = whole(required=True)


class DecisionQuorum(Shown):
    filled = whole("Seats filled on that day", required=True)
    took_part = whole(required=True)
    needed = whole(required=True)
    is_reached = fields.Bool(required=True)


class DecisionReview(Shown):
    on = day(required=True)
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    words = string(required=True)


class DecisionInShort(Shown):
    id = string(required=True)
    title = string(required=True)


class Decision(Shown):
    """It names no one; visitors see it once published minutes carry it."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    meeting_id = string(required=True)
    decided_on = day(required=True)
    title = string(required=True)
    text = string(required=True)
    method = fields.Str(required=True, validate=validate.OneOf(METHODS))
    counts = fields.Nested(DecisionCounts, required=True, allow_none=True)
    quorum = fields.Nested(DecisionQuorum, required=True)
    objections = fields.List(fields.Nested(DecisionObjection), required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    review_on = day(required=True, allow_none=True)
    is_review_due = fields.Bool(required=True)
    reviews = fields.List(fields.Nested(DecisionReview), required=True)
    supersedes = fields.Nested(DecisionInShort, required=True, allow_none=True)
    superseded_by = fields.Nested(DecisionInShort, required=True, allow_none=True)
    section = string(required=True, allow_none=True)
    item_id = string(required=True, allow_none=True)
    is_closed = fields.Bool(required=True)
    is_public = fields.Bool(required=True)
    may = fields.List(fields.Str(validate=validate.OneOf(VERBS)), required=True)


class Voter(Shown):
    id = string(required=True)
    called = string(required=True)
    present = fields.Bool(
        required=True, allow_none=True, metadata={"description": "Null where nobody recorded it"}
    )


class Voters(Shown):
    items = fields.List(fields.Nested(Voter), required=True)
    needed = whole("How many make a quorum", required=True)


DecisionPage = page_of(Decision)
DecisionList = list_of(Decision)
