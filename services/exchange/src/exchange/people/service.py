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

PLACES = (
    leave_proposals, leave_pledges, leave_unfunded, leave_comments, leave_lab, leave_learning, leave_stories,
)  # fmt: skip
"""Where a member who left has left something, each with its own rule for what stays."""


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
        """Unless they are back already: the queues of leaving and of joining do not wait for each other."""
        work, settings, member_id = self.store.work, self.settings, event.data["member_id"]
        self.store.keep(person_of(event.data))
        if not self.store.gone([member_id]):
            return
        leave_assessments(work, call, member_id)
        leave_projects(work, call, member_id)
        leave_ballots(work, member_id)
        for leave in PLACES:
            leave(work, settings, call, member_id)
