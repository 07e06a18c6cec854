"""Whether two titles speak of the same thing: by the words that carry meaning."""

import unicodedata
from collections.abc import Iterable

ALIKE = 0.5
"""Share of words in common from which a title looks like another."""
SHORTEST_WORD = 3
# fmt: off
SAYING_LITTLE = frozenset((
    "about", "all", "and", "are", "but", "can", "could", "does", "for", "from", "get", "give", "has",
    "have", "how", "into", "its", "may", "more", "need", "needs", "new", "not", "our", "out", "please",
    "should", "some", "than", "that", "the", "their", "them", "there", "these", "they", "this", "too",
    "use", "want", "wants", "was", "what", "when", "where", "which", "who", "why", "will", "with",
    "would", "you", "your",
))
# fmt: on


def title_words(title: str) -> tuple[str, ...]:
    """The words of a title that carry meaning: small letters, no accents, singular, each once, sorted."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(each if each.isalnum() else " " for each in plain if not unicodedata.combining(each))
    words = (word for word in letters.split() if len(word) >= SHORTEST_WORD and word not in SAYING_LITTLE)
    return tuple(sorted({_singular(word) for word in words}))


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """From 0 (no word in common) to 1: the words in common as a share of the shorter title's words.

    The shorter one counts, so that a title stays like another that says the same at more length.
    """
    first, second = frozenset(one), frozenset(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
