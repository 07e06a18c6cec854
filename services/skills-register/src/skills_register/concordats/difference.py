"""What differs between two texts of a concordat: clause by clause, and word by word inside a clause (pure).

A clause is what stands between two empty lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"
BETWEEN_CLAUSES = re.compile(r"\n\s*\n")
WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Some words: in both texts (``same``), only in the new or only in the old one."""

    mark: str
    words: str


@dataclass(frozen=True)
class ClauseDifference:
    """One clause of either text; its pieces give the old one and the new one."""

    change: str
    pieces: tuple[Piece, ...]


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text, in order."""
    return tuple(part.strip() for part in BETWEEN_CLAUSES.split(text) if part.strip())


def between(before: str, after: str) -> tuple[ClauseDifference, ...]:
    """Every clause of both texts once, in the order of the new one."""
    old, new = clauses(before), clauses(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        each
        for tag, i, i_end, j, j_end in steps
        for each in _differing(old[i:i_end], new[j:j_end], is_same=tag == "equal")
    )


def _differing(old: Sequence[str], new: Sequence[str], *, is_same: bool) -> Iterator[ClauseDifference]:
    for was, now in zip_longest(old, new):
        if is_same:
            yield ClauseDifference(SAME, (Piece(SAME, now),))
        elif was is None:
            yield ClauseDifference(ADDED, (Piece(ADDED, now),))
        elif now is None:
            yield ClauseDifference(REMOVED, (Piece(REMOVED, was),))
        else:
            yield ClauseDifference(CHANGED, tuple(_pieces(WORDS.findall(was), WORDS.findall(now))))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(new[j:j_end]))
            continue
        if i < i_end:
            yield Piece(REMOVED, "".join(old[i:i_end]))
        if j < j_end:
            yield Piece(ADDED, "".join(new[j:j_end]))
