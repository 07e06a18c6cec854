"""Shapes of rounds of Q Exchange; money is whole pence, grace whole minutes."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

PHASES = ("idea", "proposal", "shortlist", "vote", "award", "report")
FORMS = ("fixed", "approval", "knapsack")
RULES = ("greedy", "equal-shares")
STATES = ("draft", "published", "cancelled")
ACTORS = ("member", "assessor", "keeper", "elector", "lead")


class ListRounds(Paging):
    region = string("A region's code, or UK")


class RoundPhase(Schema):
    kind = fields.Str(required=True, validate=validate.OneOf(PHASES))
    first = day("It is open from the beginning of this day in London", required=True)
    last = day("It is open until noon of this day in London", required=True)


class RoundThemeNumber(Schema):
    theme = string(required=True)
    number = whole("Exactly so many of this theme", required=True)


class TermsBallot(Schema):
    kind = fields.Str(required=True, validate=validate.OneOf(FORMS))
    picks = whole("Exactly so many (fixed), or at most (approval; null: any number)", allow_none=True)
    per_theme = fields.List(fields.Nested(RoundThemeNumber))


class _Terms(Schema):
    """What is published before anybody acts."""

    title = string(required=True)
    purpose = string()
    pot = whole("Pence; null where nobody knows, of a round held elsewhere", required=True, allow_none=True)
    least_ask = whole("Pence", required=True, allow_none=True)
    most_ask = whole("Pence", required=True, allow_none=True)
    themes = fields.List(fields.Str())
    phases = fields.List(fields.Nested(RoundPhase), required=True)
    ballot = fields.Nested(TermsBallot, required=True)
    rule = fields.Str(
        validate=validate.OneOf(RULES), metadata={"description": "By which the vote is decided; else greedy"}
    )
    shown = fields.List(
        fields.Str(validate=validate.OneOf(RULES)),
        metadata={"description": "Rules by which the same ballots are tallied for everybody to compare"},
    )
    grace = whole("Minutes after noon in which something is still taken; else 10")
    seed = string("Of the lot that settles ties; else we draw one")


class DraftRound(_Terms):
    region = string("A region's code, or UK for all of Q", required=True)


class ChangeRound(_Terms, Versioned):
    """The whole terms again."""


class PostponeRound(Versioned):
    phases = fields.List(fields.Nested(RoundPhase), required=True)


class CancelRound(Versioned):
    reason = string("Everybody can read it", required=True)


class RoundPhaseShown(Shown):
    kind = fields.Str(required=True, validate=validate.OneOf(PHASES))
    first = day(required=True)
    last = day(required=True)
    opens_at = instant(required=True)
    closes_at = instant(required=True)
    taken_until = instant(required=True, metadata={"description": "The close with the grace"})
    is_open = fields.Bool(required=True)
    in_words = string(required=True)
    who_may = fields.List(
        fields.Str(validate=validate.OneOf(ACTORS)),
        required=True,
        metadata={"description": "Who acts in it; an elector is a member on the round's roll"},
    )


class RoundPartShown(Shown):
    """What the reader may do in one phase."""

    kind = fields.Str(required=True, validate=validate.OneOf(PHASES))
    may = fields.Bool(required=True)
    until = instant(required=True, allow_none=True, metadata={"description": "null unless they may"})
    why_not = string("When and for whom it is, unless they may", required=True, allow_none=True)


class RoundThemeNumberShown(Shown):
    theme = string(required=True)
    number = whole(required=True)


class TermsBallotShown(Shown):
    kind = fields.Str(required=True, validate=validate.OneOf(FORMS))
    picks = whole(required=True, allow_none=True)
    per_theme = fields.List(fields.Nested(RoundThemeNumberShown), required=True)


class RoundTakenOver(Shown):
    """A round that was held or begun elsewhere."""

    source = string("Where, in a sentence", required=True)
    at = instant(required=True)
    counted_elsewhere = fields.Bool(
        required=True, metadata={"description": "Its votes were counted there: no ballots are here"}
    )


class Round(Shown):
    """A round of Q Exchange."""

    id = string(required=True)
    version = whole(required=True)
    region = string("A region's code, or UK", required=True)
    title = string(required=True)
    purpose = string(required=True)
    pot = whole("Pence; null where nobody knows", required=True, allow_none=True)
    least_ask = whole(required=True, allow_none=True)
    most_ask = whole(required=True, allow_none=True)
    themes = fields.List(fields.Str(), required=True)
    phases = fields.List(fields.Nested(RoundPhaseShown), required=True)
    ballot = fields.Nested(TermsBallotShown, required=True)
    rule = fields.Str(required=True, validate=validate.OneOf(RULES))
    shown = fields.List(fields.Str(validate=validate.OneOf(RULES)), required=True)
    grace = whole(required=True)
    seed = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    open_now = fields.List(fields.Str(validate=validate.OneOf(PHASES)), required=True)
    next_phase = fields.Nested(RoundPhaseShown, required=True, allow_none=True)
    published_at = instant(required=True, allow_none=True)
    reason = string("Why it was cancelled", required=True, allow_none=True)
    taken_over = fields.Nested(RoundTakenOver, required=True, allow_none=True)
    gives_money = fields.Bool(
        required=True,
        metadata={"description": "Whether awards can be made there: not before a region's host says so"},
    )
    mine = fields.List(
        fields.Nested(RoundPartShown),
        required=True,
        metadata={"description": "What you may do in each phase now, and until when; or why not"},
    )


class RoundRegionCount(Shown):
    region = string(required=True)
    number = whole(required=True)
    share_pct = fields.Float(required=True, allow_none=True)
    members = whole("Active members of the region", required=True)
    member_share_pct = fields.Float(required=True, allow_none=True)


class RoundThemeCount(Shown):
    theme = string(required=True)
    number = whole(required=True)
    share_pct = fields.Float(required=True, allow_none=True)


class RoundNumbers(Shown):
    """Percentages to one decimal, half up."""

    handed_in = whole("Proposals that were submitted", required=True)
    members = whole("Active members of all regions", required=True)
    by_stage = fields.Dict(keys=fields.Str(), values=fields.Int(), required=True)
    by_region = fields.List(fields.Nested(RoundRegionCount), required=True)
    by_theme = fields.List(fields.Nested(RoundThemeCount), required=True)


RoundPage = page_of(Round)
