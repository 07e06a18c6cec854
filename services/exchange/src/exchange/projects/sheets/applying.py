"""What each row of a spreadsheet does to the repository: the same for the preview and for the import."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from commons.centre import UK
from contracts.regions import Regions
from exchange.projects import domain
from exchange.projects.domain import FINISHED, RUNNING, About, Ending, Project
from exchange.projects.facets import WORDED
from exchange.projects.schemas import about_of
from exchange.projects.sheets.reading import Row
from exchange.projects.sheets.schemas import row_of
from exchange.projects.store import source_of
from exchange.projects.words import key_of
from exchange.refusal import Refusal

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"
VERDICTS = (NEW, CHANGED, UNCHANGED, WRONG)
UNTYPED = "Check this cell."
ANOTHERS = "This belongs to another region."
LONGER = "This line has more cells than the first one. Look for a comma outside of quotation marks."
NAMELESS = "Write what you call it: its title has neither letters nor digits."
TAKEN = "A sheet calls another project of this region the same."
ENDED = "This project has ended. Say here what came of it, or leave the line out."


@dataclass(frozen=True)
class Outcome:
    """``errors``: (column, sentence), of a row that is wrong."""

    line: int
    title: str
    verdict: str
    before: Project | None = None
    after: Project | None = None
    errors: tuple[tuple[str, str], ...] = ()


class Applying:
    """The rows of one sheet, in turn. ``keeps``: whether the caller may write in a region, by its code."""

    def __init__(self, store: Any, regions: Regions, keeps: Callable[[str], bool], now: datetime) -> None:
        self._store, self._regions, self._keeps, self._now = store, regions, keeps, now
        self._spelt: dict[tuple[str, str], str] = {}
        self._lines: dict[str, int] = {}

    def outcomes(self, rows: tuple[Row, ...], new_id: Callable[[], str]) -> list[Outcome]:
        """Before and after of every row; one look at the repository for all of them."""
        told = [(row, *self._said(row)) for row in rows]
        right = [said for _, said, _ in told if said]
        known = self._store.by_sources(_source(said) for said in right)
        known |= {each.id: each for each in self._store.several(said["id"] for said in right if said["id"])}
        return [self._outcome(row, said, wrong, known, new_id) for row, said, wrong in told]

    def _said(self, row: Row) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """The row with its region's code, or what is wrong with it."""
        if row.is_longer:
            return {}, {"line": [LONGER]}
        cells = dict(row.cells)
        region = self._regions.find(cells.get("region", ""))
        if region is not None:
            cells["region"] = region.code
        said, wrong = row_of(cells)
        if not wrong and said["region"] not in self._regions and said["region"] != UK:
            wrong = {"region": ["There is no such region."]}
        elif not wrong and not self._keeps(said["region"]):
            wrong = {"region": [ANOTHERS]}
        if wrong:
            return {}, wrong
        said["reference"] = said["reference"] or key_of(said["title"])
        if not said["reference"]:  # it would be another project whenever the file is read
            return {}, {"reference": [NAMELESS]}
        return said, {}

    def _outcome(
        self,
        row: Row,
        said: dict[str, Any],
        wrong: dict[str, list[str]],
        known: dict[str, Project],
        new_id: Callable[[], str],
    ) -> Outcome:
        title = row.cells.get("title", "")
        if not wrong:
            before = known.get(said["id"]) or known.get(_source(said))
            earlier = self._lines.setdefault(before.id if before else _source(said), row.line)
            if earlier != row.line:
                wrong = {"reference": [f"Line {earlier} is about the same project."]}
            elif before is not None and not self._keeps(before.about.region):
                wrong = {"id": [ANOTHERS]}
            elif before is not None and _is_taken(said, before, known):
                wrong = {"region": [TAKEN]}
            else:
                try:
                    return self._made(row.line, said, before, new_id)
                except Refusal as no:
                    wrong = dict(no.fields) or {"title": [no.message or "This project is shown no more."]}
        errors = tuple((name, each) for name, sentences in wrong.items() for each in sentences or [UNTYPED])
        return Outcome(row.line, title, WRONG, errors=errors)

    def _made(
        self, line: int, said: dict[str, Any], before: Project | None, new_id: Callable[[], str]
    ) -> Outcome:
        about = self._spelt_alike(about_of(said))
        if before is not None:
            return self._changed(line, said, about, before)
        ending = Ending(said["result"], said["learned"]) if said["result"] else None
        stage = said["stage"] or (FINISHED if ending else RUNNING)
        after = domain.add(
            new_id(), about, stage=stage, lead="", now=self._now, ending=ending, reference=said["reference"]
        )
        return Outcome(line, about.title, NEW, None, after)

    def _changed(self, line: int, said: dict[str, Any], about: About, before: Project) -> Outcome:
        """What the sheet leaves blank stays as it is, and so does an ending that it does not tell."""
        told = {name: value for name, value in vars(about).items() if value}
        stage, ending = said["stage"] or before.stage, before.ending
        if said["result"]:
            learned = said["learned"] or (ending.learned if ending else "")
            stage, ending = said["stage"] or FINISHED, Ending(said["result"], learned)
        elif ending is not None and stage != FINISHED:
            raise Refusal("project_ended", ENDED, {"stage": [ENDED]})
        elif ending is not None and said["learned"]:
            ending = replace(ending, learned=said["learned"])
        after = domain.change(before, replace(before.about, **told), self._now, stage=stage, ending=ending)
        return Outcome(line, about.title, UNCHANGED if after is before else CHANGED, before, after)

    def _spelt_alike(self, about: About) -> About:
        """As it was spelt first, in the repository or on an earlier line."""
        keys, labels = about.keys, about.labels
        asked = {facet: keys[facet] for facet in WORDED if keys[facet]}
        if any(each not in self._spelt for each in asked.items()):
            for facet, label in self._store.spellings(about).items():
                self._spelt.setdefault((facet, keys[facet]), label)
        known = {facet: self._spelt.setdefault((facet, key), labels[facet]) for facet, key in asked.items()}
        return domain.same_words(about, known)


def _is_taken(said: dict[str, Any], before: Project, known: dict[str, Project]) -> bool:
    """Whether another project of the region that a line moves it to is called the same."""
    other = known.get(source_of(said["region"], before.reference)) if before.reference else None
    return other is not None and other.id != before.id


def _source(said: dict[str, Any]) -> str:
    return source_of(said["region"], said["reference"])
