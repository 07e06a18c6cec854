"""What to think of before a meeting is fixed: how the group prefers to meet, and where it met before.

Rooms rotate over a region's areas (row 49), and no group is kept from meeting online (C14).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.calendar.domain import FACE_TO_FACE, Meeting, Rules
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


def advice_on_mode(meeting: Meeting, rules: Rules) -> list[Advice]:
    """A group that prefers to meet face to face is reminded of it; it may meet online all the same."""
    prefers_rooms = rules.mode is not None and rules.mode.startswith(FACE_TO_FACE)
    if prefers_rooms and meeting.is_in_the_cycle and not meeting.is_in_a_room:
        return [Advice("mode_preferred", "The group agreed to meet face to face where that is possible.")]
    return []


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
