"""Rooms across the region: which areas a cycle used, and what to think of before a room is fixed (row 49)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.calendar.domain import Meeting
from meetings.venues.domain import Venue


@dataclass(frozen=True)
class Advice:
    """Something to think of, never a refusal: ``code``, and the words for whoever plans."""

    code: str
    words: str


def areas_used(meetings: Iterable[Meeting], venues: Mapping[str, Venue]) -> dict[str, int]:
    """Area -> how many of these meetings were or will be in it, in the order of their first."""
    used: dict[str, int] = {}
    for meeting in meetings:
        venue = venues.get(meeting.venue_id or "")
        if venue is not None:
            used[venue.area] = used.get(venue.area, 0) + 1
    return used


def areas_left(used: Iterable[str], venues: Iterable[Venue]) -> list[str]:
    """The areas with a room in use that these meetings have not been to."""
    been = {area.casefold() for area in used}
    return sorted({venue.area for venue in venues if venue.in_use and venue.area.casefold() not in been})


def advice(venue: Venue, others: Mapping[str, int], left: list[str], size: int) -> list[Advice]:
    """``others`` are the areas of the cycle's other meetings, ``size`` the seats that are held."""
    found = []
    if any(area.casefold() == venue.area.casefold() for area in others):
        instead = f" Not yet used: {', '.join(left)}." if left else ""
        words = f"Another meeting of this cycle is in {venue.area} too.{instead}"
        found.append(Advice("area_again", words))
    if venue.capacity is not None and venue.capacity < size:
        words = f"The room holds {venue.capacity}, and {size} people hold a seat."
        found.append(Advice("room_small", words))
    return found
