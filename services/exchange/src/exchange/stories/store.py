"""What we remember of impact stories."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from exchange.stories.domain import PUBLISHED, SUBMITTED, Consent, Credit, Story, Words

STORIES = "stories"
FACETS = ("region", "theme", "evidence")


class StoryStore:
    """Stories, the newest first."""

    INDEXES: tuple[Index, ...] = (
        Index(STORIES, ("state", "-published_at", "-_id")),
        Index(STORIES, ("region", "state", "-published_at", "-_id")),
        Index(STORIES, ("state", "theme", "-published_at", "-_id")),
        Index(STORIES, ("region", "state", "told_at", "_id")),
        Index(STORIES, ("teller_id", "-told_at", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def stories(self) -> Any:
        return self.work.collection(STORIES)

    def get(self, story_id: str) -> Story | None:
        row = self.stories.find_one({"_id": {"$eq": story_id}})
        return _from_row(row) if row is not None else None

    def page(self, asked: Mapping[str, Any], **facets: str | None) -> dict[str, Any]:
        """What was published last first; every facet (``FACETS``) that is named is met."""
        where: dict[str, Any] = {"state": {"$eq": PUBLISHED}}
        for name in FACETS:
            if facets.get(name) is not None:
                text = str(facets[name])
                where[name] = {"$eq": text.casefold() if name == "theme" else text}
        return cut(self.stories, where, order=("published_at", -1), asked=asked, shape=_from_row)

    def waiting(self, regions: Iterable[str], asked: Mapping[str, Any]) -> dict[str, Any]:
        """What waits to be read, the longest first."""
        where = {"region": {"$in": sorted(regions)}, "state": {"$eq": SUBMITTED}}
        return cut(self.stories, where, order=("told_at", 1), asked=asked, shape=_from_row)

    def told_by(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"teller_id": {"$eq": member_id}}
        return cut(self.stories, where, order=("told_at", -1), asked=asked, shape=_from_row)

    def all_by(self, member_id: str) -> list[Story]:
        return [_from_row(row) for row in self.stories.find({"teller_id": {"$eq": member_id}})]

    def coded(self, regions: Iterable[str]) -> Iterator[dict[str, str]]:
        """What is published as an extract may count it: codes alone, no words."""
        where = {"region": {"$in": sorted(regions)}, "state": {"$eq": PUBLISHED}}
        for row in self.stories.find(where, {"region": 1, "evidence": 1, "told_at": 1}):
            yield {"region": row["region"], "evidence": row["evidence"], "year": str(row["told_at"].year)}

    def save(self, story: Story, facts: Any = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(STORIES, _to_row(story))
        self.work.publish(facts)

    def delete(self, story_id: str) -> None:
        self.stories.delete_one({"_id": {"$eq": story_id}})


def _to_row(story: Story) -> dict[str, Any]:
    row = asdict(story)
    row["words"]["credits"] = list(row["words"]["credits"])
    if story.consent is not None:
        row["consent"]["on"] = story.consent.on.isoformat()
    found = {"theme": story.words.theme.casefold(), "evidence": story.words.evidence}
    return {"_id": row.pop("id"), **row, **found}


def _from_row(row: Mapping[str, Any]) -> Story:
    told = {name: value for name, value in row.items() if name not in ("_id", "theme", "evidence")}
    credited = tuple(Credit(**each) for each in row["words"]["credits"])
    told["words"] = Words(**{**row["words"], "credits": credited})
    if row["consent"] is not None:
        told["consent"] = Consent(row["consent"]["by"], date.fromisoformat(row["consent"]["on"]))
    return Story(id=row["_id"], **told)
