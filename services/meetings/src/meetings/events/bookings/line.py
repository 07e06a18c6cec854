"""Who gets a place that is free: the first in the line, who is asked alone, so that nobody races."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from commons.london import in_words
from contracts.events import Fact
from meetings.events.bookings import domain
from meetings.events.bookings.domain import BOOKED, INTERESTED, WAITING, Booking
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Event
from meetings.events.places.store import PlaceStore
from meetings.events.telling import MEANWHILE, tell_one
from meetings.refusal import Refusal

OFFER_ENDS = "place_offer_ends"
FILL = "event_places_filled"
SETTLE = "event_places_settled"


class Line:
    """The places of an event and the line for them, in the transaction of one call."""

    def __init__(self, work: Any, longest_offer: timedelta, now: datetime) -> None:
        self._work = work
        self._bookings = BookingStore(work)
        self._places = PlaceStore(work)
        self._longest = longest_offer
        self._now = now

    def enter(self, event: Event, booking: Booking) -> Booking:
        """A place, else the end of the line; nobody passes those who wait."""
        made = replace(booking, state=self._state(event, booking))
        facts: list[Fact] = []
        if made.state == BOOKED:
            facts = tell_one("booking_confirmed", event, made, when=event.when)
        elif made.state == WAITING:
            facts = tell_one("waiting_listed", event, made, when=event.when)
        self._bookings.save(made, facts)
        return made

    def freed(self, event: Event, booking: Booking) -> None:
        """The place of this booking goes to the first in the line, or is free for everybody."""
        until = domain.offer_ends(event, self._longest, self._now)
        first = self._bookings.first_waiting(event.id) if until else None
        if first is None or until is None:
            self._places.give_back(event.id, booking.id)
            # Somebody may be joining the line at this moment, having seen no free place.
            self._work.schedule(FILL, event.id, self._now + MEANWHILE)
            return
        if self._places.pass_on(event.id, booking.id, first.id):
            self._offer(event, first, until)

    def fill(self, event: Event) -> None:
        """Offer every free place, one to each in the order of the line; without a limit nobody waits."""
        if event.capacity is None:
            self._seat_everybody(event)
            return
        until = domain.offer_ends(event, self._longest, self._now)
        while until is not None:
            first = self._bookings.first_waiting(event.id)
            if first is None or not self._places.take(event.id, first.id):
                return
            self._offer(event, first, until)

    def settle(self, event: Event) -> None:
        """A place for those who booked while the event got its first limit, as far as there are any."""
        held = self._places.holders(event.id)
        for each in self._bookings.in_states(event.id, BOOKED):
            if each.id not in held and not each.is_walk_in:
                self._places.take(event.id, each.id)

    def resize(self, before: Event, after: Event) -> None:
        """Another number of places. Refused: ``capacity_below_booked``."""
        if after.capacity is None:
            self._places.remove_all(after.id)
            self._seat_everybody(after)
            # Somebody may be joining the line at this moment, having seen no free place.
            self._work.schedule(FILL, after.id, self._now + MEANWHILE)
        elif before.capacity is None:
            held = self._bookings.in_states(after.id, *domain.WITH_A_PLACE)
            _refuse_too_few(after.capacity - len(held))
            self._places.add(after.id, after.capacity)
            for each in held:
                self._places.take(after.id, each.id)
            # Somebody may be booking at this moment, having seen no limit.
            self._work.schedule(SETTLE, after.id, self._now + MEANWHILE)
        elif after.capacity > before.capacity:
            self._places.add(after.id, after.capacity - before.capacity)
            self.fill(after)
            self._work.schedule(FILL, after.id, self._now + MEANWHILE)
        else:
            fewer = before.capacity - after.capacity
            _refuse_too_few(self._places.remove_free(after.id, fewer) - fewer)

    def _state(self, event: Event, booking: Booking) -> str:
        if event.takes_interest:
            return INTERESTED
        if event.capacity is None:
            return BOOKED
        nobody_waits = self._bookings.first_waiting(event.id) is None
        return BOOKED if nobody_waits and self._places.take(event.id, booking.id) else WAITING

    def _offer(self, event: Event, booking: Booking, until: datetime) -> None:
        offered = domain.offer(booking, until)
        words = {"when": event.when, "until": in_words(until)}
        self._bookings.save(offered, tell_one("place_offered", event, offered, **words))
        self._work.schedule(OFFER_ENDS, booking.id, until, {"event_id": event.id})

    def _seat_everybody(self, event: Event) -> None:
        if event.has_ended or event.has_begun(self._now):
            return
        for each in self._bookings.in_states(event.id, WAITING, domain.OFFERED):
            seated = domain.seat(each)
            self._bookings.save(seated, tell_one("booking_confirmed", event, seated, when=event.when))


def _refuse_too_few(missing: int) -> None:
    if missing < 0:
        message = "More people have a place than this."
        raise Refusal("capacity_below_booked", fields={"capacity": [message]})
