"""Shapes of the vote of a round: its paper, roll and ballots, and what they say by every rule."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, day, instant, page_of, string, whole

KINDS = ("fixed", "approval", "knapsack")
RULES = ("greedy", "equal-shares")
POLL_STATES = ("open", "tallied", "thrown_away")


class SaveBallotDraft(Schema):
    projects = fields.List(
        fields.Str(), required=True, metadata={"description": "Ids from the paper; none: no draft is kept"}
    )


class CastRoundBallot(Schema):
    """Without a project the ballot is blank."""

    ballot_secret = string(
        "128 random bits as 32 small hexadecimal digits, drawn by the voter's side and kept there",
        required=True,
    )
    projects = fields.List(fields.Str(), required=True, metadata={"description": "Ids from the paper"})
    organisation = string("Where you work, if you like to say so: only added up, never beside a ballot")


class ThemePicks(Shown):
    theme = string(required=True)
    number = whole(required=True)


class RoundBallotForm(Shown):
    """How many projects are chosen: exactly (fixed), at most (approval), or as the pot holds (knapsack)."""

    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    picks = whole(required=True, allow_none=True)
    per_theme = fields.List(fields.Nested(ThemePicks), required=True)


class VotePhase(Shown):
    kind = string(required=True)
    first = day(required=True)
    last = day(required=True)
    opens_at = instant(required=True)
    closes_at = instant(required=True)
    is_open = fields.Bool(required=True)
    in_words = string(required=True)


class PaperProject(Shown):
    number = whole("Its place in the order of the lot, from 1", required=True)
    id = string(required=True)
    title = string(required=True)
    theme = string(required=True, allow_none=True)
    ask = whole("Pence", required=True)
    region = string("Of its lead, on the day when voting opened", required=True)


class BallotProblem(Shown):
    code = string(required=True)
    detail = string(required=True)


class OwnBallot(Shown):
    """What concerns the caller alone."""

    on_roll = fields.Bool(required=True)
    voted = fields.Bool(
        required=True, allow_none=True, metadata={"description": "null once that is forgotten"}
    )
    ballot = fields.Nested(
        RoundBallotForm,
        required=True,
        metadata={"description": "As they can fill it in: a paper may hold fewer projects for them"},
    )
    own_projects = fields.List(fields.Str(), required=True)
    draft = fields.List(fields.Str(), required=True)
    draft_problem = fields.Nested(
        BallotProblem, required=True, allow_none=True, metadata={"description": "Why it is not taken yet"}
    )


class BallotPaper(Shown):
    """The projects in the order of the lot, and what a ballot may hold."""

    round = string(required=True)
    title = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(POLL_STATES))
    opened_at = instant(required=True)
    vote = fields.Nested(VotePhase, required=True)
    grace = whole("Minutes after noon within which a ballot is still taken", required=True)
    takes_ballots = fields.Bool(required=True)
    ballot = fields.Nested(RoundBallotForm, required=True)
    pot = whole("Pence", required=True)
    seed = string("Of the lot that numbers the paper and settles ties", required=True)
    roll_size = whole(required=True)
    projects = fields.List(fields.Nested(PaperProject), required=True)
    mine = fields.Nested(OwnBallot, required=True, allow_none=True, metadata={"description": "For members"})


class RollOfRegion(Shown):
    region = string(required=True)
    number = whole(required=True)


class RoundRoll(Shown):
    round = string(required=True)
    size = whole(required=True)
    frozen_at = instant(required=True)
    regions = fields.List(fields.Nested(RollOfRegion), required=True)
    items = fields.List(
        fields.Str(),
        required=True,
        allow_none=True,
        metadata={"description": "Member ids, for members; null for others"},
    )
    next = string(required=True, allow_none=True)


class RoundBallotCast(Shown):
    accepted = fields.Bool(required=True)
    receipt = string("Keep it: the published list has it beside your ballot", required=True)


class RoundBallot(Shown):
    receipt = string(required=True)
    numbers = fields.List(fields.Int(), required=True, metadata={"description": "On the paper"})
    projects = fields.List(fields.Str(), required=True, metadata={"description": "Their ids"})


class RoundTurnout(Shown):
    ballots = whole(required=True)
    blank = whole(required=True)
    roll = whole(required=True)
    percent = fields.Float(required=True)


class TalliedProject(Shown):
    """What became of a project by one rule, and why; money is pence, fractions are exact text."""

    id = string(required=True)
    number = whole(required=True)
    name = string(required=True)
    cost = whole(required=True)
    votes = whole(required=True)
    people = whole("How many chose it", required=True)
    turn = whole("Its place in the order in which the rule looked at projects", required=True)
    left = whole("What the pot held at its turn", required=True)
    is_funded = fields.Bool(required=True)
    funded_by = string("votes, shares or completion", required=True, allow_none=True)
    reason = string(
        "Why not: no_votes, over_pot, too_little_left or tied_out", required=True, allow_none=True
    )
    price = string("What each who chose it paid at most", required=True, allow_none=True)
    purses = string("What they still held when shares bought nothing more", required=True, allow_none=True)
    votes_short = whole("How many votes more would have sufficed", required=True, allow_none=True)
    sentence = string(required=True)


class TallyByRule(Shown):
    rule = fields.Str(required=True, validate=validate.OneOf(RULES))
    explained = string(required=True)
    pot = whole(required=True)
    spent = whole(required=True)
    voters = whole(required=True)
    ties = fields.List(
        fields.List(fields.Str()),
        required=True,
        metadata={"description": "Ids of projects between which the lot chose"},
    )
    projects = fields.List(fields.Nested(TalliedProject), required=True)


class HomeSupport(Shown):
    """Votes that came from a project's own region; null where fewer than so many could be recognised."""

    project = string(required=True)
    region = string(required=True)
    votes = whole(required=True, allow_none=True)
    percent = fields.Float(required=True, allow_none=True)
    percent_of_roll = fields.Float(required=True)


class ColleagueSupport(Shown):
    """Votes of those who said that they work for a project's organisation; null where too few did."""

    project = string(required=True)
    organisation = string(required=True)
    votes = whole(required=True, allow_none=True)
    percent = fields.Float(required=True, allow_none=True)
    percent_of_ballots = fields.Float(required=True, allow_none=True)


class ColleagueSupports(Shown):
    hidden_below = whole(required=True)
    items = fields.List(fields.Nested(ColleagueSupport), required=True)


class HomeSupports(Shown):
    hidden_below = whole(required=True)
    items = fields.List(fields.Nested(HomeSupport), required=True)


class RoundTally(Shown):
    """The same ballots by every rule of the round, the one that decides first."""

    round = string(required=True)
    region = string(required=True)
    tallied_at = instant(required=True)
    turnout = fields.Nested(RoundTurnout, required=True)
    rule = fields.Str(required=True, validate=validate.OneOf(RULES))
    funded = fields.List(fields.Str(), required=True, metadata={"description": "By the rule that decides"})
    tallies = fields.List(fields.Nested(TallyByRule), required=True)
    left_out = fields.List(
        fields.Str(),
        required=True,
        metadata={"description": "Projects that were given up while members voted"},
    )
    projects = fields.List(fields.Nested(PaperProject), required=True)
    from_own_region = fields.Nested(
        HomeSupports,
        required=True,
        allow_none=True,
        metadata={"description": "null where everybody is of one region"},
    )
    from_own_organisation = fields.Nested(ColleagueSupports, required=True)


RoundBallotPage = page_of(RoundBallot)
