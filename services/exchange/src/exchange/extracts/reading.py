"""Where the rows of an extract come from: each capability tells codes alone, and no member."""

from collections.abc import Callable, Iterator
from typing import Any

from chassis.paging import MOST
from commons.centre import UK
from contracts.regions import Regions
from exchange.extracts.store import PeopleRows
from exchange.lab.store import LabStore
from exchange.learning.store import LearningStore
from exchange.led_projects.store import LedProjectStore
from exchange.proposals.store import ProposalStore
from exchange.rounds.store import RoundStore
from exchange.stories.store import StoryStore

Rows = Iterator[dict[str, Any]]


def rows_of(work: Any, dataset: str, regions: list[str]) -> Rows:
    """One row for each thing, or with its ``number`` for several alike."""
    return READ[dataset](work, regions)


def regions_of(regions: Regions, code: str) -> list[str]:
    """One region, or all of them and the centre's."""
    return [*(each.code for each in regions), UK] if code == UK else [code]


def _proposals(work: Any, regions: list[str]) -> Rows:
    asked: dict[str, Any] = {"limit": MOST, "cursor": None}
    while True:
        page = RoundStore(work).page(None, drafts=False, asked=asked)
        for each in page["items"]:
            for row in ProposalStore(work).tally(each.id):
                if row["region"] in regions:
                    yield {**row, "round": each.terms.title, "theme": row["theme"] or "none"}
        if page["next"] is None:
            return
        asked["cursor"] = page["next"]


READ: dict[str, Callable[[Any, list[str]], Rows]] = {
    "members": lambda work, regions: PeopleRows(work).coded(regions),
    "proposals": _proposals,
    "learning": lambda work, regions: LearningStore(work).coded(regions),
    "stories": lambda work, regions: StoryStore(work).coded(regions),
    "led_projects": lambda work, regions: LedProjectStore(work).coded(regions),
    "lab_sign_ups": lambda work, regions: LabStore(work).coded(regions),
}
