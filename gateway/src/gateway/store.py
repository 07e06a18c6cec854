"""The gateway's own database: sessions, tokens, second factors, counts. No domain fact is kept here."""

from typing import Any

import pymongo

from chassis.mongo.connecting import connect

PING_SECONDS = 2


def open_database(uri: str, name: str) -> Any:
    """The database; one client per worker process, made after the fork."""
    return connect(uri, "gateway")[name]


def ping(database: Any) -> None:
    """Ask the database for a sign of life; an exception when there is none in time."""
    with pymongo.timeout(PING_SECONDS):
        database.command("ping")
