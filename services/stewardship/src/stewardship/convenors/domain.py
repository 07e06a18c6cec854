"""The convenors' network: sessions, topics, training, and notes shared by consent (row 25)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.rough_dates import RoughDate
from stewardship.refusal import Refusal

ONLINE, IN_PERSON, TRAINING = KINDS = ("online", "in_person", "training")
CONVENORS, WITH_GROUPS = AUDIENCES = ("convenors", "convenors_and_groups")
"""Convenors and the Q team; or these with everybody who holds a seat in a group."""
BOOKED, ATTENDED, CANCELLED = STATES = ("booked", "attended", "cancelled")


@dataclass(frozen=True)
class Session:
    """When convenors meet, for whom, about which topics (their ids)."""

    id: str
    version: int
    title: str
    kind: str
    audience: str
    on: RoughDate
    joining: str = ""
    topics: tuple[str, ...] = ()

    def is_over_on(self, day: date) -> bool:
        """Whether its day, or the last day it can mean, has passed."""
        return self.on.last < day


@dataclass(frozen=True)
class Topic:
    """What somebody would like to talk about; the region speaks, not the person."""

    id: str
    version: int
    text: str
    region: str | None
    at: datetime


@dataclass(frozen=True)
class Training:
    """A member's own record: a session they booked, or something they did elsewhere."""

    id: str
    version: int
    member_id: str
    title: str
    on: RoughDate
    provider: str
    state: str
    session_id: str = ""


@dataclass(frozen=True)
class Note:
    """What a convenor wrote down; others read it only while ``is_shared``."""

    id: str
    version: int
    author: str
    region: str | None
    text: str
    at: datetime
    is_shared: bool


def take_up(session: Session, topic_id: str) -> Session:
    """Talk about a topic at a session; twice is once."""
    if topic_id in session.topics:
        return session
    return replace(session, version=session.version + 1, topics=(*session.topics, topic_id))


def book(session: Session, training_id: str, member_id: str, today: date, known: Training | None) -> Training:
    """A place in a training session; booked or attended already: unchanged, cancelled: booked again.

    Refused: ``not_a_training``, ``session_over``.
    """
    if session.kind != TRAINING:
        raise Refusal("not_a_training")
    if session.is_over_on(today):
        raise Refusal("session_over")
    if known is not None:
        return _now(known, BOOKED) if known.state == CANCELLED else known
    return Training(training_id, 1, member_id, session.title, session.on, "Q team", BOOKED, session.id)


def cancel(training: Training) -> Training:
    """Give the place back; twice is once. Refused: ``training_attended``."""
    if training.state == CANCELLED:
        return training
    if training.state == ATTENDED:
        raise Refusal("training_attended")
    return _now(training, CANCELLED)


def attend(training: Training, today: date) -> Training:
    """It was attended; twice is once. Refused: ``invalid_input`` before its day."""
    if training.state == ATTENDED:
        return training
    if training.on.surely_after(today):
        raise Refusal("invalid_input", fields={"on": ["This date is still to come."]})
    return _now(training, ATTENDED)


def share(note: Note, shared: bool) -> Note:
    """Let the other convenors read it, or no longer; as it is already: unchanged."""
    if note.is_shared == shared:
        return note
    return replace(note, version=note.version + 1, is_shared=shared)


def _now(training: Training, state: str) -> Training:
    return replace(training, version=training.version + 1, state=state)
