"""The doors at the door of the house: who is expected, who came, who walked in (row 52)."""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from contracts.refusals import Refused
from meetings.events import reach
from meetings.events.bookings import domain, schemas
from meetings.events.bookings.domain import BOOKED, INTERESTED, OFFERED, WAITING, Booking
from meetings.events.bookings.service import new_code
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Event
from meetings.events.service import FORGET, ORGANISERS
from meetings.events.store import EventStore
from meetings.refusal import Refusal
from meetings.settings import Settings

MOST_FOUND = 50
"""Names that a search at the door shows."""
MOST_LATEST = 5
"""Who came last, so that a slip can be undone."""


class Arrivals:
    """For those who organise an event: the list, the line and the check-in."""

    name = "meetings_arrivals"
    context = "meetings"
    refusals = (Refusal,)
    store_class = BookingStore
    settings_class = Settings
    store: BookingStore
    settings: Settings

    @query(schemas.ListBookings, by=ORGANISERS)
    def list_bookings(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those in one state, in the order in which they came; waiters are a list of their own.

        Refused: ``not_found``, ``not_event_organiser``.
        """
        self._run(call, asked["event_id"])
        page = self.store.page(asked["event_id"], asked["state"], asked)
        return {**page, "items": [schemas.booking_view(each) for each in page["items"]]}

    @query(schemas.FindBookings, by=ORGANISERS)
    def find_bookings(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those expected whose name contains these words, for the check-in; with the counts of the day.

        Refused: ``not_found``, ``not_event_organiser``.
        """
        self._run(call, asked["event_id"])
        expected = self.store.in_states(asked["event_id"], BOOKED, INTERESTED)
        wanted = asked["name"].casefold()
        found = [each for each in expected if wanted in each.name.casefold()]
        found.sort(key=lambda each: (each.name.casefold(), each.id))
        return {
            "items": [schemas.booking_view(each) for each in found[:MOST_FOUND]],
            "found": len(found),
            "latest": [schemas.booking_view(each) for each in _latest(expected)],
            "expected": sum(not each.is_walk_in for each in expected),
            "came": sum(each.has_come for each in expected),
            "walked_in": sum(each.is_walk_in and each.has_come for each in expected),
        }

    @query(schemas.OfEvent, by=ORGANISERS)
    def export_bookings(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """All who have a place, for a file; those who wait are not among them.

        Refused: ``not_found``, ``not_event_organiser``.
        """
        self._run(call, asked["event_id"])
        expected = self.store.in_states(asked["event_id"], BOOKED, INTERESTED)
        return {"items": [schemas.booking_view(each) for each in expected]}

    @query(schemas.OfEvent, by=ORGANISERS)
    def count_bookings(self, call: Call, asked: dict[str, Any]) -> dict[str, int]:
        """How many there are in each state. Refused: ``not_found``, ``not_event_organiser``."""
        self._run(call, asked["event_id"])
        states = (BOOKED, WAITING, OFFERED, INTERESTED)
        counted = {state: self.store.count(asked["event_id"], state) for state in states}
        return {**counted, "came": self.store.came(asked["event_id"])}

    @command(schemas.CheckIn, by=ORGANISERS)
    def check_in(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Somebody has come, by their code or from the list.

        Refused: ``already_checked_in`` (with when), ``not_booked``, ``code_unknown``,
        ``not_event_organiser``.
        """
        self._run(call, asked["event_id"])
        before = self._asked_for(asked)
        after = domain.check_in(before, call.caller.subject, call.now)
        self.store.save(after)
        return schemas.booking_answer(after)

    @command(schemas.OneBooking, by=ORGANISERS)
    def undo_check_in(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It was somebody else. Refused: ``not_checked_in``, ``not_event_organiser``."""
        self._run(call, asked["event_id"])
        after = domain.undo_check_in(self._one(asked["event_id"], asked["booking_id"]))
        self.store.save(after)
        return schemas.booking_answer(after)

    @command(schemas.AddWalkIn, by=ORGANISERS)
    def add_walk_in(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Somebody who came without a booking, checked in at once; a member who booked is checked in.

        Refused: ``event_cancelled``, ``already_checked_in``, ``not_event_organiser``.
        """
        event = self._run(call, asked["event_id"])
        member_id = asked["member_id"] or ""
        known = self.store.standing(event.id, member_id) if member_id else None
        if known is not None and known.state in (BOOKED, INTERESTED):
            after = domain.check_in(known, call.caller.subject, call.now)
        else:
            new = self._new(call, event.id, member_id, asked["name"])
            after = domain.walk_in(event, known, new, call.caller.subject, call.now)
        self.store.save(after)
        over = max(event.ends_at or call.now, call.now)
        soon = over + timedelta(days=self.settings.booking_needs_days)
        self.store.work.schedule(FORGET, event.id, soon, {"part": "needs"})
        return schemas.booking_answer(after)

    @due(FORGET)
    def forget_what_was_typed(self, call: Call, job: Job) -> Again | None:
        """Needs first, names later: nobody needs them once it is over (docs/security.md)."""
        self.store.forget(job.key, job.data["part"])
        if job.data["part"] == "name":
            return None
        event = EventStore(self.store.work).get(job.key)
        over = (event.ends_at if event else None) or call.now
        later = over + timedelta(days=self.settings.booking_names_days)
        return Again(max(later, call.now), {"part": "name"})

    def _run(self, call: Call, event_id: str) -> Event:
        return reach.event_run(self.store.work, call.caller, event_id)

    def _asked_for(self, asked: dict[str, Any]) -> Booking:
        if asked["booking_id"] is not None:
            return self._one(asked["event_id"], asked["booking_id"])
        found = self.store.by_code(asked["event_id"], asked["code"])
        if found is None:
            raise Refused("code_unknown", fields={"code": ["No booking of this event has this code."]})
        return found

    def _one(self, event_id: str, booking_id: str) -> Booking:
        found = self.store.get(booking_id)
        if found is None or found.event_id != event_id:
            raise Refused("not_found")
        return found

    def _new(self, call: Call, event_id: str, member_id: str, name: str) -> Booking:
        return Booking(
            id=call.new_id(),
            version=1,
            event_id=event_id,
            member_id=member_id,
            state=BOOKED,
            name=name,
            code=new_code(),
            queued_at=call.now,
        )


def _latest(expected: list[Booking]) -> list[Booking]:
    came = [(each.checked_in_at, each) for each in expected if each.checked_in_at is not None]
    return [each for _, each in sorted(came, key=lambda pair: pair[0], reverse=True)[:MOST_LATEST]]
