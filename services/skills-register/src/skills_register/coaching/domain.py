"""The rules of local contact points: who can be reached, and on whose table a question lies (row 65)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from skills_register.refusal import Refusal

ASKED, LISTED = "asked", "listed"
WAITING, ANSWERED, CLOSED = "waiting", "answered", "closed"
STATES = (WAITING, ANSWERED, CLOSED)
MOST_ANSWERS = 20


@dataclass(frozen=True)
class Contact:
    """A member whom a region's people may ask; the id is theirs. ``hours`` is when, in their words.

    ``asked`` until they say yes themselves. ``away_until`` is the last day on which they are away.
    """

    id: str
    version: int
    region: str
    named_at: datetime
    state: str = ASKED
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    hours: str = ""
    shown_name: str = ""
    away_until: date | None = None

    def is_reachable(self, today: date) -> bool:
        return self.state == LISTED and (self.away_until is None or self.away_until < today)


@dataclass(frozen=True)
class Told:
    """A contact to whom the question was brought, and when."""

    member_id: str
    at: datetime


@dataclass(frozen=True)
class Answer:
    """What a contact answered."""

    member_id: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Question:
    """An improver's question. ``words`` and answers are for the asker and the contacts in ``told`` alone.

    ``due_at`` is when it goes on unless it is answered; None while it waits for the keepers to hand it on.
    """

    id: str
    version: int
    region: str
    asker_id: str
    shown_name: str
    topic: str
    area: str
    words: str
    asked_at: datetime
    due_at: datetime | None = None
    state: str = WAITING
    told: tuple[Told, ...] = ()
    answers: tuple[Answer, ...] = ()
    with_keepers_since: datetime | None = None

    @property
    def lies_with_a_contact(self) -> bool:
        """Whether the last one told is to answer now."""
        return self.state == WAITING and self.with_keepers_since is None and bool(self.told)

    def lies_with(self, member_id: str) -> bool:
        """Whether it is this contact who is to answer now."""
        return self.lies_with_a_contact and self.told[-1].member_id == member_id

    def was_brought_to(self, member_id: str) -> bool:
        return any(each.member_id == member_id for each in self.told)


@dataclass(frozen=True)
class Coverage:
    """How many contacts of a region can be reached today, and how many there should be."""

    region: str
    reachable: int
    wanted: int

    @property
    def is_gap(self) -> bool:
        return self.reachable < self.wanted


def next_contact(
    question: Question, contacts: Iterable[Contact], waiting: Mapping[str, int], today: date
) -> Contact | None:
    """Whose turn it is: of the area first, then of the topic, then with the fewest questions waiting.

    Only who can be reached today, was not told yet and is not the asker; None when nobody is left.
    """

    def order(contact: Contact) -> tuple[bool, bool, int, str]:
        return (
            not _has(contact.areas, question.area),
            not _has(contact.topics, question.topic),
            waiting.get(contact.id, 0),
            contact.id,
        )

    left = [
        each
        for each in contacts
        if each.is_reachable(today) and each.id != question.asker_id and not question.was_brought_to(each.id)
    ]
    return min(left, key=order, default=None)


def of_area(contacts: Iterable[Contact], area: str, today: date) -> list[Contact]:
    """Who can be reached today and covers this area."""
    return [each for each in contacts if each.is_reachable(today) and _has(each.areas, area)]


def bring_to(question: Question, contact: Contact, now: datetime, due_at: datetime) -> Question:
    """To this contact, who has until ``due_at``.

    Refused: ``question_closed``, ``question_of_oneself``; ``stale_version`` when it was answered meanwhile.
    """
    _refuse_closed(question)
    if question.state == ANSWERED:
        raise Refusal("stale_version")
    if contact.id == question.asker_id:
        raise Refusal("question_of_oneself")
    return replace(
        question,
        version=question.version + 1,
        told=(*question.told, Told(contact.id, now)),
        due_at=due_at,
        with_keepers_since=None,
    )


def to_keepers(question: Question, now: datetime) -> Question:
    """Nobody is left to bring it to: the region's keepers are to find somebody."""
    return replace(question, version=question.version + 1, due_at=None, with_keepers_since=now)


def answer(question: Question, by: str, words: str, now: datetime) -> Question:
    """Refused: ``question_closed``, ``question_answers_too_many``."""
    _refuse_closed(question)
    if len(question.answers) >= MOST_ANSWERS:
        raise Refusal("question_answers_too_many")
    return replace(
        question,
        version=question.version + 1,
        state=ANSWERED,
        answers=(*question.answers, Answer(by, words, now)),
        due_at=None,
        with_keepers_since=None,
    )


def close(question: Question) -> Question:
    """The asker ends it, answered or not; closed already: unchanged."""
    if question.state == CLOSED:
        return question
    return replace(question, version=question.version + 1, state=CLOSED, due_at=None, with_keepers_since=None)


def listed(contact: Contact, **said: object) -> Contact:
    """They say yes, with topics, areas, hours and a name; or say it anew."""
    return replace(contact, version=contact.version + 1, state=LISTED, **said)  # type: ignore[arg-type]


def away(contact: Contact, until: date | None, today: date) -> Contact:
    """Away until the end of a day to come, or back (None). Refused: ``contact_not_listed``, ``day_past``."""
    if contact.state != LISTED:
        raise Refusal("contact_not_listed")
    if until is not None and until <= today:
        raise Refusal("day_past", fields={"until": ["Choose a day after today."]})
    return replace(contact, version=contact.version + 1, away_until=until)


def coverage(region: str, reachable: int, is_large: bool, several: int) -> Coverage:
    """Every region needs one contact who can be reached, a large one several."""
    return Coverage(region, reachable, several if is_large else 1)


def _has(said: Iterable[str], wanted: str) -> bool:
    return bool(wanted) and wanted.casefold() in {each.casefold() for each in said}


def _refuse_closed(question: Question) -> None:
    if question.state == CLOSED:
        raise Refusal("question_closed")
