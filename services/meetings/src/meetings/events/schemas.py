"""The shapes at the doors of the events."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Identifier, Instant, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from commons.fields import RoughDay
from meetings.events.domain import KINDS, PAST_STATUSES, Event

LONGEST_MINUTES = 5 * 24 * 60
MOST_PLACES = 5_000
MOST_NAMED = 30
LONGEST_NOTE = 300
LONGEST_LINK = 500
LINK = validate.Regexp(r"(https?://[^\s<>\"]+)?\Z", error="Enter a web address that begins with https://")


def _line(longest: int = 200, **options: Any) -> Line:
    return Line(load_default="", longest=longest, **options)


def _several(each: fields.Field[Any]) -> fields.List[Any]:
    return fields.List(each, load_default=list, validate=validate.Length(max=MOST_NAMED))


class ListEvents(Schema):
    """Events to come, or past ones; of one region or of all."""

    region = RegionCode(load_default=None, allow_none=True)
    past = fields.Bool(load_default=False)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetEvent(Schema):
    """One event by id."""

    id = Identifier(required=True)


class Designing(Schema):
    """Who designs a masterclass, and for which organisation they stand."""

    member_id = Identifier(required=True)
    organisation = Line(required=True, longest=120)


class _Details(Schema):
    """What is said of any event."""

    region = RegionCode(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    title = Line(required=True, longest=120)
    description = Paragraphs(load_default="")
    minutes = fields.Int(strict=True, load_default=120, validate=validate.Range(1, LONGEST_MINUTES))
    regions = fields.List(RegionCode(), load_default=None, allow_none=True)
    place = _line()
    access = _line(LONGEST_NOTE)
    hosts = _several(Line(required=True, longest=120))
    host_ids = _several(Identifier())
    funded_by = _line(120)
    designers = _several(fields.Nested(Designing))
    topics = _several(Line(required=True, longest=120))
    audience = _line()


class AnnounceEvent(_Details):
    """An event to come. Without ``regions`` it is for everybody, a meetup for its own region."""

    starts_at = Instant(required=True)
    venue_id = Identifier(load_default=None, allow_none=True)
    join_link = _line(LONGEST_LINK, validate=LINK)
    phone = _line(60)
    capacity = fields.Int(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(1, MOST_PLACES)
    )
    booking_closes_at = Instant(load_default=None, allow_none=True)
    takes_interest = fields.Bool(load_default=False)
    for_seat_holders = fields.Bool(load_default=False)
    recorded = fields.Bool(load_default=False)


class RecordEvent(_Details):
    """An event that is over. ``starts_at``, a rough date, or neither where nobody knows the day."""

    starts_at = Instant(load_default=None, allow_none=True)
    rough_date = RoughDay(load_default=None, allow_none=True)
    status = fields.Str(required=True, validate=validate.OneOf(PAST_STATUSES))
    attended = fields.Int(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(0, 100_000)
    )
    cause = _line(LONGEST_NOTE)

    @validates_schema(skip_on_field_errors=True)
    def one_date_is_enough(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["starts_at"] and data["rough_date"]:
            raise ValidationError("Enter a time or a rough date, not both.", "rough_date")


class ChangeEvent(Schema):
    """What is left out stays as it is; an empty ``capacity`` (null) means no limit."""

    id = Identifier(required=True)
    title = Line(longest=120)
    description = Paragraphs()
    minutes = fields.Int(strict=True, validate=validate.Range(1, LONGEST_MINUTES))
    regions = fields.List(RegionCode())
    venue_id = Identifier(allow_none=True)
    place = Line()
    access = Line(longest=LONGEST_NOTE)
    join_link = Line(longest=LONGEST_LINK, validate=LINK)
    phone = Line(longest=60)
    capacity = fields.Int(strict=True, allow_none=True, validate=validate.Range(1, MOST_PLACES))
    booking_closes_at = Instant(allow_none=True)
    hosts = fields.List(Line(required=True, longest=120), validate=validate.Length(max=MOST_NAMED))
    host_ids = fields.List(Identifier(), validate=validate.Length(max=MOST_NAMED))
    funded_by = Line(longest=120)
    designers = fields.List(fields.Nested(Designing), validate=validate.Length(max=MOST_NAMED))
    topics = fields.List(Line(required=True, longest=120), validate=validate.Length(max=MOST_NAMED))
    audience = Line()
    recorded = fields.Bool(attribute="is_recorded")
    version = Version()

    @validates_schema(skip_on_field_errors=True)
    def a_title_is_not_taken_away(self, data: Mapping[str, Any], **_: Any) -> None:
        if data.get("title") == "":
            raise ValidationError("Enter something here.", "title")


class MoveEvent(Schema):
    """Another time; null puts it off until a day is found."""

    id = Identifier(required=True)
    starts_at = Instant(required=True, allow_none=True)
    cause = _line(LONGEST_NOTE)
    version = Version()


class CancelEvent(Schema):
    """It does not take place, and why."""

    id = Identifier(required=True)
    cause = _line(LONGEST_NOTE)
    version = Version()


class WarnOfWeather(Schema):
    """A note about the weather for all who booked."""

    id = Identifier(required=True)
    note = Line(required=True, longest=LONGEST_NOTE)
    version = Version()


class HoldEvent(Schema):
    """It took place. ``attended`` null: nobody counted, or those who were checked in (``count_arrivals``)."""

    id = Identifier(required=True)
    attended = fields.Int(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(0, 100_000)
    )
    count_arrivals = fields.Bool(load_default=False)
    poorly = fields.Bool(load_default=False)
    cause = _line(LONGEST_NOTE)
    version = Version()


def event_in_short(event: Event, places_left: int | None, is_open: bool) -> dict[str, Any]:
    """An event in a list."""
    return {
        "id": event.id,
        "version": event.version,
        "region": event.region,
        "kind": event.kind,
        "title": event.title,
        "status": event.status,
        "cause": event.cause,
        "starts_at": event.starts_at.isoformat() if event.starts_at else None,
        "ends_at": event.ends_at.isoformat() if event.ends_at else None,
        "rough_date": event.rough_date or None,
        "regions": list(event.regions),
        "place": event.place,
        "capacity": event.capacity,
        "places_left": places_left,
        "booking_open": is_open,
        "takes_interest": event.takes_interest,
        "hosts": list(event.hosts),
        "topics": list(event.topics),
        "attended": event.attended,
        "weather_note": event.weather_note,
    }


def event_whole(event: Event) -> dict[str, Any]:
    """What its page says beyond the list; how to join is for those who booked."""
    return {
        "description": event.description,
        "minutes": event.minutes,
        "venue_id": event.venue_id,
        "access": event.access,
        "booking_closes_at": event.booking_closes_at.isoformat() if event.booking_closes_at else None,
        "funded_by": event.funded_by,
        "audience": event.audience,
        "for_seat_holders": event.for_seat_holders,
        "recorded": event.is_recorded,
        "sequence": event.sequence,
    }
