"""A desk to test a context at: its services over a store in memory or on MongoDB, with a clock to set."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from chassis.call import Call, Job
from chassis.identity import VISITOR, Caller, system
from chassis.ids import new_id
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_beside, database_of
from chassis.mongo.indexes import MACHINERY, Index, ensure
from chassis.testkit.memory import MemoryUnitOfWork
from chassis.wiring import doorway_of
from contracts.events import Event, EventType

MOST_RUNS = 500


class Desk:
    """Knocks at doors as they are named in the context's README; ``now`` is the clock of every call."""

    def __init__(self, services: Iterable[type], work: UnitOfWork, settings: Any, now: datetime) -> None:
        self.work = work
        self.now = now
        self.settings = settings
        self._services: dict[str, Any] = {vars(service)["name"]: service for service in services}
        self.context = next(iter(self._services.values())).context

    def knock(
        self,
        door: str,
        payload: dict[str, Any] | None = None,
        *,
        by: Caller = VISITOR,
        command: str | None = None,
    ) -> Any:
        """``door`` is ``applications.submit_application`` and the like; everything passes through JSON."""
        service, _, name = door.partition(".")
        call = Call(caller=by, now=self.now, command_id=command)
        answer = getattr(self._made(f"{self.context}_{service}"), name)(
            call, json.loads(json.dumps(payload or {}))
        )
        return json.loads(json.dumps(answer))

    def hear(
        self, event_type: EventType, aggregate_id: str, version: int, data: dict[str, Any], region: str
    ) -> None:
        """An event arrives at every handler of this context that listens to its type."""
        body = {
            "id": new_id(),
            "type": event_type.name,
            "version": event_type.version,
            "aggregate_id": aggregate_id,
            "aggregate_version": version,
            "region": region,
            "occurred_at": self.now,
            "data": event_type.data().load(data),
        }
        for name, method in self._marked("event_type", event_type):
            getattr(self._made(name), method)(Call(caller=system("bus"), now=self.now), Event(**body))

    def do_due_work(self) -> int:
        """Perform all that is due by now, as a scheduler would; returns how often a handler ran."""
        jobs = self.work.database["jobs"]
        runs = 0
        while row := jobs.find_one({"state": "waiting", "due_at": {"$lte": self.now}}):
            claim = new_id()
            jobs.update_one({"_id": row["_id"]}, {"$set": {"claim": claim}})
            job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"], 1, claim)
            name, method = self._marked("kind", row["kind"])[0]
            getattr(self._made(name), method)(Call(caller=system("due"), now=self.now), job)
            runs += 1
            assert runs < MOST_RUNS, "due work never ends"
        return runs

    def events(self, name: str | None = None) -> list[dict[str, Any]]:
        """The bodies of the events saved so far; of one name if given."""
        rows = self.work.database["outbox"].find().sort("_id", 1)
        bodies = [json.loads(row["body"]) for row in rows]
        return [body for body in bodies if name in (None, body["type"])]

    def _made(self, name: str) -> Any:
        service = self._services[name]()
        service.store = service.store_class(self.work)
        service.settings = self.settings
        return service

    def _marked(self, option: str, value: Any) -> list[tuple[str, str]]:
        """(service, method) of every handler whose mark carries this option."""
        found = []
        for name, service in self._services.items():
            for method in dir(service):
                doorway = doorway_of(getattr(service, method))
                if doorway is not None and doorway.options.get(option) == value:
                    found.append((name, method))
        assert found, f"nothing handles {value}"
        return found


def indexes_of(services: Iterable[type]) -> list[Index]:
    """Every index that the services' stores declare, once each."""
    stores = [vars(service)["store_class"] for service in services]
    return list(dict.fromkeys(index for store in stores for index in store.INDEXES))


@contextmanager
def on_mongodb(uri: str, context: str, indexes: Iterable[Index]) -> Iterator[UnitOfWork]:
    """An empty database on a real server, nobody else's while this lasts.

    To make its indexes takes longer than most tests: it is emptied afterwards and kept for the next
    test that declares the same ones, until ``drop_kept``.
    """
    kind = (uri, context, tuple(indexes))
    kept = _kept.setdefault(kind, [])
    database = kept.pop() if kept else _made(*kind)
    try:
        yield UnitOfWork(database)
        _emptied(database, kind[2])
    except BaseException:
        _drop(database, kind[2])
        raise
    kept.append(database)


def drop_kept(uri: str) -> None:
    """Drop the databases that were kept on this server."""
    for kind in [each for each in _kept if each[0] == uri]:
        for database in _kept.pop(kind):
            _drop(database, kind[2])


_kept: dict[tuple[str, str, tuple[Index, ...]], list[Any]] = {}


def _made(uri: str, context: str, indexes: Iterable[Index]) -> Any:
    database = database_of(connect(uri, f"{context}-tests"), f"t{new_id()[-12:]}_", context)
    ensure(database, indexes)
    return database


def _databases(database: Any, indexes: Iterable[Index]) -> list[Any]:
    return [database_beside(database, name) for name in sorted({"", *(each.beside for each in indexes)})]


def _emptied(database: Any, indexes: tuple[Index, ...]) -> None:
    declared = {(each.beside, each.collection) for each in (*MACHINERY, *indexes)}
    for each in _databases(database, indexes):
        beside = each.name.removeprefix(database.name).removeprefix("_")
        for name in each.list_collection_names():
            if (beside, name) in declared:
                each[name].delete_many({})
            else:
                each.drop_collection(name)


def _drop(database: Any, indexes: Iterable[Index]) -> None:
    for each in _databases(database, indexes):
        database.client.drop_database(each.name)
    database.client.close()


def in_memory(indexes: Iterable[Index]) -> UnitOfWork:
    """The same without a server."""
    return MemoryUnitOfWork(indexes)
