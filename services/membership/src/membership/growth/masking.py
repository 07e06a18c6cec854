"""Small-number masking of counts that people could be recognised in (row 7).

A count of 1 to 4 is shown as "<5". That alone is not enough: who knows the base may
subtract. So further counts are withheld, smallest first, until no hidden count follows
from the base and the counts still shown.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_SHOWN = 5
SMALL = f"<{SMALLEST_SHOWN}"
WITHHELD = "not shown"


@dataclass(frozen=True)
class Cell:
    """One counted answer; ``count`` is None where it is hidden, and ``shown`` says how."""

    label: str
    count: int | None
    shown: str


def masked(counts: Mapping[str, int]) -> list[Cell]:
    """The cells in the order of their labels; none at all when even hiding each would tell.

    ``counts`` are whole numbers that add up to a base everybody may know. Labels that
    nobody chose are left out. The order is the alphabet's, so it ranks nobody.
    """
    present = {label: count for label, count in counts.items() if count > 0}
    small = {label for label, count in present.items() if count < SMALLEST_SHOWN}
    withheld: set[str] = set()
    rest = sorted((label for label in present if label not in small), key=lambda name: (present[name], name))
    while small and _tells(present, small, withheld):
        if not rest:
            return []
        withheld.add(rest.pop(0))
    return [_cell(label, present[label], small, withheld) for label in sorted(present, key=str.casefold)]


def grouped(counts: Mapping[str, int], others: str, offered: frozenset[str] = frozenset()) -> dict[str, int]:
    """Free-text answers: those that fewer than five gave are counted together under ``others``.

    Somebody's own words can name them, whatever the count says; those that forms offer name nobody.
    """
    together: Counter[str] = Counter()
    for label, count in counts.items():
        told = count >= SMALLEST_SHOWN or label.casefold() in offered
        together[label if told else others] += count
    return dict(together)


def _cell(label: str, count: int, small: set[str], withheld: set[str]) -> Cell:
    if label in small:
        return Cell(label, None, SMALL)
    return Cell(label, None, WITHHELD) if label in withheld else Cell(label, count, str(count))


def _tells(counts: Mapping[str, int], small: set[str], withheld: set[str]) -> bool:
    """Whether some hidden count has only one possible value for a reader who knows the base."""
    total = sum(counts[label] for label in small | withheld)
    seen = [count for label, count in counts.items() if label not in small and label not in withheld]
    few, many = len(small), len(withheld)
    # A reader knows: small counts are 1-4; withheld ones are at least 5 and, being the
    # smallest, no larger than any count still shown.
    most = min(seen, default=total)
    small_range = _range(total, (1, SMALLEST_SHOWN - 1, few - 1), (SMALLEST_SHOWN, most, many))
    if _only_one(small_range, 1, SMALLEST_SHOWN - 1):
        return True
    if not withheld:
        return False
    large_range = _range(total, (1, SMALLEST_SHOWN - 1, few), (SMALLEST_SHOWN, most, many - 1))
    return _only_one(large_range, SMALLEST_SHOWN, most)


def _range(total: int, *others: tuple[int, int, int]) -> tuple[int, int]:
    """What one hidden count may be when the others lie in (lowest, highest, how many)."""
    lowest = total - sum(high * number for _, high, number in others)
    highest = total - sum(low * number for low, _, number in others)
    return lowest, highest


def _only_one(possible: tuple[int, int], low: int, high: int) -> bool:
    return max(possible[0], low) >= min(possible[1], high)
