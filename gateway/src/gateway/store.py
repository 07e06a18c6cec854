"""The gateway's own database: sessions, tokens, second factors, counts. No domain fact is kept here."""

from typing import Any

import pymongo
from limits.storage import MongoDBStorage
from pymongo.errors import ConnectionFailure, ExecutionTimeout, WTimeoutError

from chassis.mongo.connecting import connect

PING_SECONDS = 2
COUNTS_PREFIX = "counts+"
COUNTS_SELECTION_MS = 300
"""Without a database counting goes on in memory; nobody waits longer than this to find out."""

Unreachable = (ConnectionFailure, ExecutionTimeout, WTimeoutError)
"""What a database raises that does not answer, or not in time; any other error of it is a fault of ours."""


class Counts(MongoDBStorage):
    """Where the rate limits count, for an address ``counts+mongodb://...``.

    The library's own storage opens a connection in order to close it when Python ends, and
    stumbles over it in every log.
    """

    STORAGE_SCHEME = [f"{COUNTS_PREFIX}mongodb", f"{COUNTS_PREFIX}mongodb+srv"]

    def _init_mongo_client(self, uri: str | None, **options: Any) -> Any:
        told = {"appname": "gateway counts", "serverSelectionTimeoutMS": COUNTS_SELECTION_MS, **options}
        return pymongo.MongoClient((uri or "").removeprefix(COUNTS_PREFIX), **told)

    def __del__(self) -> None:
        """Nothing: the connection ends with the process."""


def open_database(uri: str, name: str) -> Any:
    """The database; one client per worker process, made after the fork."""
    return connect(uri, "gateway")[name]


def ping(database: Any) -> None:
    """Ask the database for a sign of life; an exception when there is none in time."""
    with pymongo.timeout(PING_SECONDS):
        database.command("ping")
