"""How a meeting or an event takes a room, inside its own transaction (row 49)."""

from datetime import datetime
from typing import Any

from meetings.refusal import Refusal
from meetings.venues.domain import Booking, Venue, refuse_taken
from meetings.venues.store import VenueStore


def book(work: Any, venue_id: str, owner: str, starts_at: datetime, ends_at: datetime) -> Venue:
    """Take the room for ``owner`` (``meeting:<id>``, ``event:<id>``); what it had before is let go.

    Call it in the transaction that saves the owner. Of two at once the second is refused.
    Refused: ``venue_unknown``, ``venue_not_in_use``, ``venue_taken``.
    """
    store = VenueStore(work)
    venue = store.get(venue_id)
    if venue is None:
        raise Refusal("venue_unknown", fields={"venue_id": ["Choose a venue from the list."]})
    wanted = Booking(owner, venue_id, starts_at, ends_at)
    if store.booking_of(owner) == wanted:
        return venue
    if not venue.in_use:
        raise Refusal("venue_not_in_use", fields={"venue_id": ["Choose a venue that is in use."]})
    store.take_turn(venue_id)
    refuse_taken(wanted, store.taken(venue_id, starts_at, ends_at))
    store.keep_booking(wanted)
    return venue


def release(work: Any, owner: str) -> None:
    """Let the owner's room go, if it has one."""
    VenueStore(work).forget_booking(owner)
