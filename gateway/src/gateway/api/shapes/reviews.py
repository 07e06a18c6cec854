"""Shapes of meetings as test cycles."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, Versioned, day, instant, string, whole

STATES = ("none", "planned", "studied", "closed")
MATCHES = ("as_predicted", "partly", "otherwise")
KINDS = ("adopt", "adapt", "abandon")


class PlanCycle(Versioned):
    """Before the meeting begins; a first plan may come later and is marked as late."""

    aim = string(required=True)
    prediction = string("It stands once the meeting has begun", required=True)


class PlanSeries(Schema):
    """The group itself as one cycle."""

    title = string(required=True)
    since = day("The first day", required=True)
    until = day("The last day", required=True)
    aim = string(required=True)
    prediction = string(required=True)


class StudyCycle(Versioned):
    done = string("What happened", required=True)
    match = fields.Str(
        required=True,
        validate=validate.OneOf(MATCHES),
        metadata={"description": "How that compares with the prediction"},
    )
    learned = string()


class CloseCycle(Versioned):
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    text = string("What the group does next: the next plan quotes it", required=True)


class CycleAct(Shown):
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    text = string(required=True)
    at = instant(required=True)


class CarriedAct(Shown):
    """What the cycle before decided."""

    id = string(required=True)
    day = day(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    text = string(required=True)


class Cycle(Shown):
    """Prediction, what happened and what was learned are for the group's table alone, else null."""

    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    version = whole(required=True, allow_none=True)
    aim = string(required=True, allow_none=True)
    is_late = fields.Bool(required=True, allow_none=True)
    planned_on = instant(required=True, allow_none=True)
    prediction = string(required=True, allow_none=True)
    done = string(required=True, allow_none=True)
    match = fields.Str(required=True, allow_none=True, validate=validate.OneOf((*MATCHES, None)))
    learned = string(required=True, allow_none=True)
    act = fields.Nested(CycleAct, required=True, allow_none=True)


class CycleOfMeeting(Cycle):
    """One line of a group's chain; `number` counts its cycles."""

    meeting_id = string(required=True)
    title = string(required=True)
    day = day(required=True)
    number = whole(required=True)


class Review(CycleOfMeeting):
    region = string(required=True)
    has_begun = fields.Bool(required=True)
    is_cancelled = fields.Bool(required=True)
    is_required = fields.Bool(
        required=True, metadata={"description": "This group runs each meeting as a cycle"}
    )
    may_write = fields.Bool(required=True)
    carried = fields.Nested(CarriedAct, required=True, allow_none=True)


class CycleOfGroup(Cycle):
    """One line of the cycles over the group itself."""

    id = string(required=True)
    region = string(required=True)
    title = string(required=True)
    since = day(required=True)
    until = day(required=True)


class SeriesReview(CycleOfGroup):
    has_begun = fields.Bool(required=True)
    may_write = fields.Bool(required=True)


class RegionReviews(Shown):
    region = string(required=True)
    is_required = fields.Bool(required=True)
    may_write = fields.Bool(required=True)
    meetings = fields.List(fields.Nested(CycleOfMeeting), required=True)
    series = fields.List(fields.Nested(CycleOfGroup), required=True)
