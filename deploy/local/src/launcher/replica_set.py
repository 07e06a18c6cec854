"""Brings a fresh or moved mongod to a working replica set of one, with its users.

``python -m launcher.replica_set`` does so once and waits (the compose job runs it). There the administrator
stands already: the server's image makes it, because only over loopback can a first user be made.
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from launcher.databases import databases
from launcher.programs import READY, Probe

REPLICA_SET = "rs0"
UNFINISHED = ("--setParameter", "transactionLifetimeLimitSeconds=10")
"""A process that is killed leaves its transaction behind, and what it wrote stays locked: by default for
over a minute, which outlasts two of the three retries of an event (5 and 30 s). Ours end within 8 s."""
ADMIN = "qcommons_admin"
ALREADY_INITIATED, NOT_YET_INITIATED, USER_EXISTS = 23, 94, 51003
WRONG_PASSWORD, UNAUTHORIZED = 18, 13
MILLISECONDS = 1000


@dataclass(frozen=True)
class Account:
    """A user of the server, with rights on these databases alone."""

    user: str
    secret: str
    databases: tuple[str, ...]


class Server:
    """One mongod, addressed directly. ``admin_secret`` is empty for a server without users."""

    def __init__(self, address: str, admin_secret: str, accounts: Sequence[Account]) -> None:
        self.address = address
        self.admin_secret = admin_secret
        self.accounts = accounts

    def missing(self) -> str:
        """One step towards readiness: READY, or what is waited for."""
        with self._connect() as client:
            hello = client.admin.command("hello")
            if hello.get("isWritablePrimary"):
                if self.admin_secret:
                    self._make_users()
                return READY
            if "setName" not in hello:
                self._found(client)
        return "its election"

    def _connect(self, login: bool = False) -> "MongoClient[dict[str, Any]]":
        credentials: dict[str, Any] = {"username": ADMIN, "password": self.admin_secret} if login else {}
        return MongoClient(
            f"mongodb://{self.address}/",
            directConnection=True,
            serverSelectionTimeoutMS=MILLISECONDS,
            connectTimeoutMS=MILLISECONDS,
            socketTimeoutMS=10 * MILLISECONDS,
            **credentials,
        )

    def _found(self, client: "MongoClient[dict[str, Any]]") -> None:
        """Initiate the set, or give it the address that it has now (another PORT than last time)."""
        refusal = self._initiate(client)
        if refusal is None:
            return
        with self._connect(login=bool(self.admin_secret)) as admin:
            if refusal == ALREADY_INITIATED or self._initiate(admin) == ALREADY_INITIATED:
                self._move(admin)

    def _initiate(self, client: "MongoClient[dict[str, Any]]") -> int | None:
        """None when the set is founded now, else why it could not be: it was before, or one must log in."""
        members = [{"_id": 0, "host": self.address}]
        try:
            client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
        except OperationFailure as problem:
            if problem.code not in (ALREADY_INITIATED, UNAUTHORIZED):
                raise
            return problem.code
        return None

    def _move(self, admin: "MongoClient[dict[str, Any]]") -> None:
        try:
            config = admin.admin.command("replSetGetConfig")["config"]
        except OperationFailure as problem:
            if problem.code == NOT_YET_INITIATED:  # it is still reading its data
                return
            raise
        if config["members"][0]["host"] != self.address:
            config["members"][0]["host"] = self.address
            config["version"] += 1
            admin.admin.command("replSetReconfig", config, force=True)

    def _make_users(self) -> None:
        """Make or correct the administrator and the accounts."""
        self._make_admin()
        with self._connect(login=True) as client:
            for account in self.accounts:
                roles = [{"role": "dbOwner", "db": database} for database in account.databases]
                _make_user(client, account.user, account.secret, roles)

    def _make_admin(self) -> None:
        try:
            with self._connect(login=True) as client:
                client.admin.command("ping")
        except OperationFailure as problem:
            if problem.code != WRONG_PASSWORD:
                raise
            # A server without users lets the first one be made over loopback without a password.
            with self._connect() as client:
                _make_user(client, ADMIN, self.admin_secret, ["root"])


def _make_user(client: "MongoClient[dict[str, Any]]", user: str, secret: str, roles: list[Any]) -> None:
    try:
        client.admin.command("createUser", user, pwd=secret, roles=roles)
    except OperationFailure as problem:
        if problem.code != USER_EXISTS:
            raise
        client.admin.command("updateUser", user, pwd=secret, roles=roles)


def probe_of(
    port: int, admin_secret: str = "", accounts: Sequence[Account] = (), host: str = "127.0.0.1"
) -> Probe:
    """A probe that founds the set and makes its users as far as needed, and is ready when both stand."""
    server = Server(f"{host}:{port}", admin_secret, accounts)

    def probe() -> str:
        try:
            return server.missing()
        except PyMongoError as problem:
            return f"an answer from {server.address} ({_in_words(problem)})"

    return probe


def _in_words(problem: PyMongoError) -> str:
    if isinstance(problem, OperationFailure):
        return f"{problem.details.get('codeName') if problem.details else problem.code}"
    return type(problem).__name__


def accounts_of(environment: Mapping[str, str]) -> list[Account]:
    """A user for each part that keeps data, with the password that ``<PART>_MONGO_PASSWORD`` says."""
    held = databases(environment.get("DATABASE_PREFIX", ""))
    return [
        Account(part, environment[f"{part.upper()}_MONGO_PASSWORD"], tuple(names))
        for part, names in held.items()
    ]


def main(seconds: float = 60.0) -> int:
    """Found the set at ``MONGO_ADDRESS`` (host:port), wait for its primary, and make its users.

    The administrator's password is ``MONGO_ADMIN_PASSWORD``; a password that changed is set anew.
    """
    host, _, port = os.environ["MONGO_ADDRESS"].partition(":")
    secret, accounts = os.environ["MONGO_ADMIN_PASSWORD"], accounts_of(os.environ)
    probe = probe_of(int(port or 27017), secret, accounts, host=host)
    until = time.monotonic() + seconds
    while (missing := probe()) != READY:
        if time.monotonic() > until:
            print(f"MongoDB is not ready: waiting for {missing}", file=sys.stderr)
            return 1
        time.sleep(0.5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
