"""The shapes at the doors of bookings and at the door of the house."""

import re
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from meetings.events.bookings.domain import BOOKED, INTERESTED, OFFERED, WAITING, Booking
from meetings.events.bookings.store import BookingStore

LONGEST_NAME = 80
LONGEST_NEEDS = 500
NOT_IN_A_CODE = re.compile(r"[^A-Z0-9]")


class Code(fields.String):
    """A booking's code as somebody typed or scanned it: small letters, blanks and hyphens do not matter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=40), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        return NOT_IN_A_CODE.sub("", typed.upper())


class BookEvent(Schema):
    """``name`` for the organisers' list, ``needs`` what somebody needs to take part (access, food)."""

    event_id = Identifier(required=True)
    name = Line(required=True, longest=LONGEST_NAME)
    needs = Paragraphs(load_default="", longest=LONGEST_NEEDS)
    agrees_to_recording = fields.Bool(load_default=False)


class OfEvent(Schema):
    """The caller's own booking of an event."""

    event_id = Identifier(required=True)


class AnswerOffer(Schema):
    """Whether they take the place that is kept for them."""

    event_id = Identifier(required=True)
    accept = fields.Bool(required=True)


class ListBookings(Schema):
    """Who booked, or who waits, in the order in which they came."""

    event_id = Identifier(required=True)
    state = fields.Str(load_default=BOOKED, validate=validate.OneOf((BOOKED, WAITING, OFFERED, INTERESTED)))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class FindBookings(Schema):
    """Those expected whose name contains these words."""

    event_id = Identifier(required=True)
    name = Line(load_default="", longest=LONGEST_NAME)


class CheckIn(Schema):
    """By the code that the booking carries, or by the booking's id."""

    event_id = Identifier(required=True)
    code = Code(load_default="")
    booking_id = Identifier(load_default=None, allow_none=True)


class OneBooking(Schema):
    """One booking of an event."""

    event_id = Identifier(required=True)
    booking_id = Identifier(required=True)
    version = Version()


class AddWalkIn(Schema):
    """Somebody who came without a booking; ``member_id`` where it is a member who is known."""

    event_id = Identifier(required=True)
    name = Line(required=True, longest=LONGEST_NAME)
    member_id = Identifier(load_default=None, allow_none=True)


def own_booking_view(booking: Booking, store: BookingStore) -> dict[str, Any]:
    """A booking as its member sees it. ``position`` counts from 1, while they wait."""
    return {**own_booking_answer(booking, store), "name": booking.name, "needs": booking.needs}


def own_booking_answer(booking: Booking, store: BookingStore) -> dict[str, Any]:
    """What a command answers, and remembers for weeks: nothing that the member typed."""
    return {
        "id": booking.id,
        "version": booking.version,
        "event_id": booking.event_id,
        "state": booking.state,
        "code": booking.code,
        "booked_at": booking.queued_at.isoformat(),
        "position": store.position(booking) if booking.state == WAITING else None,
        "offer_until": booking.offer_until.isoformat() if booking.offer_until else None,
        "checked_in_at": booking.checked_in_at.isoformat() if booking.checked_in_at else None,
    }


def booking_view(booking: Booking) -> dict[str, Any]:
    """A booking as the organisers see it; no member's id, no more than what was typed for them."""
    return {**booking_answer(booking), "name": booking.name, "needs": booking.needs}


def booking_answer(booking: Booking) -> dict[str, Any]:
    """What a command answers the organisers, without what was typed."""
    return {
        "id": booking.id,
        "version": booking.version,
        "state": booking.state,
        "code": booking.code,
        "booked_at": booking.queued_at.isoformat(),
        "offer_until": booking.offer_until.isoformat() if booking.offer_until else None,
        "checked_in_at": booking.checked_in_at.isoformat() if booking.checked_in_at else None,
        "walk_in": booking.is_walk_in,
        "agrees_to_recording": booking.agrees_to_recording,
    }
