"""A meeting of WOE and somebody with a seat at its table, put straight into meetings' store."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from meetings.calendar.domain import FACE_TO_FACE, PUBLISHED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.seats.domain import MEMBER, Term
from meetings.seats.store import SeatStore

SEATED = Caller("seated-1", frozenset({"member"}), "WOE")


def at_ten(days: int) -> datetime:
    """10:00 UTC so many days from today."""
    today = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def a_meeting(bus: LocalBus, meeting_id: str = "meeting-1", days: int = 5, **more: Any) -> Meeting:
    """A published one, so many days from today."""
    starts_at = at_ten(days)
    properties: dict[str, Any] = {
        "title": "Our meeting",
        "place": "Bristol",
        "public_link": "https://watch.example.org/woe",
        "published_at": starts_at - timedelta(days=30),
        **more,
    }
    properties |= {"starts_at": starts_at, "minutes": 120, "mode": FACE_TO_FACE, "status": PUBLISHED}
    made = Meeting(meeting_id, 1, "WOE", **properties)
    work = bus.databases["meetings"]
    work.in_transaction(Call(), lambda: MeetingStore(work).save(made))
    return made


def a_seat(bus: LocalBus, caller: Caller = SEATED, background: str = "GP") -> Caller:
    """This member holds a seat of WOE since 2018."""
    who, since = caller.subject, date(2018, 1, 1)
    places = ("Gloucestershire",)
    term = Term(f"t-{who}", f"s-{who}", 1, "WOE", MEMBER, who, False, background, places, since)
    SeatStore(bus.databases["meetings"]).keep(term)
    return caller
