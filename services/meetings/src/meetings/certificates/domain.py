"""A certificate of attendance: for who was checked in, never for who only booked (row 52)."""

from dataclasses import dataclass
from datetime import datetime

from meetings.events.bookings.domain import Booking
from meetings.events.domain import CANCELLED, Event
from meetings.refusal import Refusal


@dataclass(frozen=True)
class Certificate:
    """A code that stands on paper; no name is kept with it."""

    code: str
    event_id: str
    member_id: str


def refuse_without_attendance(event: Event, booking: Booking | None, now: datetime) -> None:
    """Refused: ``not_at_event``, ``certificate_not_ready`` before the event is over."""
    if booking is None or not booking.has_come or event.status == CANCELLED:
        raise Refusal("not_at_event")
    if not event.is_over and (event.ends_at is None or event.ends_at > now):
        raise Refusal("certificate_not_ready")


def holds(event: Event | None, booking: Booking | None) -> bool:
    """Whether what the paper says is still so: a check-in that was undone takes the certificate with it."""
    if event is None or event.status == CANCELLED:
        return False
    return booking is None or booking.has_come
