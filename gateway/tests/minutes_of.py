"""A meeting of NENC and its people for tests of its minutes: in the store as the calendar keeps them."""

from datetime import UTC, date, datetime, timedelta

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from commons.people.domain import Person
from commons.people.store import People
from meetings.calendar.domain import FACE_TO_FACE, PUBLISHED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.seats.domain import MEMBER, Term
from meetings.seats.store import SeatStore

TYPIST = Caller("nenc-coordinator", frozenset({"member", "coordinator:NENC"}), "NENC")
CONVENOR = Caller("nenc-convenor", frozenset({"member", "convenor:NENC"}), "NENC")
HOLDER = Caller("nenc-holder", frozenset({"member"}), "NENC")
OTHER = Caller("sw-member", frozenset({"member"}), "SW")
LONG_PAST = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)


def meeting_of_nenc(bus: LocalBus, starts_at: datetime = LONG_PAST, meeting_id: str = "meeting-1") -> str:
    """A published meeting whose group has a convenor, a coordinator and a seat holder; answers its id."""
    work = bus.databases["meetings"]
    made = Meeting(
        id=meeting_id,
        version=1,
        region="NENC",
        title="First meeting of the group",
        starts_at=starts_at,
        minutes=120,
        mode=FACE_TO_FACE,
        status=PUBLISHED,
        place="Penrith",
        public_link="https://watch.example.org/nenc",
        published_at=starts_at - timedelta(days=20),
    )
    work.in_transaction(Call(), lambda: MeetingStore(work).save(made))
    for person in (TYPIST, CONVENOR, HOLDER):
        roles = tuple(sorted(person.roles))
        People(work).keep(Person(person.subject, 1, "NENC", "active", date(2018, 1, 1), roles))
    seat = Term(
        "term-1", "seat-1", 1, "NENC", MEMBER, HOLDER.subject, False, "GP", ("Penrith",), date(2018, 1, 1)
    )
    SeatStore(work).keep(seat)
    return meeting_id
