"""How the copy of members is kept: three events of membership, each heard once."""

from chassis.call import Call
from chassis.doors import when
from commons.people.hearing import person_of
from commons.people.store import People as PeopleStore
from contracts import membership
from contracts.events import Event
from exchange.assessments.forgetting import leave_assessments
from exchange.ballots.leaving import leave as leave_ballots
from exchange.comments.leaving import leave as leave_comments
from exchange.lab.leaving import leave as leave_lab
from exchange.learning.leaving import leave as leave_learning
from exchange.pledges.leaving import leave as leave_pledges
from exchange.projects.leaving import leave as leave_projects
from exchange.proposals.leaving import leave as leave_proposals
from exchange.refusal import Refusal
from exchange.settings import Settings
from exchange.stories.leaving import leave as leave_stories
from exchange.unfunded.leaving import leave as leave_unfunded


class People:
    """Nobody knocks here; it only listens."""

    name = "exchange_people"
    context = "exchange"
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
        self.store.keep(person_of(event.data))
        leave_assessments(self.store.work, call, event.data["member_id"])
        leave_projects(self.store.work, call, event.data["member_id"])
        leave_ballots(self.store.work, event.data["member_id"])
        leave_proposals(self.store.work, self.settings, call, event.data["member_id"])
        leave_pledges(self.store.work, self.settings, call, event.data["member_id"])
        leave_unfunded(self.store.work, self.settings, call, event.data["member_id"])
        leave_comments(self.store.work, self.settings, call, event.data["member_id"])
        leave_lab(self.store.work, self.settings, call, event.data["member_id"])
        leave_learning(self.store.work, self.settings, call, event.data["member_id"])
        leave_stories(self.store.work, self.settings, call, event.data["member_id"])
