"""A group's meeting: planned, published, held or cancelled; public where the group meets in public.

Rows 41, 43 and 50; lengths and numbers are the region's (C12, C13, C14).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from commons.london import day_of
from commons.naming import person_in
from meetings.refusal import Refusal

PLANNED, PUBLISHED, HELD, CANCELLED = "planned", "published", "held", "cancelled"
STATUSES = (PLANNED, PUBLISHED, HELD, CANCELLED)

FACE_TO_FACE, HYBRID, VIRTUAL = "face_to_face", "hybrid", "virtual"
MODES = (FACE_TO_FACE, HYBRID, VIRTUAL)

OPEN, PARTLY, CLOSED = "open", "partly", "closed"
ACCESS = (OPEN, PARTLY, CLOSED)

DISPUTE, PERSONAL = "dispute", "personal_matter"
CLOSED_REASONS = (DISPUTE, PERSONAL)
"""The only reasons for a part without the public (row 43)."""

MOVING = ("starts_at", "minutes", "venue_id", "place", "mode")
"""What a reader's calendar shows: a change of these is a move."""


@dataclass(frozen=True)
class Rules:
    """How a group agreed to meet (C12-C14, row 43); None where nothing is agreed.

    ``count`` meetings are wanted in a cycle, ``most`` is what a group set as its maximum ("up to 4").
    """

    count: int | None = None
    most: int | None = None
    max_minutes: int | None = None
    mode: str | None = None
    public: str | None = None

    def access(self, is_by_invitation: bool) -> str:
        """How open a meeting is unless something else is said; a silent agreement means open (row 43)."""
        return PARTLY if is_by_invitation else self.public or OPEN


@dataclass(frozen=True)
class ClosedPart:
    """A part without the public: ``reason`` is one of ``CLOSED_REASONS``; ``note`` says it to everybody."""

    reason: str
    note: str


@dataclass(frozen=True)
class Meeting:
    """One meeting of a group. ``minutes`` is its length; ``starts_at`` an instant in UTC.

    ``counts`` says whether it is one of the cycle's; extra virtual meetings do not count (row 41).
    ``join_link`` and ``phone`` are the group's own; ``public_link`` is how a visitor watches.
    ``invited`` are the groups whose seat holders are asked to a session of several (row 50).
    ``recording_consent`` says how those present agreed to a recording, ``access_alternative`` what is
    there instead of step-free access where somebody asked for it (``step_free``, row 49).
    ``observers`` is how many watched, None where nobody counted: they never attend (row 43).
    ``sequence`` counts what calendar files call revisions: a move or a cancellation raises it.
    """

    id: str
    version: int
    region: str
    title: str
    starts_at: datetime
    minutes: int
    mode: str
    status: str = PLANNED
    counts: bool = True
    venue_id: str | None = None
    place: str = ""
    join_link: str = ""
    phone: str = ""
    access: str = OPEN
    public_link: str = ""
    closed_parts: tuple[ClosedPart, ...] = ()
    invited: tuple[str, ...] = ()
    is_recorded: bool = False
    recording_consent: str = ""
    step_free: bool = False
    access_alternative: str = ""
    observers: int | None = None
    sequence: int = 0
    cause: str = ""
    planned_by: str = ""
    published_at: datetime | None = None

    @property
    def day(self) -> date:
        """The day in London on which it begins."""
        return day_of(self.starts_at)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_shown(self) -> bool:
        """Whether everybody sees it: from its publication on, a cancelled one too."""
        return self.published_at is not None

    @property
    def is_behind_doors(self) -> bool:
        """Whether the public sees nothing of it: what nobody says otherwise of is closed, too."""
        return self.access == CLOSED

    @property
    def is_in_a_room(self) -> bool:
        """Whether people come to a place for it."""
        return self.mode != VIRTUAL

    @property
    def is_in_the_cycle(self) -> bool:
        """Whether it counts, or will count, towards its cycle's number (row 41)."""
        return self.counts and self.status != CANCELLED

    def is_over(self, now: datetime) -> bool:
        return self.status in (HELD, CANCELLED) or self.ends_at <= now


def plan(meeting: Meeting, rules: Rules) -> Meeting:
    """A meeting as its keeper put it, also one that was held long ago.

    Refused: ``meeting_too_long``, ``extra_meeting_not_virtual``, ``closed_without_reason``,
    ``meeting_names_somebody``, ``recording_without_consent``, ``step_free_needed``.
    """
    _refuse_length(meeting, rules)
    _refuse_names("recording_consent", meeting.recording_consent)
    for part in meeting.closed_parts:
        _refuse_names("closed_parts", part.note)
    if not meeting.counts and meeting.is_in_a_room:
        raise Refusal("extra_meeting_not_virtual")
    if _is_closed_more(meeting, rules) and not meeting.closed_parts:
        raise Refusal("closed_without_reason", fields={"closed_parts": ["Say why the public is not there."]})
    if meeting.is_recorded and not meeting.recording_consent:
        said = ["Say how those present were asked, and that they agreed."]
        raise Refusal("recording_without_consent", fields={"recording_consent": said})
    if meeting.step_free and meeting.is_in_a_room and not (meeting.venue_id or meeting.access_alternative):
        raise Refusal("step_free_needed", fields={"access_alternative": ["Say how everybody can get in."]})
    return meeting


def change(before: Meeting, rules: Rules, now: datetime, changes: dict[str, Any]) -> Meeting:
    """The meeting with these properties; the same object when nothing changes.

    A change of time, length, mode or place raises ``sequence``. Refused: ``meeting_cancelled``,
    ``meeting_not_begun`` for a held one that would begin later, and what ``plan`` and ``publish`` refuse.
    """
    after = replace(before, **changes)
    if after == before:
        return before
    _refuse_cancelled(before)
    if after.status == HELD:
        _refuse_unbegun(after, now)
    plan(after, rules)
    if after.is_shown:
        _refuse_unpublishable(after)
    moved = any(getattr(after, name) != getattr(before, name) for name in MOVING)
    return replace(after, version=before.version + 1, sequence=before.sequence + moved)


def publish(before: Meeting, now: datetime) -> Meeting:
    """Shown to everybody from now on; the same object when it is already.

    Refused: ``meeting_cancelled``, ``public_link_needed`` (row 43), ``meeting_place_needed``,
    ``join_details_needed``.
    """
    if before.is_shown:
        return before
    _refuse_cancelled(before)
    _refuse_unpublishable(before)
    status = PUBLISHED if before.status == PLANNED else before.status
    return replace(before, status=status, published_at=now, version=before.version + 1)


def hold(before: Meeting, observers: int | None, now: datetime) -> Meeting:
    """It took place; ``observers`` is how many watched, None when nobody counted.

    Refused: ``meeting_cancelled``, ``meeting_not_begun``.
    """
    _refuse_cancelled(before)
    _refuse_unbegun(before, now)
    after = replace(before, status=HELD, observers=before.observers if observers is None else observers)
    return before if after == before else replace(after, version=before.version + 1)


def cancel(before: Meeting, cause: str) -> Meeting:
    """It does not take place; the cause is kept and shown.

    Refused: ``meeting_held``, ``meeting_names_somebody``.
    """
    if before.status == HELD:
        raise Refusal("meeting_held")
    if before.status == CANCELLED:
        return before
    _refuse_names("cause", cause)
    return replace(
        before,
        status=CANCELLED,
        cause=cause,
        venue_id=None,
        sequence=before.sequence + 1,
        version=before.version + 1,
    )


def _is_closed_more(meeting: Meeting, rules: Rules) -> bool:
    """Whether the public sees less of it than the group agreed: that needs a listed reason (row 43)."""
    return ACCESS.index(meeting.access) > ACCESS.index(rules.access(bool(meeting.invited)))


def _refuse_length(meeting: Meeting, rules: Rules) -> None:
    most = rules.max_minutes
    if most is not None and meeting.minutes > most:
        said = (
            f"This group's meetings last at most {most} minutes, and this one would last {meeting.minutes}."
        )
        raise Refusal("meeting_too_long", said, {"minutes": [f"Enter at most {most} minutes."]})


def _refuse_names(field: str, text: str) -> None:
    """What is kept for good is about a matter, not about a person (row 43)."""
    named = person_in(text)
    if named:
        raise Refusal("meeting_names_somebody", fields={field: [f"Leave out “{named}”."]})


def _refuse_cancelled(meeting: Meeting) -> None:
    if meeting.status == CANCELLED:
        raise Refusal("meeting_cancelled")


def _refuse_unbegun(meeting: Meeting, now: datetime) -> None:
    if meeting.starts_at > now:
        raise Refusal("meeting_not_begun")


def _refuse_unpublishable(meeting: Meeting) -> None:
    if meeting.access == OPEN and not meeting.public_link:
        raise Refusal(
            "public_link_needed", fields={"public_link": ["Enter the link where anybody can watch."]}
        )
    if meeting.is_in_a_room and not (meeting.venue_id or meeting.place):
        raise Refusal("meeting_place_needed", fields={"place": ["Enter where people meet."]})
    if meeting.mode != FACE_TO_FACE and not (meeting.join_link or meeting.phone):
        raise Refusal("join_details_needed", fields={"join_link": ["Enter the link or the phone number."]})
