"""Who is told what of something that was learnt."""

from typing import Any

from commons.centre import UK
from commons.people.store import People
from contracts.events import Fact
from contracts.regions import Regions
from exchange.learning.domain import PUBLISHED, Item
from exchange.notices import notices

IN_WORDS = {"published": "published", "returned": "given back to be improved", "declined": "declined"}


def keepers_of(work: Any, region: str) -> set[str]:
    """Who looks after a region: of ``UK`` the national team."""
    roles = ("national_team",) if region == UK else (f"coordinator:{region}", f"convenor:{region}")
    return set(People(work).holding(*roles))


def submitted(work: Any, item: Item) -> list[Fact]:
    """Its reviewers: the region's keepers, never whoever wrote it."""
    readers = keepers_of(work, item.region) - {item.author_id}
    return _notice("learning_submitted", item, readers, {"title": item.words.title}, "/learning/to-review")


def reviewed(item: Item) -> list[Fact]:
    """Its author; nobody where it has none."""
    if item.review is None or not item.author_id:
        return []
    about = {"title": item.words.title, "outcome": IN_WORDS[item.review.outcome]}
    path = f"/learning/{item.id}"
    return _notice("learning_reviewed", item, {item.author_id}, about, path)


def shared(work: Any, regions: Regions, item: Item) -> list[Fact]:
    """A lesson goes UK-wide: the convenors of every region it comes from not (row 79)."""
    others = [f"convenor:{each.code}" for each in regions if each.code != item.region]
    told = set(People(work).holding(*others)) - {item.author_id}
    if item.state != PUBLISHED or not told:
        return []
    return _notice("lesson_shared", item, told, {"title": item.words.title}, f"/learning/{item.id}")


def reused(item: Item, region: str) -> list[Fact]:
    """Its author, each region once."""
    if not item.author_id or item.edition is None:
        return []
    about = {"title": item.edition.words.title}
    return notices(
        "learning_reused",
        cause=f"reuse {item.id} {region}",
        members={item.author_id},
        about=about,
        path=f"/learning/{item.id}",
        concerning=(item.id, item.version),
        region=item.region,
    )


def _notice(kind: str, item: Item, members: set[str], about: dict[str, str], path: str) -> list[Fact]:
    return notices(
        kind,
        cause=f"{kind} {item.id} {item.version}",
        members=members,
        about=about,
        path=path,
        concerning=(item.id, item.version),
        region=item.region,
    )
