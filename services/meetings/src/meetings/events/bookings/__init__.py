"""Who booked an event, who waits, who came."""

from meetings.events.bookings.store import BookingStore

__all__ = ["BookingStore"]
