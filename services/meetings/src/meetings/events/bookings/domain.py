"""A booking: a place, or a place in the line for one, or a word of interest (rows 52 and 55)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commons.london import in_words
from meetings.events.domain import Event
from meetings.refusal import Refusal

BOOKED, WAITING, OFFERED, INTERESTED = "booked", "waiting", "offered", "interested"
CANCELLED, DECLINED, LAPSED = "cancelled", "declined", "lapsed"
STATES = (BOOKED, WAITING, OFFERED, INTERESTED, CANCELLED, DECLINED, LAPSED)
STANDING = (BOOKED, WAITING, OFFERED, INTERESTED)
"""States in which a booking still stands: a member has one such for an event, at most."""
WITH_A_PLACE = (BOOKED, OFFERED)

SHORTEST_OFFER = timedelta(hours=1)
SHARE_OF_WHAT_REMAINS = 4
"""Near the event an offer lasts for one part in so many of the time that remains."""


@dataclass(frozen=True)
class Booking:
    """What one member (or ``member_id`` "": somebody who walked in) has of an event.

    ``name`` is how the list of the organisers calls them, ``needs`` what they need to take part; both
    are emptied some days after the event. ``code`` is what is scanned or typed at the door.
    ``queued_at`` and ``id`` make the order of the line; ``offer_until`` ends an offer.
    """

    id: str
    version: int
    event_id: str
    member_id: str
    state: str
    name: str
    code: str
    queued_at: datetime
    needs: str = ""
    agrees_to_recording: bool = False
    offer_until: datetime | None = None
    checked_in_at: datetime | None = None
    checked_in_by: str = ""
    is_walk_in: bool = False
    ended_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def has_come(self) -> bool:
        return self.checked_in_at is not None


def refuse_booking(event: Event, agrees_to_recording: bool, now: datetime) -> None:
    """Refused: ``event_cancelled``, ``booking_closed``, ``recording_consent_missing`` (row 50)."""
    if event.status == CANCELLED:
        raise Refusal("event_cancelled")
    if not event.takes_bookings(now):
        raise Refusal("booking_closed")
    if event.is_recorded and not agrees_to_recording:
        message = "This event is recorded: say whether you agree."
        raise Refusal("recording_consent_missing", fields={"agrees_to_recording": [message]})


def offer_ends(event: Event, longest: timedelta, now: datetime) -> datetime | None:
    """Until when a place that is free now may be kept for the first in the line; None: not at all.

    Near the event it is kept for a quarter of the time that remains, an hour at least, and never
    beyond the beginning.
    """
    if event.has_ended or event.starts_at is None or event.starts_at <= now:
        return None
    remains = event.starts_at - now
    lasts = min(longest, max(SHORTEST_OFFER, remains / SHARE_OF_WHAT_REMAINS))
    return min(now + lasts, event.starts_at)


def offer(booking: Booking, until: datetime) -> Booking:
    """The first in the line is asked whether they want the place, and until when."""
    return replace(booking, state=OFFERED, offer_until=until, version=booking.version + 1)


def accept(booking: Booking, event: Event, now: datetime) -> Booking:
    """Refused: ``no_place_offered``, ``offer_lapsed``, also once the event has begun, ``event_cancelled``."""
    _refuse_without_offer(booking, event)
    if event.has_begun(now) or (booking.offer_until is not None and booking.offer_until <= now):
        raise Refusal("offer_lapsed")
    return replace(booking, state=BOOKED, offer_until=None, version=booking.version + 1)


def decline(booking: Booking, event: Event, now: datetime) -> Booking:
    """Refused: ``no_place_offered``, ``event_cancelled``."""
    _refuse_without_offer(booking, event)
    return _ended(booking, DECLINED, now)


def lapse(booking: Booking, now: datetime) -> Booking:
    """Nobody answered the offer in time."""
    return _ended(booking, LAPSED, now)


def cancel(booking: Booking, event: Event, now: datetime) -> Booking:
    """By the member; once it has begun there is nothing to give back.

    Refused: ``booking_ended``, ``event_is_over``.
    """
    if not booking.stands:
        raise Refusal("booking_ended")
    if event.is_over or event.has_begun(now):
        raise Refusal("event_is_over")
    return _ended(booking, CANCELLED, now)


def seat(booking: Booking) -> Booking:
    """A place for somebody in the line, without asking: there is no limit any more."""
    return replace(booking, state=BOOKED, offer_until=None, version=booking.version + 1)


def check_in(booking: Booking, by: str, now: datetime) -> Booking:
    """At the door. Refused: ``already_checked_in``, saying when; ``not_booked`` without a place."""
    if booking.checked_in_at is not None:
        when = in_words(booking.checked_in_at)
        raise Refusal("already_checked_in", f"This booking was checked in on {when} already.")
    if booking.state not in (BOOKED, INTERESTED):
        raise Refusal("not_booked")
    return replace(booking, checked_in_at=now, checked_in_by=by, version=booking.version + 1)


def walk_in(event: Event, known: Booking | None, new: Booking, by: str, now: datetime) -> Booking:
    """Somebody came without a place, and was let in; ``known`` is their entry in the line, if any.

    Refused: ``event_cancelled``.
    """
    if event.status == CANCELLED:
        raise Refusal("event_cancelled")
    booking = new if known is None else replace(known, version=known.version + 1, name=new.name)
    return replace(
        booking, state=BOOKED, is_walk_in=True, offer_until=None, checked_in_at=now, checked_in_by=by
    )


def undo_check_in(booking: Booking) -> Booking:
    """Refused: ``not_checked_in``."""
    if booking.checked_in_at is None:
        raise Refusal("not_checked_in")
    return replace(booking, checked_in_at=None, checked_in_by="", version=booking.version + 1)


def _refuse_without_offer(booking: Booking, event: Event) -> None:
    if event.status == CANCELLED:
        raise Refusal("event_cancelled")
    if booking.state == LAPSED:
        raise Refusal("offer_lapsed")
    if booking.state != OFFERED:
        raise Refusal("no_place_offered")


def _ended(booking: Booking, state: str, now: datetime) -> Booking:
    return replace(
        booking, state=state, offer_until=None, needs="", ended_at=now, version=booking.version + 1
    )
