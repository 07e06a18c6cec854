"""What we remember of projects, and how many of them there are in every cell (``projects.facets``).

``cells`` of a project hold the short names of the cells that it is in, so that any combination of facets is a
run of one index in the order of ``place``; its counters change in the same transaction as the project.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from itertools import chain
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from commons.rough_dates import rough
from contracts.events import Fact
from exchange.projects.alikeness import LEAST_ALIKE, alike, bands
from exchange.projects.domain import About, Contact, Ending, Offer, Project
from exchange.projects.facets import ARCHIVE, WORDED, beside, cell_key, cells_of, short
from exchange.projects.words import words_of
from exchange.refusal import Refusal

PROJECTS, CELLS = "projects", "project_cells"
MOST_CANDIDATES = 100
MOST_ALIKE = 5

BY_CELL = Index(PROJECTS, ("cells", "-place"))
BY_WORD = Index(PROJECTS, ("words", "-place"))
BY_NAME = Index(CELLS, ("under", "-number"))
FOR_SEARCHES: tuple[Index, ...] = (BY_CELL, BY_WORD, BY_NAME)


class ProjectStore:
    """Projects by id, by people, by what a spreadsheet calls them, by titles alike, by what changed last."""

    INDEXES: tuple[Index, ...] = (
        *FOR_SEARCHES,
        Index(PROJECTS, ("alike",)),
        Index(PROJECTS, ("people", "-place", "-_id")),
        Index(PROJECTS, ("source",), unique=True, sparse=True),
        Index(PROJECTS, ("-showcase",), sparse=True),
        Index(PROJECTS, ("is_withdrawn", "-changed_at", "-_id")),
        Index(PROJECTS, ("about.region", "is_withdrawn", "-changed_at", "-_id")),
        Index(PROJECTS, ("about.region", "is_current", "checked_at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def projects(self) -> Any:
        return self.work.collection(PROJECTS)

    @property
    def cells(self) -> Any:
        return self.work.collection(CELLS)

    def get(self, project_id: str) -> Project | None:
        row = self.projects.find_one({"_id": {"$eq": project_id}})
        return project_of(row) if row is not None else None

    def several(self, project_ids: Iterable[str]) -> list[Project]:
        rows = self.projects.find({"_id": {"$in": sorted(set(project_ids))}})
        return [project_of(row) for row in rows]

    def of_member(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of those that they lead or joined, the latest first; withdrawn ones if they lead them."""
        shown = {"$or": [{"is_withdrawn": {"$eq": False}}, {"lead": {"$eq": member_id}}]}
        where = {"people": {"$eq": member_id}, **shown}
        return cut(self.projects, where, order=("place", -1), asked=asked, shape=project_of)

    def all_of_member(self, member_id: str) -> list[Project]:
        rows = self.projects.find({"people": {"$eq": member_id}})
        return [project_of(row) for row in rows.sort("place", -1)]

    def changed_last(self, region: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of what is shown, the last change first; of one region if given."""
        where: dict[str, Any] = {"is_withdrawn": {"$eq": False}}
        if region is not None:
            where["about.region"] = {"$eq": region}
        return cut(self.projects, where, order=("changed_at", -1), asked=asked, shape=project_of)

    def showcases(self, most: int) -> list[Project]:
        """Shown ones that are marked to be looked at, the latest first."""
        rows = self.projects.find({"showcase": {"$gt": ""}}).sort("showcase", -1).limit(most)
        return [project_of(row) for row in rows]

    def not_checked_since(self, region: str, moment: datetime, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of a region's projects that go on and were last looked at by then, the longest first."""
        where = {
            "about.region": {"$eq": region},
            "is_current": {"$eq": True},
            "checked_at": {"$lte": moment},
        }
        return cut(self.projects, where, order=("checked_at", 1), asked=asked, shape=project_of)

    def by_sources(self, sources: Iterable[str]) -> dict[str, Project]:
        """Those that a spreadsheet brought, by ``source_of``."""
        rows = self.projects.find({"source": {"$in": sorted(set(sources))}})
        return {row["source"]: project_of(row) for row in rows}

    def alike(self, title: str, but: str = "") -> list[tuple[float, Project]]:
        """Shown projects with nearly this title, the most alike first, with how alike they are."""
        rows = self.projects.find({"alike": {"$in": list(bands(title))}}).limit(MOST_CANDIDATES)
        found = [(alike(title, row["about"]["title"]), project_of(row)) for row in rows if row["_id"] != but]
        near = [each for each in found if each[0] >= LEAST_ALIKE]
        return sorted(near, key=lambda each: (-each[0], each[1].id))[:MOST_ALIKE]

    def spellings(self, about: About) -> dict[str, str]:
        """Facet -> how its value was spelt first, of those values that are known."""
        wanted = {
            cell_key({facet: key}): facet for facet, key in about.keys.items() if key and facet in WORDED
        }
        rows = self.cells.find({"_id": {"$in": sorted(wanted)}})
        return {wanted[row["_id"]]: row["labels"][wanted[row["_id"]]] for row in rows}

    def save(self, after: Project, before: Project | None = None, facts: Iterable[Fact] = ()) -> None:
        """``before`` is what it was when this call read it.

        Refused: ``stale_version``, ``project_reference_taken``.
        """
        with _references_kept_apart():
            self.work.save(PROJECTS, project_row(after))
        self._count([(before, after)])
        self.work.publish(facts)

    def save_all(self, changed: Sequence[tuple[Project | None, Project]]) -> None:
        """Many at once, each with what it was before.

        Refused: ``stale_version``, ``project_reference_taken``.
        """
        with _references_kept_apart():
            for _, after in changed:
                self.work.save(PROJECTS, project_row(after))
        self._count(changed)

    def _count(self, changed: Iterable[tuple[Project | None, Project]]) -> None:
        """Each cell once, always in the same order, so that two calls at once do not wait for each other."""
        more: dict[str, Counter[str]] = {}
        found: dict[str, dict[str, Any]] = {}
        for before, after in changed:
            for each, sign in ((before, -1), (after, 1)):
                if each is None:
                    continue
                for key, cell in cells_with_values(each).items():
                    more.setdefault(key, Counter())[each.about.year] += sign
                    found[key] = cell
        for key in sorted(more):
            years = {year: number for year, number in more[key].items() if number}
            if years:
                self._add(key, found[key], years)

    def _add(self, key: str, cell: dict[str, Any], years: Mapping[str, int]) -> None:
        added = {f"years.{year}": number for year, number in years.items()}
        self.cells.update_one(
            {"_id": key},
            {"$inc": {"number": sum(years.values()), **added}, "$setOnInsert": cell},
            upsert=True,
        )


def cells_with_values(project: Project) -> dict[str, dict[str, Any]]:
    """Key of each cell that a project counts in -> what the cell says of itself; none when not shown."""
    if project.is_withdrawn:
        return {}
    labels, found = project.about.labels, {}
    for shelf in ("", ARCHIVE) if project.is_archived else ("",):
        for values in cells_of(project.about.keys):
            found[shelf + cell_key(values)] = {
                "values": values,
                "labels": {facet: labels[facet] for facet in values},
                "under": [short(shelf + name) for name in beside(values)],
            }
    return found


@contextmanager
def _references_kept_apart() -> Iterator[None]:
    """A reference names one project of a region, also when one moves there or two send a sheet at once."""
    try:
        yield
    except DuplicateKeyError:
        raise Refusal("project_reference_taken") from None


def source_of(region: str, reference: str) -> str:
    """One spreadsheet's row, whenever it is read again."""
    return f"{region}|{reference}"


def project_row(project: Project) -> dict[str, Any]:
    """A project as it is stored, with what it is found by; what is withdrawn is not found."""
    row, about = asdict(project), project.about
    row["about"]["begins"] = str(about.begins)
    row |= {"joined": list(project.joined), "people": list(project.people), "place": project.place}
    row |= {"keys": about.keys, "is_archived": project.is_archived, "is_current": project.is_current}
    row |= {"cells": [], "words": [], "alike": []}
    if not project.is_withdrawn:
        row["cells"] = [short(key) for key in cells_with_values(project)]
        row["words"] = list(_words(project))
        row["alike"] = list(bands(about.title))
    # Once more without an index: what narrows the run of one word must not become another run.
    row["said"] = row["words"]
    if project.is_showcase and not project.is_withdrawn:
        row["showcase"] = project.place
    if project.reference:
        row["source"] = source_of(about.region, project.reference)
    return {"_id": row.pop("id"), **row}


def project_of(row: Mapping[str, Any]) -> Project:
    said = {name: row[name] for name in KEPT if name in row}
    said |= {
        "about": About(**{**row["about"], "begins": rough(row["about"]["begins"])}),
        "contact": Contact(**row["contact"]),
        "ending": Ending(**row["ending"]) if row["ending"] else None,
        "offer": Offer(**row["offer"]) if row.get("offer") else None,
        "joined": tuple(row["joined"]),
    }
    return Project(id=row["_id"], **said)


KEPT = tuple(name for name in Project.__dataclass_fields__ if name != "id")


def _words(project: Project) -> tuple[str, ...]:
    """The long texts each have as many words as one text may: no aim hides what was learnt."""
    about = project.about
    facts = (about.title, about.medical_condition, about.issue, about.site, about.stp, about.team)
    learned = project.ending.learned if project.ending else ""
    found = (words_of(*facts, about.funding), words_of(about.aim), words_of(learned))
    return tuple(dict.fromkeys(chain.from_iterable(found)))
