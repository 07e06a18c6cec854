"""Near-duplicates: which of the words of a title and an aim stand in another one, too (row 56; pure).

It warns and says why; nothing is refused for it. Words that say nothing, and those of every proposal, do not
count; a plural is its singular.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

LIKE_ENOUGH = Fraction(2, 5)
"""Twice the shared words by the words of both (Dice): as much as this, and it is worth a look."""
LEAST_SHARED = 3
MOST_SHOWN = 5
SHORTEST = 3

TYPED = "\u2019"
"""The apostrophe that word processors make of a straight one."""
LETTERS = re.compile(rf"[^\W\d_]+(?:['{TYPED}][^\W\d_]+)*")
UNTELLING = """
    a about after all also among an and any are around as at be because been before being between both
    but by can could do does each for from get give given has have having help how if improve improved
    improvement improving in into is it its make making many may more most much must new not of off on
    one only or other our out over people project proposal should so some such than that the their them
    then there these they this those through to together under up use used using very was way we were
    what when where which while who why will with within without work working would you your aim idea
    care quality
"""
SAY_NOTHING = frozenset(UNTELLING.split())


@dataclass(frozen=True)
class Resemblance:
    """``shared`` in order of the alphabet; ``share`` of all words of both, from 0 to 1."""

    shared: tuple[str, ...]
    share: Fraction
    own: int

    @property
    def in_words(self) -> str:
        listed = ", ".join(self.shared)
        return f"{len(self.shared)} of the {self.own} telling words of yours are in this one, too: {listed}."


def telling_words(*texts: str) -> frozenset[str]:
    """The words that say what something is about, in small letters and the singular."""
    found = (
        _singular(word.group().lower().replace(TYPED, "'"))
        for text in texts
        for word in LETTERS.finditer(text)
    )
    return frozenset(word for word in found if len(word) >= SHORTEST and word not in SAY_NOTHING)


def resemblance(mine: frozenset[str], other: frozenset[str]) -> Resemblance | None:
    """None when the two are not like enough to warn."""
    shared = mine & other
    if len(shared) < LEAST_SHARED:
        return None
    share = Fraction(2 * len(shared), len(mine) + len(other))
    return Resemblance(tuple(sorted(shared)), share, len(mine)) if share >= LIKE_ENOUGH else None


def most_like(
    mine: frozenset[str], others: Iterable[tuple[str, frozenset[str]]]
) -> list[tuple[str, Resemblance]]:
    """Of (id, words) those that are like enough, the likest first, ``MOST_SHOWN`` at most."""
    found = [(each, like) for each, words in others if (like := resemblance(mine, words)) is not None]
    return sorted(found, key=lambda pair: (-pair[1].share, pair[0]))[:MOST_SHOWN]


def _singular(word: str) -> str:
    bare = word.removesuffix("'s")
    if len(bare) > 4 and bare.endswith("ies"):
        return bare[:-3] + "y"
    return (
        bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith(("ss", "us", "is")) else bare
    )
