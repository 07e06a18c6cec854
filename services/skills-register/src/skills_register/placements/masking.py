"""Numbers of placements for everybody: none of them gives a person away (row 61).

A count of 1 to 4 is not shown, and neither is what would tell it by subtraction. The placements lent by
all organisations are those borrowed by all, so both columns have one total, and each is looked at with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class Column:
    """Counts by organisation id, None where one is not shown."""

    shown: Mapping[str, int | None]


@dataclass(frozen=True)
class Numbers:
    """What everybody may read; ``total`` is None when it is not shown either."""

    total: int | None
    lent: Column
    borrowed: Column


def masked(lent: Mapping[str, int], borrowed: Mapping[str, int]) -> Numbers:
    """Counts of placements that each organisation lent and borrowed; both sum to the same."""
    total = sum(lent.values())
    columns = [column_of(lent), column_of(borrowed)]
    if 0 < total < SMALLEST_SHOWN or any(
        _tells(column, counts) for column, counts in zip(columns, (lent, borrowed), strict=True)
    ):
        return Numbers(None, _nothing(lent), _nothing(borrowed))
    return Numbers(total, *columns)


def column_of(counts: Mapping[str, int]) -> Column:
    """Small counts hidden, then the next ones up until no hidden one follows from the total."""
    hidden = {name for name, count in counts.items() if 0 < count < SMALLEST_SHOWN}
    rest = sorted((name for name in counts if counts[name] >= SMALLEST_SHOWN), key=lambda name: counts[name])
    while hidden and rest and _tells(_column(counts, hidden), counts):
        hidden.add(rest.pop(0))
    return _column(counts, hidden)


def _tells(column: Column, counts: Mapping[str, int]) -> bool:
    """Whether some hidden count has only one possible value for a reader who knows the total."""
    hidden = [counts[name] for name, shown in column.shown.items() if shown is None]
    if not hidden:
        return False
    small = [count for count in hidden if count < SMALLEST_SHOWN]
    if len(hidden) == 1:
        return True
    if len(small) < len(hidden):
        return False  # A hidden count without an upper end leaves the others open.
    return sum(small) in (len(small), (SMALLEST_SHOWN - 1) * len(small))


def _column(counts: Mapping[str, int], hidden: set[str]) -> Column:
    return Column({name: None if name in hidden else count for name, count in counts.items()})


def _nothing(counts: Mapping[str, int]) -> Column:
    return Column({name: None if count else 0 for name, count in counts.items()})
