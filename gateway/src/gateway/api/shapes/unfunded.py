"""Shapes of ideas without an award: what else there is for them, help, outcomes (row 58); money is pence."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, list_of, page_of, string, whole

CHOICES = ("unanswered", "listed", "private")
HELP = ("time", "team", "funder", "room", "other")
HELP_STATES = ("asked", "agreed", "declined", "ended")
TO_BE_NOTED = ("taken_up", "joined", "sponsored", "funded", "not_carried_on")
OUTCOMES = (*TO_BE_NOTED, "next_round")


class ListUnfunded(Paging):
    region = string("Only of this region")
    round_id = string("Only of this round")


class CountUnfunded(Schema):
    round_id = string(required=True)
    region = string("Only of this region")


class ListIdea(Versioned):
    wanted = string("Which support they would like; members can read it", required=True)
    shown_name = string("How they are called beside it; members can read it")
    reach = string("Told to those whose help they take")


class OfferIdeaHelp(Schema):
    kind = fields.Str(required=True, validate=validate.OneOf(HELP))
    words = string("Members can read it", required=True)
    shown_name = string("Told to the idea's people alone")
    reach = string("Told to the idea's people alone")


class AnswerIdeaHelp(Schema):
    agrees = flag(required=True)


class SponsorIdea(Versioned):
    words = string("How the group of its region helps it on")


class NoteIdeaOutcome(Versioned):
    kind = fields.Str(required=True, validate=validate.OneOf(TO_BE_NOTED))
    words = string()


class CarryOnIdea(Versioned):
    next_id = string("The proposal of a later round", required=True)


class IdeaFacts(Shown):
    """The idea as it stood on result day; its id is its proposal's."""

    id = string(required=True)
    round_id = string(required=True)
    region = string(required=True)
    title = string(required=True)
    aim = string(required=True)
    theme = string(required=True, allow_none=True)
    ask = whole("In pence", required=True)
    stage = string(required=True)


class IdeaOutcome(Shown):
    kind = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    words = string(required=True, allow_none=True)
    at = instant(required=True)
    next_id = string("The proposal that carries it on", required=True, allow_none=True)


class IdeaHelp(Shown):
    id = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(HELP))
    words = string(required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(HELP_STATES))
    at = instant(required=True)
    is_mine = fields.Bool(required=True)
    shown_name = string("For the two sides alone", required=True, allow_none=True)
    reach = string("For the two sides alone", required=True, allow_none=True)


class IdeaSponsor(Shown):
    words = string(required=True, allow_none=True)
    at = instant(required=True)


class UnfundedIdea(IdeaFacts):
    """Members see it once its people agreed; its people, and who helps it, always."""

    version = whole(required=True)
    choice = fields.Str(required=True, validate=validate.OneOf(CHOICES))
    wanted = string(required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    reach = string("For those whose help they took", required=True, allow_none=True)
    opened_at = instant(required=True)
    sponsor = fields.Nested(IdeaSponsor, required=True, allow_none=True)
    help = fields.List(fields.Nested(IdeaHelp), required=True)
    outcome = fields.Nested(IdeaOutcome, required=True, allow_none=True)
    is_mine = fields.Bool(required=True)
    may_sponsor = fields.Bool(required=True)


class AlikeIdea(IdeaFacts):
    shared = fields.List(string(), required=True, metadata={"description": "Words that both share"})
    in_words = string(required=True)


class RoundToEnter(Shown):
    id = string(required=True)
    title = string(required=True)
    region = string(required=True)
    takes_entries_until = instant(required=True, allow_none=True)
    is_open = fields.Bool(required=True)
    most_ask = whole("In pence", required=True)


class IdeaOptions(Shown):
    similar = fields.List(fields.Nested(AlikeIdea), required=True)
    next_rounds = fields.List(fields.Nested(RoundToEnter), required=True)
    has_group = fields.Bool(
        required=True, metadata={"description": "Whether a group of its region could sponsor it"}
    )
    find_help = string("Where skills are looked for", required=True)


class WholeUnfundedIdea(UnfundedIdea):
    options = fields.Nested(IdeaOptions, required=True)


class IdeaBefore(IdeaFacts):
    """What a proposal was in an earlier round, and what became of that."""

    outcome = fields.Nested(IdeaOutcome, required=True, allow_none=True)


class UnfundedCounts(Shown):
    submitted = whole(required=True)
    awarded = whole(required=True)
    to_support = whole("Submitted and not awarded", required=True)
    opened = whole("Offered what else there is", required=True)
    unanswered = whole(required=True)
    listed = whole(required=True)
    helped = whole(required=True)
    sponsored = whole(required=True)
    outcomes = fields.Dict(keys=fields.Str(), values=fields.Int(), required=True)


UnfundedIdeaPage = page_of(UnfundedIdea)
IdeaBeforeList = list_of(IdeaBefore)
