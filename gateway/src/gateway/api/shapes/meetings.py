"""Shapes of meetings, cycles and venues."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

MODES = ("face_to_face", "hybrid", "virtual")
STATUSES = ("planned", "published", "held", "cancelled")
ACCESS = ("open", "partly", "closed")
REASONS = ("dispute", "personal_matter")
ACTIONS = ("change", "publish", "hold", "cancel")
FEATURES = (
    "step_free",
    "accessible_toilet",
    "hearing_loop",
    "blue_badge_parking",
    "near_public_transport",
    "quiet_room",
    "video_calls",
)
LONGEST = 480


def _flag(meaning: str, **options: Any) -> fields.Bool:
    return fields.Bool(truthy={True}, falsy={False}, metadata={"description": meaning}, **options)


class Instant(fields.AwareDateTime):
    """An instant with its time zone; checked, and left as text for the bus."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value, attr, data, **kwargs).isoformat()


class ListMeetings(Paging):
    region = string("Of this region; its table also sees what is not published yet")
    when = fields.Str(
        validate=validate.OneOf(("upcoming", "past")),
        metadata={"description": "From today on, the next first; or before, the newest first"},
    )


class AboutACycle(Schema):
    on = day("The cycle of this day, as it stood when the day was over; left out, today")


class MeetingClosedPart(Schema):
    """Without the public: why, in words for everybody."""

    reason = fields.Str(required=True, validate=validate.OneOf(REASONS))
    note = string(required=True)


class _Said(Schema):
    venue_id = string("Books the room; null takes none", allow_none=True)
    place = string("Where, when it is no venue of the list; or which room of the venue")
    join_link = string("For the group alone")
    phone = string("To join by, for the group alone")
    access = fields.Str(
        validate=validate.OneOf(ACCESS),
        metadata={"description": "Left out: as the group agreed. Less needs a closed part with its reason"},
    )
    public_link = string("Where anybody can watch; an open meeting needs it before it is published")
    closed_parts = fields.List(fields.Nested(MeetingClosedPart))
    invited = fields.List(
        fields.Str(), metadata={"description": "Groups whose seat holders a session of several invites"}
    )
    is_recorded = _flag("Only with consent")
    recording_consent = string("How those present were asked and agreed; for the group alone")
    step_free = _flag("Somebody asked for step-free access")
    access_alternative = string("What is there instead of step-free access")


class PlanMeeting(_Said):
    region = string(required=True)
    title = string(required=True)
    starts_at = Instant(required=True)
    minutes = whole("Its length", required=True, validate=validate.Range(1, LONGEST))
    mode = fields.Str(required=True, validate=validate.OneOf(MODES))
    counts = _flag(
        "Towards the cycle's number; an extra virtual one does not. Left out: unless groups are invited"
    )


class ChangeMeeting(Versioned, _Said):
    """What is left out stays as it is."""

    title = string()
    starts_at = Instant()
    minutes = whole("Its length", validate=validate.Range(1, LONGEST))
    mode = fields.Str(validate=validate.OneOf(MODES))
    counts = _flag("Towards the cycle's number")


class PublishMeeting(Versioned):
    """It needs no more than its address."""


class HoldMeeting(Versioned):
    observers = whole("How many watched; they never count as attending", validate=validate.Range(0))


class CancelMeeting(Versioned):
    cause = string("Everybody reads it", required=True)


class SetCycle(Versioned):
    starts_on = day(required=True)
    ends_on = day("The last day", required=True)
    instead_of = day("The first day of the cycle that this one corrects")
    version = whole("The version you read, 0 before the first", validate=validate.Range(0))


class MeetingRoom(Shown):
    id = string(required=True)
    name = string(required=True)
    area = string(required=True)
    address = string(required=True)
    features = fields.List(fields.Str(), required=True)


class MeetingInList(Shown):
    """As everybody reads it; what is the group's own is null to others."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    name = string("The region's name", required=True)
    title = string(required=True)
    starts_at = instant(required=True)
    ends_at = instant(required=True)
    minutes = whole(required=True)
    mode = fields.Str(required=True, validate=validate.OneOf(MODES))
    status = fields.Str(required=True, validate=validate.OneOf(STATUSES))
    counts = _flag("Towards the cycle's number", required=True)
    place = string(required=True)
    where = string("The venue and the place, in words", required=True)
    venue = fields.Nested(MeetingRoom, required=True, allow_none=True)
    join_link = string(required=True, allow_none=True)
    phone = string(required=True, allow_none=True)
    access = fields.Str(required=True, validate=validate.OneOf(ACCESS))
    public_link = string(required=True)
    closed_parts = fields.List(fields.Nested(MeetingClosedPart), required=True)
    invited = fields.List(fields.Str(), required=True)
    is_recorded = _flag("With consent", required=True)
    recording_consent = string(required=True, allow_none=True)
    step_free = _flag("Somebody asked for it", required=True)
    access_alternative = string(required=True)
    observers = whole("Null where nobody counted", required=True, allow_none=True)
    sequence = whole("Raised by each move and by a cancellation", required=True)
    cause = string("Why it was cancelled", required=True)
    published_at = instant(required=True, allow_none=True)


class MeetingNeighbour(Shown):
    id = string(required=True)
    title = string(required=True)
    starts_at = instant(required=True)


class InvitedGroup(Shown):
    region = string(required=True)
    leaders = whole("Its convenor or chair", required=True)
    members = whole("Other seats that are held", required=True)


class MeetingAdvice(Shown):
    code = string(required=True)
    words = string(required=True)


class Meeting(MeetingInList):
    number = whole("Which of its cycle's meetings", required=True, allow_none=True)
    wanted = whole("How many the group wants in a cycle", required=True, allow_none=True)
    before = fields.Nested(MeetingNeighbour, required=True, allow_none=True)
    after = fields.Nested(MeetingNeighbour, required=True, allow_none=True)
    can_invite = whole("How many people hold a seat of its groups on its day", required=True)
    can_invite_by_group = fields.List(fields.Nested(InvitedGroup), required=True)
    advice = fields.List(
        fields.Nested(MeetingAdvice), required=True, metadata={"description": "For keepers: never a refusal"}
    )
    may = fields.List(
        fields.Str(validate=validate.OneOf(ACTIONS)),
        required=True,
        metadata={"description": "What you can do with it now"},
    )


class CycleArea(Shown):
    area = string(required=True)
    meetings = whole(required=True)


class MeetingCycle(Shown):
    """Counted from the group's meetings; days and numbers are null while it has no cycle."""

    region = string(required=True)
    name = string(required=True)
    version = whole("Of what is recorded; 0 before the first", required=True)
    starts_on = day(required=True, allow_none=True)
    ends_on = day("The last day", required=True, allow_none=True)
    is_set = _flag("Recorded by the group; else a year of its convenor's", required=True)
    wanted = whole(required=True, allow_none=True)
    most = whole("The maximum that the group set itself", required=True, allow_none=True)
    held = whole(required=True, allow_none=True)
    planned = whole("To come", required=True, allow_none=True)
    unmarked = whole("Over, and nobody said yet that it took place", required=True, allow_none=True)
    extra = whole("Extra virtual ones held, which do not count", required=True, allow_none=True)
    missing = whole("To be planned to reach the number wanted", required=True, allow_none=True)
    will_end_short = _flag("Meetings are missing and little of the cycle is left", required=True)
    has_earlier = _flag("There were meetings before this cycle", required=True)
    has_later = _flag("This cycle is over", required=True)
    areas = fields.List(fields.Nested(CycleArea), required=True)
    areas_left = fields.List(
        fields.Str(), required=True, metadata={"description": "With a venue, not used yet"}
    )
    max_minutes = whole(required=True, allow_none=True)
    mode = string("How the group prefers to meet", required=True, allow_none=True)
    cadence = string(required=True, allow_none=True)
    public = string("Whether others may watch; null where nothing is agreed", required=True, allow_none=True)
    may_set = _flag("You can record its days", required=True)


class ListVenues(Paging):
    region = string(required=True)


class _VenueSaid(Schema):
    address = string()
    capacity = whole("People", allow_none=True, validate=validate.Range(1))
    features = fields.List(fields.Str(validate=validate.OneOf(FEATURES)))
    cost_pence = whole(
        "For one meeting, in pence; null where nobody knows", allow_none=True, validate=validate.Range(0)
    )
    contact = string("An office or a desk, for keepers alone")
    note = string()


class RegisterVenue(_VenueSaid):
    region = string(required=True)
    name = string(required=True)
    area = string("The part of the region", required=True)


class ChangeVenue(Versioned, _VenueSaid):
    """What is left out stays as it is."""

    name = string()
    area = string()
    in_use = _flag("Whether it takes bookings")


class Venue(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    name = string(required=True)
    area = string(required=True)
    address = string(required=True)
    capacity = whole(required=True, allow_none=True)
    features = fields.List(fields.Str(), required=True)
    cost_pence = whole(required=True, allow_none=True)
    contact = string("Null to all but keepers", required=True, allow_none=True)
    note = string(required=True)
    in_use = _flag("Whether it takes bookings", required=True)


class VenueBooking(Shown):
    owner_kind = string("`meeting` or `event`", required=True)
    owner_id = string(required=True)
    starts_at = instant(required=True)
    ends_at = instant(required=True)


MeetingPage = page_of(MeetingInList)
VenuePage = page_of(Venue)
VenueBookingList = list_of(VenueBooking)
