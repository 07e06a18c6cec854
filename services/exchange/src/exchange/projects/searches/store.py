"""How projects are found and counted: a page costs the same among ten thousand projects and a million.

Facets alone: the values that were chosen are a few cells, each a run of one index in the order of ``place``;
the store reads a page of them, merged. The numbers are the cells' counters. Words: the run of the word that
is in the fewest projects is looked through, at most ``MOST_LOOKED`` projects a page; what fits farther on is
found by the next page. Numbers beside words are those of the newest ``MOST_COUNTED`` projects with all words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.mongo import UnitOfWork
from exchange.projects.domain import Project
from exchange.projects.facets import ARCHIVE, Cell, Chosen, short, spans, under
from exchange.projects.store import BY_CELL, BY_NAME, BY_WORD, CELLS, PROJECTS, ProjectStore, project_of

MOST_LOOKED = 1_000
"""Projects of one word that a page looks through."""
MOST_COUNTED = 500
"""Projects with the words of a search that its numbers are made of; beyond, they are "at least"."""
MOST_CELLS = 1_000
"""Cells read for the values of one facet: with one value chosen of each other, a thousand values."""
END = ":"
"""Behind every place."""


@dataclass(frozen=True)
class Found:
    """A page of projects; ``behind`` is the place from which one looks on, "" when there is no more."""

    items: tuple[Project, ...]
    behind: str = ""


@dataclass(frozen=True)
class Read:
    """Projects as their keys and labels, to be counted; ``is_whole``: these are all of them."""

    rows: tuple[tuple[Mapping[str, str], Mapping[str, str]], ...]
    is_whole: bool


class SearchStore:
    """Projects by facets, by words, and their numbers."""

    INDEXES = ProjectStore.INDEXES

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def projects(self) -> Any:
        return self.work.collection(PROJECTS)

    @property
    def cells(self) -> Any:
        return self.work.collection(CELLS)

    def page(self, choice: Chosen, archive: bool, before: str, most: int) -> Found:
        """By facets, the latest first, behind the place ``before`` ("": from the first)."""
        shelf = ARCHIVE if archive else ""
        where = {"cells": {"$in": [short(shelf + key) for key in choice.cells()]}}
        found: list[dict[str, Any]] = []
        for first, last in spans(choice.years):
            place = {"$gte": first, "$lt": min(last, before or END)}
            rows = self.projects.find({**where, "place": place}).sort("place", -1)
            found += rows.limit(most + 1 - len(found)).hint(BY_CELL.name)
            if len(found) > most:
                break
        return _page(found, most, "")

    def page_with_words(
        self, words: Sequence[str], choice: Chosen, archive: bool, before: str, most: int
    ) -> Found:
        """The same, of those with all these words; a page may hold fewer and still have more behind it."""
        rarest = self._rarest(words)
        if not rarest:
            return Found(())
        run = {"words": {"$eq": rarest}, "place": {"$lt": before or END}}
        end = self._looked_through(run)
        where: dict[str, Any] = {**run, "place": {"$gte": end, "$lt": before or END}, **_all_of(words)}
        for facet, keys in choice.keys.items():
            where[f"keys.{facet}"] = {"$in": list(keys)}
        if archive:
            where["is_archived"] = {"$eq": True}
        rows = self.projects.find(where).sort("place", -1).limit(most + 1).hint(BY_WORD.name)
        return _page(list(rows), most, end)

    def read_with_words(self, words: Sequence[str], archive: bool) -> Read:
        """The newest projects with all these words, whatever was chosen of the facets."""
        rarest = self._rarest(words)
        if not rarest:
            return Read((), True)
        end = self._looked_through({"words": {"$eq": rarest}})
        where: dict[str, Any] = {"words": {"$eq": rarest}, "place": {"$gte": end}, **_all_of(words)}
        if archive:
            where["is_archived"] = {"$eq": True}
        shown = {"_id": 0, "keys": 1, **dict.fromkeys(LABELS.values(), 1)}
        found = self.projects.find(where, shown).sort("place", -1).limit(MOST_COUNTED + 1).hint(BY_WORD.name)
        rows = [(row["keys"], _labels(row)) for row in found]
        return Read(tuple(rows[:MOST_COUNTED]), not end and len(rows) <= MOST_COUNTED)

    def cells_beside(self, facet: str, choice: Chosen, archive: bool) -> tuple[list[Cell], bool]:
        """The values of a facet beside what was chosen of the others; whether these are all."""
        shelf = ARCHIVE if archive else ""
        names = [short(shelf + under(facet, key)) for key in choice.cells(but=facet)]
        where = {"under": {"$in": names}, "number": {"$gt": 0}}
        rows = list(self.cells.find(where).sort("number", -1).limit(MOST_CELLS + 1).hint(BY_NAME.name))
        return [_cell(row) for row in rows[:MOST_CELLS]], len(rows) <= MOST_CELLS

    def cells_of(self, choice: Chosen, archive: bool) -> list[Cell]:
        """The cells that together hold what was chosen, by facets with words."""
        shelf = ARCHIVE if archive else ""
        rows = self.cells.find({"_id": {"$in": [shelf + key for key in choice.cells()]}})
        return [_cell(row) for row in rows]

    def _rarest(self, words: Sequence[str]) -> str:
        """The word in the fewest projects, counted so far as one looks; "" if one of them is in none."""
        numbers = {
            word: self.projects.count_documents(
                {"words": {"$eq": word}}, limit=MOST_LOOKED, hint=BY_WORD.name
            )
            for word in words
        }
        return min(numbers, key=lambda word: numbers[word]) if all(numbers.values()) else ""

    def _looked_through(self, run: Mapping[str, Any]) -> str:
        """The place of the last project of this run that is looked at; "" when it ends before."""
        found = self.projects.find({**run}, {"_id": 0, "place": 1}).sort("place", -1).hint(BY_WORD.name)
        last = list(found.skip(MOST_LOOKED).limit(1))
        return str(last[0]["place"]) if last else ""


LABELS = {
    "stp": "about.stp",
    "region": "about.region",
    "medical_condition": "about.medical_condition",
    "issue": "about.issue",
}


def _page(rows: Sequence[Mapping[str, Any]], most: int, end: str) -> Found:
    items = tuple(project_of(row) for row in rows[:most])
    return Found(items, items[-1].place if len(rows) > most else end)


def _all_of(words: Sequence[str]) -> dict[str, Any]:
    return {"said": {"$all": list(words)}} if len(words) > 1 else {}


def _labels(row: Mapping[str, Any]) -> dict[str, str]:
    return {facet: row["about"][path.partition(".")[2]] for facet, path in LABELS.items()}


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(row["values"], row["labels"], row["years"])
