"""Shapes of elections, their rolls, nominations, ballots and counts."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

STATES = (
    "drafted",
    "nominations_open",
    "nominations_closed",
    "voting",
    "counted",
    "declared",
    "cancelled",
)
NOON = "It acts at 12:00 in London"


class ListElections(Paging):
    region = string("Only this region")
    state = fields.Str(validate=validate.OneOf(STATES))


class SystemSeats(Schema):
    system = string("A health and care system (STP)", required=True)
    seats = whole("The fewest seats that it has", required=True)


class ChangeElection(Versioned):
    """Rules and days; they stand once nominations open."""

    seats = whole("How many seats are to be filled", required=True)
    patient_seats = whole("How many of them are kept for patients and service users; filled first")
    most_per_county = whole("At most so many from one county; null: no such rule", allow_none=True)
    system_seats = fields.List(fields.Nested(SystemSeats))
    nominations_open = day(NOON, required=True)
    nominations_close = day(NOON, required=True)
    roll_on = day("Who belongs at noon of this day may vote", required=True)
    voting_opens = day(NOON, required=True)
    voting_closes = day(NOON, required=True)
    tie_seed = string("Settles what votes leave open; public from the first moment. Without it we draw one")


class DraftElection(ChangeElection):
    """A new election; the caller is its returning officer and cannot stand in it."""

    region = string(required=True)
    version = fields.Int(load_only=True, metadata={"description": "Not used for a new one"})


class CancelElection(Versioned):
    reason = string("Everybody can read it", required=True)


class CandidatesWords(Schema):
    """A candidate's own words; everybody can read them. To write them is to agree to stand."""

    shown_name = string("The name on the ballot paper", required=True)
    statement = string(required=True)
    background = string("What they do, as the group's roster shows it", required=True)
    county = string(required=True)
    sector = string()
    system = string("Health and care system (STP)")
    patient = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Stands for patients and service users"}
    )


class NominateCandidate(Schema):
    """Without ``candidate`` the caller stands, and their own words are needed."""

    candidate = string("Member id of somebody else whom the caller proposes")
    proposer = string("Member id of whom the candidate asks to propose them")
    seconder = string("Member id of whom they ask to second them")
    shown_name = string("The name on the ballot paper")
    statement = string()
    background = string()
    county = string()
    sector = string()
    system = string()
    patient = fields.Bool(truthy={True}, falsy={False})


class SupportNomination(Schema):
    part = fields.Str(required=True, validate=validate.OneOf(("proposer", "seconder")))


class BallotChoice(Schema):
    candidate = whole("Number on the ballot paper", required=True)
    rank = whole("1 is the first choice", required=True)


class CastBallot(Schema):
    """A first choice is enough; ranks go 1, 2, 3 without a gap."""

    ballot_secret = string(
        "128 random bits as 32 small hexadecimal digits, drawn by the voter's side and kept there",
        required=True,
    )
    preferences = fields.Nested(BallotChoice, many=True, required=True)


class DeclareResult(Versioned):
    starts = day("First day of the elected members' terms, else today", allow_none=True)


class OpenVacancy(Schema):
    candidate = whole("Number on the paper of the elected member whose seat is vacant", required=True)


class AnswerVacancy(Schema):
    accepted = fields.Bool(required=True, truthy={True}, falsy={False})


class BallotCandidate(Shown):
    number = whole(required=True)
    id = string(required=True)
    shown_name = string(required=True)
    statement = string(required=True)
    background = string(required=True)
    county = string(required=True)
    sector = string(allow_none=True)
    system = string(allow_none=True)
    patient = fields.Bool(required=True)


class NextElectionStep(Shown):
    name = string(required=True)
    at = instant(required=True)


class ElectionStep(Shown):
    name = string(required=True)
    at = instant(required=True)
    note = string(allow_none=True)


class OwnPartInElection(Shown):
    on_roll = fields.Bool(required=True)
    voted = fields.Bool(required=True)


class SystemSeatsShown(Shown):
    system = string(required=True)
    seats = whole(required=True)


class Election(Shown):
    """The seed of the lot can be read from the first moment; candidates once nominations are closed."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    seats = whole(required=True)
    patient_seats = whole(required=True)
    most_per_county = whole(allow_none=True)
    system_seats = fields.List(fields.Nested(SystemSeatsShown))
    contested_seats = whole("Seats that the candidates can fill", allow_none=True)
    nominations_open = day(required=True)
    nominations_close = day(required=True)
    roll_on = day(required=True)
    voting_opens = day(required=True)
    voting_closes = day(required=True)
    tie_seed = string(required=True)
    roll_size = whole("null until the roll is frozen", allow_none=True)
    candidates = fields.List(fields.Nested(BallotCandidate))
    reason = string(allow_none=True)
    next_step = fields.Nested(NextElectionStep, allow_none=True)
    history = fields.List(fields.Nested(ElectionStep))
    mine = fields.Nested(
        OwnPartInElection, allow_none=True, metadata={"description": "For members, once the roll is frozen"}
    )


class ElectoralRoll(Shown):
    election = string(required=True)
    size = whole(allow_none=True)
    roll_on = day(required=True)
    mine = fields.Nested(OwnPartInElection, allow_none=True)
    items = fields.List(
        fields.Str(), allow_none=True, metadata={"description": "Member ids; null for who may not read them"}
    )
    next = string(allow_none=True)


class Nomination(Shown):
    """Who backs whom is for those involved and those who run the election."""

    id = string(required=True)
    version = whole(required=True)
    election = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(("open", "withdrawn", "standing", "lapsed")))
    is_complete = fields.Bool(required=True)
    accepted = fields.Bool(required=True)
    proposed = fields.Bool(required=True)
    seconded = fields.Bool(required=True)
    mine = string("candidate, proposer or seconder", allow_none=True)
    candidate = string("Member id", allow_none=True)
    proposer = string("Member id", allow_none=True)
    seconder = string("Member id", allow_none=True)
    shown_name = string(allow_none=True)
    statement = string(allow_none=True)
    background = string(allow_none=True)
    county = string(allow_none=True)
    sector = string(allow_none=True)
    system = string(allow_none=True)
    patient = fields.Bool(allow_none=True)


class BallotCast(Shown):
    accepted = fields.Bool(required=True)
    receipt = string("Keep it: the published list has it beside your ballot", required=True)


class Ballot(Shown):
    receipt = string(required=True)
    preferences = fields.List(
        fields.Int(), metadata={"description": "Numbers on the paper, the first choice first"}
    )


class Turnout(Shown):
    ballots = whole(required=True)
    roll = whole(required=True)
    percent = fields.Float(allow_none=True)


class ElectedPerson(Shown):
    number = whole(required=True)
    shown_name = string(required=True)
    background = string(required=True)


class ElectionCount(Shown):
    """``count`` is the whole count; candidates in it are named by the ids of the election's candidates."""

    election = string(required=True)
    region = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    declared_at = instant(allow_none=True)
    turnout = fields.Nested(Turnout, allow_none=True)
    elected = fields.List(fields.Nested(ElectedPerson), required=True)
    not_placed = fields.List(fields.Int(), required=True)
    count = fields.Dict(keys=fields.Str(), required=True)
    sheet = fields.List(fields.List(fields.Str()), required=True)


class CasualVacancy(Shown):
    id = string(required=True)
    version = whole(required=True)
    election = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(("counting", "offered", "filled", "ended")))
    vacated = fields.Nested(ElectedPerson, required=True)
    offered = fields.Nested(ElectedPerson, allow_none=True)
    declined = fields.List(fields.Nested(ElectedPerson))
    mine = fields.Bool(required=True)
    count = fields.Dict(keys=fields.Str(), allow_none=True)
    reason = string(allow_none=True)


ElectionPage = page_of(Election)
NominationList = list_of(Nomination)
BallotPage = page_of(Ballot)
VacancyList = list_of(CasualVacancy)
