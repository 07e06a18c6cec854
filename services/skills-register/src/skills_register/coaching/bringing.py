"""To whom a question goes next: the contacts in turn, then the keepers; and what goes with whoever leaves."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from chassis.call import Call
from commons.london import day_of, noon_after
from commons.people.store import People
from skills_register.coaching import domain, telling
from skills_register.coaching.domain import Contact, Question
from skills_register.coaching.store import CoachingStore
from skills_register.settings import Settings

WATCH, FORGET = "coaching_watch", "coaching_forget"


class Bringing:
    """Questions on their way, in the transaction of one call."""

    def __init__(self, store: CoachingStore, settings: Settings, call: Call) -> None:
        self._store = store
        self._settings = settings
        self._call = call

    def region_of(self, area: str, home: str) -> str:
        """The region whose contact covers this area; the asker's own among several, and where none does."""
        today = day_of(self._call.now)
        known = self.active(self._store.contacts_of_area(area)) if area else []
        covering = domain.of_area(known, area, today)
        regions = {each.region for each in covering}
        return home if home in regions else min(regions, default=home)

    def onward(self, question: Question) -> Question:
        """To the next contact, else to the keepers; not saved yet when it is new."""
        contacts = self.active(self._store.contacts_in(question.region))
        load = self._store.waiting_by_contact(question.region)
        chosen = domain.next_contact(question, contacts, load, day_of(self._call.now))
        return self.to(question, chosen) if chosen else self._to_keepers(question)

    def to(self, question: Question, contact: Contact) -> Question:
        """Bring it to this contact, who has some days to answer. Refused as ``domain.bring_to``."""
        due_at = noon_after(self._call.now, self._settings.coaching_answer_days)
        brought = domain.bring_to(question, contact, self._call.now, due_at)
        self.save(brought)
        self._store.work.publish(telling.brought(brought))
        self._store.work.schedule(WATCH, brought.id, due_at)
        return brought

    def save(self, question: Question) -> None:
        """Every step begins the time anew after which nothing of it is left."""
        self._store.save_question(question)
        ends = self._call.now + timedelta(days=self._settings.coaching_keep_days)
        self._store.work.schedule(FORGET, question.id, ends)

    def active(self, contacts: Iterable[Contact]) -> list[Contact]:
        """Those who are active members."""
        found = list(contacts)
        known = People(self._store.work).several(each.id for each in found)
        return [each for each in found if each.id in known and known[each.id].is_active]

    def take_from(self, member_id: str) -> None:
        """This contact answers no more: what waits with them goes on at once."""
        self._store.forget_contact(member_id)
        for question in self._store.waiting_with(member_id):
            # What went on to somebody else before stays with them for their days.
            if question.lies_with(member_id):
                self._store.work.schedule(WATCH, question.id, self._call.now)

    def _to_keepers(self, question: Question) -> Question:
        waiting = domain.to_keepers(question, self._call.now)
        self.save(waiting)
        self._store.work.publish(telling.waiting(waiting, self._store.work, self._settings.regions))
        return waiting


def leave(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """Somebody left Q: what they asked is gone at once, and what waited with them goes on."""
    store = CoachingStore(work)
    Bringing(store, settings, call).take_from(member_id)
    store.forget_asked_by(member_id)
