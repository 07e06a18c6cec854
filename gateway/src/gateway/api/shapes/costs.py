"""Shapes of what a group costs."""

from marshmallow import fields, validate

from gateway.api.shapes.parts import Shown, Versioned, day, string, whole


class RecordCost(Versioned):
    """A year's amount; the region's coordinator and the centre record it."""

    starts = day(required=True)
    ends = day("Exclusive: the first day after the year", required=True)
    amount_pence = whole("Pence", required=True)
    approximate = fields.Bool(required=True, truthy={True}, falsy={False})
    source = string("Who published the amount", required=True)
    new_members = whole("A published figure; left out, member records are counted", allow_none=True)
    new_members_source = string("Needed with a figure")


class Cost(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    name = string(required=True)
    starts = day(required=True)
    ends = day("Exclusive", required=True)
    amount_pence = whole(required=True)
    amount_shown = string("With approx. where it is", required=True)
    approximate = fields.Bool(required=True)
    source = string(required=True)
    new_members = whole(required=True)
    new_members_source = string(required=True)
    counted_from = fields.Str(required=True, validate=validate.OneOf(("figure", "records")))
    per_new_member_pence = whole("Worked out; null where nobody joined", required=True, allow_none=True)
    per_new_member_shown = string(required=True)


class CostTotal(Shown):
    """The newest year of each region together."""

    regions = whole(required=True)
    amount_pence = whole(required=True)
    amount_shown = string(required=True)


class CostList(Shown):
    items = fields.List(fields.Nested(Cost), required=True)
    total = fields.Nested(CostTotal, required=True)
    note = string(required=True)
