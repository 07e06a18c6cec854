"""The gateway's own database: sessions, tokens, second factors, counts. No domain fact is kept here."""

from typing import Any

from pymongo import MongoClient

SELECTION_MS = 2000
SOCKET_MS = 5000


def open_database(uri: str, name: str) -> Any:
    """The database, connected at its first use; one per worker process, made after the fork."""
    client: MongoClient[dict[str, Any]] = MongoClient(
        uri,
        connect=False,
        tz_aware=True,
        appname="gateway",
        w="majority",
        serverSelectionTimeoutMS=SELECTION_MS,
        socketTimeoutMS=SOCKET_MS,
    )
    return client[name]
