"""The minutes of a meeting: a draft, submitted, approved by the convenor, published in editions (row 44).

This is the half without words: states, days and ids. The words of a draft are kept beside the context's
database, with the closed parts (``drafts/``); what everybody reads is in the editions (``editions.py``).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commons.london import day_of, noon
from meetings.refusal import Refusal

DRAFT, SUBMITTED, APPROVED, PUBLISHED = "draft", "submitted", "approved", "published"
STATES = (DRAFT, SUBMITTED, APPROVED, PUBLISHED)

NO_DAY, DUE, OVERDUE, IN_TIME, LATE = "no_due_day", "due", "overdue", "in_time", "late"
TIMINGS = (NO_DAY, DUE, OVERDUE, IN_TIME, LATE)


@dataclass(frozen=True)
class Published:
    """One edition in short. ``on`` is the day it was published, ``recorded_at`` when that was told us.

    ``note`` says what a correction corrects. ``withdrawn`` is why it is shown no more.
    """

    number: int
    on: date
    recorded_at: datetime
    by: str
    approved_on: date
    note: str = ""
    withdrawn: str = ""

    @property
    def is_recorded_later(self) -> bool:
        return self.on < day_of(self.recorded_at)

    @property
    def at(self) -> datetime:
        """The instant: known exactly where it was published here, else noon of its day."""
        return noon(self.on) if self.is_recorded_later else self.recorded_at


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting; ``id`` is the meeting's, ``day`` its day, ``due_on`` None where not agreed.

    ``submitted`` is the digest of the words that were submitted: nothing else is approved or published.
    """

    id: str
    version: int
    region: str
    day: date
    due_on: date | None
    state: str
    started_by: str
    started_at: datetime
    submitted: str = ""
    submitted_by: str = ""
    submitted_at: datetime | None = None
    approved_by: str = ""
    approved_on: date | None = None
    editions: tuple[Published, ...] = ()

    @property
    def latest(self) -> Published | None:
        return self.editions[-1] if self.editions else None

    @property
    def is_shown(self) -> bool:
        return bool(self.editions)


def start(
    meeting_id: str, *, region: str, day: date, minutes_days: int | None, by: str, now: datetime
) -> Minutes:
    """An empty draft."""
    return Minutes(meeting_id, 1, region, day, due_on(day, minutes_days), DRAFT, by, now)


def due_on(day: date, minutes_days: int | None) -> date | None:
    """The day by which a meeting's minutes are out; None where the region agreed none."""
    return None if minutes_days is None else day + timedelta(days=minutes_days)


def submit(minutes: Minutes, digest: str, by: str, now: datetime) -> Minutes:
    """Ask for approval of exactly these words. Refused: ``minutes_not_draft``."""
    _refuse_unless(minutes, DRAFT, "minutes_not_draft")
    return _next(minutes, state=SUBMITTED, submitted=digest, submitted_by=by, submitted_at=now)


def give_back(minutes: Minutes) -> Minutes:
    """Back to the draft, to be changed. Refused: ``minutes_not_submitted``."""
    if minutes.state not in (SUBMITTED, APPROVED):
        raise Refusal("minutes_not_submitted")
    return _next(minutes, state=DRAFT, submitted="", approved_by="", approved_on=None)


def approve(minutes: Minutes, digest: str, by: str, on: date, now: datetime) -> Minutes:
    """Approve what was submitted. ``on`` may be an earlier day that is recorded now.

    Refused: ``minutes_not_submitted``, ``minutes_changed_meanwhile``, ``minutes_day_impossible``.
    """
    _refuse_unless(minutes, SUBMITTED, "minutes_not_submitted")
    _refuse_other_words(minutes, digest)
    _refuse_impossible(minutes, on, now, "approved_on")
    return _next(minutes, state=APPROVED, approved_by=by, approved_on=on)


def publish(
    minutes: Minutes, digest: str, by: str, on: date, note: str, withdrawn: str, now: datetime
) -> Minutes:
    """The next edition, for everybody. A correction says in ``note`` what it corrects.

    ``withdrawn`` is a reason to show the earlier editions no more.
    Refused: ``minutes_not_approved``, ``minutes_changed_meanwhile``, ``minutes_day_impossible``,
    ``minutes_note_needed``.
    """
    _refuse_unless(minutes, APPROVED, "minutes_not_approved")
    _refuse_other_words(minutes, digest)
    _refuse_impossible(minutes, on, now, "published_on")
    last = minutes.latest
    if last is not None and on < last.on:
        raise _impossible("published_on", "A correction is not published before what it corrects.")
    if last is not None and not note:
        said = "Say what this correction corrects."
        raise Refusal("minutes_note_needed", said, {"note": [said]})
    approved_on = minutes.approved_on or on
    made = Published(len(minutes.editions) + 1, on, now, by, approved_on, note if last else "")
    earlier = tuple(
        replace(each, withdrawn=each.withdrawn or withdrawn) if withdrawn else each
        for each in minutes.editions
    )
    return _next(minutes, state=PUBLISHED, editions=(*earlier, made))


def correct(minutes: Minutes) -> Minutes:
    """A new draft on what is published, which stays until then. Refused: ``minutes_not_published``."""
    _refuse_unless(minutes, PUBLISHED, "minutes_not_published")
    return _next(minutes, state=DRAFT, submitted="", approved_by="", approved_on=None)


def refuse_unwritable(minutes: Minutes) -> None:
    """Refused: ``minutes_not_draft`` where words may not be changed now."""
    _refuse_unless(minutes, DRAFT, "minutes_not_draft")


def timing(due: date | None, first: Published | None, now: datetime) -> tuple[str, int]:
    """How the minutes stand to their day, and by how many days they are late; the first edition counts.

    0 days late is after noon on the day itself.
    """
    if due is None:
        return NO_DAY, 0
    at = first.at if first is not None else now
    on = first.on if first is not None else day_of(now)
    is_late = on > due if first is not None and first.is_recorded_later else at >= noon(due)
    if not is_late:
        return (IN_TIME if first is not None else DUE), 0
    return (LATE if first is not None else OVERDUE), (on - due).days


def _refuse_unless(minutes: Minutes, state: str, code: str) -> None:
    if minutes.state != state:
        raise Refusal(code)


def _refuse_other_words(minutes: Minutes, digest: str) -> None:
    if minutes.submitted != digest:
        raise Refusal("minutes_changed_meanwhile")


def _refuse_impossible(minutes: Minutes, on: date, now: datetime, field: str) -> None:
    if not minutes.day <= on <= day_of(now):
        raise _impossible(field, "Enter a day from the meeting's to today.")


def _impossible(field: str, said: str) -> Refusal:
    return Refusal("minutes_day_impossible", said, {field: [said]})


def _next(minutes: Minutes, **changes: object) -> Minutes:
    return replace(minutes, version=minutes.version + 1, **changes)  # type: ignore[arg-type]
