"""Feedback after an event: a minute's questions, asked of those who came and of nobody else (row 53).

Who has answered and what was answered lie apart, and nothing joins them (ADR 0013).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from commons.london import LONDON, day_of, noon_after
from commons.naming import person_in
from meetings.events.domain import CANCELLED, Event
from meetings.refusal import Refusal

YES, PARTLY, NO = "yes", "partly", "no"
EXPECTATIONS = (YES, PARTLY, NO)
LEAST, MOST = 1, 5
"""The scale of learning: 1 is nothing new, 5 a great deal."""
FEWEST_SHOWN = 5
"""From so many answers on feedback is shown (row 53)."""
MORNING = time(9, 0)
ASKING_DAYS = 7
"""So many mornings we look whether somebody was checked in meanwhile; then nobody is asked."""


@dataclass(frozen=True)
class Answer:
    """What is kept of an answer: no member, no time. ``id`` is drawn by lot."""

    id: str
    event_id: str
    expectation: str
    learning: int
    met_somebody: bool
    take_back: str = ""


@dataclass(frozen=True)
class Results:
    """What those who answered said, in counts; ``base`` is how many they are.

    ``learning`` counts the answers 1 to 5 in this order; ``take_backs`` are in none.
    """

    base: int
    expectation: dict[str, int]
    learning: tuple[int, ...]
    met_somebody: int
    take_backs: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """What was recorded elsewhere of an event's feedback; ``base`` None where the source gives none."""

    event_id: str
    version: int
    words: str
    base: int | None
    source: str = ""


@dataclass(frozen=True)
class Lesson:
    """What the organisers learnt, for everybody; it names nobody (row 79)."""

    id: str
    event_id: str
    region: str
    text: str
    noted_at: datetime


def ended_at(event: Event, now: datetime) -> datetime | None:
    """When the event ended; None while it has not, or if nobody knows, or if it did not take place."""
    if event.status == CANCELLED or event.ends_at is None or event.ends_at > now:
        return None
    return event.ends_at


def next_morning(moment: datetime) -> datetime:
    """Nine o'clock in London on the day after this instant."""
    tomorrow = day_of(moment) + timedelta(days=1)
    return datetime.combine(tomorrow, MORNING, LONDON).astimezone(UTC)


def asks_until(ended: datetime, days: int) -> datetime:
    """Noon in London, so many days after the day of the event."""
    return noon_after(ended, days)


def refuse_unasked(event: Event, came: bool, answered: bool | None, days: int, now: datetime) -> None:
    """Refused: ``feedback_not_open``, ``not_at_event``, ``feedback_given``, ``feedback_closed``."""
    ended = ended_at(event, now)
    if ended is None:
        raise Refusal("feedback_not_open")
    if not came:
        raise Refusal("not_at_event")
    if answered:
        raise Refusal("feedback_given")
    if now >= asks_until(ended, days):
        raise Refusal("feedback_closed")


def results(answers: Iterable[Answer]) -> Results | None:
    """The counts of a question that is closed, or None: too few."""
    said = sorted(answers, key=lambda each: each.id)
    if len(said) < FEWEST_SHOWN:
        return None
    return Results(
        base=len(said),
        expectation={each: sum(answer.expectation == each for answer in said) for each in EXPECTATIONS},
        learning=tuple(sum(answer.learning == each for answer in said) for each in range(LEAST, MOST + 1)),
        met_somebody=sum(answer.met_somebody for answer in said),
        take_backs=tuple(answer.take_back for answer in said if answer.take_back),
    )


def summarised(before: Summary | None, event: Event, words: str, base: int | None, source: str) -> Summary:
    """Refused: ``feedback_names_somebody``. ``base`` None is kept as it is: it is not 0."""
    refuse_name("words", words)
    refuse_name("source", source)
    if before is None:
        return Summary(event.id, 1, words, base, source)
    return replace(before, version=before.version + 1, words=words, base=base, source=source)


def refuse_name(field: str, text: str) -> None:
    """Everybody reads it, so it names no person. Refused: ``feedback_names_somebody``."""
    named = person_in(text)
    if named:
        raise Refusal("feedback_names_somebody", fields={field: [f"This names somebody: “{named}”."]})
