"""Finds queries that read a whole collection: each command that finders really sent is explained.

Any store's finders can be ``watched``: call them, and ask ``collection_scans``. Commands are taken
from the wire, so nothing a finder does is missed.
"""

import copy
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pymongo import MongoClient, monitoring

from chassis.mongo import UnitOfWork
from chassis.mongo.indexes import Index
from chassis.testkit.desk import on_mongodb

READS = {"find", "aggregate", "count", "distinct", "findAndModify", "update", "delete"}
OURS = {"explain"}
OF_THE_SESSION = {"lsid", "txnNumber", "startTransaction", "autocommit", "readConcern", "writeConcern"}
MACHINERY = {"outbox", "inbox", "commands", "jobs"}
"""The chassis's own collections: its tests watch those."""


class Watching(monitoring.CommandListener):
    """Keeps every command that reads or changes documents."""

    def __init__(self) -> None:
        self.commands: list[dict[str, Any]] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name in READS and event.command[event.command_name] not in MACHINERY:
            self.commands.append(copy.deepcopy(dict(event.command)))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Not of interest."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Not of interest."""


@contextmanager
def watched(uri: str, context: str, indexes: Iterable[Index]) -> Iterator[tuple[UnitOfWork, Watching]]:
    """A database of the test's own on a real server, and what watches every command sent to it."""
    watching = Watching()
    with (
        on_mongodb(uri, context, indexes) as made,
        MongoClient[Any](uri, tz_aware=True, event_listeners=[watching]) as client,
    ):
        yield UnitOfWork(client[made.database.name]), watching


def collection_scans(client: MongoClient[Any], database: str, commands: list[dict[str, Any]]) -> list[str]:
    """The commands whose winning plan walks a collection from end to end, as text."""
    found = []
    for command in commands:
        plain = {
            name: value
            for name, value in command.items()
            if not name.startswith("$") and name not in OF_THE_SESSION
        }
        answer = client[database].command("explain", plain, verbosity="queryPlanner")
        if "COLLSCAN" in stages(answer):
            found.append(f"{next(iter(plain))} {next(iter(plain.values()))}: {plain}")
    return found


def stages(plan: Any) -> set[str]:
    """Every stage of an explained plan, wherever it stands; rejected plans do not count."""
    if isinstance(plan, dict):
        below = [stages(value) for name, value in plan.items() if name != "rejectedPlans"]
        own = {plan["stage"]} if isinstance(plan.get("stage"), str) else set()
        return own.union(*below)
    if isinstance(plan, list):
        return set().union(*(stages(each) for each in plan))
    return set()
