"""Who is told what of something that was learnt."""

from typing import Any

from commons.centre import UK
from commons.people.store import People
from contracts.events import Fact
from contracts.regions import Regions
from exchange.learning.domain import Item
from exchange.notices import notices

SHARERS = ("convenor", "coordinator")
IN_WORDS = {"published": "published", "returned": "given back to be improved", "declined": "declined"}


def keepers_of(work: Any, region: str) -> set[str]:
    """Who looks after a region: of ``UK`` the national team."""
    roles = ("national_team",) if region == UK else (f"coordinator:{region}", f"convenor:{region}")
    return set(People(work).holding(*roles))


def readers_of(work: Any, region: str, *wrote: str) -> set[str]:
    """Who reads what waits there: its keepers but for who wrote it; without any the national team."""
    return keepers_of(work, region) - {*wrote} or keepers_of(work, UK) - {*wrote}


def submitted(work: Any, item: Item) -> list[Fact]:
    """Its reviewers, never whoever wrote it."""
    readers = readers_of(work, item.region, item.author_id, item.changed_by)
    return _notice("learning_submitted", item, readers, {"title": item.words.title}, "/learning/to-review")


def reviewed(item: Item) -> list[Fact]:
    """Its author; nobody where it has none."""
    if item.review is None or not item.author_id:
        return []
    about = {"title": item.words.title, "outcome": IN_WORDS[item.review.outcome]}
    path = f"/learning/{item.id}"
    return _notice("learning_reviewed", item, {item.author_id}, about, path)


def withdrawn(before: Item, after: Item) -> list[Fact]:
    """Its author, where a keeper took it out of the library; the title is that of the words that went."""
    about = {"title": before.words.title, "outcome": "withdrawn"}
    return _notice("learning_reviewed", after, {after.author_id}, about, f"/learning/{after.id}")


def elsewhere(work: Any, regions: Regions, item: Item) -> dict[str, set[str]]:
    """Who is told of a lesson in the other regions (row 79): convenors, without one coordinators."""
    others = [each.code for each in regions if each.code != item.region]
    holders = People(work).several(
        People(work).holding(*(f"{role}:{code}" for code in others for role in SHARERS))
    )
    found: dict[str, set[str]] = {}
    for role in SHARERS:
        for code in (code for code in others if code not in found):
            told = {each.id for each in holders.values() if f"{role}:{code}" in each.roles}
            found |= {code: told} if told else {}
    return found


def shared(item: Item, told: set[str]) -> list[Fact]:
    """A lesson goes UK-wide; its author knows it."""
    about, path = {"title": item.words.title}, f"/learning/{item.id}"
    return _notice("lesson_shared", item, told - {item.author_id}, about, path)


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
