"""A unit of work without a server, for unit tests of doors and stores.

mongomock keeps the documents; the transaction is a copy of them that is put back
when the work raises. The behaviour suite of each store runs on this and on MongoDB.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import mongomock

from chassis.call import Call
from chassis.mongo.connecting import database_beside
from chassis.mongo.indexes import MACHINERY, Index, make
from chassis.mongo.unit_of_work import UnitOfWork

T = TypeVar("T")


class MemoryUnitOfWork(UnitOfWork):
    """The unit of work of a database that lives in this process, and of those beside it."""

    def __init__(self, indexes: Iterable[Index] = ()) -> None:
        super().__init__(mongomock.MongoClient(tz_aware=True)["memory"])
        self._beside: set[str] = {""}
        self.ensure(indexes)

    def ensure(self, indexes: Iterable[Index]) -> None:
        """Let the unique rules of these hold too. The others only find faster, and would take longer to make
        than a test takes."""
        declared = list(indexes)
        self._beside.update(index.beside for index in declared)
        make(self.database, [index for index in (*MACHINERY, *declared) if index.unique])

    def in_transaction(self, call: Call, work: Callable[[], T]) -> T:
        self.call = call
        databases = [database_beside(self.database, beside) for beside in sorted(self._beside)]
        before = [_documents(database) for database in databases]
        try:
            return work()
        except BaseException:
            for database, documents in zip(databases, before, strict=True):
                _put_back(database, documents)
            raise

    def at_one_moment(self, read: Callable[[], T]) -> T:
        """Nobody writes meanwhile: there is one thread."""
        return read()

    def published(self) -> list[str]:
        """The types of the events in the outbox, in the order they were saved."""
        return [row["key"] for row in self.database["outbox"].find().sort("_id", 1)]


def _documents(database: Any) -> dict[str, list[Any]]:
    """What mongomock finds are copies already."""
    return {name: list(database[name].find()) for name in database.list_collection_names()}


def _put_back(database: Any, documents: dict[str, list[Any]]) -> None:
    for name in database.list_collection_names():
        database[name].delete_many({})
        if documents.get(name):
            database[name].insert_many(documents[name])
