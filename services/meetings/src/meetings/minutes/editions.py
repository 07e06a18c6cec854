"""An edition of published minutes: what everybody reads, fixed for good, with a fingerprint of its words."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from meetings.minutes.drafts.domain import Section
from meetings.minutes.drafts.withholding import public_text

MOST_WORDS = 4_000
SHORTEST = 2
SAME, TAKEN, ADDED = "same", "taken", "added"


@dataclass(frozen=True)
class Passage:
    """A section as everybody reads it."""

    id: str
    heading: str
    text: str
    item_id: str = ""


@dataclass(frozen=True)
class Edition:
    """The public text of one edition. ``closed`` holds the reason of each part without the public."""

    meeting_id: str
    number: int
    passages: tuple[Passage, ...]
    closed: tuple[str, ...] = ()
    digest: str = ""

    @property
    def is_intact(self) -> bool:
        """Whether the words still are those that were published."""
        return self.digest == fingerprint(self.passages, self.closed)


def edition_of(meeting_id: str, number: int, sections: Iterable[Section]) -> Edition:
    """What everybody may read of these sections: open ones, their marked passages withheld."""
    kept = [each for each in sections if each.text or not each.is_closed]
    passages = tuple(
        Passage(each.id, public_text(each.heading), public_text(each.text), each.item_id)
        for each in kept
        if not each.is_closed
    )
    closed = tuple(each.reason for each in kept if each.is_closed)
    return Edition(meeting_id, number, passages, closed, fingerprint(passages, closed))


def fingerprint(passages: Iterable[Passage], closed: Iterable[str]) -> str:
    """SHA-256 over the words of an edition."""
    told = [[each.id, each.heading, each.text, each.item_id] for each in passages]
    return hashlib.sha256(json.dumps([told, list(closed)]).encode()).hexdigest()


def words_of(edition: Edition) -> tuple[str, ...]:
    """The words by which published minutes are found, each once."""
    found: set[str] = set()
    for each in edition.passages:
        found.update(plain_words(f"{each.heading} {each.text}"))
    return tuple(sorted(found)[:MOST_WORDS])


def plain_words(text: str) -> list[str]:
    """Whole words without capitals and accents; one letter alone is none."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    words = re.findall(r"\w+", bare.casefold())
    return list(dict.fromkeys(word for word in words if len(word) >= SHORTEST))


@dataclass(frozen=True)
class Line:
    """A line of a comparison: the same in both, taken out, or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Compared:
    """One section in two editions; no lines are lost in it."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def is_changed(self) -> bool:
        return any(line.kind != SAME for line in self.lines)


def compare(older: Edition, newer: Edition) -> tuple[Compared, ...]:
    """Section by section in the newer order; those that went away stand last."""
    before = {each.id: each for each in older.passages}
    there = {each.id for each in newer.passages}
    found = [_compared(before.get(each.id), each) for each in newer.passages]
    found += [_compared(each, None) for each in older.passages if each.id not in there]
    return tuple(found)


def _compared(before: Passage | None, after: Passage | None) -> Compared:
    old, new = _lines(before), _lines(after)
    shown = after or before
    return Compared(shown.heading if shown else "", tuple(_differences(old, new)))


def _lines(passage: Passage | None) -> list[str]:
    return [passage.heading, *passage.text.split("\n")] if passage is not None else []


def _differences(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    lines: list[Line] = []
    for kind, i, until_i, j, until_j in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [Line(SAME, text) for text in old[i:until_i]]
            continue
        lines += [Line(TAKEN, text) for text in old[i:until_i]]
        lines += [Line(ADDED, text) for text in new[j:until_j]]
    return lines
