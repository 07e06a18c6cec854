"""Shapes of what is brought in from elsewhere; money is whole pence, null where nobody knows."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, Versioned, string, whole

OUTCOMES = ("submitted", "shortlisted", "not_shortlisted", "awarded", "not_awarded")
WHATS = ("new", "changed", "same")
MOST_ROWS = 200


class TakeOverRound(Versioned):
    source = string("Where it was held or begun; everybody reads it", required=True)


class BroughtInRow(Schema):
    reference = string("What it is called there; by this the same row is found again", required=True)
    title = string(required=True)
    aim = string()
    region = string("A region's code, or UK", required=True)
    theme = string("One of the round's")
    ask = whole("Pence; null or left out where nobody knows", allow_none=True)
    lead = string("A member's id, if one leads it", allow_none=True)
    shown_name = string("Who led it, as it was published: a person or an organisation")
    outcome = fields.Str(
        required=True,
        validate=validate.OneOf(OUTCOMES),
        metadata={"description": "`submitted` also where nobody knows what became of it"},
    )
    award = whole("Pence; null or left out where nobody knows", allow_none=True)


class PreviewBroughtIn(Schema):
    rows = fields.List(fields.Nested(BroughtInRow), required=True, validate=validate.Length(1, MOST_ROWS))


class BringInProposals(PreviewBroughtIn):
    more_follows = fields.Bool(metadata={"description": "Other rows are to come: voting does not open yet"})


class BroughtInCounts(Shown):
    new = whole(required=True)
    changed = whole(required=True)
    same = whole(required=True)


class BroughtInItem(Shown):
    what = fields.Str(required=True, validate=validate.OneOf(WHATS))
    reference = string(required=True)
    id = string("Of the proposal; empty in a preview of a new one", required=True)


class BroughtInError(Shown):
    row = whole("Counted from 1", required=True)
    reference = string(required=True)
    field = string(required=True)
    code = string(required=True)
    message = string(required=True)


class BroughtInDone(Shown):
    counts = fields.Nested(BroughtInCounts, required=True)
    items = fields.List(fields.Nested(BroughtInItem), required=True)
    errors = fields.List(fields.Nested(BroughtInError), required=True)
