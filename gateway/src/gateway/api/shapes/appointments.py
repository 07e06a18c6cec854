"""Shapes of calls for seats, expressions of interest and panels."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import (
    ROUGH,
    Paging,
    Shown,
    Versioned,
    day,
    instant,
    list_of,
    page_of,
    string,
    whole,
)

KINDS = ("convenor", "member", "chair")
CALL_STATES = ("open", "closed", "ended", "cancelled")
OUTCOMES = ("appoint", "offer_member_seat", "not_this_time")


def _kind(**options: object) -> fields.Str:
    return fields.Str(validate=validate.OneOf(KINDS), **options)  # type: ignore[arg-type]


class ListAppointments(Paging):
    region = string("Only this region, or UK")
    state = fields.Str(validate=validate.OneOf(CALL_STATES))


class ListPastAppointments(Paging):
    region = string("Only this region, or UK")


class ListMyPanels(Paging):
    """The calls on whose panel you sit."""


class OpenAppointment(Schema):
    """A call for seats of one kind. It closes at 12:00 in London on its day."""

    region = string("Code of the region, or UK", required=True)
    kind = _kind(required=True)
    seats = whole("How many; a convenor or chair is one")
    criteria = string("What the panel looks for", required=True)
    closes_on = day("The day at whose noon it closes", required=True)
    starts_on = day("When the seat begins; left out, when it is accepted", allow_none=True)
    panel = fields.List(fields.Str(), required=True, metadata={"description": "Member ids, two to seven"})
    chair = string("Member id of who chairs the panel", required=True)
    basis = string("Of a UK-wide seat: region, nation, executive or non_executive")
    represents = fields.List(fields.Str(), metadata={"description": "Of a UK-wide seat: what it stands for"})


class ExpressInterest(Schema):
    """Three answers are needed."""

    shown_name = string("Your name, for the panel", required=True)
    background = string("What you do; shown with the seat if you take one", required=True)
    why = string("For the panel", required=True)
    location = string("Where; shown with the seat")
    sector = string("Part of health and care")
    patient = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "As a patient or somebody who uses services"}
    )
    seconds_taken = whole("How long the form took, if it was measured")


class WithdrawExpression(Versioned):
    """Take it back, before it is decided."""


class AnswerOffer(Versioned):
    """A yes fills the seat; background and location as they are to be shown with it."""

    accepts = fields.Bool(required=True, truthy={True}, falsy={False})
    background = string()
    location = string()


class EndAppointment(Versioned):
    """Leave the places that are left empty."""


class CancelAppointment(Versioned):
    reason = string("Everybody who asked reads it", required=True)


class DeclareInterest(Schema):
    why = string(required=True)
    expression_id = string("Of the applicant; left out, the whole call", allow_none=True)


class DeclareInterests(Schema):
    """An empty list says "none"."""

    interests = fields.List(fields.Nested(DeclareInterest), required=True)


class OfExpression(Schema):
    version = whole("The version of the expression of interest that you read", validate=validate.Range(1))


class ProposeDecision(OfExpression):
    """It stands when a second panel member agrees."""

    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    reasons = string("For the panel", required=True)
    feedback = string("For the applicant", required=True)


class AgreeDecision(OfExpression):
    """Two who agree make a decision."""


class ReplacePanelMember(Versioned):
    goes = string("Member id", required=True)
    comes = string("Member id", required=True)


class RecordOutcome(Schema):
    kind = string("The seat they took; left out, none")
    background = string(required=True)
    patient = fields.Bool(truthy={True}, falsy={False})


class RecordPastAppointment(Schema):
    """A call from before, as a source tells it."""

    region = string(required=True)
    kind = _kind(required=True)
    began = string(ROUGH, allow_none=True)
    decided = string(ROUGH, required=True)
    source = string("Name and date of the source", required=True)
    outcomes = fields.List(fields.Nested(RecordOutcome), required=True)


class StepTaken(Shown):
    """How long a step of the way took, and how long it may take."""

    name = fields.Str(required=True, validate=validate.OneOf(("open", "declare", "decide", "answer")))
    began = instant(required=True, allow_none=True)
    ended = instant(required=True, allow_none=True)
    days = whole(required=True)
    most_days = whole(required=True)
    late = fields.Bool(required=True)


class SeatTaken(Shown):
    kind = _kind(required=True)
    patient = fields.Bool(required=True)


class AppointmentCall(Shown):
    """A call as everybody sees it: no people, and no number of applicants while it is open."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    kind = _kind(required=True)
    seats = whole(required=True)
    criteria = string(required=True)
    starts_on = string(allow_none=True)
    basis = string()
    represents = fields.List(fields.Str())
    state = fields.Str(required=True, validate=validate.OneOf(CALL_STATES))
    opened_at = instant(required=True)
    closes_at = instant(required=True)
    ended_at = instant(allow_none=True)
    reason = string("Why it was cancelled", allow_none=True)
    asked = whole("How many asked, once it has closed", allow_none=True)
    taken = fields.List(fields.Nested(SeatTaken))
    panel_size = whole()
    panel_stepped_out = whole("How many of the panel declared an interest")
    steps = fields.List(fields.Nested(StepTaken))


class FormLength(Shown):
    """How much the form asks; ``median_seconds`` from at least five measured answers, else null."""

    needed_answers = whole(required=True)
    optional_answers = whole(required=True)
    median_seconds = whole(allow_none=True)
    measured = whole(required=True)
    sectors_wanted = fields.List(fields.Str())


class OfferedSeat(Shown):
    kind = _kind(required=True)
    answer_by = instant(required=True)


class Written(Shown):
    """What an applicant wrote."""

    shown_name = string()
    background = string()
    why = string()
    location = string()
    sector = string()
    patient = fields.Bool()


class ExpressionOfInterest(Written):
    """What you asked for, and what became of it; the answer to a command leaves the words out."""

    id = string(required=True)
    version = whole(required=True)
    call_id = string(required=True)
    region = string(required=True)
    kind = _kind(required=True)
    closes_at = instant(required=True)
    sent_at = instant(required=True)
    state = string(required=True)
    since = instant(required=True)
    outcome = fields.Str(allow_none=True, validate=validate.OneOf(OUTCOMES))
    feedback = string(allow_none=True)
    offer = fields.Nested(OfferedSeat, allow_none=True)
    call_reason = string("Why the call was cancelled", allow_none=True)
    may_withdraw = fields.Bool(required=True)
    may_answer = fields.Bool(required=True)
    seat_id = string(allow_none=True)
    erased = fields.Bool(required=True)


class AppointmentForReader(AppointmentCall):
    """One call, with what you have to do with it."""

    form = fields.Nested(FormLength, required=True)
    my_expression = fields.Nested(ExpressionOfInterest, allow_none=True)
    on_panel = fields.Bool(required=True)
    may_arrange = fields.Bool(required=True)


class PanelTurn(AppointmentCall):
    """``my_turn``: declare, decide, or empty."""

    my_turn = string(required=True)


class DeclaredInterest(Shown):
    expression_id = string(allow_none=True)
    why = string(required=True)
    at = instant(required=True)


class OnPanel(Shown):
    """Who is on the panel; the interests are shown to the panel and who looks after the group."""

    member_id = string(required=True)
    is_chair = fields.Bool(required=True)
    has_declared = fields.Bool(required=True)
    steps_out_wholly = fields.Bool(required=True)
    interests = fields.List(fields.Nested(DeclaredInterest))


class PanelDecision(Shown):
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    reasons = string()
    feedback = string()
    agreed_by = fields.List(fields.Str())
    decided_at = instant(allow_none=True)


class PanelApplicant(Shown):
    """Nothing but a name until you declared, and never more of whom you have an interest in.

    The answer to a command leaves the words out: read the panel again.
    """

    id = string(required=True)
    version = whole(required=True)
    shown_name = string()
    state = string(required=True)
    i_step_out = fields.Bool(required=True)
    i_may_read = fields.Bool(required=True)
    free_to_decide = whole("How many of the panel may decide on this applicant")
    about = fields.Nested(Written, allow_none=True)
    proposal = fields.Nested(PanelDecision, allow_none=True)
    decision = fields.Nested(PanelDecision, allow_none=True)


class MyPlace(Shown):
    is_chair = fields.Bool()
    has_declared = fields.Bool()
    out = fields.Bool()


class RulesWord(Shown):
    code = string(required=True)
    level = string("note, warning or refusal", required=True)
    words = string(required=True)


class WouldBe(Shown):
    """What the group's rules say of it with the seats that are offered and proposed."""

    seats = whole(required=True)
    verdict = string("ok, warn or reject", required=True)
    findings = fields.List(fields.Nested(RulesWord))


class WouldBeWith(WouldBe):
    kind = _kind(required=True)


class PanelOf(Schema):
    considering = string("An applicant's expression of interest: what would the group be with them?")


class AppointmentPanel(AppointmentCall):
    """As ``panel`` with the applicants, or as ``arranger`` without them."""

    as_ = fields.Str(data_key="as", attribute="as", required=True)
    me = fields.Nested(MyPlace)
    panel = fields.List(fields.Nested(OnPanel))
    applicants = fields.List(fields.Nested(PanelApplicant))
    undecided = whole("How many applicants wait for a decision")
    short_of_panel = whole("For how many of them fewer than two of the panel may decide")
    roster = fields.Nested(WouldBe, allow_none=True)
    considered = fields.List(fields.Nested(WouldBeWith))


class PastOutcome(Shown):
    kind = string("Empty: not appointed")
    background = string()
    patient = fields.Bool()


class PastAppointment(Shown):
    id = string(required=True)
    region = string(required=True)
    kind = _kind(required=True)
    began = string(ROUGH, allow_none=True)
    decided = string(ROUGH, required=True)
    source = string(required=True)
    asked = whole(required=True)
    outcomes = fields.List(fields.Nested(PastOutcome))


class Candidate(Shown):
    member_id = string(required=True)
    known_as = fields.List(fields.Str())


AppointmentPage = page_of(AppointmentCall)
PanelTurnPage = page_of(PanelTurn)
PastAppointmentPage = page_of(PastAppointment)
ExpressionList = list_of(ExpressionOfInterest)
CandidateList = list_of(Candidate)
