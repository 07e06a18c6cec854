"""Indexes as declarations: a store names what its finders need, the chassis makes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pymongo import GEOSPHERE, IndexModel


@dataclass(frozen=True)
class Index:
    """One index of one collection.

    ``keys`` are field names in order, a leading ``-`` for descending, ``2dsphere:`` before
    the name for a place. ``sparse`` with ``unique`` makes a rule that holds only for documents
    that carry the field. ``expires_after`` deletes a document that long after its one field.
    """

    collection: str
    keys: tuple[str, ...]
    unique: bool = False
    sparse: bool = False
    expires_after: timedelta | None = None

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
    by_collection: dict[str, list[IndexModel]] = {}
    # Two stores of one context may read the same collection and declare the same index.
    for index in dict.fromkeys((*MACHINERY, *declared)):
        by_collection.setdefault(index.collection, []).append(index.model())
    for collection, models in by_collection.items():
        database[collection].create_indexes(models)


def missing(database: Any, declared: Iterable[Index]) -> list[str]:
    """The names of declared indexes that the database lacks; readiness asks this."""
    wanted: dict[str, set[str]] = {}
    for index in (*MACHINERY, *declared):
        wanted.setdefault(index.collection, set()).add(index.name)
    return sorted(
        f"{collection}.{name}"
        for collection, names in wanted.items()
        for name in names - set(database[collection].index_information())
    )
