"""What a calendar shows of a meeting, an event or a promise, and which days it looks at (rows 41, 45, 52)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from commons.london import LONDON, day_of
from meetings.actions.domain import Action
from meetings.calendar import domain as calendar
from meetings.calendar.domain import Meeting
from meetings.events import domain as events
from meetings.events.bookings.domain import BOOKED, INTERESTED, OFFERED, WAITING, Booking
from meetings.events.domain import Event

DAYS_BACK, DAYS_AHEAD = 90, 400
"""What is long over, or far away, is on our pages; a phone asks for its calendar every few hours."""
MOST_ENTRIES = 500
"""More than a region plans in sixteen months; where there are more, those from today on come first."""

CONFIRMED, TENTATIVE, CANCELLED = "confirmed", "tentative", "cancelled"
MEETING, EVENT, ACTION = "meeting", "event", "action"
NOTES = {
    WAITING: "You are on the waiting list.",
    OFFERED: "A place is kept for you: accept it on the page of your bookings.",
    INTERESTED: "You said that you are interested.",
}
"""State of the reader's booking -> what their calendar says of it."""


@dataclass(frozen=True)
class Window:
    """The days of a feed, in instants: it moves on at midnight in London, so a feed is the same all day."""

    since: datetime
    today: datetime
    until: datetime


@dataclass(frozen=True)
class Entry:
    """One line of a calendar. An instant is in UTC; ``day`` is for what lasts the whole day.

    ``sequence`` counts the revisions that calendar programs look at, ``changed_at`` is the last change.
    """

    kind: str
    id: str
    region: str
    title: str
    status: str
    sequence: int
    changed_at: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    place: str = ""
    link: str = ""
    text: str = ""


@dataclass(frozen=True)
class CalendarAddress:
    """A member's secret address; we keep its SHA-256 alone, so nobody can read it here."""

    member_id: str
    version: int
    secret_hash: str
    made_at: datetime


def window(now: datetime) -> Window:
    """From three months ago to some more than a year ahead."""
    today = day_of(now)
    return Window(
        _midnight(today - timedelta(days=DAYS_BACK)),
        _midnight(today),
        _midnight(today + timedelta(days=DAYS_AHEAD)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def of_meeting(meeting: Meeting, changed_at: datetime, place: str, *, for_table: bool) -> Entry:
    """A meeting; how the group itself joins is for its table alone (row 43)."""
    said = [f"Cancelled: {meeting.cause}" if meeting.status == calendar.CANCELLED and meeting.cause else ""]
    if for_table:
        said += [f"Join: {meeting.join_link}" if meeting.join_link else ""]
        said += [f"By telephone: {meeting.phone}" if meeting.phone else ""]
    if meeting.public_link and meeting.is_shown:
        said.append(f"Watch, as a visitor: {meeting.public_link}")
    if not meeting.is_shown:
        said.append("Planned, not published yet.")
    return Entry(
        kind=MEETING,
        id=meeting.id,
        region=meeting.region,
        title=meeting.title,
        status=_status_of(meeting),
        sequence=meeting.sequence,
        changed_at=changed_at,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=place,
        link=f"/meetings/{meeting.id}",
        text="\n".join(line for line in said if line),
    )


def _status_of(meeting: Meeting) -> str:
    if meeting.status == calendar.CANCELLED:
        return CANCELLED
    return CONFIRMED if meeting.is_shown else TENTATIVE


def of_event(event: Event, changed_at: datetime, place: str, booking: Booking | None = None) -> Entry:
    """An event whose day is known; who has a place or is interested also reads how to join."""
    state = booking.state if booking else ""
    said = [NOTES.get(state, ""), event.weather_note]
    if event.cause and event.status in (events.CANCELLED, events.MOVED):
        said.append(f"{'Cancelled' if event.status == events.CANCELLED else 'Moved'}: {event.cause}")
    if state in (BOOKED, INTERESTED):
        said += [f"Join: {event.join_link}" if event.join_link else ""]
        said += [f"By telephone: {event.phone}" if event.phone else ""]
    said.append(event.description)
    return Entry(
        kind=EVENT,
        id=event.id,
        region=event.region,
        title=event.title,
        status=_status_of_event(event, state),
        sequence=event.sequence,
        changed_at=changed_at,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=place,
        link=f"/events/{event.id}",
        text="\n".join(line for line in said if line),
    )


def _status_of_event(event: Event, booking_state: str) -> str:
    if event.status == events.CANCELLED:
        return CANCELLED
    return CONFIRMED if booking_state in ("", BOOKED) else TENTATIVE


def of_action(action: Action, changed_at: datetime) -> Entry:
    """The day by which its owner promised to have done something (row 45)."""
    return Entry(
        kind=ACTION,
        id=action.id,
        region=action.region,
        title=f"Due: {action.text}",
        status=CONFIRMED,
        sequence=action.version,
        changed_at=changed_at,
        day=action.due_on,
        link="/my-actions",
    )


def revision_of(versions: Iterable[tuple[str, int]]) -> str:
    """A word that is another one as soon as any of these (id, version) is."""
    told = "\n".join(f"{each_id} {version}" for each_id, version in versions)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
