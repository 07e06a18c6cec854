"""The launcher over real processes: order, restarts, and nothing left behind whatever is killed."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.servers
FAKE = Path(__file__).with_name("fake_platform.py")
SECONDS = 20.0


class Platform:
    """A running stand-in, its output and whatever processes carry its folder in their command."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        self.output = var.with_suffix(".out")
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, str(FAKE), str(var)],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **environment},
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_until_said(self, text: str) -> None:
        until = time.monotonic() + SECONDS
        while text not in self.said():
            assert time.monotonic() < until, f"{text!r} was never said:\n{self.said()}"
            time.sleep(0.05)

    def processes(self) -> list[int]:
        """Everything whose command line names this platform's folder."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if str(self.var).encode() in (entry / "cmdline").read_bytes():
                        found.append(int(entry.name))
                except (FileNotFoundError, ProcessLookupError):
                    continue
        return found

    def supervisor(self) -> int:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])

    def wait_until_gone(self) -> None:
        until = time.monotonic() + SECONDS
        while self.processes():
            assert time.monotonic() < until, f"left behind: {self.processes()}\n{self.said()}"
            time.sleep(0.05)

    def events(self) -> list[str]:
        file = self.var / "events"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def start(tmp_path) -> Iterator[Callable[..., Platform]]:
    """Start a stand-in on this test's folder; whatever a failing test leaves is killed after it."""
    started: list[Platform] = []

    def begin(**environment: str) -> Platform:
        started.append(Platform(tmp_path / "var", **environment))
        return started[-1]

    yield begin
    for platform in started:
        # A wrapper's grandchild too, where a test killed both halves of the launcher.
        for pid in platform.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        platform.process.wait()


@pytest.fixture
def platform(start) -> Platform:
    return start()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_services_before_the_server_and_leaves_none(platform, number):
    platform.wait_until_said("the whole stand-in runs")
    assert len(platform.processes()) >= 6, "front, supervisor, shell, server and two services"
    platform.process.send_signal(number)
    assert platform.process.wait(SECONDS) == 0
    assert platform.processes() == []
    said = platform.said()
    assert said.index("Stopping first and second") < said.index("Stopping server")
    assert sorted(platform.events()[:2]) == ["first stopped", "second stopped"]


def test_a_killed_front_leaves_none_behind_and_its_children_end_in_order(platform):
    platform.wait_until_said("the whole stand-in runs")
    platform.process.kill()
    platform.wait_until_gone()
    assert sorted(platform.events()[:2]) == ["first stopped", "second stopped"]


def test_a_killed_supervisor_leaves_none_behind_not_even_its_grandchildren(platform):
    platform.wait_until_said("the whole stand-in runs")
    os.kill(platform.supervisor(), signal.SIGKILL)
    assert platform.process.wait(SECONDS) == 1
    assert platform.processes() == []
    assert sorted(platform.events()) == ["first stopped", "second stopped", "server stopped"]


def test_a_second_start_on_the_same_folder_says_so_and_stops(platform):
    platform.wait_until_said("the whole stand-in runs")
    second = subprocess.run(
        [sys.executable, str(FAKE), str(platform.var)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert second.returncode == 1
    assert f"already running on {platform.var}" in second.stdout
    assert platform.process.poll() is None


def test_both_halves_killed_at_once_leave_no_service_behind(platform):
    platform.wait_until_said("the whole stand-in runs")
    services = [int((platform.var / "pids" / name).read_text()) for name in ("first", "second")]
    for pid in (platform.supervisor(), platform.process.pid):
        os.kill(pid, signal.SIGKILL)
    platform.process.wait()
    until = time.monotonic() + SECONDS
    while set(services) & set(platform.processes()):
        assert time.monotonic() < until, platform.processes()
        time.sleep(0.05)
    assert sorted(platform.events()[:2]) == ["first stopped", "second stopped"]


def test_a_new_start_waits_for_the_children_of_a_killed_one(start):
    platform = start(FAKE_SLOW="second")
    platform.wait_until_said("the whole stand-in runs")
    for pid in (platform.supervisor(), platform.process.pid):
        os.kill(pid, signal.SIGKILL)
    platform.process.wait()
    # The grandchild of the wrapper script has nobody left who could end it: real servers run without one.
    for pid in platform.processes():
        with contextlib.suppress(OSError):
            if b"\0server\0" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)
    again = start()
    again.wait_until_said("An earlier start was killed; waiting for its last processes to end")
    again.wait_until_said("the whole stand-in runs")
    again.process.terminate()
    assert again.process.wait(SECONDS) == 0


def test_after_a_kill_the_folder_can_be_used_again(start):
    platform = start()
    platform.wait_until_said("the whole stand-in runs")
    platform.process.kill()
    platform.process.wait()
    again = start()
    again.wait_until_said("the whole stand-in runs")
    again.process.terminate()
    assert again.process.wait(SECONDS) == 0


def test_a_service_that_dies_is_named_shown_and_started_again(platform):
    platform.wait_until_said("the whole stand-in runs")
    victim = int((platform.var / "pids" / "first").read_text())
    os.kill(victim, signal.SIGKILL)
    platform.wait_until_said("first is started again")
    assert "first ended unexpectedly (signal KILL); next try in 1 s" in platform.said()
    assert "    first | up" in platform.said()
    assert int((platform.var / "pids" / "first").read_text()) != victim


def test_a_server_that_is_lost_for_good_stops_everything(platform):
    platform.wait_until_said("the whole stand-in runs")
    for _ in range(2):
        os.kill(int((platform.var / "pids" / "server").read_text()), signal.SIGKILL)
        platform.wait_until_said("server ended unexpectedly")
        if "started again" not in platform.said():
            platform.wait_until_said("server is started again")
    assert platform.process.wait(SECONDS) == 1
    assert "server died 2 times in a row" in platform.said()
    assert platform.processes() == []


def test_a_service_that_never_starts_stops_the_start_with_its_last_words(start):
    platform = start(FAKE_DIES="first")
    assert platform.process.wait(SECONDS) == 1
    assert "    first | the reason why it died" in platform.said()
    assert "first did not start; its log is" in platform.said()
    assert platform.processes() == []


def test_a_child_that_ignores_the_signal_is_killed_after_its_grace(start):
    platform = start(FAKE_STUBBORN="second")
    platform.wait_until_said("the whole stand-in runs")
    platform.process.terminate()
    assert platform.process.wait(SECONDS) == 0
    assert "second did not end in its 1 s and was killed" in platform.said()
    assert platform.processes() == []
