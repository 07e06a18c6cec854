"""Shapes of regions, their growth and their inclusion counts."""

from marshmallow import Schema, fields

from gateway.api.shapes.parts import Shown, day, list_of, string, whole


class GrowthAsAt(Schema):
    as_at = day("Count up to this day instead of the published closing day")


class CountsOf(Schema):
    region = string("Only connections of this region's members")
    where = string("Only connections made there")


class Host(Shown):
    name = string(required=True)
    kind = string(required=True)


class RegionLine(Shown):
    code = string(required=True)
    name = string(required=True)
    nation = string(required=True)
    host = fields.Nested(
        Host, allow_none=True, metadata={"description": "The organisation that hosts the region's network"}
    )
    systems = fields.List(fields.Str())
    members = whole("Members whose home region this is, today", required=True)
    pilot = fields.Bool(required=True)


class Region(RegionLine):
    aliases = fields.List(fields.Str(), metadata={"description": "Other names it is known by"})
    settings = fields.Dict(required=True, metadata={"description": "The region's own rules"})


class RegionName(Shown):
    code = string(required=True)
    name = string(required=True)


class Snapshot(Shown):
    """A count with its day, its label and its source."""

    date = day(required=True)
    date_shown = string("As precise as the source", required=True)
    date_precision = string()
    members = whole(required=True)
    label = string(required=True)
    source = string(required=True)
    counted_from = string()


class PublishedAverage(Shown):
    percent = fields.Float(required=True, allow_none=True)
    label = string("as published: its base is not known", required=True)
    source = string(required=True)


class Target(Shown):
    text = string(required=True)
    baseline = whole(allow_none=True)
    baseline_source = string(allow_none=True)
    due = day(allow_none=True)
    due_shown = string()
    target_percent = fields.Float(allow_none=True)
    target_members = whole(allow_none=True)
    members = whole(required=True)
    members_date = day()
    progress_percent = fields.Float(allow_none=True)
    missing = whole(allow_none=True)
    growth_from_own_baseline = fields.Float(allow_none=True)
    growth_from_own_baseline_shown = string()
    source = string(required=True)


class Count(Shown):
    date = day(required=True)
    members = whole(required=True)


class Growth(Shown):
    """A region's growth: every figure with its date, base and source; never a cause."""

    region = fields.Nested(RegionName, required=True)
    founding = fields.Nested(Snapshot, allow_none=True)
    baseline = fields.Nested(Snapshot, allow_none=True)
    latest = fields.Nested(Snapshot, required=True)
    increase = whole(allow_none=True)
    percent = whole("Half up, no decimals; null where the baseline is 0 or missing", allow_none=True)
    percent_shown = string(required=True)
    rounding = string(required=True)
    national_average = fields.Nested(PublishedAverage, required=True)
    caveat = string(required=True)
    targets = fields.List(fields.Nested(Target), required=True)
    now = fields.Nested(Count, required=True)
    series = fields.List(fields.Nested(Count), required=True)


class ShortGrowth(Shown):
    region = fields.Nested(RegionName, required=True)
    members_now = whole(required=True)
    baseline = fields.Nested(Snapshot, allow_none=True)
    latest = fields.Nested(Snapshot, allow_none=True)
    increase = whole(allow_none=True)
    percent = whole(allow_none=True)
    percent_shown = string(required=True)


class PublishedSize(Shown):
    date = day(allow_none=True)
    date_shown = string()
    members = whole(required=True)
    comparator = string("more_than, about, or null for exactly", allow_none=True)
    recorded = whole("Our own count of that day", allow_none=True)
    what = string(required=True)
    source = string(required=True)


class FoundersOf(Shown):
    code = string(required=True)
    name = string()
    members = whole(required=True)


class Founders(Shown):
    total = whole(required=True)
    by_region = fields.List(fields.Nested(FoundersOf), required=True)
    source = string()


class CommunityGrowth(Shown):
    snapshots = fields.List(fields.Nested(PublishedSize), required=True)
    members_now = whole(required=True)
    as_at = day()
    source = string()
    founders = fields.Nested(Founders, required=True)
    national_average = fields.Nested(PublishedAverage)
    rounding = string()
    caveat = string()
    regions = fields.List(fields.Nested(ShortGrowth), required=True)


class Cell(Shown):
    label = string(required=True)
    count = whole("null where it is masked", allow_none=True)
    shown = string("The count, or <5", required=True)


class Inclusion(Shown):
    """Counts of optional answers; small cells masked so that nobody can be found."""

    region = fields.Nested(RegionName, required=True)
    as_at = day(required=True)
    base = whole("Members counted", required=True)
    by = fields.Dict(keys=fields.Str(), values=fields.List(fields.Nested(Cell)), required=True)
    note = string(required=True)
    source = string()


class ConnectionCounts(Shown):
    pairs = fields.Raw(required=True, metadata={"description": "Pairs of members, both of whom confirmed"})
    organisations = fields.Raw(required=True)


RegionList = list_of(RegionLine)
