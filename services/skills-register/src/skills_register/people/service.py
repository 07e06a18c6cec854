"""How the copy of members is kept: three events of membership, each heard once."""

from chassis.call import Call
from chassis.doors import when
from commons.people.hearing import person_of
from commons.people.store import People as PeopleStore
from contracts import membership
from contracts.events import Event
from skills_register.buddies.ending import follow as follow_buddies
from skills_register.coffees.leaving import follow as follow_coffees
from skills_register.leaving import leave
from skills_register.ledger.domain import MEMBER, account_id
from skills_register.ledger.store import LedgerStore
from skills_register.offers.leaving import follow as follow_offers
from skills_register.refusal import Refusal
from skills_register.settings import Settings
from skills_register.skills.leaving import follow as follow_skills


class People:
    """Nobody knocks here; it only listens."""

    name = "skills_register_people"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = PeopleStore
    settings_class = Settings
    store: PeopleStore
    settings: Settings

    @when(membership.MEMBER_JOINED, queue="note_member_joined")
    def when_member_joined_note_them(self, _call: Call, event: Event) -> None:
        self.store.keep(person_of(event.data))

    @when(membership.MEMBER_CHANGED, queue="note_member_changed")
    def when_member_changed_note_it(self, call: Call, event: Event) -> None:
        member_id, region = event.data["member_id"], event.data["region"]
        if self.store.keep(person_of(event.data)):
            follow_skills(self.store.work, call, member_id)
            follow_offers(self.store.work, call, member_id, region)
            follow_buddies(self.store.work, member_id, region)
            follow_coffees(self.store.work, member_id, region)
            # At once, and not at its next use: who keeps the old region reads it no more, the new one's do.
            LedgerStore(self.store.work).move_to(account_id(MEMBER, member_id), region)

    @when(membership.MEMBER_LEFT, queue="note_member_left")
    def when_member_left_note_it(self, call: Call, event: Event) -> None:
        self.store.keep(person_of(event.data))
        leave(self.store.work, self.settings, call, event.data["member_id"])
