"""The shapes at the doors of the venues."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Instant, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from meetings.venues.domain import FEATURES, Booking, Venue

LARGEST = 10_000
DEAREST = 100_000_00  # a hundred thousand pounds
OUR_OWN = ("contact",)


class ListVenues(Schema):
    """A region's venues."""

    region = RegionCode(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetVenue(Schema):
    """One venue by id."""

    id = Identifier(required=True)


class FreeVenues(Schema):
    """Which of a region's venues are free at a time; ``except_for`` is the owner whose own slot is no bar."""

    region = RegionCode(required=True)
    starts_at = Instant(required=True)
    minutes = fields.Int(required=True, strict=True, validate=validate.Range(1, 1440))
    except_for = Identifier(load_default=None, allow_none=True)


def _capacity(**more: Any) -> fields.Int:
    return fields.Int(strict=True, allow_none=True, validate=validate.Range(1, LARGEST), **more)


def _cost(**more: Any) -> fields.Int:
    return fields.Int(strict=True, allow_none=True, validate=validate.Range(0, DEAREST), **more)


def _features(**more: Any) -> fields.List[Any]:
    return fields.List(fields.Str(validate=validate.OneOf(FEATURES)), **more)


class RegisterVenue(Schema):
    """A room. ``cost_pence`` for one meeting; ``contact`` is an office or a desk, no person's address."""

    region = RegionCode(required=True)
    name = Line(required=True)
    area = Line(required=True)
    address = Line(load_default="")
    capacity = _capacity(load_default=None)
    features = _features(load_default=list)
    cost_pence = _cost(load_default=None)
    contact = Line(load_default="")
    note = Paragraphs(load_default="", longest=1_000)


class ChangeVenue(Schema):
    """What is left out stays as it is."""

    id = Identifier(required=True)
    name = Line(validate=validate.Length(1))
    area = Line(validate=validate.Length(1))
    address = Line()
    capacity = _capacity()
    features = _features()
    cost_pence = _cost()
    contact = Line()
    note = Paragraphs(longest=1_000)
    in_use = fields.Bool()
    version = Version()


class VenueDiary(Schema):
    """Who has a venue, from a day on."""

    id = Identifier(required=True)
    since = Instant(load_default=None, allow_none=True)


def in_order(features: list[str]) -> tuple[str, ...]:
    """Each feature once, in the order in which they are shown."""
    return tuple(each for each in FEATURES if each in features)


def venue_view(venue: Venue, *, whole: bool) -> dict[str, Any]:
    """A venue as everybody reads it; ``whole`` adds what is the keepers' own."""
    shown = {
        "id": venue.id,
        "version": venue.version,
        "region": venue.region,
        "name": venue.name,
        "area": venue.area,
        "address": venue.address,
        "capacity": venue.capacity,
        "features": list(venue.features),
        "cost_pence": venue.cost_pence,
        "note": venue.note,
        "in_use": venue.in_use,
        "contact": None,
    }
    return {**shown, **{name: getattr(venue, name) for name in OUR_OWN}} if whole else shown


def booking_view(booking: Booking) -> dict[str, Any]:
    """``owner_kind`` is ``meeting`` or ``event``, ``owner_id`` its id."""
    kind, _, owner_id = booking.owner.partition(":")
    return {
        "owner_kind": kind,
        "owner_id": owner_id,
        "starts_at": booking.starts_at.isoformat(),
        "ends_at": booking.ends_at.isoformat(),
    }
