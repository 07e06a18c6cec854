"""Projects with nearly the same title, found among any number of them at the same cost (pure).

A title is the set of its words' three-letter pieces. Two titles are as alike as the share of pieces that both
have (Jaccard). Each title has a few *bands*: numbers that two titles share the more probably, the more alike
they are (MinHash), so that an index on bands finds candidates and only these are compared.
"""

import zlib
from hashlib import blake2b

from exchange.projects.words import words_of

LEAST_ALIKE = 0.5
"""From here on somebody is asked whether it is the same project."""
BANDS, ROWS = 8, 2
"""Two titles of which three fifths are the same share a band in 97 of 100 cases, of one fifth in 28."""
PIECE = 3
PRIME = (1 << 61) - 1


def _numbers(of: int) -> tuple[int, int]:
    told = blake2b(of.to_bytes(2, "big"), digest_size=16, person=b"projects").digest()
    return int.from_bytes(told[:8], "big") % PRIME | 1, int.from_bytes(told[8:], "big") % PRIME


HASHES = tuple(_numbers(of) for of in range(BANDS * ROWS))


def pieces(title: str) -> frozenset[str]:
    """Three letters each, with the gaps before and behind a word; the order of words does not count."""
    return frozenset(
        padded[first : first + PIECE]
        for padded in (f" {word} " for word in words_of(title))
        for first in range(len(padded) - PIECE + 1)
    )


def alike(first: str, second: str) -> float:
    """0 for titles with nothing in common, 1 for those with the same words."""
    mine, theirs = pieces(first), pieces(second)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def bands(title: str) -> tuple[int, ...]:
    """The numbers under which a title is kept; none for a title without words."""
    codes = [zlib.crc32(piece.encode()) for piece in pieces(title)]
    if not codes:
        return ()
    least = [min((times * code + plus) % PRIME for code in codes) for times, plus in HASHES]
    return tuple(_short(f"{band}|{least[band * ROWS : (band + 1) * ROWS]}") for band in range(BANDS))


def _short(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
