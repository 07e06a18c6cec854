"""A region with a meeting to come and an event, saved as the stores save them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from meetings_desk import NOW, Desk

from chassis.call import Call
from meetings.events.bookings.domain import BOOKED, Booking
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Q_EVENT, Event
from meetings.events.store import EventStore

HASH = "a1" * 32
EVENT = Event(
    id="event-1",
    version=1,
    region="NENC",
    kind=Q_EVENT,
    title="Learning from incidents",
    starts_at=datetime(2018, 5, 10, 9, 0, tzinfo=UTC),
    minutes=300,
    place="Durham",
    join_link="https://join.example.org/e1",
)


def event(desk: Desk, **changes: Any) -> Event:
    made = replace(EVENT, **changes)
    desk.work.in_transaction(Call(now=NOW), lambda: EventStore(desk.work).save(made))
    return made


def booking(desk: Desk, member_id: str, state: str = BOOKED, **changes: Any) -> Booking:
    made = Booking(f"b-{member_id}", 1, "event-1", member_id, state, "Ann Example", f"C{member_id}", NOW)
    made = replace(made, **changes)
    desk.work.in_transaction(Call(now=NOW), lambda: BookingStore(desk.work).save(made))
    return made
