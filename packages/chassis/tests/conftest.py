"""The sample context, in this process and as a real one."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from launcher import ports

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # so that `sample` is importable here as it is in its own process


def make_keys(folder: Path) -> tuple[Path, Path]:
    """An Ed25519 pair as PEM files: private, public."""
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    private, public = folder / "private.pem", folder / "public.pem"
    private.write_bytes(
        key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    )
    public.write_bytes(
        key.public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    )
    return private, public


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def declared(amqp_uri: str) -> str:
    """The broker with the platform's topology and the sample's queues."""
    from sample.service import NUMBER_COUNTED

    from chassis.bus import topology as t

    sample = [
        t.Queue("rpc-sample", {}, ((t.RPC_EXCHANGE, "sample.*"),)),
        *t.handler_pair("sample.note", (("sample.events", NUMBER_COUNTED.key),)),
    ]
    events = t.Exchange("sample.events", "topic", {"alternate-exchange": t.UNROUTED})
    t.declare(amqp_uri, [*t.exchanges(), events], [*t.queues(), *sample])
    return amqp_uri


@pytest.fixture
def prefix(request: pytest.FixtureRequest) -> str:
    """A database of each test's own."""
    return f"t{abs(hash(request.node.nodeid)) % 10**9}_"


@pytest.fixture
def database(mongo_uri: str, prefix: str) -> Iterator[Any]:
    from pymongo import MongoClient

    from chassis.mongo.connecting import connect, database_of

    client = connect(mongo_uri, "tests")
    yield database_of(client, prefix, "sample")
    client.close()
    # A killed process leaves its transaction's locks until the server gives it up; this client waits.
    with MongoClient[dict[str, Any]](mongo_uri) as patient:
        patient.drop_database(f"{prefix}sample")


class Running:
    """A sample process: its address for health, its log, its end."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=2):
                return True
        except OSError:
            return False

    def wait_until_ready(self, seconds: float = 60) -> "Running":
        deadline = time.monotonic() + seconds
        while not self.ready():
            assert self.process.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() < deadline, self.log.read_text()[-2000:]
            time.sleep(0.1)
        return self


@pytest.fixture
def empty_queues(declared: str) -> None:
    """No test inherits another's messages, neither from a queue, nor from a rung of the ladder, nor from
    a process that was killed a moment ago and whose messages the broker still has to take back."""
    from chassis.bus import topology as t
    from chassis.bus.connecting import farewell, open_connection

    fed = ("rpc-sample", "sample.note")
    connection = open_connection(declared, "tests")
    channel = connection.channel()
    eventually(lambda: not any(channel.queue_declare(name, passive=True).consumer_count for name in fed))
    for name in (*map(t.retry_exchange, t.LADDER_SECONDS), *fed, "sample.note.dead"):
        channel.queue_purge(name)
    farewell(connection)


@pytest.fixture
def start_sample(
    declared: str,
    empty_queues: None,
    mongo_uri: str,
    prefix: str,
    keys: tuple[Path, Path],
    database: Any,
    tmp_path: Path,
) -> Iterator[Callable[..., Running]]:
    """Starts a process of the sample context; all are killed at the end."""
    started: list[Running] = []

    def start(amqp_uri: str = declared, wait: bool = True, **environment: str) -> Running:
        port = ports.any_free()
        log = tmp_path / f"sample-{len(started)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "chassis.serving", "sample"],
                env={
                    **os.environ,
                    "PYTHONPATH": str(HERE),
                    "AMQP_URI": amqp_uri,
                    "MONGO_URI": mongo_uri,
                    "DATABASE_PREFIX": prefix,
                    "HEALTH_PORT": str(port),
                    "ENVELOPE_PUBLIC_KEY_FILE": str(keys[1]),
                    **environment,
                },
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        running = Running(process, port, log)
        started.append(running)
        return running.wait_until_ready() if wait else running

    yield start
    for running in started:
        running.process.kill()
        running.process.wait()


@pytest.fixture
def bus(declared: str, keys: tuple[Path, Path]) -> Iterator[Any]:
    from chassis.bus.client import RpcClient
    from chassis.envelope import signer

    client = RpcClient(declared, signer(keys[0]), lambda _service: "sample")
    yield client
    client.close()


def eventually(what: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait for something to become true; its last value otherwise fails the test."""
    deadline = time.monotonic() + seconds
    while True:
        told = what()
        if told or time.monotonic() > deadline:
            assert told, "it did not come true in time"
            return told
        time.sleep(0.05)


@pytest.fixture(name="eventually")
def eventually_fixture() -> Callable[..., Any]:
    return eventually
