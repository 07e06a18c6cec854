"""Indexes as declarations: a store names what its finders need, the chassis makes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pymongo import GEOSPHERE, IndexModel
from pymongo.errors import CollectionInvalid

from chassis.mongo.connecting import database_beside

OWN_ID = ("_id",)


@dataclass(frozen=True)
class Index:
    """One index of one collection.

    ``keys`` are field names in order, a leading ``-`` for descending, ``2dsphere:`` before
    the name for a place. ``sparse`` with ``unique`` makes a rule that holds only for documents
    that carry the field. ``expires_after`` deletes a document that long after its one field.

    ``beside`` names a second database of the context, ``<context>_<beside>``, for documents that
    must not lie with the others; ``UnitOfWork.collection`` takes the same name. An index there whose
    only key is ``_id`` makes the collection clustered: documents are stored in the order of their
    ids, so the order in which they came is kept nowhere.
    """

    collection: str
    keys: tuple[str, ...]
    unique: bool = False
    sparse: bool = False
    expires_after: timedelta | None = None
    beside: str = ""

    def __post_init__(self) -> None:
        if self.keys == OWN_ID and not self.beside:
            raise ValueError("every collection has its index on _id; only one beside may be clustered")

    @property
    def clusters(self) -> bool:
        """Whether this says how the collection itself is stored."""
        return self.keys == OWN_ID

    def model(self) -> IndexModel:
        options: dict[str, Any] = {"name": self.name}
        if self.unique:
            options["unique"] = True
        if self.sparse:
            options["sparse"] = True
        if self.expires_after is not None:
            options["expireAfterSeconds"] = int(self.expires_after.total_seconds())
        return IndexModel([_direction(key) for key in self.keys], **options)

    @property
    def name(self) -> str:
        return "_".join(key.replace(":", "_").replace(".", "_") for key in self.keys)


def _direction(key: str) -> tuple[str, int | str]:
    if key.startswith("2dsphere:"):
        return key.removeprefix("2dsphere:"), GEOSPHERE
    return (key[1:], -1) if key.startswith("-") else (key, 1)


MACHINERY = (
    Index("outbox", ("sent_at", "_id")),
    Index("outbox", ("sent_at",), expires_after=timedelta(days=7)),
    Index("inbox", ("at",), expires_after=timedelta(days=35)),
    Index("commands", ("at",), expires_after=timedelta(days=35)),
    Index("jobs", ("kind", "key"), unique=True),
    Index("jobs", ("state", "due_at")),
)
"""What every service's database has beside its own: outbox, inbox, commands, due work."""


def ensure(database: Any, declared: Iterable[Index]) -> None:
    """Make the machinery's indexes and the declared ones; those that exist are left alone."""
    make(database, (*MACHINERY, *declared))


def make(database: Any, indexes: Iterable[Index]) -> None:
    """Make exactly these."""
    by_collection: dict[tuple[str, str], list[IndexModel]] = {}
    # Two stores of one context may read the same collection and declare the same index.
    for index in dict.fromkeys(indexes):
        if index.clusters:
            _cluster(database_beside(database, index.beside), index.collection)
            continue
        by_collection.setdefault((index.beside, index.collection), []).append(index.model())
    for (beside, collection), models in by_collection.items():
        database_beside(database, beside)[collection].create_indexes(models)


def missing(database: Any, declared: Iterable[Index]) -> list[str]:
    """The names of declared indexes that the databases lack; readiness asks this."""
    wanted: dict[tuple[str, str], set[str]] = {}
    lacking = []
    for index in (*MACHINERY, *declared):
        if not index.clusters:
            wanted.setdefault((index.beside, index.collection), set()).add(index.name)
        elif not _is_clustered(database_beside(database, index.beside), index.collection):
            lacking.append(f"{index.beside}.{index.collection} (clustered)")
    for (beside, collection), names in wanted.items():
        there = database_beside(database, beside)[collection].index_information()
        place = f"{beside}.{collection}" if beside else collection
        lacking += [f"{place}.{name}" for name in names - set(there)]
    return sorted(lacking)


def _cluster(database: Any, collection: str) -> None:
    """Make the collection before its first document would; whether it is clustered is fixed then."""
    if collection in database.list_collection_names():
        return
    try:
        database.create_collection(collection, clusteredIndex={"key": {"_id": 1}, "unique": True})
    except CollectionInvalid:
        return  # another replica was quicker
    except NotImplementedError:
        database.create_collection(collection)  # mongomock, which stores nothing in any order


def _is_clustered(database: Any, collection: str) -> bool:
    return "clusteredIndex" in database[collection].options()
