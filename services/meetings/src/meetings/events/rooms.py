"""The room of an event: taken in the transaction that saves the event (row 49)."""

from dataclasses import replace
from typing import Any

from meetings.events.domain import Event
from meetings.refusal import Refusal
from meetings.venues import booking
from meetings.venues.domain import Venue
from meetings.venues.store import VenueStore


def with_room(work: Any, event: Event) -> Event:
    """The event in its room: where no words say the place, or no number the places, the room's do.

    Refused: ``venue_unknown``, ``venue_not_in_use``, ``venue_taken``, ``event_too_large_for_venue``.
    """
    venue = _taken(work, event)
    if venue is None:
        return event
    if venue.capacity is not None and event.capacity is not None and event.capacity > venue.capacity:
        message = f"This room takes {venue.capacity} people."
        raise Refusal("event_too_large_for_venue", fields={"capacity": [message]})
    capacity = event.capacity
    if capacity is None and not event.takes_interest:
        capacity = venue.capacity
    return replace(event, place=event.place or venue.in_words, capacity=capacity)


def let_go(work: Any, event: Event) -> None:
    """The room is free for others."""
    booking.release(work, _owner(event))


def features_of(work: Any, event: Event) -> list[str]:
    """What the room offers those who need it, as the venue list has it."""
    venue = VenueStore(work).get(event.venue_id) if event.venue_id else None
    return list(venue.features) if venue is not None else []


def _taken(work: Any, event: Event) -> Venue | None:
    if event.venue_id is None or event.starts_at is None or event.ends_at is None:
        let_go(work, event)
        return None
    return booking.book(work, event.venue_id, _owner(event), event.starts_at, event.ends_at)


def _owner(event: Event) -> str:
    return f"event:{event.id}"
