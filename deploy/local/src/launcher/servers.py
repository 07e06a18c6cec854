"""Where RabbitMQ and MongoDB come from: given from outside, this machine's own, its packages, or Docker."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pymongo import MongoClient
from pymongo.errors import ConfigurationError, PyMongoError

from launcher import containers, debian, mongodb, rabbitmq
from launcher.programs import READY, NotPossible, Probe, Program

NO_RABBITMQ = (
    "RabbitMQ is missing: install it (sudo apt-get install rabbitmq-server), or start Docker, "
    "or name one with AMQP_URI=amqp://user:password@host/."
)
NO_MONGODB = (
    "MongoDB is missing: start Docker, or put mongod on the PATH, "
    "or name a replica set with MONGO_URI=mongodb://host/?replicaSet=rs0."
)


@dataclass(frozen=True)
class Found:
    """A server to use: its URIs by user (``""``: for everyone) and, if we run it, its program."""

    source: str
    uris: Mapping[str, str]
    program: Program | None = None
    probe: Probe = field(default=lambda: READY)

    def uri(self, user: str = "") -> str:
        """The URI of this user; a server without own users has one for all."""
        return self.uris[user] if user in self.uris else self.uris[""]


def find_rabbitmq(
    given: str, folder: Path, port: int, distribution_port: int, say: Callable[[str], None] = print
) -> Found:
    """RabbitMQ by the order of the README; raises ``NotPossible`` with what to install."""
    if given:
        return Found("AMQP_URI", {"": given}, probe=_amqp_probe(given))
    script = rabbitmq.script()
    if script is None and debian.can_install():
        debian.install([rabbitmq.PACKAGE], say)
        script = rabbitmq.script()
    if script is not None:
        program, uri = rabbitmq.private_node(script, folder, port, distribution_port)
        return Found("a private node", {"": uri}, program)
    if containers.answers():
        program, uri = containers.rabbitmq_program(folder, port)
        return Found("Docker", {"": uri}, program)
    raise NotPossible(NO_RABBITMQ)


def find_mongodb(
    given: str,
    folder: Path,
    port: int,
    users: dict[str, list[str]] | None = None,
    say: Callable[[str], None] = print,
) -> Found:
    """MongoDB by the order of the README; raises ``NotPossible`` with what to install."""
    if given:
        return Found("MONGO_URI", {"": given}, probe=_mongo_probe(given))
    mongod = mongodb.binary()
    if mongod is not None:
        mongodb.make_runnable(mongod, say)
        program, uris = mongodb.private_set(mongod, folder, port, users)
        return Found("a private mongod", uris, program)
    if containers.answers():
        program, uri = containers.mongodb_program(folder, port)
        return Found("Docker", {"": uri}, program)
    raise NotPossible(NO_MONGODB)


def wait_for(found: Found, pause: Callable[[float], None] = time.sleep, seconds: float = 30.0) -> None:
    """Wait for a server from outside; raises ``NotPossible`` when it does not answer."""
    until = time.monotonic() + seconds
    while (missing := found.probe()) != READY:
        if time.monotonic() > until:
            raise NotPossible(f"The server named by {found.source} does not answer: waiting for {missing}.")
        pause(0.5)


def _amqp_probe(uri: str) -> Probe:
    parts = urlsplit(uri)
    if parts.scheme not in ("amqp", "pyamqp", "amqps") or not parts.hostname:
        raise NotPossible(
            "AMQP_URI is no address of a RabbitMQ; it looks like amqp://user:password@host:5672/."
        )
    secret, user = unquote(parts.password or "guest"), unquote(parts.username or "guest")
    vhost = unquote(parts.path[1:]) or "/"
    return rabbitmq.answers(parts.hostname, parts.port or 5672, user, secret, vhost)


def _mongo_probe(uri: str) -> Probe:
    def probe() -> str:
        try:
            client: MongoClient[dict[str, Any]] = MongoClient(uri, serverSelectionTimeoutMS=1000)
            with client:
                hello = client.admin.command("hello")
        except ConfigurationError as wrong:
            raise NotPossible(f"MONGO_URI is wrong: {wrong}.") from None
        except PyMongoError as problem:
            return f"an answer from MongoDB ({type(problem).__name__})"
        if "setName" not in hello and hello.get("msg") != "isdbgrid":
            raise NotPossible(
                "The MongoDB of MONGO_URI is no replica set; transactions need one (--replSet rs0)."
            )
        return READY

    return probe
