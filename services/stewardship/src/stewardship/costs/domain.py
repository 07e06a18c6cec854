"""A region's cost of a year and the cost of a new member, worked out and never a target (row 35)."""

from dataclasses import dataclass, replace
from datetime import date

from stewardship.refusal import Refusal

PENCE = 100


@dataclass(frozen=True)
class NewMembers:
    """How many joined in the year, and who says so."""

    number: int
    source: str


@dataclass(frozen=True)
class Cost:
    """What a region cost in one year; ``ends`` is exclusive, the amount is in pence.

    ``new_members`` is a figure somebody published; without one, member records are counted.
    """

    id: str
    version: int
    region: str
    starts: date
    ends: date
    amount_pence: int
    approximate: bool
    source: str
    new_members: NewMembers | None = None


def record(known: Cost | None, stated: Cost) -> Cost:
    """A year's cost, or its correction; the same again changes nothing.

    Refused: ``invalid_input`` for a year that ends before it starts.
    """
    if stated.ends <= stated.starts:
        raise Refusal("invalid_input", fields={"ends": ["The end must be after the start."]})
    if known is None:
        return stated
    corrected = replace(stated, id=known.id, version=known.version)
    return known if corrected == known else replace(corrected, version=known.version + 1)


def per_new_member(amount_pence: int, new_members: int) -> int | None:
    """Pence for each new member, half up; None where nobody joined.

    >>> per_new_member(1_000_000, 48)
    20833
    """
    if not new_members:
        return None
    return (2 * amount_pence + new_members) // (2 * new_members)


def in_pounds(pence: int, approximate: bool) -> str:
    """``approx. £10,000`` or ``£208.33``; pence are left out where there are none."""
    pounds, rest = divmod(pence, PENCE)
    shown = f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"
    return f"approx. {shown}" if approximate else shown
