"""A concordat: leaders let their people help next door, and may ask for the same (row 60).

Its text has versions. What a keeper writes is a draft until the keepers agree on it; an agreed text is never
changed. Whoever signed an earlier version has a grace to sign the new one. A review day is always ahead.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commons.london import day_of
from skills_register.refusal import Refusal

DRAFT, AGREED, ENDED, DROPPED = "draft", "agreed", "ended", "dropped"
STATES = (DRAFT, AGREED, ENDED, DROPPED)
"""*Dropped*: a draft that was given up before anybody agreed on it; it stays its keepers' own."""
KEPT, TO_CHANGE = "kept", "to_change"
OUTCOMES = (KEPT, TO_CHANGE)

REMINDED = (60, 14)
"""Row 60: its keepers and signatories are told of a review so many days before."""
LONGEST_TERM = timedelta(days=5 * 366)
"""No review lies further ahead: that was typed by mistake."""


@dataclass(frozen=True)
class Text:
    """One agreed version. ``changes`` says in plain words what is new; ``sign_by`` is the last day on which
    an organisation that signed an earlier one may still rely on that, None for the first."""

    number: int
    text: str
    changes: str
    agreed_at: datetime
    agreed_by: str
    sign_by: date | None


@dataclass(frozen=True)
class Review:
    """What a review came to, on which day, and when the next one is."""

    on: date
    outcome: str
    words: str
    next_on: date
    by: str


@dataclass(frozen=True)
class Concordat:
    """``system`` is the STP it holds in, "" for the whole region; ``group`` the body it began with."""

    id: str
    version: int
    title: str
    region: str
    system: str
    group: str
    state: str
    draft: str
    review_on: date
    drafted_at: datetime
    drafted_by: str
    texts: tuple[Text, ...] = ()
    reviews: tuple[Review, ...] = ()
    ended_on: date | None = None
    ended_why: str = ""

    @property
    def current(self) -> Text | None:
        """The newest agreed text."""
        return self.texts[-1] if self.texts else None

    def text(self, number: int) -> Text | None:
        return next((each for each in self.texts if each.number == number), None)

    def covers(self, region: str, system: str) -> bool:
        """Whether an organisation of this place may sign it."""
        return region == self.region and self.system in ("", system)


def draft(
    concordat_id: str,
    *,
    title: str,
    region: str,
    system: str,
    group: str,
    text: str,
    review_on: date,
    by: str,
    now: datetime,
) -> Concordat:
    """A first draft, which nobody can sign yet. Refused: ``review_day_wrong``."""
    _refuse_review_day(review_on, day_of(now))
    return Concordat(concordat_id, 1, title, region, system, group, DRAFT, text, review_on, now, by)


def change_draft(concordat: Concordat, text: str) -> Concordat:
    """What would be its next text, "" for none; the same object when nothing differs.

    Refused: ``concordat_ended``, ``draft_required`` (a concordat without any text is its draft).
    """
    refuse_ended(concordat)
    if not text and not concordat.texts:
        said = "Write the text, or drop the whole draft."
        raise Refusal("draft_required", fields={"text": [said]})
    if text == concordat.draft:
        return concordat
    return _next(replace(concordat, draft=text))


def agree(
    concordat: Concordat,
    changes: str,
    by: str,
    now: datetime,
    grace_days: int,
    review_on: date | None = None,
) -> Concordat:
    """The draft becomes the text that organisations sign; ``review_on`` sets another day for its review.

    Refused: ``concordat_ended``, ``text_unchanged`` (nothing was drafted that differs), ``changes_required``
    (from the second version on), ``review_day_wrong`` (a first text whose day of review has passed).
    """
    refuse_ended(concordat)
    current = concordat.current
    if not concordat.draft or (current is not None and concordat.draft == current.text):
        raise Refusal("text_unchanged")
    if current is not None and not changes:
        raise Refusal("changes_required", fields={"changes": ["Say in plain words what is new."]})
    if review_on is not None or current is None:
        _refuse_review_day(review_on or concordat.review_on, day_of(now))
    sign_by = day_of(now) + timedelta(days=grace_days) if current is not None else None
    number = current.number + 1 if current is not None else 1
    agreed = Text(number, concordat.draft, changes, now, by, sign_by)
    return _next(
        replace(
            concordat,
            state=AGREED,
            draft="",
            texts=(*concordat.texts, agreed),
            review_on=review_on or concordat.review_on,
        )
    )


def review(
    concordat: Concordat, outcome: str, words: str, next_on: date, by: str, now: datetime
) -> Concordat:
    """Note what a review came to.

    Refused: ``concordat_not_agreed``, ``concordat_ended``, ``review_day_wrong``.
    """
    refuse_unagreed(concordat)
    today = day_of(now)
    _refuse_review_day(next_on, today, field="next_on")
    held = (*concordat.reviews, Review(today, outcome, words, next_on, by))
    return _next(replace(concordat, reviews=held, review_on=next_on))


def end(concordat: Concordat, why: str, now: datetime) -> Concordat:
    """Nobody asks under it any more; placements go on to their end. One without a text is dropped.

    Refused: ``concordat_ended``, ``reason_required``.
    """
    refuse_ended(concordat)
    if not why:
        raise Refusal("reason_required", fields={"reason": ["Say why it ends."]})
    state = ENDED if concordat.texts else DROPPED
    return _next(replace(concordat, state=state, ended_on=day_of(now), ended_why=why))


def refuse_unagreed(concordat: Concordat) -> None:
    """Refused: ``concordat_ended``, ``concordat_not_agreed``."""
    refuse_ended(concordat)
    if concordat.state != AGREED:
        raise Refusal("concordat_not_agreed")


def next_reminder(concordat: Concordat, after: date) -> date | None:
    """The day of its next notice of the review, later than ``after``; None when there is none to come."""
    if concordat.state in (ENDED, DROPPED):
        return None
    days = [concordat.review_on - timedelta(days=ahead) for ahead in sorted(REMINDED, reverse=True)]
    return next((day for day in days if day > after), None)


def refuse_ended(concordat: Concordat) -> None:
    """Refused: ``concordat_ended``."""
    if concordat.state in (ENDED, DROPPED):
        raise Refusal("concordat_ended")


def _refuse_review_day(day: date, today: date, field: str = "review_on") -> None:
    if not today < day <= today + LONGEST_TERM:
        raise Refusal("review_day_wrong", fields={field: ["Give a day to come, within five years."]})


def _next(concordat: Concordat) -> Concordat:
    return replace(concordat, version=concordat.version + 1)
