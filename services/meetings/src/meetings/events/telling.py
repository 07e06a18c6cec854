"""Whom an event's changes are told to, and in which words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from contracts.events import Fact
from contracts.meetings import EVENT_CHANGED
from meetings.events.bookings.domain import STANDING, Booking
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Event
from meetings.notices import notices

TELL_AGAIN = "event_told_again"
MEANWHILE = timedelta(seconds=30)
"""Longer than any transaction lasts: whoever booked while an event changed is told by then."""


def state_of(event: Event) -> Fact:
    """The event as others may know it."""
    return EVENT_CHANGED.of(
        event.id,
        event.version,
        {
            "event_id": event.id,
            "version": event.version,
            "region": event.region,
            "kind": event.kind,
            "status": event.status,
            "starts_at": event.starts_at.isoformat() if event.starts_at else None,
            "attended": event.attended,
        },
        event.region,
    )


def tell_booked(
    work: Any, kind: str, event: Event, cause: str, about: Mapping[str, str], *states: str
) -> list[Fact]:
    """A notice for all whose booking stands, those in the line too (or only in the named states)."""
    members = BookingStore(work).members_standing(event.id, *(states or STANDING))
    return notices(
        kind,
        cause=f"event:{event.id}:{cause}",
        members=members,
        about=about,
        path=f"/events/{event.id}",
        concerning=(event.id, event.version),
        region=event.region,
    )


def tell_all(work: Any, kind: str, event: Event, now: datetime, **words: str) -> list[Fact]:
    """The same at once, and again a little later for those who were booking meanwhile.

    Notifications sends each of them one mail for one cause, however often it is asked.
    """
    about = {"title": event.title, "when": event.when, **words}
    cause = f"{kind}:{event.version}"
    again = {"kind": kind, "cause": cause, "about": about}
    work.schedule(TELL_AGAIN, event.id, now + MEANWHILE, again)
    return tell_booked(work, kind, event, cause, about)


def tell_one(kind: str, event: Event, booking: Booking, **words: str) -> list[Fact]:
    """To the member whose booking it is; nobody is told of what is over, nor somebody who walked in."""
    if not booking.member_id:
        return []
    return notices(
        kind,
        cause=f"booking:{booking.id}:{booking.version}",
        members=[booking.member_id],
        about={"title": event.title, **words},
        path=f"/events/{event.id}",
        concerning=(booking.id, booking.version),
        region=event.region,
    )
