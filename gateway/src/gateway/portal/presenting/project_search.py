"""A search for projects as its page shows it: facets with counts, what was chosen, how many (row 70)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from gateway.portal.dates import show_number

Answer = Mapping[str, Any]

STP, REGION, CONDITION, ISSUE, DATE = "stp", "region", "medical_condition", "issue", "date"
HEADINGS: dict[str, str] = {
    REGION: "Region or nation",
    ISSUE: "Issue",
    CONDITION: "Medical condition",
    STP: "STP or integrated care system",
    DATE: "Year in which it began",
}
"""Facet -> its heading, in the order of the page."""
PATH = "/projects"
MOST_AT_ONCE = 12
"""Values of a facet that stand open before anything is chosen."""


@dataclass(frozen=True)
class Value:
    """One value to tick: ``number`` projects if it is chosen."""

    value: str
    label: str
    number: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    heading: str
    values: tuple[Value, ...]
    is_whole: bool

    @property
    def stands_open(self) -> bool:
        """What was chosen stands open, and the issues while they are few: a phone shows results soon."""
        few = self.name == ISSUE and len(self.values) <= MOST_AT_ONCE
        return few or any(each.is_chosen for each in self.values)


@dataclass(frozen=True)
class Chosen:
    """Something that was asked for, and the address of the search without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Asking:
    """What an address of the search page asks for."""

    text: str
    facets: Mapping[str, Sequence[str]]
    archive: bool

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.archive or any(self.facets.values()))

    def pairs(self) -> list[tuple[str, str]]:
        """As a query holds it."""
        pairs = [("text", self.text)] if self.text else []
        pairs += [(facet, value) for facet in HEADINGS for value in self.facets.get(facet, ())]
        return [*pairs, ("archive", "yes")] if self.archive else pairs

    def path(self, *more: tuple[str, str], to: str = PATH) -> str:
        query = urlencode([*self.pairs(), *more])
        return f"{to}?{query}" if query else to

    def without(self, name: str, value: str) -> str:
        """The address of the same search with this taken out; values are compared as they were sent."""
        query = urlencode([each for each in self.pairs() if each != (name, value)])
        return f"{PATH}?{query}" if query else PATH


@dataclass(frozen=True)
class Search:
    """``count`` says how many there are; ``chosen`` can each be taken out again."""

    count: str
    facets: tuple[Facet, ...]
    chosen: tuple[Chosen, ...]
    says_nothing: bool


def search_of(answer: Answer, asking: Asking, names: Mapping[str, str]) -> Search:
    """``names`` are the regions' by code."""
    facets = tuple(_facet(name, answer["facets"][name], names) for name in HEADINGS)
    return Search(
        count=_count(answer["number"], answer["is_exact"]),
        facets=facets,
        chosen=_chosen(asking, facets),
        says_nothing=bool(asking.text) and not answer["words"],
    )


def _facet(name: str, answer: Answer, names: Mapping[str, str]) -> Facet:
    called = {code.lower(): text for code, text in names.items()} if name == REGION else {}
    return Facet(
        name,
        HEADINGS[name],
        tuple(
            Value(
                each["value"],
                called.get(each["value"], each["label"]),
                show_number(each["number"]),
                each["is_chosen"],
            )
            for each in answer["values"]
        ),
        answer["is_whole"],
    )


def _chosen(asking: Asking, facets: Sequence[Facet]) -> tuple[Chosen, ...]:
    found = [Chosen(f"“{asking.text}”", asking.without("text", asking.text))] if asking.text else []
    for facet in facets:
        labels = {each.value: each.label for each in facet.values if each.is_chosen}
        found += [
            Chosen(labels.get(_key(value), value), asking.without(facet.name, value))
            for value in asking.facets.get(facet.name, ())
        ]
    if asking.archive:
        found.append(Chosen("What did not work", asking.without("archive", "yes")))
    return tuple(found)


def _key(value: str) -> str:
    """Ticked boxes send keys; an address that somebody wrote may hold a label."""
    return value.strip().lower()


def _count(number: int, is_exact: bool) -> str:
    if not number:
        return "No projects"
    if not is_exact:
        return f"At least {show_number(number)} projects"
    return "1 project" if number == 1 else f"{show_number(number)} projects"
