"""What was learnt, worked or not: written by members, reviewed by others, then for all (rows 73, 79)."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from exchange.learning.identities import found, refuse_identities
from exchange.refusal import Refusal

CASE_STUDY, LESSON = "case_study", "lesson"
KINDS = (CASE_STUDY, "good_practice", "guidance", "tool", "evidence", LESSON)
FROM_ELSEWHERE = ("guidance", "tool", "evidence")
"""Kinds that are worth nothing without their source."""
WORKED = ("worked", "did_not_work", "mixed")
REACHES = ("local", "national")

DRAFT, SUBMITTED, RETURNED, DECLINED = "draft", "submitted", "returned", "declined"
PUBLISHED, WITHDRAWN = "published", "withdrawn"
STATES = (DRAFT, SUBMITTED, RETURNED, DECLINED, PUBLISHED, WITHDRAWN)
OUTCOMES = (PUBLISHED, RETURNED, DECLINED)
TITLE_OF_A_LESSON = 80
UNTITLED = "A lesson of an event"

WORD = re.compile(r"[^\W_]+")
KEPT_WHOLE = ("ss", "us", "is")


@dataclass(frozen=True)
class Words:
    """What somebody writes; ``worked`` and ``reach`` may be "", ``topic`` and ``tags`` are found by."""

    kind: str
    title: str
    topic: str = ""
    context: str = ""
    what_happened: str = ""
    learning: str = ""
    worked: str = ""
    source: str = ""
    reach: str = ""
    tags: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """Everything typed, by field."""
        names = ("title", "topic", "context", "what_happened", "learning", "source")
        return {**{name: getattr(self, name) for name in names}, "tags": "\n".join(self.tags)}


@dataclass(frozen=True)
class Edition:
    """Words, and the name beside them, as they were reviewed and published; ``number`` counts from 1."""

    number: int
    words: Words
    published_at: datetime
    reviewed_by: str
    shown_name: str = ""


@dataclass(frozen=True)
class Review:
    """What a reviewer answered, ``reason`` where it is not published."""

    outcome: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Item:
    """``words`` are the author's newest; everybody reads ``edition``, which nobody changes.

    ``author_id`` is "" where a lesson came from an event (``event_id``), or its author left Q.
    ``shared_with`` are the regions that were told of it, ``changed_by`` is who wrote its words anew.
    """

    id: str
    version: int
    region: str
    author_id: str
    shown_name: str
    words: Words
    state: str
    changed_at: datetime
    submitted_at: datetime | None = None
    edition: Edition | None = None
    review: Review | None = None
    event_id: str = ""
    shared_with: tuple[str, ...] = ()
    reason: str = ""
    changed_by: str = ""

    @property
    def is_public(self) -> bool:
        """An earlier edition stays there while its author writes the next."""
        return self.edition is not None

    @property
    def public_name(self) -> str:
        """The name as it was reviewed; whoever takes their name off takes it off at once."""
        return self.edition.shown_name if self.edition and self.shown_name else ""


@dataclass(frozen=True)
class Reuse:
    """That somebody used it elsewhere, and whether it worked there; ``member_id`` "" once they left Q."""

    id: str
    item_id: str
    member_id: str
    region: str
    worked: str
    words: str
    at: datetime


def write(item_id: str, region: str, author_id: str, shown_name: str, words: Words, now: datetime) -> Item:
    """A draft, its author's alone. Refused: ``identity_in_text``."""
    refuse_identities(**words.texts, shown_name=shown_name)
    return Item(item_id, 1, region, author_id, shown_name, words, DRAFT, now)


def lesson_heard(lesson_id: str, region: str, event_id: str, text: str, now: datetime) -> Item:
    """What organisers of an event noted: it waits for its review like anything else.

    Its first words are its title, which stands in mails too: not if they could identify somebody.
    """
    words = Words(LESSON, UNTITLED if found(text) else _beginning(text), learning=text)
    return Item(lesson_id, 1, region, "", "", words, SUBMITTED, now, submitted_at=now, event_id=event_id)


def change(item: Item, words: Words, shown_name: str, by: str, now: datetime) -> Item:
    """Written anew; what is published stays until the new words were reviewed.

    What has no author is nobody's draft: it waits to be read at once, so all of it has to be there.
    Refused: ``learning_waits``, ``learning_withdrawn``, ``identity_in_text``, ``learning_incomplete``.
    """
    _refuse_withdrawn(item)
    if item.state == SUBMITTED and item.author_id:
        raise Refusal("learning_waits")
    refuse_identities(**words.texts, shown_name=shown_name)
    after = _after(item, words=words, shown_name=shown_name, changed_at=now, changed_by=by)
    if item.author_id:
        return replace(after, state=DRAFT)
    _refuse_incomplete(words)
    return after if item.state == SUBMITTED else replace(after, state=SUBMITTED, submitted_at=now)


def submit(item: Item, now: datetime) -> Item:
    """To be read by somebody else.

    Refused: ``learning_waits``, ``learning_withdrawn``, ``learning_published``, ``learning_incomplete``
    with what is missing, ``identity_in_text``.
    """
    _refuse_withdrawn(item)
    if item.state == SUBMITTED:
        raise Refusal("learning_waits")
    if item.state == PUBLISHED:
        raise Refusal("learning_published")
    _refuse_incomplete(item.words)
    refuse_identities(**item.words.texts)
    return _after(item, state=SUBMITTED, submitted_at=now)


def take_back(item: Item, now: datetime) -> Item:
    """Before somebody read it. Refused: ``learning_not_submitted``."""
    _refuse_unless_submitted(item)
    return _after(item, state=DRAFT, submitted_at=None, changed_at=now)


def publish(item: Item, by: str, looked: bool, now: datetime) -> Item:
    """The words become the next edition; ``looked``: that the reviewer sought who could be recognised.

    Refused: ``learning_not_submitted``, ``learning_own_review``, ``learning_identity_unchecked``,
    ``identity_in_text``.
    """
    _refuse_review(item, by)
    if not looked:
        said = "Say that you looked for anybody who could be recognised."
        raise Refusal("learning_identity_unchecked", "", {"identity_checked": [said]})
    refuse_identities(**item.words.texts, shown_name=item.shown_name)
    number = item.edition.number + 1 if item.edition else 1
    edition = Edition(number, item.words, now, by, item.shown_name)
    return _after(item, state=PUBLISHED, edition=edition, review=Review(PUBLISHED, by, now))


def answer(item: Item, outcome: str, by: str, reason: str, now: datetime) -> Item:
    """Returned to be improved, or declined.

    Refused: as ``publish``, ``reason_required``, ``learning_nobodys`` to return what has no author.
    """
    _refuse_review(item, by)
    if outcome == RETURNED and not item.author_id:
        raise Refusal("learning_nobodys")
    _refuse_silence(reason)
    refuse_identities(reason=reason)
    return _after(item, state=outcome, review=Review(outcome, by, now, reason), changed_at=now)


def withdraw(item: Item, reason: str, now: datetime) -> Item:
    """Its words go at once and for good; that there was something, and why it went, stays.

    Refused: ``learning_withdrawn``, ``learning_not_published``, ``reason_required``, ``identity_in_text``.
    """
    _refuse_withdrawn(item)
    if not item.is_public:
        raise Refusal("learning_not_published")
    _refuse_silence(reason)
    refuse_identities(reason=reason)
    gone = Words(item.words.kind, "")
    return _after(
        item, words=gone, edition=None, state=WITHDRAWN, reason=reason, shown_name="", changed_at=now
    )


def is_new_lesson(before: Item, after: Item) -> bool:
    """Published as a lesson for the first time: later editions of one tell nobody again."""
    was = before.edition is not None and before.edition.words.kind == LESSON
    return after.words.kind == LESSON and not was


def share(item: Item, regions: tuple[str, ...]) -> Item:
    """Lessons go UK-wide (row 79): which regions are told of it, in the verb that publishes it."""
    return replace(item, shared_with=tuple(sorted({*item.shared_with, *regions})))


def leave_unfinished(item: Item, now: datetime) -> Item | None:
    """What nobody went on with: None where nothing was published of it, else the edition alone."""
    if item.edition is None:
        return None
    left = item.edition
    return _after(item, words=left.words, shown_name=item.public_name, state=PUBLISHED, changed_at=now)


def forget_author(item: Item) -> Item:
    """Its author left Q: what was published stays, without who wrote it; what was not goes."""
    nameless = _after(item, author_id="", shown_name="", changed_by="")
    if item.edition is None:
        return nameless
    edition = replace(item.edition, shown_name="")
    return replace(nameless, edition=edition, words=edition.words, state=PUBLISHED)


def reuse(
    item: Item, reuse_id: str, member_id: str, region: str, worked: str, words: str, now: datetime
) -> Reuse:
    """Refused: ``learning_not_published``, ``identity_in_text``."""
    if not item.is_public:
        raise Refusal("learning_not_published")
    refuse_identities(words=words)
    return Reuse(reuse_id, item.id, member_id, region, worked, words, now)


def terms_of(*texts: str) -> tuple[str, ...]:
    """The words that something is found by: small, singular, each once ("near misses": miss, near)."""
    return tuple(sorted({_singular(word) for text in texts for word in WORD.findall(text.casefold())}))


def _beginning(text: str) -> str:
    """The first words of a text, as a title."""
    short = text if len(text) <= TITLE_OF_A_LESSON else f"{text[: TITLE_OF_A_LESSON - 1].rstrip()}…"
    return " ".join(short.split())


def _singular(word: str) -> str:
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(KEPT_WHOLE):
        return word[:-1]
    return word


def _missing(words: Words) -> dict[str, list[str]]:
    told = {"learning": (words.learning, "Write what others may learn from it.")}
    if words.kind == CASE_STUDY:
        told["what_happened"] = (words.what_happened, "Write what happened.")
    if words.kind in (CASE_STUDY, LESSON):
        told["worked"] = (words.worked, "Say whether it worked: what did not is worth as much.")
    if words.kind in FROM_ELSEWHERE:
        told["source"] = (words.source, "Say where it is from.")
    return {name: [sentence] for name, (text, sentence) in told.items() if not text}


def _refuse_incomplete(words: Words) -> None:
    missing = _missing(words)
    if missing:
        raise Refusal("learning_incomplete", "", missing)


def _refuse_review(item: Item, by: str) -> None:
    _refuse_unless_submitted(item)
    if by in (item.author_id, item.changed_by):
        raise Refusal("learning_own_review")


def _refuse_unless_submitted(item: Item) -> None:
    if item.state != SUBMITTED:
        raise Refusal("learning_not_submitted")


def _refuse_withdrawn(item: Item) -> None:
    if item.state == WITHDRAWN:
        raise Refusal("learning_withdrawn")


def _refuse_silence(reason: str) -> None:
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})


def _after(item: Item, **changed: Any) -> Item:
    return replace(item, version=item.version + 1, **changed)
