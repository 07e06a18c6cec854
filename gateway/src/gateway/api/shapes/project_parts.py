"""Shapes of what belongs to a project: joining it, its measures, and sheets of projects."""

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole
from gateway.api.shapes.projects import AlikeProject

STATES = ("waiting", "accepted", "declined", "taken_back")
BETTER = ("up", "down", "neither")
SIGNALS = ("outside", "shift", "trend", "near_limit")
VERDICTS = ("new", "changed", "unchanged", "wrong")
POINTS_AT_ONCE = 50
"""A body holds two hundred keys at most."""


class AskToJoin(Schema):
    words = string("Why, and what you could bring")
    shown_name = string("How whoever answers may call you")


class ListJoining(Paging):
    state = fields.Str(validate=validate.OneOf(STATES), metadata={"description": "Else those that wait"})


class AnswerJoining(Versioned):
    is_accepted = fields.Bool(required=True, truthy={True}, falsy={False})
    words = string("For whoever asked")


class SavedJoinRequest(Shown):
    id = string(required=True)
    version = whole(required=True)
    project_id = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    asked_at = instant(required=True)
    answered_at = instant(required=True, allow_none=True)


class JoinRequest(SavedJoinRequest):
    """For who asked, and for whoever answers."""

    title = string("The project's, while it is shown", required=True, allow_none=True)
    member_id = string(required=True)
    words = string(required=True)
    shown_name = string(required=True, allow_none=True)
    answer = string(required=True)


JoinRequestPage = page_of(JoinRequest)


class BeginMeasure(Schema):
    name = string("What is counted or measured", required=True)
    unit = string("In which unit", required=True)
    better = fields.Str(
        validate=validate.OneOf(BETTER), metadata={"description": "In which direction things improve"}
    )


class ChangeMeasure(BeginMeasure, Versioned):
    """What it is called; its unit stays once there are points."""


class MeasurePoint(Schema):
    on = day("The day, or the first day of the time that it stands for", required=True)
    value = fields.Float(required=True, allow_nan=False)
    note = string("What happened then")


class PutPoints(Versioned):
    points = fields.List(
        fields.Nested(MeasurePoint),
        required=True,
        validate=validate.Length(1, POINTS_AT_ONCE),
        metadata={"description": "A point of the same day replaces what was there"},
    )


class DecideBaseline(Versioned):
    first = day("Limits are those of the points from this day", required=True)
    last = day("to this one", required=True)
    reason = string(required=True)


class ShownPoint(Shown):
    on = day(required=True)
    value = fields.Float(required=True)
    note = string(required=True)
    signals = fields.List(fields.Str(validate=validate.OneOf(SIGNALS)), required=True)


class ChartLimits(Shown):
    mean = fields.Float(required=True)
    mean_moving_range = fields.Float(required=True)
    lower = fields.Float(required=True)
    upper = fields.Float(required=True)


class Baseline(Shown):
    first = day(required=True)
    last = day(required=True)
    reason = string(required=True)
    decided_at = instant(required=True)


class ProjectMeasure(Shown):
    """Points over time as an XmR chart: limits are the mean and 2.66 mean moving ranges beside it."""

    id = string(required=True)
    version = whole(required=True)
    project_id = string(required=True)
    name = string(required=True)
    unit = string(required=True)
    better = fields.Str(required=True, validate=validate.OneOf(BETTER))
    points = fields.List(fields.Nested(ShownPoint), required=True)
    limits = fields.Nested(ChartLimits, required=True, allow_none=True)
    points_for_limits = whole("So many points have limits", required=True)
    points_in_a_run = whole("So many in a row are a shift or a trend", required=True)
    baseline = fields.Nested(Baseline, required=True, allow_none=True)


ProjectMeasureList = list_of(ProjectMeasure)


class RemovedMeasure(Shown):
    id = string(required=True)


class SheetFile(Schema):
    file = Upload(
        required=True,
        metadata={"description": "CSV, at most 200 KiB and 300 projects; UTF-8 or Windows-1252"},
    )


class BringSheet(Schema):
    skip_wrong = fields.Bool(metadata={"description": "Leave out the lines that are wrong"})


class SheetError(Shown):
    line = whole("The header is line 1", required=True)
    column = string(required=True)
    message = string(required=True)


class SheetCounts(Shown):
    new = whole(required=True)
    changed = whole(required=True)
    unchanged = whole(required=True)
    wrong = whole(required=True)


class SheetLine(Shown):
    line = whole(required=True)
    title = string(required=True)
    verdict = fields.Str(required=True, validate=validate.OneOf(VERDICTS))
    changes = fields.List(
        fields.Str(), required=True, metadata={"description": "Columns that say something else from now on"}
    )
    alike = fields.List(fields.Nested(AlikeProject), required=True)


class SheetPreview(Shown):
    """What each line would do; nothing has changed."""

    rows = whole(required=True)
    counts = fields.Nested(SheetCounts, required=True)
    columns = fields.List(fields.Str(), required=True)
    ignored_columns = fields.List(fields.Str(), required=True)
    items = fields.List(fields.Nested(SheetLine), required=True)
    errors = fields.List(fields.Nested(SheetError), required=True)


class SheetBrought(Shown):
    rows = whole(required=True)
    counts = fields.Nested(SheetCounts, required=True)
    ids = fields.List(fields.Str(), required=True, metadata={"description": "New and changed projects"})
    errors = fields.List(fields.Nested(SheetError), required=True)
