"""One child process: in its own session, its output in a file, ended by the launcher's end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from launcher import kernel

LAST_LINES = 12
LOG_BYTES = 20_000_000
"""A log that is longer when its program starts again is set aside as ``<name>.log.1``."""


class Child:
    """A started process. Start it from the main thread: the kernel ties its life to that thread."""

    def __init__(
        self,
        name: str,
        command: tuple[str, ...],
        environment: Mapping[str, str],
        log: Path,
        *,
        keep: tuple[int, ...] = (),
        folder: str = ".",
    ) -> None:
        """``keep``: descriptors that the child inherits (the lock). Raises ``OSError`` if it cannot run."""
        self.name = name
        self.log = log
        parent = os.getpid()
        _set_aside(log)
        # Not a pipe through the launcher: a child writing to it would die of the launcher's end
        # before it has cleaned up.
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                env=dict(environment),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=keep,
                # No other thread of ours holds a lock over this fork: the loop is the only one.
                preexec_fn=lambda: kernel.end_with_parent(parent),  # noqa: PLW1509
            )
        self.started = time.monotonic()

    @property
    def pid(self) -> int:
        return self.process.pid

    def ended(self) -> int | None:
        """The exit code (minus the signal's number for a killed one), or None while it runs."""
        return self.process.poll()

    def ask_to_stop(self) -> None:
        """SIGTERM to the process itself, which knows how to end its own."""
        if self.ended() is None:
            self.process.send_signal(signal.SIGTERM)

    def kill_group(self) -> None:
        """SIGKILL to whatever is left of its process group, the process itself included."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return

    def last_lines(self, count: int = LAST_LINES) -> list[str]:
        """The end of its log."""
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 16_384))
                text = file.read().decode(errors="replace")
        except FileNotFoundError:
            return []
        return [line for line in text.splitlines() if line.strip()][-count:]


def how_it_ended(code: int) -> str:
    """An exit code in words: ``exit code 3`` or ``signal KILL``."""
    if code < 0:
        try:
            return f"signal {signal.Signals(-code).name.removeprefix('SIG')}"
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


def stop(
    children: list[Child], grace: Mapping[str, float], hurry: Callable[[], bool] = lambda: False
) -> list[str]:
    """Stop these together: SIGTERM, each its grace (seconds), then SIGKILL. Names of those killed.

    ``hurry`` is asked all the while; when it says yes, the rest of the grace is not waited for.
    """
    for child in children:
        child.ask_to_stop()
    asked = time.monotonic()
    left = list(children)
    killed = []
    while left:
        for child in list(left):
            if child.ended() is not None:
                left.remove(child)
            elif hurry() or time.monotonic() - asked > grace[child.name]:
                killed.append(child.name)
                child.kill_group()
                child.process.wait()
                left.remove(child)
        if left:
            time.sleep(0.05)
    for child in children:
        child.kill_group()
    return killed


def _set_aside(log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
