"""How the copy of members is kept: three events of membership, each heard once."""

from typing import Any

from chassis.call import Call
from chassis.doors import when
from chassis.identity import roles_of
from contracts import membership
from contracts.events import Event
from stewardship.people.domain import Person
from stewardship.people.store import People as PeopleStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings


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
    def when_member_left_note_it(self, _call: Call, event: Event) -> None:
        self.store.keep(person_of(event.data))


def person_of(told: dict[str, Any]) -> Person:
    """The copy that a member's state, as membership told it, makes."""
    return Person(
        id=told["member_id"],
        version=told["version"],
        region=told["region"],
        status=told["status"],
        joined=told["joined"],
        roles=tuple(sorted(roles_of((held["role"], held["region"]) for held in told["roles"]))),
    )
