"""What differs between two texts: clause by clause, and word by word inside a clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from stewardship.documents.clauses import Clause

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"
WORDS = re.compile(r"\S+\s*|\s+")
DETAILS = ("label", "owner", "duty", "measure")


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they are in both texts (``same``), only the new or only the old one."""

    mark: str
    words: str


@dataclass(frozen=True)
class Detail:
    """Something beside the text that differs: a label, an owner, a duty, a measure."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ClauseDifference:
    """One clause in two texts. ``pieces`` read in order give the old text and the new one."""

    code: str
    label: str
    change: str
    pieces: tuple[Piece, ...]
    details: tuple[Detail, ...] = ()


def between(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[ClauseDifference, ...]:
    """Every clause of both texts once, in the order of the new one."""
    old = {clause.code: clause for clause in before}
    new = {clause.code: clause for clause in after}
    return tuple(_one(old.get(code), new.get(code)) for code in _merged(list(old), list(new)))


def _merged(old: list[str], new: list[str]) -> Iterator[str]:
    """The new order, each removed code behind the code that it followed."""
    stayed = set(new)
    followers: dict[str, list[str]] = {"": []}
    anchor = ""
    for code in old:
        if code in stayed:
            anchor = code
            followers[anchor] = []
        else:
            followers[anchor].append(code)
    yield from followers[""]
    for code in new:
        yield code
        yield from followers.get(code, [])


def _one(before: Clause | None, after: Clause | None) -> ClauseDifference:
    if before is None:
        assert after is not None
        return ClauseDifference(after.code, after.label, ADDED, (Piece(ADDED, after.text),))
    if after is None:
        return ClauseDifference(before.code, before.label, REMOVED, (Piece(REMOVED, before.text),))
    details = tuple(
        Detail(name, getattr(before, name), getattr(after, name))
        for name in DETAILS
        if getattr(before, name) != getattr(after, name)
    )
    if before.text == after.text:
        change = CHANGED if details else SAME
        return ClauseDifference(after.code, after.label, change, (Piece(SAME, after.text),), details)
    return ClauseDifference(after.code, after.label, CHANGED, words(before.text, after.text), details)


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as pieces that are in both, only in the old one, or only in the new one."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    plain_old, plain_new = [word.strip() for word in old], [word.strip() for word in new]
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, plain_old, plain_new).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(new[c:d])))
            continue
        if a < b:
            pieces.append(Piece(REMOVED, "".join(old[a:b])))
        if c < d:
            pieces.append(Piece(ADDED, "".join(new[c:d])))
    return tuple(_apart(piece) for piece in pieces[:-1]) + tuple(pieces[-1:])


def _apart(piece: Piece) -> Piece:
    """The last word of a text has no blank behind it; a piece that follows must not stick to it."""
    return piece if piece.words[-1:].isspace() else Piece(piece.mark, f"{piece.words} ")
