"""What we remember of learning: items, and where they were used again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from exchange.learning.domain import SUBMITTED, Edition, Item, Reuse, Review, Words, terms_of

ITEMS, REUSES = "learning_items", "learning_reuses"
FACETS = ("region", "kind", "topic", "tag", "worked")
SHELF = ("published_at", "shelf")


class LearningStore:
    """Items by what they are about; nothing is found by words that were not published."""

    INDEXES: tuple[Index, ...] = (
        Index(ITEMS, ("is_public", "-published_at", "-_id")),
        Index(ITEMS, ("is_public", "shelf.region", "-published_at", "-_id")),
        Index(ITEMS, ("is_public", "shelf.terms", "-published_at", "-_id")),
        Index(ITEMS, ("is_public", "shelf.topic", "-published_at", "-_id")),
        Index(ITEMS, ("is_public", "shelf.tag", "-published_at", "-_id")),
        Index(ITEMS, ("region", "state", "submitted_at", "_id")),
        Index(ITEMS, ("author_id", "-changed_at", "-_id")),
        Index(REUSES, ("item_id", "-at", "-_id")),
        Index(REUSES, ("owner",), unique=True, sparse=True),
        Index(REUSES, ("member_id",)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def items(self) -> Any:
        return self.work.collection(ITEMS)

    @property
    def reuses(self) -> Any:
        return self.work.collection(REUSES)

    def get(self, item_id: str) -> Item | None:
        row = self.items.find_one({"_id": {"$eq": item_id}})
        return _item(row) if row is not None else None

    def several(self, item_ids: Iterable[str]) -> dict[str, Item]:
        """Those of these ids that are known, by id."""
        rows = self.items.find({"_id": {"$in": sorted(set(item_ids))}})
        return {row["_id"]: _item(row) for row in rows}

    def page(self, asked: Mapping[str, Any], words: str = "", **facets: str | None) -> dict[str, Any]:
        """What is published, the newest first; all ``words`` are in it, every facet (``FACETS``) is met."""
        where: dict[str, Any] = {"is_public": {"$eq": True}}
        for name in FACETS:
            if facets.get(name) is not None:
                where[f"shelf.{name}"] = {"$eq": _folded(name, facets[name])}
        terms = terms_of(words)
        if terms:
            where["shelf.terms"] = {"$all": list(terms)}
        return cut(self.items, where, order=("published_at", -1), asked=asked, shape=_item)

    def waiting(self, regions: Iterable[str], asked: Mapping[str, Any]) -> dict[str, Any]:
        """What waits for its review, the longest first."""
        where = {"region": {"$in": sorted(regions)}, "state": {"$eq": SUBMITTED}}
        return cut(self.items, where, order=("submitted_at", 1), asked=asked, shape=_item)

    def written_by(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"author_id": {"$eq": member_id}}
        return cut(self.items, where, order=("changed_at", -1), asked=asked, shape=_item)

    def all_by(self, member_id: str) -> list[Item]:
        return [_item(row) for row in self.items.find({"author_id": {"$eq": member_id}})]

    def coded(self, regions: Iterable[str]) -> Iterator[dict[str, str]]:
        """What is published as an extract may count it: codes alone, no words."""
        where = {"is_public": {"$eq": True}, "shelf.region": {"$in": sorted(regions)}}
        for row in self.items.find(where, {"shelf.terms": 0, "words": 0}):
            yield {
                "region": row["region"],
                "kind": row["shelf"]["kind"],
                "worked": row["shelf"]["worked"] or "not said",
                "year": str(row["published_at"].year),
            }

    def save(self, item: Item, facts: Any = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(ITEMS, _item_row(item))
        self.work.publish(facts)

    def delete(self, item_id: str) -> None:
        self.items.delete_one({"_id": {"$eq": item_id}})

    def reuses_of(self, item_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"item_id": {"$eq": item_id}}
        return cut(self.reuses, where, order=("at", -1), asked=asked, shape=_reuse)

    def note(self, reuse: Reuse, facts: Any = ()) -> None:
        """Said anew by the same member it replaces what they said before."""
        owner = f"{reuse.item_id}|{reuse.member_id}"
        row = {**asdict(reuse), "owner": owner}
        row.pop("id")
        self.reuses.update_one(
            {"owner": {"$eq": owner}}, {"$set": row, "$setOnInsert": {"_id": reuse.id}}, upsert=True
        )
        self.work.publish(facts)

    def reuse(self, reuse_id: str) -> Reuse | None:
        row = self.reuses.find_one({"_id": {"$eq": reuse_id}})
        return _reuse(row) if row is not None else None

    def remove(self, reuse: Reuse) -> None:
        self.reuses.delete_one({"_id": {"$eq": reuse.id}})

    def forget_reuser(self, member_id: str) -> None:
        """What they said of it stays, without who said it."""
        self.reuses.update_many(
            {"member_id": {"$eq": member_id}}, {"$set": {"member_id": ""}, "$unset": {"owner": ""}}
        )

    def forget_reuses_of(self, item_id: str) -> None:
        self.reuses.delete_many({"item_id": {"$eq": item_id}})


def _folded(name: str, text: str | None) -> str:
    """Topics and tags are the same in singular and plural, in small and capital letters."""
    return _named(text or "") if name in ("topic", "tag") else text or ""


def _named(text: str) -> str:
    return " ".join(terms_of(text))


def _item_row(item: Item) -> dict[str, Any]:
    row = {**asdict(item), "is_public": item.is_public}
    row["shared_with"] = list(item.shared_with)
    row["words"] = _words_row(item.words)
    if item.edition is not None:
        row["edition"]["words"] = _words_row(item.edition.words)
        row |= {"published_at": item.edition.published_at, "shelf": _shelf(item, item.edition.words)}
    return {"_id": row.pop("id"), **row}


def _shelf(item: Item, words: Words) -> dict[str, Any]:
    """Where it stands in the library: made of what was published alone."""
    return {
        "region": item.region,
        "kind": words.kind,
        "topic": _named(words.topic),
        "tag": [_named(each) for each in words.tags],
        "worked": words.worked,
        "terms": list(terms_of(*words.texts.values())),
    }


def _words_row(words: Words) -> dict[str, Any]:
    return {**asdict(words), "tags": list(words.tags)}


def _words(row: Mapping[str, Any]) -> Words:
    return Words(**{**row, "tags": tuple(row["tags"])})


def _item(row: Mapping[str, Any]) -> Item:
    told = {name: value for name, value in row.items() if name not in ("_id", "is_public", *SHELF)}
    told |= {"words": _words(row["words"]), "shared_with": tuple(row["shared_with"])}
    if row["edition"] is not None:
        named = {"shown_name": row["shown_name"], **row["edition"]}
        told["edition"] = Edition(**{**named, "words": _words(row["edition"]["words"])})
    told["review"] = Review(**row["review"]) if row["review"] is not None else None
    return Item(id=row["_id"], **told)


def _reuse(row: Mapping[str, Any]) -> Reuse:
    told = {name: value for name, value in row.items() if name not in ("_id", "owner")}
    return Reuse(id=row["_id"], **told)
