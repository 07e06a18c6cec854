"""What one member's calendar shows: their groups' meetings, their events, their promises."""

from datetime import datetime
from typing import Any

from commons.london import day_of
from commons.people.domain import Person
from meetings.actions.store import ActionStore
from meetings.events.bookings.store import BookingStore
from meetings.feeds import domain
from meetings.feeds.domain import Entry, Window
from meetings.feeds.places import places_of
from meetings.feeds.store import FeedStore
from meetings.seats.store import SeatStore
from meetings.speaking import OFFICES


def entries_of(work: Any, person: Person, now: datetime) -> list[Entry]:
    """Everything of theirs between three months ago and some more than a year ahead."""
    within = domain.window(now)
    return [
        *_meetings(work, person, now, within),
        *_events(work, person, within),
        *_actions(work, person, within),
    ]


def groups_of(work: Any, person: Person, now: datetime) -> set[str]:
    """The groups at whose table they are: by a seat, or because they keep its papers."""
    offices = (role.partition(":") for role in person.roles)
    kept = {region for office, _, region in offices if office in OFFICES and region}
    return kept | {term.region for term in SeatStore(work).held_by(person.id, day_of(now))}


def _meetings(work: Any, person: Person, now: datetime, within: Window) -> list[Entry]:
    groups = groups_of(work, person, now)
    if not groups:
        return []
    store = FeedStore(work)
    found = store.meetings(store.meetings_of(groups, within))
    places = places_of(work, (meeting for meeting, _ in found))
    return [
        domain.of_meeting(meeting, changed_at, places[meeting.id], for_table=True)
        for meeting, changed_at in found
    ]


def _events(work: Any, person: Person, within: Window) -> list[Entry]:
    """What they booked, wait for or are interested in."""
    standing = {each.event_id: each for each in BookingStore(work).of_member(person.id) if each.stands}
    found = [
        (event, changed_at)
        for event, changed_at in FeedStore(work).events(standing)
        if event.starts_at and within.since <= event.starts_at < within.until
    ]
    places = places_of(work, (event for event, _ in found))
    return [
        domain.of_event(event, changed_at, places[event.id], standing[event.id])
        for event, changed_at in found
    ]


def _actions(work: Any, person: Person, within: Window) -> list[Entry]:
    since, until = day_of(within.since), day_of(within.until)
    return [
        domain.of_action(action, action.history[-1].at if action.history else within.today)
        for action in ActionStore(work).of_owner(person.id)
        if since <= action.due_on < until
    ]
