"""The process's one client: majority concerns stated here and nowhere else (RELIABILITY 2.3)."""

from datetime import UTC
from typing import Any

import pymongo
from bson.codec_options import CodecOptions

POOL = 20


def connect(uri: str, name: str, pool: int = POOL) -> Any:
    """A client made after any fork; ``name`` is what the database's own tools show."""
    return pymongo.MongoClient(
        uri,
        appname=name,
        w="majority",
        wTimeoutMS=5000,
        readConcernLevel="majority",
        retryWrites=True,
        retryReads=True,
        serverSelectionTimeoutMS=5000,
        connectTimeoutMS=3000,
        socketTimeoutMS=15000,
        maxPoolSize=pool,
        tz_aware=True,
    )


def database_of(client: Any, prefix: str, context: str) -> Any:
    """The context's own database; ``prefix`` sets deployments apart on one server."""
    return client.get_database(f"{prefix}{context}", codec_options=CodecOptions(tz_aware=True, tzinfo=UTC))


def database_beside(database: Any, name: str) -> Any:
    """The context's second database of this name, over the same client; without a name, its own."""
    if not name:
        return database
    return database.client.get_database(f"{database.name}_{name}", codec_options=database.codec_options)
