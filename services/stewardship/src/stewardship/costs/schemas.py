"""The shapes at the doors of the costs."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Day, Line, RegionCode, Version
from stewardship.costs.domain import Cost, NewMembers, in_pounds, per_new_member

MOST_PENCE = 100_000_000_00
MOST_MEMBERS = 1_000_000
NOTE = "Worked out from the two figures. It is not a target, and regions are not ranked by it."


class ListCosts(Schema):
    """Of one region every year; without one, the newest year of each."""

    region = RegionCode(load_default=None, allow_none=True)


class RecordCost(Schema):
    """A year's amount in pence; to correct one, send the version you read.

    ``new_members`` is a published figure and needs its source; left out, member records are counted.
    """

    region = RegionCode(required=True)
    starts = Day(required=True)
    ends = Day(required=True)
    amount_pence = fields.Int(required=True, strict=True, validate=validate.Range(0, MOST_PENCE))
    approximate = fields.Bool(required=True)
    source = Line(required=True)
    new_members = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(0, MOST_MEMBERS)
    )
    new_members_source = Line(load_default="")
    version = Version()

    @validates_schema(skip_on_field_errors=True)
    def a_figure_has_its_source(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["new_members"] is not None and not data["new_members_source"]:
            raise ValidationError("Say who published this number.", "new_members_source")


def cost_view(cost: Cost, name: str, joined: NewMembers) -> dict[str, Any]:
    """Amounts in pence and as they are to be shown; the share of a new member is worked out."""
    each = per_new_member(cost.amount_pence, joined.number)
    return {
        "id": cost.id,
        "version": cost.version,
        "region": cost.region,
        "name": name,
        "starts": cost.starts.isoformat(),
        "ends": cost.ends.isoformat(),
        "amount_pence": cost.amount_pence,
        "amount_shown": in_pounds(cost.amount_pence, cost.approximate),
        "approximate": cost.approximate,
        "source": cost.source,
        "new_members": joined.number,
        "new_members_source": joined.source,
        "counted_from": "figure" if cost.new_members else "records",
        "per_new_member_pence": each,
        "per_new_member_shown": "n/a" if each is None else in_pounds(each, cost.approximate),
    }


def total_view(costs: list[Cost]) -> dict[str, Any]:
    """One year of each region together; approximate as soon as one of them is."""
    amount = sum(cost.amount_pence for cost in costs)
    return {
        "regions": len({cost.region for cost in costs}),
        "amount_pence": amount,
        "amount_shown": in_pounds(amount, any(cost.approximate for cost in costs)),
    }
