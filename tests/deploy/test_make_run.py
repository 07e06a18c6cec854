"""`make run` on real servers: ready, alone on its folder, beside another, and gone without a trace."""

import contextlib
import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import ports

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]
READY_SECONDS, GONE_SECONDS = 120.0, 60.0


class Run:
    """One `make run` without demo data and its output."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port = var, port
        self.output = var.with_suffix(".out")
        outer = {name: value for name, value in os.environ.items() if name not in ("AMQP_URI", "MONGO_URI")}
        with self.output.open("w") as output:
            self.make = subprocess.Popen(
                ["make", "-s", "run"],
                cwd=ROOT,
                env=outer | {"PORT": str(port), "VAR": str(var), "DEMO": "0"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> "Run":
        until = time.monotonic() + READY_SECONDS
        while f"Q Commons is ready at http://127.0.0.1:{self.port}\n" not in self.output.read_text():
            assert self.make.poll() is None, self.output.read_text()
            assert time.monotonic() < until, self.output.read_text()
            time.sleep(0.2)
        return self

    def parts(self) -> dict[str, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready") as answer:
            return json.load(answer)["parts"]

    def launchers(self) -> list[int]:
        """The front and the supervisor."""
        return [pid for pid in self.processes() if b"--with-parent" in _read(pid, "cmdline")]

    def processes(self) -> list[int]:
        """Whatever was started with this folder in its settings, apart from make."""
        mark = str(self.var).encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) not in (self.make.pid, os.getpid()):
                pid = int(entry.name)
                if mark in _read(pid, "environ") or mark in _read(pid, "cmdline"):
                    found.append(pid)
        return found

    def wait_until_gone(self) -> None:
        until = time.monotonic() + GONE_SECONDS
        while left := self.processes():
            names = [_read(pid, "cmdline").replace(b"\0", b" ")[:100] for pid in left]
            assert time.monotonic() < until, f"left behind: {names}\n{self.output.read_text()}"
            time.sleep(0.2)

    def clear_away(self) -> None:
        if self.make.poll() is None:
            self.make.kill()
        self.make.wait()
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _read(pid: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return b""


@pytest.fixture
def running(tmp_path) -> Iterator[Run]:
    run = Run(tmp_path / "var", _base()).wait_until_ready()
    yield run
    run.clear_away()


def _base() -> int:
    """A base whose derived ports are below those that the kernel hands out."""
    return next(port for port in range(8200, 9900, 100) if ports.is_free(port))


def test_two_platforms_run_beside_each_other_and_a_third_on_a_used_folder_is_refused(running, tmp_path):
    beside = Run(tmp_path / "var-2", running.port + 1)
    try:
        beside.wait_until_ready()
        assert set(running.parts().values()) == set(beside.parts().values()) == {"ok"}
        third = Run(running.var, running.port + 2)
        assert third.make.wait(60) != 0
        assert "Q Commons is already running on" in third.output.read_text()
        taken = Run(tmp_path / "var-3", running.port)
        assert taken.make.wait(60) != 0
        assert f"Port {running.port} is in use by another program" in taken.output.read_text()
        beside.make.send_signal(signal.SIGTERM)
        beside.wait_until_gone()
        stopped = beside.output.read_text()
        order = [
            "Stopping gateway",
            "Stopping membership, stewardship, meetings, skills_register, exchange and notifications",
            "Stopping rabbitmq",
            "has stopped",
        ]
        assert [stopped.find(line) for line in order] == sorted(stopped.index(line) for line in order)
        assert set(running.parts().values()) == {"ok"}
    finally:
        beside.clear_away()


def test_nothing_is_left_when_both_halves_of_the_launcher_are_killed(running):
    launchers = running.launchers()
    assert len(launchers) == 2
    for pid in launchers:
        os.kill(pid, signal.SIGKILL)
    running.wait_until_gone()


def test_nothing_is_left_when_make_is_killed(running):
    running.make.kill()
    running.wait_until_gone()
    assert "Q Commons has stopped" in running.output.read_text()


def test_a_broker_that_is_killed_comes_back_and_the_platform_with_it(running):
    os.kill(int((running.var / "pids" / "rabbitmq").read_text()), signal.SIGKILL)
    until = time.monotonic() + READY_SECONDS
    while "rabbitmq is started again" not in running.output.read_text() or not _all_ok(running):
        assert time.monotonic() < until, running.output.read_text()
        time.sleep(0.5)


def _all_ok(running: Run) -> bool:
    try:
        return set(running.parts().values()) == {"ok"}
    except OSError:
        return False
