"""A regional event: announced, held, moved or cancelled, its attendance counted or unknown (rows 50-55)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from commons.london import day_of, in_words
from commons.rough_dates import RoughDate
from meetings.refusal import Refusal

Q_EVENT, MASTERCLASS, MEETUP, WEBEX, WORKSHOP = "q_event", "masterclass", "meetup", "webex", "workshop"
KINDS = (Q_EVENT, MASTERCLASS, MEETUP, WEBEX, WORKSHOP)

PLANNED, HELD, POORLY, MOVED, CANCELLED = "planned", "held", "held_poorly_attended", "moved", "cancelled"
STATUSES = (PLANNED, HELD, POORLY, MOVED, CANCELLED)
PAST_STATUSES = (HELD, POORLY, CANCELLED)
"""How an event that is recorded afterwards may have ended."""

ORGANISATIONS = 2
"""From how many organisations a masterclass is designed, at least (row 54)."""
TO_ALL = "*"
"""Among those to whom an event is shown: everybody."""
IN_CALENDARS = ("title", "minutes", "place", "venue_id", "join_link", "phone", "description", "starts_at")
TOLD_ABOUT = {
    "minutes": "how long it takes",
    "place": "where it is",
    "venue_id": "where it is",
    "join_link": "the link to join",
    "phone": "the telephone number to join",
}
"""What those who booked are told when it changes, in words."""


@dataclass(frozen=True)
class Designer:
    """Who designs a masterclass: a member, and the organisation they come from (row 54)."""

    member_id: str
    organisation: str


@dataclass(frozen=True)
class Event:
    """One event. ``starts_at`` in UTC, None where nobody knows the day; ``minutes`` its length.

    ``regions`` are those whose members it is for and who see it, empty means everybody (row 55: a
    meetup is its region's). ``capacity`` None means no limit. ``attended`` is a count, None where
    nobody counted: never 0 for unknown. ``rough_date`` shows a past event that is known by month
    only (``2018-03``). ``sequence`` counts what calendar files call revisions.
    ``takes_interest`` means a list of those interested instead of bookings (row 55);
    ``host_ids`` are members who run it beside the region's keepers.
    """

    id: str
    version: int
    region: str
    kind: str
    title: str
    starts_at: datetime | None
    minutes: int
    description: str = ""
    status: str = PLANNED
    cause: str = ""
    regions: tuple[str, ...] = ()
    venue_id: str | None = None
    place: str = ""
    access: str = ""
    join_link: str = ""
    phone: str = ""
    capacity: int | None = None
    booking_closes_at: datetime | None = None
    hosts: tuple[str, ...] = ()
    host_ids: tuple[str, ...] = ()
    funded_by: str = ""
    designers: tuple[Designer, ...] = ()
    topics: tuple[str, ...] = ()
    audience: str = ""
    for_seat_holders: bool = False
    takes_interest: bool = False
    attended: int | None = None
    rough_date: str = ""
    weather_note: str = ""
    is_recorded: bool = False
    sequence: int = 0
    created_by: str = ""

    @property
    def day(self) -> date | None:
        """The day in London on which it begins; None while no day is known."""
        return day_of(self.starts_at) if self.starts_at else None

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def is_over(self) -> bool:
        """Whether it was held, however many came."""
        return self.status in (HELD, POORLY)

    @property
    def has_ended(self) -> bool:
        """Whether nothing comes of it any more: held, or cancelled."""
        return self.is_over or self.status == CANCELLED

    @property
    def when(self) -> str:
        """When it begins, as a mail says it."""
        if self.starts_at is not None:
            return in_words(self.starts_at)
        return RoughDate(self.rough_date).in_words() if self.rough_date else "a day not yet set"

    @property
    def shown_to(self) -> tuple[str, ...]:
        """The regions whose members see it, or ``TO_ALL`` alone."""
        return self.regions or (TO_ALL,)

    def takes_bookings(self, now: datetime) -> bool:
        """Whether a member may still book, wait or say that they are interested."""
        if self.has_ended or self.starts_at is None:
            return False
        return now < min(self.starts_at, self.booking_closes_at or self.starts_at)

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at is not None and self.starts_at <= now


def announce(event: Event, seated: Collection[str], now: datetime) -> Event:
    """An event to come. ``seated`` are those of its designers who hold a seat.

    Refused: ``event_in_the_past``, ``masterclass_one_organisation``, ``designer_without_seat``,
    ``webex_needs_link``, ``invalid_input`` where booking closes after the beginning.
    """
    if event.starts_at is None or event.starts_at <= now:
        raise Refusal("event_in_the_past", fields={"starts_at": ["Choose a time to come."]})
    if event.kind == WEBEX and not event.join_link:
        raise Refusal("webex_needs_link", fields={"join_link": ["Enter the link with which people join."]})
    _refuse_wrong_parts(event, seated)
    return event


def record(event: Event, seated: Collection[str], now: datetime) -> Event:
    """An event that is over, known by its instant, by a rough date, or with no date at all (row 52).

    Refused: ``event_not_begun``, ``event_cause_missing``, and what ``announce`` refuses of designers.
    """
    if event.rough_date and RoughDate(event.rough_date).first > day_of(now):
        raise Refusal("event_not_begun", fields={"rough_date": ["This day is still to come: announce it."]})
    if event.starts_at is not None and event.starts_at > now:
        raise Refusal("event_not_begun", fields={"starts_at": ["This day is still to come: announce it."]})
    if event.status in (POORLY, CANCELLED):
        _refuse_without_cause(event.cause)
    if event.status == CANCELLED and event.attended is not None:
        raise Refusal("event_cancelled", fields={"attended": ["Nobody comes to a cancelled event."]})
    _refuse_wrong_parts(event, seated)
    return event


def change(event: Event, changes: Mapping[str, Any], seated: Collection[str]) -> Event:
    """Other words, another place, another capacity; the day changes by ``move`` alone.

    Designers are looked at where others are named: one who gave their seat back since is no bar to
    another place. Refused: ``event_cancelled``, and what ``announce`` refuses of designers.
    """
    if event.status == CANCELLED:
        raise Refusal("event_cancelled")
    after = replace(event, **changes)
    if after == event:
        return event
    _refuse_late_closing(after)
    if after.designers != event.designers:
        _refuse_wrong_designers(after, seated)
    return _revised(event, after)


def told_of(before: Event, after: Event) -> str:
    """What of the change those who booked must know, in words; "" when nothing."""
    changed = [words for name, words in TOLD_ABOUT.items() if getattr(before, name) != getattr(after, name)]
    return " and ".join(dict.fromkeys(changed))


def move(event: Event, starts_at: datetime | None, cause: str, now: datetime) -> Event:
    """To another time, or (None) put off until a day is found; booking closes as long before as before.

    Refused: ``event_is_over``, ``event_cancelled``, ``event_cause_missing``, ``event_in_the_past``.
    """
    _refuse_ended(event)
    _refuse_without_cause(cause)
    if starts_at is not None and starts_at <= now:
        raise Refusal("event_in_the_past", fields={"starts_at": ["Choose a time to come."]})
    closes = None
    if event.booking_closes_at and event.starts_at and starts_at:
        closes = starts_at - (event.starts_at - event.booking_closes_at)
    after = replace(
        event, starts_at=starts_at, booking_closes_at=closes, status=MOVED, cause=cause, weather_note=""
    )
    return _revised(event, after)


def cancel(event: Event, cause: str) -> Event:
    """Refused: ``event_is_over``, ``event_cancelled``, ``event_cause_missing``."""
    _refuse_ended(event)
    _refuse_without_cause(cause)
    return replace(
        event, status=CANCELLED, cause=cause, version=event.version + 1, sequence=event.sequence + 1
    )


def warn_of_weather(event: Event, note: str, now: datetime) -> Event:
    """A note about the weather, for all who booked (row 52).

    Refused: ``event_is_over``, ``event_cancelled``.
    """
    _refuse_ended(event)
    if event.has_begun(now):
        raise Refusal("event_is_over")
    return replace(event, weather_note=note, version=event.version + 1)


def hold(event: Event, attended: int | None, is_poorly: bool, cause: str, now: datetime) -> Event:
    """It took place: how many came (None: nobody counted), and whether that was few, with its cause.

    What was counted may be corrected later in the same way. Refused: ``event_cancelled``,
    ``event_not_begun``, ``event_cause_missing``.
    """
    if event.status == CANCELLED:
        raise Refusal("event_cancelled")
    if not event.is_over and not event.has_begun(now):
        raise Refusal("event_not_begun")
    if is_poorly:
        _refuse_without_cause(cause)
    status = POORLY if is_poorly else HELD
    return replace(event, status=status, attended=attended, cause=cause, version=event.version + 1)


def _revised(before: Event, after: Event) -> Event:
    is_shown = any(getattr(before, name) != getattr(after, name) for name in IN_CALENDARS)
    sequence = before.sequence + 1 if is_shown else before.sequence
    return replace(after, version=before.version + 1, sequence=sequence)


def _refuse_ended(event: Event) -> None:
    if event.status == CANCELLED:
        raise Refusal("event_cancelled")
    if event.is_over:
        raise Refusal("event_is_over")


def _refuse_without_cause(cause: str) -> None:
    if not cause:
        raise Refusal("event_cause_missing", fields={"cause": ["Say why."]})


def _refuse_wrong_parts(event: Event, seated: Collection[str]) -> None:
    _refuse_late_closing(event)
    _refuse_wrong_designers(event, seated)


def _refuse_late_closing(event: Event) -> None:
    closes = event.booking_closes_at
    if closes and event.starts_at and closes > event.starts_at:
        message = "Booking closes before the event begins, or when it does."
        raise Refusal("invalid_input", fields={"booking_closes_at": [message]})


def _refuse_wrong_designers(event: Event, seated: Collection[str]) -> None:
    """People of one organisation design a course, not a masterclass (row 54)."""
    if event.kind != MASTERCLASS:
        return
    organisations = {" ".join(each.organisation.split()).casefold() for each in event.designers}
    if len(organisations) < ORGANISATIONS:
        message = "Name designers from at least two organisations."
        raise Refusal("masterclass_one_organisation", fields={"designers": [message]})
    if any(each.member_id not in seated for each in event.designers):
        raise Refusal("designer_without_seat", fields={"designers": ["Each of them holds a seat."]})
