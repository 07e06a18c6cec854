"""A unit of work without a server, for unit tests of doors and stores.

mongomock keeps the documents; the transaction is a copy of them that is put back
when the work raises. The behaviour suite of each store runs on this and on MongoDB.
"""

import copy
from collections.abc import Callable, Iterable
from typing import TypeVar

import mongomock

from chassis.call import Call
from chassis.mongo.indexes import Index, ensure
from chassis.mongo.unit_of_work import UnitOfWork

T = TypeVar("T")


class MemoryUnitOfWork(UnitOfWork):
    """The unit of work of a database that lives in this process."""

    def __init__(self, indexes: Iterable[Index] = ()) -> None:
        super().__init__(mongomock.MongoClient(tz_aware=True)["memory"])
        self.ensure(indexes)

    def ensure(self, indexes: Iterable[Index]) -> None:
        """Make these indexes too, so that their unique rules hold."""
        ensure(self.database, indexes)

    def in_transaction(self, call: Call, work: Callable[[], T]) -> T:
        self.call = call
        before = {
            name: copy.deepcopy(list(self.database[name].find()))
            for name in self.database.list_collection_names()
        }
        try:
            return work()
        except BaseException:
            for name in self.database.list_collection_names():
                self.database[name].delete_many({})
                if before.get(name):
                    self.database[name].insert_many(before[name])
            raise

    def published(self) -> list[str]:
        """The types of the events in the outbox, in the order they were saved."""
        return [row["key"] for row in self.database["outbox"].find().sort("_id", 1)]
