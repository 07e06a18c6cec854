"""The shapes at the doors of growth and inclusion; what they answer is made in ``report``."""

from marshmallow import Schema

from chassis.fields import Day, RegionCode


class RegionGrowth(Schema):
    """A region's code and, if wanted, another closing day than the published one."""

    code = RegionCode(required=True)
    as_at = Day(load_default=None, allow_none=True, format="iso")


class CommunityGrowth(Schema):
    """Nothing needs to be said."""


class Inclusion(Schema):
    """A region's code."""

    region = RegionCode(required=True)
