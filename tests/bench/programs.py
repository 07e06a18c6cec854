"""The processes that the bench measures, started and stopped in one place."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from chassis.bus import topology
from launcher import keys

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "packages" / "chassis" / "tests"


class Programs:
    """Children of one measure, over the bench's broker and database server, in databases of its own."""

    def __init__(self, amqp_uri: str, mongo_uri: str, folder: Path, measure: str) -> None:
        self.amqp_uri = amqp_uri
        self.mongo_uri = mongo_uri
        self.folder = folder
        self.prefix = f"bench{os.getpid()}_{measure}_"
        self.key_files = keys.make(folder / "keys")
        self.private_key = self.key_files["ENVELOPE_PRIVATE_KEY_FILE"]
        self._children: list[subprocess.Popen[bytes]] = []
        self._names: dict[int, str] = {}

    def declare_sample(self) -> None:
        """The sample context's queues, beside the platform's."""
        queues = [
            topology.Queue("rpc-sample", {}, ((topology.RPC_EXCHANGE, "sample.*"),)),
            *topology.handler_pair("sample.note", (("sample.events", "number_counted.v1"),)),
        ]
        events = topology.Exchange("sample.events", "topic", {"alternate-exchange": topology.UNROUTED})
        topology.declare(self.amqp_uri, [*topology.exchanges(), events], [*topology.queues(), *queues])

    def start_sample(self) -> subprocess.Popen[bytes]:
        return self.start_context("sample")

    def start_context(self, name: str, **environment: str) -> subprocess.Popen[bytes]:
        """A context's process, ready."""
        port = free_port()
        child = self._start(
            [sys.executable, "-W", "ignore", "-m", "chassis.serving", name],
            name,
            HEALTH_PORT=str(port),
            **environment,
        )
        wait_for(f"http://127.0.0.1:{port}/health/ready", child)
        return child

    def start_script(self, script: str) -> subprocess.Popen[bytes]:
        return self._start([sys.executable, "-W", "ignore", str(Path(__file__).parent / script)], script)

    def start(self, command: list[str], name: str, **environment: str) -> subprocess.Popen[bytes]:
        return self._start(command, name, **environment)

    def _start(self, command: list[str], name: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as output:
            child = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environment(), **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._children.append(child)
        self._names[child.pid] = name
        return child

    def running(self) -> dict[str, subprocess.Popen[bytes]]:
        """The measured programs that run now, by name."""
        return {self._names[child.pid]: child for child in self._children}

    def environment(self) -> dict[str, str]:
        """What every measured process is told."""
        return {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": f"{SAMPLE}:{ROOT}",
            "AMQP_URI": self.amqp_uri,
            "MONGO_URI": self.mongo_uri,
            "DATABASE_PREFIX": self.prefix,
            **{name: str(file) for name, file in self.key_files.items()},
            "LOG_LEVEL": "warning",
        }

    def stop(self, child: subprocess.Popen[bytes]) -> None:
        child.terminate()
        try:
            child.wait(timeout=30)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        self._children.remove(child)

    def stop_all(self) -> None:
        for child in list(self._children):
            self.stop(child)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, child: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Until ``url`` answers 200."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise SystemExit(f"a measured process ended early ({child.args})")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} did not become ready")
