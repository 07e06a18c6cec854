"""Shapes of events, bookings and topics."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import (
    ROUGH,
    Paging,
    Shown,
    Versioned,
    instant,
    list_of,
    page_of,
    string,
    whole,
)

KINDS = ("q_event", "masterclass", "meetup", "webex", "workshop")
STATUSES = ("planned", "held", "held_poorly_attended", "moved", "cancelled")
PAST_STATUSES = ("held", "held_poorly_attended", "cancelled")
STATES = ("booked", "waiting", "offered", "interested", "cancelled", "declined", "lapsed")
LISTED = ("booked", "offered", "interested")
TOPIC_STATES = ("open", "taken_up")


def _flag(meaning: str) -> fields.Bool:
    return fields.Bool(truthy={True}, falsy={False}, metadata={"description": meaning})


def _texts(meaning: str) -> fields.List[str]:
    return fields.List(fields.Str(), metadata={"description": meaning})


class ListEvents(Paging):
    region = string("Only this region's: its code, or UK")
    past = fields.Bool(metadata={"description": "Those that are over, the latest first"})


class EventDesigner(Schema):
    member_id = string(required=True)
    organisation = string("A masterclass has designers of two organisations at least", required=True)


class _Details(Schema):
    region = string("A region's code, or UK", required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    title = string(required=True)
    description = string()
    minutes = whole("How long it takes")
    regions = _texts("For the members of these alone, who alone see it; a meetup: its own region's")
    place = string()
    access = string("How to get in, and what is there for those who need it")
    hosts = _texts("Organisations and groups")
    host_ids = _texts("Members who run it beside the region's keepers")
    funded_by = string()
    designers = fields.List(fields.Nested(EventDesigner))
    topics = _texts("What it is about")
    audience = string("For whom it is, in words")


class AnnounceEvent(_Details):
    starts_at = string("An instant, ISO 8601", required=True)
    venue_id = string("A room of the venue list; it is booked with the event")
    join_link = string("Shown to those who booked")
    phone = string("Shown to those who booked")
    capacity = whole("How many places; without it, no limit")
    booking_closes_at = string("An instant; without it, when the event begins")
    takes_interest = _flag("A list of those interested instead of bookings")
    for_seat_holders = _flag("Only for those who hold a seat of a stewardship group")
    recorded = _flag("Who books says that they agree to the recording")


class RecordEvent(_Details):
    starts_at = string("An instant, where it is known")
    rough_date = string(ROUGH)
    status = fields.Str(required=True, validate=validate.OneOf(PAST_STATUSES))
    attended = fields.Int(strict=True, allow_none=True, metadata={"description": "null: nobody counted"})
    cause = string("Needed for one that was poorly attended or cancelled")


class ChangeEvent(Versioned):
    """What is left out stays as it is."""

    title = string()
    description = string()
    minutes = whole()
    regions = _texts("For the members of these alone")
    venue_id = fields.Str(allow_none=True)
    place = string()
    access = string()
    join_link = string()
    phone = string()
    capacity = fields.Int(strict=True, allow_none=True, metadata={"description": "null: no limit"})
    booking_closes_at = fields.Str(allow_none=True)
    hosts = _texts("Organisations and groups")
    host_ids = _texts("Members who run it beside the region's keepers")
    funded_by = string()
    designers = fields.List(fields.Nested(EventDesigner))
    topics = _texts("What it is about")
    audience = string()
    recorded = _flag("Who books says that they agree to the recording")


class MoveEvent(Versioned):
    starts_at = fields.Str(
        load_default=None,
        allow_none=True,
        metadata={"description": "Without it, it is put off until a day is found"},
    )
    cause = string("Needed; those who booked are told", required=True)


class CancelEvent(Versioned):
    cause = string("Needed; those who booked are told", required=True)


class WeatherNote(Versioned):
    note = string("Sent to all who booked", required=True)


class HoldEvent(Versioned):
    attended = fields.Int(strict=True, allow_none=True, metadata={"description": "null: nobody counted"})
    count_arrivals = _flag("Count those who were checked in")
    poorly = _flag("Few came; say why")
    cause = string("Needed where few came")


class BookEvent(Schema):
    name = string("How the organisers' list calls you", required=True)
    needs = string(
        "What you need to take part (access, food); the organisers see it, and it is forgotten soon"
    )
    agrees_to_recording = _flag("Needed where the event is recorded")


class AnswerPlaceOffer(Schema):
    accept = fields.Bool(
        required=True, truthy={True}, falsy={False}, metadata={"description": "false: the next may have it"}
    )


class ListRegistrations(Paging):
    state = fields.Str(validate=validate.OneOf(LISTED), metadata={"description": "Without it, those booked"})


class FindRegistrations(Schema):
    name = string("Part of a name; without it, the first of all")


class CheckInAtEvent(Schema):
    code = string("As the booking shows it; small letters and hyphens do not matter")
    booking_id = string("Instead of the code, from the list")


class WalkIn(Schema):
    name = string(required=True)
    member_id = string("Where it is a member who is known")


class ListEventTopics(Paging):
    region = string("A region's code, or UK", required=True)
    state = fields.Str(validate=validate.OneOf(TOPIC_STATES))


class RequestEventTopic(Schema):
    topic = string("In a few words; for your own region", required=True)


class TakeUpEventTopic(Schema):
    event_id = string("The event that is about it", required=True)


class EventBooking(Shown):
    """Your own booking."""

    id = string(required=True)
    version = whole(required=True)
    event_id = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    code = string("For the check-in", required=True)
    booked_at = instant(required=True)
    position = fields.Int(
        required=True, allow_none=True, metadata={"description": "In the line, from 1, while you wait"}
    )
    offer_until = instant(required=True, allow_none=True)
    checked_in_at = instant(required=True, allow_none=True)


class OwnEventBooking(EventBooking):
    name = string(required=True)
    needs = string(required=True)


class EventInShort(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    title = string(required=True)
    status = fields.Str(required=True, validate=validate.OneOf(STATUSES))
    cause = string("Why it was moved, cancelled or poorly attended", required=True)
    starts_at = instant(required=True, allow_none=True)
    ends_at = instant(required=True, allow_none=True)
    rough_date = string(ROUGH, required=True, allow_none=True)
    regions = fields.List(fields.Str(), required=True)
    place = string(required=True)
    capacity = whole("null: no limit", required=True, allow_none=True)
    places_left = whole("null: no limit, or not counted here", required=True, allow_none=True)
    booking_open = fields.Bool(required=True)
    takes_interest = fields.Bool(required=True)
    hosts = fields.List(fields.Str(), required=True)
    topics = fields.List(fields.Str(), required=True)
    attended = whole("null: nobody counted, which is not 0", required=True, allow_none=True)
    weather_note = string(required=True)


class Event(EventInShort):
    """What its page says; ``mine`` is your own booking, ``runs`` whether you organise it."""

    description = string(required=True)
    minutes = whole(required=True)
    venue_id = string(required=True, allow_none=True)
    access = string(required=True)
    features = fields.List(fields.Str(), required=True)
    booking_closes_at = instant(required=True, allow_none=True)
    funded_by = string(required=True)
    audience = string(required=True)
    for_seat_holders = fields.Bool(required=True)
    recorded = fields.Bool(required=True)
    sequence = whole(required=True)
    booked = whole("Those who wait are not among them", required=True)
    waiting = whole(required=True)
    interested = whole(required=True)
    organisations = fields.List(
        fields.Str(), required=True, metadata={"description": "Of those who designed a masterclass"}
    )
    join_link = string("null unless you booked or organise it", required=True, allow_none=True)
    phone = string("null unless you booked or organise it", required=True, allow_none=True)
    runs = fields.Bool(required=True)
    mine = fields.Nested(OwnEventBooking, required=True, allow_none=True)
    came = whole("Checked in; for the organisers", required=True, allow_none=True)
    may_invite = whole(
        "Seat holders it is for; for the organisers of such an event", required=True, allow_none=True
    )


class BookingOfMine(OwnEventBooking):
    event = fields.Nested(EventInShort, required=True)


class MyBookings(Shown):
    items = fields.List(fields.Nested(BookingOfMine), required=True)
    hosting = fields.List(fields.Nested(EventInShort), required=True)


class Arrival(Shown):
    """What a check-in answers."""

    id = string(required=True)
    version = whole(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    code = string(required=True)
    booked_at = instant(required=True)
    offer_until = instant(required=True, allow_none=True)
    checked_in_at = instant(required=True, allow_none=True)
    walk_in = fields.Bool(required=True)
    agrees_to_recording = fields.Bool(required=True)


class Registration(Arrival):
    """A booking as the organisers see it: no address, no member id."""

    name = string("Empty once it was forgotten", required=True)
    needs = string("Empty once it was forgotten", required=True)


class CheckInList(Shown):
    items = fields.List(fields.Nested(Registration), required=True)
    latest = fields.List(fields.Nested(Registration), required=True)
    found = whole("How many there are; the list may be shorter", required=True)
    expected = whole(required=True)
    came = whole(required=True)
    walked_in = whole(required=True)


class EventTopic(Shown):
    """How many would like it, never who."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    topic = string(required=True)
    asked_at = instant(required=True)
    support = whole(required=True)
    mine = fields.Bool(required=True, metadata={"description": "You asked for it, or support it"})
    state = fields.Str(required=True, validate=validate.OneOf(TOPIC_STATES))
    event_id = string(required=True, allow_none=True)


EventPage = page_of(EventInShort)
RegistrationPage = page_of(Registration)
RegistrationList = list_of(Registration)
EventTopicPage = page_of(EventTopic)
