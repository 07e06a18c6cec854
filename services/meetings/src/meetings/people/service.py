"""How the copy of members is kept: three events of membership, each heard once."""

from chassis.call import Call
from chassis.doors import when
from commons.people.hearing import person_of
from commons.people.store import People as PeopleStore
from contracts import membership
from contracts.events import Event
from meetings.attendance.store import AttendanceStore
from meetings.expenses.carers.store import CarerStore
from meetings.introductions.store import IntroductionStore
from meetings.pulses.needs.store import NeedStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class People:
    """Nobody knocks here; it only listens."""

    name = "meetings_people"
    context = "meetings"
    refusals = (Refusal,)
    store_class = PeopleStore
    settings_class = Settings
    store: PeopleStore
    settings: Settings

    @when(membership.MEMBER_JOINED, queue="note_member_joined")
    def when_member_joined_note_them(self, _call: Call, event: Event) -> None:
        self.store.keep(person_of(event.data))

    @when(membership.MEMBER_CHANGED, queue="note_member_changed")
    def when_member_changed_note_it(self, _call: Call, event: Event) -> None:
        self.store.keep(person_of(event.data))

    @when(membership.MEMBER_LEFT, queue="note_member_left")
    def when_member_left_note_it(self, _call: Call, event: Event) -> None:
        """Who left is called by no name any more, and what they said for one meeting goes with them.

        All of it in the same transaction.
        """
        self.store.keep(person_of(event.data))
        for store in (IntroductionStore, CarerStore, AttendanceStore, NeedStore):
            store(self.store.work).forget(event.data["member_id"])
