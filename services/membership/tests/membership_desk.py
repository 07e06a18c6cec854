"""A desk to test at: membership's services over a store in memory or on MongoDB, with a clock to set."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chassis.call import Call, Job
from chassis.identity import VISITOR, Caller, system
from chassis.ids import new_id
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.mongo.indexes import ensure
from chassis.testkit.memory import MemoryUnitOfWork
from chassis.wiring import doorway_of
from membership.service import SERVICES
from membership.settings import Settings

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
REGIONS_FOLDER = Path(__file__).parents[3] / "deploy" / "regions"
# Several stores may declare the same index of the register.
INDEXES = list(dict.fromkeys(index for service in SERVICES for index in service.store_class.INDEXES))


class Desk:
    """Knocks at doors as they are named in the README; ``now`` is the clock of every call."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.now = NOW
        self.settings = Settings(regions_folder=REGIONS_FOLDER, compact_batch=2)
        self._services = {service.name: service for service in SERVICES}

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
        answer = getattr(self._made(f"membership_{service}"), name)(
            call, json.loads(json.dumps(payload or {}))
        )
        return json.loads(json.dumps(answer))

    def do_due_work(self) -> int:
        """Perform all that is due by now, as a scheduler would; returns how often a handler ran."""
        jobs = self.work.database["jobs"]
        runs = 0
        while row := jobs.find_one({"state": "waiting", "due_at": {"$lte": self.now}}):
            claim = new_id()
            jobs.update_one({"_id": row["_id"]}, {"$set": {"claim": claim}})
            job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"], 1, claim)
            service, method = self._handler(row["kind"])
            getattr(service, method)(Call(caller=system("due"), now=self.now), job)
            runs += 1
            assert runs < 500, "due work never ends"
        return runs

    def events(self, name: str | None = None) -> list[dict[str, Any]]:
        """The bodies of the events saved so far; of one name if given."""
        rows = self.work.database["outbox"].find().sort("_id", 1)
        bodies = [json.loads(row["body"]) for row in rows]
        return [body for body in bodies if name in (None, body["type"])]

    def member(self, region: str = "WOE", name: str = "Ada Örn", email: str = "ada@example.org") -> Caller:
        """Somebody who applied and was accepted, as the gateway would vouch for them."""
        sent = self.knock("applications.submit_application", application(region, name, email))
        decided = self.knock(
            "applications.decide_application",
            {"id": sent["id"], "decision": "accept"},
            by=coordinator(region),
        )
        return Caller(decided["member_id"], frozenset({"member"}), region)

    def _made(self, name: str) -> Any:
        service = self._services[name]()
        service.store = service.store_class(self.work)
        service.settings = self.settings
        return service

    def _handler(self, kind: str) -> tuple[Any, str]:
        for name, service in self._services.items():
            for method in dir(service):
                doorway = doorway_of(getattr(service, method))
                if doorway is not None and doorway.options.get("kind") == kind:
                    return self._made(name), method
        raise AssertionError(f"nothing performs {kind}")


def application(
    region: str = "WOE", name: str = "Ada Örn", email: str = "ada@example.org", **more: Any
) -> dict[str, Any]:
    """The least that somebody sends in."""
    answers = {"region": region, "name": name, "email": email, "why": "To learn together."}
    return {**answers, "compact_accepted": True, **more}


def coordinator(region: str = "WOE") -> Caller:
    return Caller(f"c-{region}", frozenset({"member", f"coordinator:{region}"}), region)


def convenor(region: str = "WOE") -> Caller:
    return Caller(f"v-{region}", frozenset({"member", f"convenor:{region}"}), region)


NATIONAL = Caller("n-1", frozenset({"member", "national_team"}))


def in_memory() -> UnitOfWork:
    return MemoryUnitOfWork(INDEXES)


def on_mongodb(uri: str) -> Iterator[UnitOfWork]:
    """A database of the test's own on a real server; dropped afterwards."""
    client = connect(uri, "membership-tests")
    database = database_of(client, f"t{new_id()[-12:]}_", "membership")
    try:
        ensure(database, INDEXES)
        yield UnitOfWork(database)
    finally:
        client.drop_database(database.name)
        client.close()
