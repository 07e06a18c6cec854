"""The room of a meeting: booked with it, let go with it, reachable for everybody who asked (row 49)."""

from dataclasses import replace
from typing import Any

from meetings.calendar.domain import CANCELLED, Meeting
from meetings.refusal import Refusal
from meetings.venues.booking import book, release
from meetings.venues.domain import Venue


def owner_of(meeting_id: str) -> str:
    return f"meeting:{meeting_id}"


def take_room(work: Any, meeting: Meeting) -> None:
    """Book what the meeting names, and let go what it no longer needs; inside its transaction.

    Refused: ``venue_unknown``, ``venue_not_in_use``, ``venue_taken``, ``step_free_needed``.
    """
    if meeting.venue_id is None or meeting.status == CANCELLED:
        release(work, owner_of(meeting.id))
        return
    venue = book(work, meeting.venue_id, owner_of(meeting.id), meeting.starts_at, meeting.ends_at)
    refuse_steps(meeting, venue)


def refuse_steps(meeting: Meeting, venue: Venue) -> None:
    """Refused: ``step_free_needed`` where somebody asked, the room has steps and nothing is there instead."""
    if meeting.step_free and not venue.is_step_free and not meeting.access_alternative:
        said = ["This room is not step-free. Choose another, or say what is there instead."]
        raise Refusal("step_free_needed", fields={"venue_id": said})


def without_room(meeting: Meeting) -> Meeting:
    """A virtual meeting takes no room, whatever was chosen before."""
    return meeting if meeting.is_in_a_room or meeting.venue_id is None else replace(meeting, venue_id=None)
