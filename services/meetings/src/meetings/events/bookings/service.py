"""The doors of bookings: a place, the line for one, an offer, and giving it back (row 52)."""

import secrets
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query, when
from chassis.fields import Nothing
from contracts import membership
from contracts.events import Event as Heard
from contracts.refusals import Refused
from meetings.events import reach
from meetings.events.bookings import domain, schemas
from meetings.events.bookings.domain import Booking
from meetings.events.bookings.line import FILL, OFFER_ENDS, SETTLE, Line
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Event
from meetings.events.schemas import event_in_short
from meetings.events.store import EventStore
from meetings.events.telling import tell_one
from meetings.refusal import Refusal
from meetings.settings import Settings

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look like another one."""
CODE_LENGTH = 8


def new_code() -> str:
    """A booking's code: short enough to type, too many to guess."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Bookings:
    """Who has a place, and who waits for one."""

    name = "meetings_bookings"
    context = "meetings"
    refusals = (Refusal,)
    store_class = BookingStore
    settings_class = Settings
    store: BookingStore
    settings: Settings

    @command(schemas.BookEvent, by=("member",))
    def book_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A place, else the end of the line, or a word of interest; once booked, the same booking again.

        Refused: ``not_found``, ``event_not_for_you``, ``event_for_seat_holders``, ``booking_closed``,
        ``event_cancelled``, ``recording_consent_missing``.
        """
        event = reach.event_seen(self.store.work, call.caller, asked["event_id"])
        known = self.store.standing(event.id, call.caller.subject)
        if known is not None:
            return schemas.own_booking_answer(known, self.store)
        reach.refuse_others(self.store.work, call.caller, event, call.now)
        domain.refuse_booking(event, asked["agrees_to_recording"], call.now)
        wanted = Booking(
            id=call.new_id(),
            version=1,
            event_id=event.id,
            member_id=call.caller.subject,
            state=domain.WAITING,
            name=asked["name"],
            needs=asked["needs"],
            agrees_to_recording=asked["agrees_to_recording"],
            code=new_code(),
            queued_at=call.now,
        )
        made = self._line(call).enter(event, wanted)
        return schemas.own_booking_answer(made, self.store)

    @query(Nothing, by=("member",))
    def my_bookings(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's bookings, whatever became of them, the latest first; and what they host."""
        found = self.store.of_member(call.caller.subject)
        events = EventStore(self.store.work)
        of = events.several(each.event_id for each in found)
        hosted = events.hosted_by(call.caller.subject, call.now)
        return {
            "items": [
                {
                    **schemas.own_booking_view(each, self.store),
                    "event": event_in_short(
                        of[each.event_id], None, of[each.event_id].takes_bookings(call.now)
                    ),
                }
                for each in found
                if each.event_id in of
            ],
            "hosting": [event_in_short(each, None, each.takes_bookings(call.now)) for each in hosted],
        }

    @command(schemas.AnswerOffer, by=("member",))
    def answer_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take the place that is kept, or let the next in the line have it.

        Refused: ``no_place_offered``, ``offer_lapsed``, ``event_cancelled``.
        """
        event, before = self._own(call, asked["event_id"], "no_place_offered")
        if asked["accept"]:
            after = domain.accept(before, event, call.now)
            self.store.save(after, tell_one("booking_confirmed", event, after, when=event.when))
        else:
            after = domain.decline(before, event, call.now)
            self.store.save(after)
            self._line(call).freed(event, after)
        self.store.work.unschedule(OFFER_ENDS, after.id)
        return schemas.own_booking_answer(after, self.store)

    @command(schemas.OfEvent, by=("member",))
    def cancel_booking(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give the own place back, or leave the line; the place goes to the first in it.

        Refused: ``booking_ended``, ``event_is_over``.
        """
        event, before = self._own(call, asked["event_id"], "booking_ended")
        after = self._give_back(call, event, before)
        return schemas.own_booking_answer(after, self.store)

    @due(OFFER_ENDS)
    def end_offer(self, call: Call, job: Job) -> Again | None:
        """Nobody answered in time: the place goes to the next, and the member is told."""
        booking = self.store.get(job.key)
        event = EventStore(self.store.work).get(job.data["event_id"])
        if booking is None or event is None or booking.state != domain.OFFERED or event.has_ended:
            return None
        if booking.offer_until is not None and booking.offer_until > call.now:
            return Again(booking.offer_until, job.data)
        after = domain.lapse(booking, call.now)
        self.store.save(after, tell_one("place_lapsed", event, after))
        self._line(call).freed(event, after)
        return None

    @due(FILL)
    def fill_places(self, call: Call, job: Job) -> None:
        """Free places for those who joined the line at the moment when one became free."""
        event = EventStore(self.store.work).get(job.key)
        if event is not None:
            self._line(call).fill(event)

    @due(SETTLE)
    def settle_places(self, call: Call, job: Job) -> None:
        """Places for those who booked at the moment when the event got its first limit."""
        event = EventStore(self.store.work).get(job.key)
        if event is not None and event.capacity is not None:
            self._line(call).settle(event)

    @when(membership.MEMBER_LEFT, queue="give_bookings_back")
    def when_member_left_give_their_bookings_back(self, call: Call, event: Heard) -> None:
        """Who left Q comes no more: their places go to the line, and their name is kept nowhere."""
        for booking in self.store.of_member(event.data["member_id"]):
            booked = EventStore(self.store.work).get(booking.event_id)
            if booking.stands and booked and not booked.is_over and not booked.has_begun(call.now):
                self._give_back(call, booked, booking)
        self.store.forget_member(event.data["member_id"])

    def _give_back(self, call: Call, event: Event, before: Booking) -> Booking:
        after = domain.cancel(before, event, call.now)
        self.store.save(after)
        if before.state in domain.WITH_A_PLACE and event.capacity is not None:
            self._line(call).freed(event, after)
        self.store.work.unschedule(OFFER_ENDS, after.id)
        return after

    def _own(self, call: Call, event_id: str, code: str) -> tuple[Event, Booking]:
        """The caller's latest booking of this event. Refused: ``not_found``, or ``code`` without any."""
        event = EventStore(self.store.work).get(event_id)
        if event is None:
            raise Refused("not_found")
        found = self.store.latest(event_id, call.caller.subject)
        if found is None:
            raise Refused(code)
        return event, found

    def _line(self, call: Call) -> Line:
        return Line(self.store.work, timedelta(hours=self.settings.place_offer_hours), call.now)
