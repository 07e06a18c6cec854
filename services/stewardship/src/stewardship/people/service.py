"""How the copy of members is kept: three events of membership, each heard once."""

from chassis.call import Call, Job
from chassis.doors import due, when
from commons.people.hearing import person_of
from commons.people.store import People as PeopleStore
from contracts import membership
from contracts.events import Event
from stewardship.comments.store import CommentStore
from stewardship.consultations.store import ConsultationStore
from stewardship.convenors.store import ConvenorStore
from stewardship.elections.nominations.store import NominationStore
from stewardship.ground_rules.store import GroundRuleStore
from stewardship.refusal import Refusal
from stewardship.self_organised.store import SelfOrganisedStore
from stewardship.settings import Settings

FORGET_NAME = "forget_name"
NAMED = (CommentStore, ConsultationStore, GroundRuleStore, NominationStore, SelfOrganisedStore)
"""What keeps a name that its owner wrote down to be shown."""


class People:
    """Nobody knocks here; it only listens."""

    name = "stewardship_people"
    context = "stewardship"
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
    def when_member_left_note_it(self, call: Call, event: Event) -> None:
        told = person_of(event.data)
        self.store.keep(told)
        # Seats hear of it by a queue of their own and may have kept this very state before us.
        if self.store.get(told.id) == told:
            self.store.work.schedule(FORGET_NAME, told.id, call.now)

    @due(FORGET_NAME)
    def forget_their_name(self, _call: Call, job: Job) -> None:
        """Wherever somebody who left Q had their name shown it is gone; of seats, seats takes care.

        What a convenor kept for nobody else's eyes goes, too.
        """
        for store in NAMED:
            store(self.store.work).forget_name(job.key)
        ConvenorStore(self.store.work).forget(job.key)
