"""Where meetings and events are, in words: the room that they booked, else what was typed."""

from collections.abc import Iterable
from typing import Any

from meetings.calendar.domain import Meeting
from meetings.events.domain import Event
from meetings.venues.store import VenueStore


def places_of(work: Any, found: Iterable[Meeting | Event]) -> dict[str, str]:
    """Id -> place of each of them, with one look at the venues."""
    asked = list(found)
    booked = {each.venue_id for each in asked if each.venue_id}
    venues = VenueStore(work).several(booked) if booked else {}
    words = {venue_id: venue.in_words for venue_id, venue in venues.items()}
    return {each.id: words.get(each.venue_id or "", each.place) for each in asked}
