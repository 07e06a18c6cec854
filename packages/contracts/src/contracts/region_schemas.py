"""The shape of a region file and of ``uk.yaml``; each default is stated with its reason.

``null`` always means that nothing is known or agreed. Sources are plain names of
publications. Dates are ISO; a month or a year known only roughly is written as its first
day with ``date_precision`` month or year.
"""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate, validates_schema

from contracts.region_settings import (
    CommunitySize,
    Features,
    Group,
    Growth,
    Host,
    Meetings,
    NationalAverage,
    Region,
    Snapshot,
    Target,
    TimeAccount,
    UkPolicy,
)

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
MODES = ("face_to_face", "face_to_face_preferred", "hybrid", "online")
CADENCES = ("monthly", "two_monthly", "quarterly", "half_yearly")
OPENNESS = ("open", "partly", "closed")
SELECTION = ("appointment", "vote", "both")
PRECISIONS = ("day", "month", "year")
REPRESENTATION = ("one_per_csg", "constituency")
COMPARATORS = ("exactly", "more_than", "about")
UK_MOST = 18
"""Nobody may set a larger UK-wide group (row 23, C1)."""


class Shape(Schema):
    """A part of a file that becomes ``makes``; a key it does not name is refused."""

    makes: type[Any]

    class Meta:
        unknown = RAISE

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return self.makes(**{**values, **lists})


def _text(means: str, *, most: int = 200, **more: Any) -> fields.Str:
    needed = {} if "load_default" in more else {"required": True}
    return fields.Str(
        validate=[validate.Length(1, most)], metadata={"description": means}, **{**needed, **more}
    )


def _maybe(
    field: type[Any], means: str, default: str, *, check: Any = None, value: Any = None, **more: Any
) -> Any:
    """A key that may be left out; ``default`` says in words what then holds, and why."""
    options: dict[str, Any] = {"allow_none": value is None, **more}
    if check:
        options["validate"] = check
    if field is fields.Int:
        options["strict"] = True
    return field(load_default=value, metadata={"description": means, "default": default}, **options)


def _whole(means: str, low: int, high: int, **more: Any) -> fields.Int:
    return fields.Int(
        strict=True, validate=validate.Range(low, high), metadata={"description": means}, **more
    )


def _words(means: str, default: str) -> fields.List[Any]:
    return fields.List(
        fields.Str(validate=validate.Length(1, 200)),
        load_default=list,
        metadata={"description": means, "default": default},
    )


class HostShape(Shape):
    makes = Host
    name = _text("the host's own name")
    kind = fields.Str(
        required=True, validate=validate.OneOf(["ahsn", "health_board", "other"]),
        metadata={"description": "what kind of body; Academic Health Science Networks are dated 2018"},
    )  # fmt: skip


class GroupShape(Shape):
    makes = Group
    size_min = _maybe(fields.Int, "fewest people", "null: no floor agreed", check=validate.Range(1, UK_MOST))
    target = _maybe(
        fields.Int, "people aimed at", "7: about seven, the general guidance (C6)",
        check=validate.Range(1, 50), value=7, allow_none=True,
    )  # fmt: skip
    size_max = _maybe(fields.Int, "most people", "null: no ceiling agreed", check=validate.Range(1, 50))
    includes_convenor = _maybe(
        fields.Bool, "whether sizes count the convenor", "true: one group, one count (C7)", value=True
    )
    per_system_min = _maybe(
        fields.Int, "fewest people from each system", "null: none", check=validate.Range(1, 50)
    )
    patient_min = _maybe(
        fields.Int, "fewest patient or service-user seats", "0: wanted everywhere, agreed only where set",
        check=validate.Range(0, 50), value=0,
    )  # fmt: skip
    sectors_wanted = _words("sectors the group looks for (C10)", "none named")
    area_coverage = _maybe(fields.Bool, "whether every area must be there", "false: not agreed", value=False)
    term_months = _maybe(
        fields.Int, "months that a seat is filled for", "12: as every pilot's convenor (row 15)",
        check=validate.Range(1, 60), value=12,
    )  # fmt: skip

    @validates_schema(skip_on_field_errors=True)
    def sizes_in_order(self, data: dict[str, Any], **_: Any) -> None:
        given = [data[name] for name in ("size_min", "target", "size_max") if data.get(name) is not None]
        if given != sorted(given):
            raise ValidationError("size_min, target and size_max are not in order.", "size_max")


class MeetingsShape(Shape):
    makes = Meetings
    count = _maybe(
        fields.Int, "meetings a year", "4: asked of every pilot (C12)", check=validate.Range(1, 52), value=4
    )
    count_most = _maybe(
        fields.Int, "most meetings a year", "null: no ceiling agreed (C14)", check=validate.Range(1, 52)
    )
    max_minutes = _maybe(
        fields.Int, "longest meeting, in minutes", "120: two hours (C13)",
        check=validate.Range(15, 480), value=120,
    )  # fmt: skip
    mode = _maybe(
        fields.Str, "how people meet", "face_to_face_preferred: as two of three pilots (C14)",
        check=validate.OneOf(MODES), value="face_to_face_preferred",
    )  # fmt: skip
    cadence = _maybe(fields.Str, "rhythm", "null: not agreed", check=validate.OneOf(CADENCES))
    public = _maybe(
        fields.Str, "whether others may watch", "null: not agreed", check=validate.OneOf(OPENNESS)
    )
    pdsa = _maybe(
        fields.Bool, "whether each meeting is run as a test cycle: plan, do, study, act (row 48)",
        "false: optional", value=False,
    )  # fmt: skip


class TimeAccountShape(Shape):
    makes = TimeAccount
    soft_limit_minutes = _maybe(
        fields.Int, "a hint is shown below this balance", "-180: invented, to be set by the region",
        check=validate.Range(-100_000, 0), value=-180,
    )  # fmt: skip
    hard_floor_minutes = _maybe(
        fields.Int, "no account goes below", "-300: five hours, invented, to be set by the region (C43)",
        check=validate.Range(-100_000, 0), value=-300,
    )  # fmt: skip
    opening_minutes = _maybe(
        fields.Int, "balance of a new account", "0: transfers conserve the total",
        check=validate.Range(0, 100_000), value=0,
    )  # fmt: skip

    @validates_schema(skip_on_field_errors=True)
    def floor_is_lower(self, data: dict[str, Any], **_: Any) -> None:
        if data["hard_floor_minutes"] > data["soft_limit_minutes"]:
            raise ValidationError("The floor lies above the soft limit.", "hard_floor_minutes")


class SnapshotShape(Shape):
    makes = Snapshot
    date = fields.Date(required=True, format="iso", metadata={"description": "members are counted on it"})
    date_precision = fields.Str(
        load_default="day", validate=validate.OneOf(PRECISIONS),
        metadata={"description": "how much of the date is known", "default": "day"},
    )  # fmt: skip
    label = _text("what the date was")
    source = _text("who published it, by name and date")


class GrowthShape(Shape):
    makes = Growth
    founding = fields.Nested(SnapshotShape, required=True)
    baseline = fields.Nested(SnapshotShape, required=True)
    latest = fields.Nested(SnapshotShape, required=True)

    @validates_schema(skip_on_field_errors=True)
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["latest"].date <= data["baseline"].date:
            raise ValidationError("The latest date is not after the baseline.", "latest")


class TargetShape(Shape):
    makes = Target
    text = _text("the goal in the region's own words")
    due = fields.Date(required=True, format="iso", metadata={"description": "last day of the period"})
    due_precision = fields.Str(load_default="day", validate=validate.OneOf(PRECISIONS))
    baseline_members = _maybe(
        fields.Int, "members the region counted from", "null: none named", check=validate.Range(1, 100_000)
    )
    baseline_source = _text("who published that number", load_default=None, allow_none=True)
    target_percent = _maybe(
        fields.Int, "wanted increase over that baseline", "null: a goal in words shows no percentage (row 6)",
        check=validate.Range(1, 10_000),
    )  # fmt: skip
    source = _text("who published the goal, by name and date")

    @validates_schema(skip_on_field_errors=True)
    def percent_needs_baseline(self, data: dict[str, Any], **_: Any) -> None:
        if data["target_percent"] is not None and data["baseline_members"] is None:
            raise ValidationError("A percentage needs the number it starts from.", "baseline_members")
        if data["baseline_members"] is not None and data["baseline_source"] is None:
            raise ValidationError("A number needs its source.", "baseline_source")


class FeaturesShape(Shape):
    makes = Features
    local_finance = _maybe(
        fields.Bool, "whether its group takes pledges of money and makes awards in rounds of its own",
        "false: a group is no funding committee (C28)", value=False,
    )  # fmt: skip


class RegionSchema(Shape):
    """A region file."""

    makes = Region
    code = fields.Str(
        required=True, validate=validate.Regexp(r"^[A-Z]{2,6}\Z", error="Two to six capital letters."),
        metadata={"description": "stable for ever; also the file's name in small letters (row 11)"},
    )  # fmt: skip
    name = _text("as people call it")
    nation = fields.Str(required=True, validate=validate.OneOf(NATIONS))
    host = fields.Nested(HostShape, load_default=None, allow_none=True, metadata={"default": "null: no host"})
    systems = _words("sustainability and transformation partnerships", "empty: no source lists them (C8)")
    areas = _words(
        "places inside it, as people name them", "empty: no place is called another region's (C11)"
    )
    pilot = _maybe(fields.Bool, "one of the pilot regions", "false", value=False)
    aliases = _words("other names that search and import accept (C36)", "none")
    group = fields.Nested(GroupShape, required=True)
    meetings = fields.Nested(MeetingsShape, required=True)
    minutes_days = _maybe(
        fields.Int, "days until minutes are out", "null: not agreed", check=validate.Range(1, 90)
    )
    selection_mode = _maybe(
        fields.Str, "how seats are filled", "appointment: as in every pilot (C31)",
        check=validate.OneOf(SELECTION), value="appointment",
    )  # fmt: skip
    convenor_paid = _maybe(fields.Bool, "whether the convenor is paid", "null: the sources clash (C5)")
    newsletters = _maybe(fields.Int, "newsletters a year", "null: not agreed", check=validate.Range(0, 366))
    time_account = fields.Nested(TimeAccountShape, required=True)
    languages = fields.List(
        fields.Str(validate=validate.OneOf(["en-GB", "cy", "ga", "gd"])), load_default=lambda: ["en-GB"],
        validate=validate.Length(1), metadata={"description": "languages of its pages", "default": "en-GB"},
    )  # fmt: skip
    growth = fields.Nested(
        GrowthShape, load_default=None, allow_none=True,
        metadata={"default": "null: no published baseline, so no percentage is shown"},
    )  # fmt: skip
    targets = fields.List(fields.Nested(TargetShape), load_default=list, metadata={"default": "none"})
    features = fields.Nested(FeaturesShape, load_default=Features, metadata={"default": "none switched on"})


class NationalAverageShape(Shape):
    makes = NationalAverage
    percent = _whole("as published, never recomputed (C20)", 0, 10_000, required=True)
    label = _text("how it is always labelled")
    source = _text("who published it, by name and date")


class CommunitySizeShape(Shape):
    makes = CommunitySize
    date = fields.Date(required=True, allow_none=True, format="iso")
    date_precision = fields.Str(required=True, allow_none=True, validate=validate.OneOf(PRECISIONS))
    members = _whole("people", 1, 10_000_000, required=True)
    comparator = fields.Str(
        load_default="exactly", validate=validate.OneOf(COMPARATORS), metadata={"default": "exactly"}
    )
    what = _text("what was counted")
    source = _text("who published it, by name and date")


class UkSchema(Shape):
    """``uk.yaml``."""

    makes = UkPolicy
    name = _text("the UK-wide group's one name (C3)")
    aliases = _words("its other names", "none")
    recommended = fields.List(
        _whole("people", 1, UK_MOST), required=True, validate=validate.Length(equal=2),
        metadata={"description": "smallest and largest recommended size (C1)"},
    )  # fmt: skip
    hard_max = _whole("no larger group is accepted (C1)", 1, UK_MOST, required=True)
    representation = _maybe(
        fields.Str, "whether a regional group has one seat, or shares seats in constituencies",
        "one_per_csg: one voice each (row 23)", check=validate.OneOf(REPRESENTATION), value="one_per_csg",
    )  # fmt: skip
    term_months = _maybe(
        fields.Int, "months that a seat of the UK-wide group is filled for", "12: as in the regions (row 15)",
        check=validate.Range(1, 60), value=12,
    )  # fmt: skip
    pilot_sites_max = _whole("regions that may be pilots (row 11)", 0, 100, required=True)
    founding = fields.Nested(SnapshotShape, required=True)
    national_average = fields.Nested(NationalAverageShape, required=True)
    community = fields.List(fields.Nested(CommunitySizeShape), load_default=list)

    @validates_schema(skip_on_field_errors=True)
    def sizes_in_order(self, data: dict[str, Any], **_: Any) -> None:
        low, high = data["recommended"]
        if not low <= high <= data["hard_max"]:
            raise ValidationError("The recommended sizes do not fit under hard_max.", "recommended")
