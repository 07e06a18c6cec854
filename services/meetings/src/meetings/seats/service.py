"""How the copy of groups and seats is kept: four events of stewardship, each heard once."""

from typing import Any

from chassis.call import Call
from chassis.doors import when
from contracts import stewardship
from contracts.events import Event
from meetings.calendar.watching import plan_watch
from meetings.refusal import Refusal
from meetings.seats.domain import Group, Term
from meetings.seats.store import SeatStore
from meetings.settings import Settings


class Seats:
    """Nobody knocks here; it only listens."""

    name = "meetings_seats"
    context = "meetings"
    refusals = (Refusal,)
    store_class = SeatStore
    settings_class = Settings
    store: SeatStore
    settings: Settings

    @when(stewardship.GROUP_CHANGED, queue="note_group_changed")
    def when_group_changed_note_it(self, _call: Call, event: Event) -> None:
        told = event.data
        self.store.keep_group(Group(told["region"], told["version"], told["status"]))

    @when(stewardship.SEAT_FILLED, queue="note_seat_filled")
    def when_seat_filled_note_it(self, call: Call, event: Event) -> None:
        """With somebody to lead it a group has a cycle of meetings: one that plans none is told, too."""
        term = term_of(event.data)
        self.store.keep(term)
        if term.leads:
            plan_watch(self.store.work, self.settings, term.region, call.now)

    @when(stewardship.SEAT_VACATED, queue="note_seat_vacated")
    def when_seat_vacated_note_it(self, _call: Call, event: Event) -> None:
        self.store.keep(term_of(event.data))

    @when(stewardship.SEAT_CHANGED, queue="note_seat_changed")
    def when_seat_changed_note_it(self, _call: Call, event: Event) -> None:
        self.store.keep(term_of(event.data))


def term_of(told: dict[str, Any]) -> Term:
    """The copy that a term's state, as stewardship told it, makes."""
    return Term(
        id=told["term_id"],
        locations=tuple(told["locations"]),
        **{
            name: told[name]
            for name in (
                "seat_id", "version", "region", "kind", "member_id", "patient", "background", "start", "end"
            )
        },
    )  # fmt: skip
