"""The pulse after a meeting, asked of those who were there and of nobody else (row 47).

Who has answered and what was answered lie apart, and nothing joins them (ADR 0013). There is no
record of who spoke or how long: only whether an item was gone through in a round.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commons.london import noon_after
from meetings.refusal import Refusal

FEWEST_SHOWN = 5
"""From so many answers on a pulse is shown (row 47)."""
OPEN_DAYS = 7
ASKED_WITHIN = timedelta(days=28)
"""A meeting that is longer ago asks nobody any more how it was."""


@dataclass(frozen=True)
class Pulse:
    """One meeting's pulse: open until ``closes_at``, or until everybody has answered.

    Nothing of it is shown before it has closed: whoever sees the share before and after somebody
    answers would know what they said.
    """

    meeting_id: str
    version: int
    region: str
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.closes_at

    def is_closed(self, now: datetime) -> bool:
        return not self.is_open(now)


@dataclass(frozen=True)
class Answer:
    """What is kept of an answer: no member, no time. ``id`` is drawn by lot."""

    id: str
    meeting_id: str
    could: bool
    sentence: str = ""


@dataclass(frozen=True)
class Result:
    """What a closed pulse says; ``None`` stands for what too few answers would give away."""

    answers: int
    yes: int
    sentences: tuple[str, ...]

    @property
    def percent(self) -> float:
        """To one decimal, half up: 7 of 8 are 87.5."""
        return (2000 * self.yes + self.answers) // (2 * self.answers) / 10


@dataclass(frozen=True)
class Rounds:
    """The items of a meeting's agenda at which everybody is asked in turn."""

    meeting_id: str
    version: int
    items: frozenset[str] = frozenset()


def opened(meeting_id: str, region: str, ended_at: datetime, now: datetime) -> Pulse | None:
    """A pulse that opens now; None when the meeting is too long ago."""
    if now - ended_at > ASKED_WITHIN:
        return None
    return Pulse(meeting_id, 1, region, now, noon_after(now, OPEN_DAYS))


def closed(pulse: Pulse, now: datetime) -> Pulse:
    """No more answers; the same object when it was closed before."""
    if pulse.closed_at is not None:
        return pulse
    return replace(pulse, closed_at=now, version=pulse.version + 1)


def result(answers: Iterable[Answer]) -> Result | None:
    """The share and the sentences of a closed pulse, or None: too few.

    Sentences come in the order of their ids, which are drawn by lot, so in none.
    """
    said = sorted(answers, key=lambda each: each.id)
    if len(said) < FEWEST_SHOWN:
        return None
    sentences = tuple(each.sentence for each in said if each.sentence)
    return Result(len(said), sum(each.could for each in said), sentences)


def refuse_unasked(answered: bool | None, pulse: Pulse | None, now: datetime) -> None:
    """Refused: ``pulse_not_open``, ``pulse_closed``, ``not_at_meeting``, ``pulse_answered``."""
    if pulse is None:
        raise Refusal("pulse_not_open")
    if answered is None:
        raise Refusal("not_at_meeting")
    if answered:
        raise Refusal("pulse_answered")
    if pulse.is_closed(now):
        raise Refusal("pulse_closed")


def in_rounds(before: Rounds, item_id: str, is_on: bool) -> Rounds:
    """The item is gone through in a round, or not; the same object when nothing changes."""
    items = before.items | {item_id} if is_on else before.items - {item_id}
    return before if items == before.items else Rounds(before.meeting_id, before.version + 1, items)
