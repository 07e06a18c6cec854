"""Numbers and names as the sentences of a count write them."""

from collections.abc import Sequence
from fractions import Fraction

PLACES = 5
"""Decimals shown, as on a Scottish count sheet. The count itself is exact."""

LONGEST_IN_TENS = 13_000
"""Bits; Python refuses to write longer numbers in tens, because it takes too long."""


def figure(votes: Fraction) -> str:
    """``12``, ``3.5`` or ``2.33333``: cut after five decimals, not rounded."""
    whole, part = divmod(abs(votes.numerator) * 10**PLACES // votes.denominator, 10**PLACES)
    decimals = f"{part:0{PLACES}}".rstrip("0")
    return f"{'-' if votes < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"


def number_of(many: int, thing: str) -> str:
    """``1 seat``, ``2 seats``."""
    return f"{many:,} {thing}{'' if many == 1 else 's'}"


def votes_of(votes: Fraction) -> str:
    return f"{figure(votes)} vote{'' if votes == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """``Ann``, ``Ann and Bob``, ``Ann, Bob and Cai``."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def exact(votes: Fraction) -> str:
    """``24/5`` or ``12``. Beyond what Python writes in tens (over 4,000 digits): ``0x1f/0x2``."""
    if votes.denominator.bit_length() + votes.numerator.bit_length() > LONGEST_IN_TENS:
        return f"{votes.numerator:#x}/{votes.denominator:#x}"
    return str(votes)
