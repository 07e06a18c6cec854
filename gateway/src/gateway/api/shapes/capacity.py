"""Shapes of QI capacity."""

from marshmallow import Schema, fields

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, page_of, string, whole

TRAINED = "People who are trained in improving quality; left out is unknown, which is not 0"
HEADCOUNT = "People who work there; left out is unknown"
SAID = "A figure, <5 for 1 to 4, or unknown"


def self_reported() -> fields.Bool:
    """Whether the body says so itself."""
    return fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Whether the body says so itself; else true"}
    )


class ListCapacity(Paging):
    region = string("A code like SW", required=True)


class ReportCapacity(Schema):
    """What a body reports of a day: a listed organisation by its id, another by its name."""

    region = string("A code like SW", required=True)
    organisation_id = string()
    organisation = string("Its name, where it is not listed")
    day = day(required=True)
    trained = whole(TRAINED, allow_none=True)
    headcount = whole(HEADCOUNT, allow_none=True)
    source = string("Where the figures come from", required=True)
    self_reported = self_reported()


class CorrectCapacity(Versioned):
    """What replaces a report; the earlier stays to be read."""

    snapshot_id = string(required=True)
    day = day(required=True)
    trained = whole(TRAINED, allow_none=True)
    headcount = whole(HEADCOUNT, allow_none=True)
    source = string(required=True)
    note = string("What was wrong; needed", required=True)
    self_reported = self_reported()


class SnapshotSource(Shown):
    snapshot_id = string(required=True)
    day = fields.Date(required=True)
    source = string(required=True)
    label = string("self-reported, or empty", required=True)


class CapacityFigures(Shown):
    trained = string(SAID, required=True)
    headcount = string("A figure, or unknown", required=True)
    percent = string("Like 5.0 %; unknown, or not shown where a few could be known", required=True)


class CapacityBody(CapacityFigures):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    organisation = string(required=True)
    latest = fields.Nested(SnapshotSource, required=True, allow_none=True)


class ExactFigures(Shown):
    trained = whole(required=True, allow_none=True)
    headcount = whole(required=True, allow_none=True)


class EarlierSnapshot(SnapshotSource, CapacityFigures):
    note = string(required=True)


class CapacitySnapshot(EarlierSnapshot):
    exact = fields.Nested(ExactFigures, metadata={"description": "For the keepers of its region"})
    corrected = whole("How often", required=True)
    earlier = fields.List(
        fields.Nested(EarlierSnapshot), required=True, metadata={"description": "What this one replaced"}
    )


class CapacityTrend(CapacityBody):
    trend = fields.List(fields.Nested(CapacitySnapshot), required=True, metadata={"description": "By day"})


class CapacityTotal(CapacityFigures):
    """The latest of all bodies whose figures are known and may be shown, together."""

    bodies = whole(required=True)
    shown = whole("Bodies in the sum", required=True)
    not_known = whole(required=True, data_key="unknown")
    withheld = whole("Bodies in no sum, because a few could be known", required=True)


class CapacityPage(page_of(CapacityBody)):  # type: ignore[misc]
    total = fields.Nested(CapacityTotal, required=True)
