"""The shapes at the doors of appointments."""

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from commons.fields import RoughDay
from stewardship.appointments.calls import KINDS, STATES
from stewardship.appointments.expressions import OUTCOMES
from stewardship.appointments.panels import LARGEST

MOST_SEATS = 18
"""No group is larger (C1)."""
MOST_APPLICANTS = 200
LONGEST_FORM_SECONDS = 86_400


class OpenCall(Schema):
    """``closes_on`` is a day; the call closes at 12:00 in London. ``starts_on`` left out: on acceptance."""

    region = RegionCode(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    seats = fields.Int(load_default=1, strict=True, validate=validate.Range(1, MOST_SEATS))
    criteria = Paragraphs(required=True)
    closes_on = Day(required=True, format="iso")
    starts_on = Day(load_default=None, allow_none=True, format="iso")
    panel = fields.List(Identifier(), required=True, validate=validate.Length(1, LARGEST))
    chair = Identifier(required=True)
    basis = Line(load_default="", longest=20)
    represents = fields.List(Line(longest=60), load_default=list, validate=validate.Length(max=MOST_SEATS))


class ListCalls(Schema):
    """Of one region or of all; at one state or any."""

    region = RegionCode(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListPastCalls(Schema):
    region = RegionCode(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class Paged(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class CallById(Schema):
    id = Identifier(required=True)


class PanelOf(CallById):
    """``considering`` is an applicant: then the answer says what the group would be with them."""

    considering = Identifier(load_default=None, allow_none=True)


class Candidates(Schema):
    region = RegionCode(required=True)


class ExpressInterest(Schema):
    """Three answers are needed, the rest is optional (C32). ``seconds_taken`` is measured by the form."""

    call_id = Identifier(required=True)
    shown_name = Line(required=True)
    background = Line(required=True)
    why = Paragraphs(required=True)
    location = Line(load_default="")
    sector = Line(load_default="", longest=60)
    patient = fields.Bool(load_default=False)
    seconds_taken = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, LONGEST_FORM_SECONDS)
    )


class ExpressionById(Schema):
    id = Identifier(required=True)
    version = Version()


class AnswerOffer(ExpressionById):
    """With a yes, how the seat is shown; left out, as the applicant wrote it before."""

    accepts = fields.Bool(required=True)
    background = Line(load_default="")
    location = Line(load_default="")


class DeclaredInterest(Schema):
    """``expression_id`` left out: an interest in the whole call."""

    expression_id = Identifier(load_default=None, allow_none=True)
    why = Line(required=True, longest=500)


class DeclareInterests(Schema):
    """An empty list says "none"."""

    id = Identifier(required=True)
    interests = fields.List(
        fields.Nested(DeclaredInterest), required=True, validate=validate.Length(max=MOST_APPLICANTS)
    )


class ProposeDecision(ExpressionById):
    """Reasons stay with the panel, feedback goes to the applicant; both are owed to everybody."""

    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    reasons = Paragraphs(required=True)
    feedback = Paragraphs(required=True)


class ReplacePanelMember(Schema):
    id = Identifier(required=True)
    goes = Identifier(required=True)
    comes = Identifier(required=True)
    version = Version()


class EndCall(Schema):
    id = Identifier(required=True)
    version = Version()


class CancelCall(EndCall):
    reason = Paragraphs(required=True, longest=1_000)


class PastOutcomeShape(Schema):
    """``kind`` left out: not appointed."""

    kind = fields.Str(load_default="", validate=validate.OneOf(("", *KINDS)))
    background = Line(required=True)
    patient = fields.Bool(load_default=False)


class RecordPastCall(Schema):
    """What a source says of a call from before; its seats are recorded on the roster."""

    region = RegionCode(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    began = RoughDay(load_default=None, allow_none=True)
    decided = RoughDay(required=True)
    source = Line(required=True)
    outcomes = fields.List(
        fields.Nested(PastOutcomeShape), required=True, validate=validate.Length(1, MOST_APPLICANTS)
    )
