"""The five facets by which projects are found, and how their counts are kept (row 70; pure).

A *cell* is a combination of values of some of the four facets with words (region SW; region SW and issue
safety; none at all). It counts its projects, by the year in which they began. A project is in at most sixteen
cells, one for every choice of its four values, so whatever is asked for, its number is one cell's, and the
numbers beside the values of a facet are those of the cells that have one value more.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, product
from math import prod

from exchange.projects.words import key_of
from exchange.refusal import Refusal

STP, REGION, CONDITION, ISSUE, DATE = "stp", "region", "medical_condition", "issue", "date"
FACETS = (STP, REGION, CONDITION, ISSUE, DATE)
"""Exactly these (golden.yaml, repository_facets)."""
WORDED = (STP, REGION, CONDITION, ISSUE)
"""Those with words; a date is a year."""
YEAR = re.compile(r"\d{4}\Z", re.ASCII)
MOST_COMBINATIONS = 100
"""So many combinations of values one search may ask for: each is a run of an index."""
ARCHIVE = "!"
"""Before a cell's key: only those of its projects that did not work."""

Values = Mapping[str, str]


@dataclass(frozen=True)
class Chosen:
    """The values somebody chose: facet -> keys. One facet's are alternatives, facets narrow each other."""

    keys: Mapping[str, tuple[str, ...]]

    @property
    def worded(self) -> tuple[str, ...]:
        return tuple(facet for facet in WORDED if self.keys.get(facet))

    @property
    def years(self) -> tuple[str, ...]:
        return self.keys.get(DATE, ())

    def cells(self, *, but: str = "") -> list[str]:
        """The keys of the cells that together hold what was chosen, ``but`` for one facet."""
        facets = [facet for facet in self.worded if facet != but]
        return [
            cell_key(dict(zip(facets, values, strict=True)))
            for values in product(*(self.keys[facet] for facet in facets))
        ]

    def fits(self, keys: Values, *, but: str = "") -> bool:
        """Whether a project with these keys is one that was asked for."""
        return all(keys[facet] in wanted for facet, wanted in self.keys.items() if wanted and facet != but)


@dataclass(frozen=True)
class Cell:
    """One cell's numbers: key and label of its values, and its projects by year."""

    values: Values
    labels: Values
    years: Mapping[str, int]


@dataclass(frozen=True)
class Count:
    """A value of a facet, and how many projects there are if it is chosen."""

    value: str
    label: str
    number: int
    is_chosen: bool


def chosen(asked: Mapping[str, Sequence[str]]) -> Chosen:
    """Refused: ``facet_unknown``, ``facet_value_wrong``, ``facets_too_many``."""
    strange = sorted(set(asked) - set(FACETS))
    if strange:
        told = f"{strange[0]} is none of {', '.join(FACETS)}."
        raise Refusal("facet_unknown", told, {strange[0]: [told]})
    keys = {
        facet: tuple(dict.fromkeys(_key(facet, value) for value in asked[facet]))
        for facet in FACETS
        if asked.get(facet)
    }
    if prod(len(values) for values in keys.values()) > MOST_COMBINATIONS:
        raise Refusal("facets_too_many")
    return Chosen(keys)


def _key(facet: str, value: str) -> str:
    key = key_of(value)
    if not key or (facet == DATE and not YEAR.match(key)):
        raise Refusal("facet_value_wrong", "", {facet: ["Choose a value from the list."]})
    return key


def cells_of(keys: Values) -> list[dict[str, str]]:
    """The values of every cell that a project with these keys is in."""
    given = [facet for facet in WORDED if keys[facet]]
    return [
        {facet: keys[facet] for facet in some}
        for many in range(len(given) + 1)
        for some in combinations(given, many)
    ]


def cell_key(values: Values) -> str:
    """``region=sw|issue=safety``; "" is the cell of all projects."""
    return "|".join(f"{facet}={values[facet]}" for facet in WORDED if facet in values)


def beside(values: Values) -> list[str]:
    """Under which names a cell is found that counts one value more than another: once for each facet."""
    return [
        under(facet, cell_key({name: value for name, value in values.items() if name != facet}))
        for facet in values
    ]


def under(facet: str, cell: str) -> str:
    """The name of a facet's values beside a cell."""
    return f"{facet}<{cell}"


def short(name: str) -> int:
    """A name as 64 bits: an index of a million projects is a third as large."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def spans(years: Iterable[str]) -> list[tuple[str, str]]:
    """Years as spans of text (from, up to and without), the latest first; no years: everything.

    A text that begins with a year is before the same year with a colon.
    """
    found: list[tuple[int, int]] = []
    for year in sorted(map(int, years), reverse=True):
        if found and found[-1][0] == year + 1:
            found[-1] = (year, found[-1][1])
        else:
            found.append((year, year))
    return [(f"{first:04}", f"{last:04}:") for first, last in found] or [("", ":")]


def counts(facet: str, cells: Iterable[Cell], choice: Chosen) -> list[Count]:
    """A facet's values with their numbers, of the cells beside what else was chosen.

    The largest comes first, of years the latest.
    """
    numbers: dict[str, int] = {}
    labels: dict[str, str] = {}
    for cell in cells:
        for key, label, number in _told(facet, cell, choice):
            numbers[key] = numbers.get(key, 0) + number
            labels.setdefault(key, label)
    wanted = choice.keys.get(facet, ())
    for key in wanted:  # what was chosen is shown, so that it can be taken back
        numbers.setdefault(key, 0)
    shown = [
        Count(key, labels.get(key, key), number, key in wanted)
        for key, number in numbers.items()
        if number or key in wanted
    ]
    return sorted(
        shown, key=lambda each: (-int(each.value), 0) if facet == DATE else (-each.number, each.label)
    )


def _told(facet: str, cell: Cell, choice: Chosen) -> Iterator[tuple[str, str, int]]:
    if facet == DATE:
        yield from ((year, year, number) for year, number in cell.years.items())
    elif facet in cell.values:
        yield cell.values[facet], cell.labels[facet], number_of(cell, choice.years)


def number_of(cell: Cell, years: Sequence[str]) -> int:
    """Its projects that began in one of these years; none named: in any."""
    return sum(cell.years.get(year, 0) for year in years) if years else sum(cell.years.values())


def counts_of_rows(rows: Iterable[tuple[Values, Values]], facet: str, choice: Chosen) -> list[Count]:
    """The same numbers from single projects, each as (keys, labels)."""
    cells = (
        Cell(keys, labels, {keys[DATE]: 1})
        for keys, labels in rows
        if keys[facet] and choice.fits(keys, but=facet)
    )
    return counts(facet, cells, choice)
