"""An event of WOE that is over since this morning, with those who were checked in."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.ids import new_id
from chassis.testkit.local_bus import LocalBus
from meetings.events.bookings.domain import BOOKED, Booking
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import HELD, Q_EVENT, Event
from meetings.events.store import EventStore


def held_event(bus: LocalBus, came: Iterable[str], booked: Iterable[str] = (), **changes: Any) -> Event:
    """Held some hours ago; ``came`` were checked in, ``booked`` only have a place."""
    work = bus.databases["meetings"]
    now = datetime.now(UTC).replace(microsecond=0)
    told = {
        "starts_at": now - timedelta(hours=5),
        "minutes": 240,
        "title": "Making best use of data",
        **changes,
    }
    made = Event(
        id=new_id(), version=1, region="WOE", kind=Q_EVENT, status=HELD, hosts=("West AHSN",), **told
    )
    work.in_transaction(Call(), lambda: EventStore(work).save(made))
    for number, (member_id, has_come) in enumerate(
        [*((m, True) for m in came), *((m, False) for m in booked)]
    ):
        booking = Booking(
            id=new_id(), version=1, event_id=made.id, member_id=member_id, state=BOOKED, name="Zoë Łuczak",
            code=f"C{number}", queued_at=now, checked_in_at=now if has_come else None,
        )  # fmt: skip
        work.in_transaction(Call(), lambda booking=booking: BookingStore(work).save(booking))
    return made
