"""What differs between two texts of a proposal, field by field and word by word (row 56; pure)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from exchange.proposals.words import Words

ADDED, REMOVED, SAME = "added", "removed", "same"
PARTS = re.compile(r"\S+\s*")
MOST_PAIRS = 200_000
"""Pairs of the same word, one of each text, that are compared: texts that people write have some thousands.
Of what has more (one word a thousand times) the whole is shown as removed and added."""
SPOKEN = ("title", "aim", "plan", "spending", "organisation", "theme")
"""Fields that hold words; the rest is a number."""


@dataclass(frozen=True)
class Piece:
    """Some words: in both texts (``same``), only in the new or only in the old one."""

    mark: str
    words: str


@dataclass(frozen=True)
class Change:
    """One field that differs; ``pieces`` is empty for the ask, which is a number."""

    field: str
    before: str | int | None
    after: str | int | None
    pieces: tuple[Piece, ...]


def between(old: Words | None, new: Words) -> tuple[Change, ...]:
    """Every field that differs, in the order of the form; of a first text all that it says."""
    before = old or Words(title="", aim="")
    return tuple(
        Change(each.name, was, now, _pieces(was, now) if each.name in SPOKEN else ())
        for each in fields(Words)
        if (was := getattr(before, each.name)) != (now := getattr(new, each.name))
    )


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    return tuple(_differing(PARTS.findall(before), PARTS.findall(after)))


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    there, here = Counter(old), Counter(new)
    if sum(number * here[word] for word, number in there.items()) > MOST_PAIRS:
        yield from (Piece(REMOVED, "".join(old)), Piece(ADDED, "".join(new)))
        return
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(new[j:j_end]))
            continue
        if i < i_end:
            yield Piece(REMOVED, "".join(old[i:i_end]))
        if j < j_end:
            yield Piece(ADDED, "".join(new[j:j_end]))
