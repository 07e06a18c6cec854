"""How words are compared, whoever typed them: small letters, no signs, no plural ``s`` (pure)."""

import re
import unicodedata

SIGNS = re.compile(r"[\W_]+")
SHORTEST, LONGEST = 2, 30
MOST_WORDS = 80
"""Of texts together; a longer text is found by its first words."""
SAYS_LITTLE = frozenset(
    {
        "a", "about", "all", "an", "and", "are", "as", "at", "be", "been", "by", "can", "do", "for", "from",
        "has", "have", "how", "if", "in", "into", "is", "it", "its", "more", "not", "of", "on", "or", "our",
        "so", "than", "that", "the", "their", "them", "there", "these", "they", "this", "to", "was", "we",
        "were", "what", "when", "which", "who", "will", "with", "you", "your",
    }
)  # fmt: skip
NO_PLURAL = ("ss", "us", "is")
LEAST_PLURAL = 4


def key_of(words: str) -> str:
    """``Bath & NES`` as ``bath-nes``: two spellings with one key are one value of a facet."""
    return SIGNS.sub("-", _plain(words)).strip("-")


def words_of(*texts: str) -> tuple[str, ...]:
    """The words that a search finds these texts by, each once, in their order."""
    found: dict[str, None] = {}
    for text in texts:
        for word in SIGNS.sub(" ", _plain(text)).split():
            if len(word) >= SHORTEST and word not in SAYS_LITTLE:
                found.setdefault(_singular(word)[:LONGEST])
            if len(found) == MOST_WORDS:
                return tuple(found)
    return tuple(found)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _singular(word: str) -> str:
    plural = word.endswith("s") and len(word) >= LEAST_PLURAL and not word.endswith(NO_PLURAL)
    return word[:-1] if plural else word
