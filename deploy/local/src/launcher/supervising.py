"""Starts programs in stages, watches them, restarts what dies, stops all in reverse order.

One thread, one loop: children are tied to the thread that started them, and a signal must
be able to interrupt every wait.
"""

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from launcher.processes import Child, how_it_ended, stop
from launcher.programs import READY, Job, NotPossible, Program

TICK_SECONDS = 0.1
PROGRESS_SECONDS = 5.0
STEADY_SECONDS = 60.0
"""A program that ran this long had a good start: its next death counts as the first."""
BACKOFF_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
TRIES_WHILE_STARTING = 3
HURRY_AFTER_SECONDS = 2.0
"""A second Ctrl-C after this long kills what still runs; an earlier one is an echo of the first."""


class Stopped(Exception):
    """SIGINT or SIGTERM came; everything is to be stopped in order."""


@dataclass
class Running:
    """A program under supervision; ``child`` is None while it waits to be started again."""

    program: Program
    child: Child | None = None
    ready: bool = False
    deaths: int = 0
    restart_at: float = 0.0


class Supervisor:
    """``folder`` is VAR; ``say`` prints a line for a person; ``keep`` descriptors go to every child."""

    def __init__(self, folder: Path, say: Callable[[str], None], keep: tuple[int, ...] = ()) -> None:
        self.folder = folder
        self.say = say
        self.keep = keep
        self.stages: list[list[Running]] = []
        self._stop_asked = False
        self._asked_at = 0.0
        self._hurry = False
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)

    def heed_signals(self) -> None:
        """SIGTERM, SIGINT and (unless started under nohup) SIGHUP stop everything in order."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._asked_to_stop)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if not self._stop_asked:
            self._stop_asked = True
            self._asked_at = now
        elif now - self._asked_at > HURRY_AFTER_SECONDS:
            self._hurry = True
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b".")

    def pause(self, seconds: float) -> None:
        """Wait this long; raises ``Stopped`` as soon as a stop is asked for."""
        if not self._stop_asked:
            select.select([self._wake_read], [], [], seconds)
        if self._stop_asked:
            raise Stopped

    def start(self, *stages: Sequence[Program]) -> None:
        """Start these together and wait until each is ready; later the last stage is stopped first.

        Raises ``NotPossible`` when one is not ready within its patience or keeps dying.
        """
        together = [[Running(program) for program in programs] for programs in stages]
        self.stages += together
        started = [running for stage in together for running in stage]
        self.say(f"Starting {_listed(running.program.name for running in started)}")
        began = said = time.monotonic()
        for running in started:
            self._launch(running)
        while waiting := [running for running in started if not running.ready]:
            reasons = {running.program.name: self._look_at_start(running, began) for running in waiting}
            if time.monotonic() - said >= PROGRESS_SECONDS:
                said = time.monotonic()
                missing = "; ".join(f"{name}: {why}" for name, why in reasons.items() if why)
                if missing:
                    self.say(f"  {said - began:.0f} s, waiting for {missing}")
            self.pause(TICK_SECONDS)

    def _look_at_start(self, running: Running, began: float) -> str:
        program = running.program
        if self._died(running) and running.deaths >= min(
            program.tries or TRIES_WHILE_STARTING, TRIES_WHILE_STARTING
        ):
            raise NotPossible(f"{program.name} did not start; its log is {self._log(program.name)}.")
        if running.child is None:
            self._restart_when_time(running)
            return "its next try"
        waited = time.monotonic() - began
        missing = program.probe()
        if missing == READY:
            running.ready = True
            self.say(f"  {program.name} is ready ({waited:.1f} s)")
        elif waited > program.patience:
            self._show_log(running.child)
            raise NotPossible(
                f"{program.name} was not ready after {program.patience:.0f} s ({missing}); "
                f"its log is {self._log(program.name)}."
            )
        return missing

    def run(self, job: Job) -> None:
        """Run a job to its end; raises ``NotPossible`` when it fails or takes too long."""
        began = said = time.monotonic()
        child = Child(
            job.name, job.command, job.environment, self._log(job.name), keep=self.keep, folder=job.folder
        )
        stage = [Running(Program(job.name, job.command, job.environment), child)]
        self.stages.append(stage)
        try:
            while (code := child.ended()) is None:
                now = time.monotonic()
                if now - began > job.limit:
                    raise NotPossible(
                        f"{job.name} took more than {job.limit:.0f} s; its log is {self._log(job.name)}."
                    )
                if now - said >= PROGRESS_SECONDS:
                    said = now
                    last = child.last_lines(1)
                    self.say(f"  {now - began:.0f} s, {job.name}" + (f": {last[0][:150]}" if last else ""))
                self._watch_once()
                self.pause(TICK_SECONDS)
        finally:
            stop([child], {job.name: 5.0})
            self.stages.remove(stage)
        if code != 0:
            self._show_log(child)
            raise NotPossible(f"{job.name} failed ({how_it_ended(code)}); its log is {self._log(job.name)}.")
        self.say(f"  {job.name} is done ({time.monotonic() - began:.1f} s)")

    def watch(self) -> None:
        """Keep everything running until ``Stopped``; ``NotPossible`` when a server is lost for good."""
        while True:
            self._watch_once()
            self.pause(5 * TICK_SECONDS)

    def _watch_once(self) -> None:
        for running in [running for stage in self.stages for running in stage if running.ready]:
            program = running.program
            if self._died(running) and program.tries is not None and running.deaths >= program.tries:
                raise NotPossible(
                    f"{program.name} died {running.deaths} times in a row; "
                    f"its log is {self._log(program.name)}."
                )
            self._restart_when_time(running)

    def _died(self, running: Running) -> bool:
        """Notice a death: say it, show the log's end, plan the next start."""
        child = running.child
        if child is None or (code := child.ended()) is None:
            return False
        child.kill_group()
        steady = time.monotonic() - child.started > STEADY_SECONDS
        running.deaths = 1 if steady else running.deaths + 1
        running.child = None
        delay = BACKOFF_SECONDS[min(running.deaths, len(BACKOFF_SECONDS)) - 1]
        running.restart_at = time.monotonic() + delay
        self.say(f"{child.name} ended unexpectedly ({how_it_ended(code)}); next try in {delay:.0f} s")
        self._show_log(child)
        return True

    def _restart_when_time(self, running: Running) -> None:
        if running.child is None and time.monotonic() >= running.restart_at:
            self._launch(running)
            if running.ready:
                self.say(f"{running.program.name} is started again")

    def _launch(self, running: Running) -> None:
        program = running.program
        try:
            running.child = Child(
                program.name,
                program.command,
                program.environment,
                self._log(program.name),
                keep=self.keep,
                folder=program.folder,
            )
        except OSError as problem:
            raise NotPossible(f"{program.name} cannot be started: {problem}.") from None
        pids = self.folder / "pids"
        pids.mkdir(exist_ok=True)
        (pids / program.name).write_text(f"{running.child.pid}\n")

    def stop_all(self) -> None:
        """Stop the stages in reverse order, each stage together; leave no pid file."""
        while self.stages:
            stage = self.stages.pop()
            children = [running.child for running in stage if running.child is not None]
            if children:
                self.say(f"Stopping {_listed(child.name for child in children)}")
            grace = {running.program.name: running.program.grace for running in stage}
            for name in stop(children, grace, lambda: self._hurry):
                self.say(f"  {name} did not end in its {grace[name]:.0f} s and was killed")
            for running in stage:
                (self.folder / "pids" / running.program.name).unlink(missing_ok=True)

    def _log(self, name: str) -> Path:
        return self.folder / "logs" / f"{name}.log"

    def _show_log(self, child: Child) -> None:
        for line in child.last_lines():
            self.say(f"    {child.name} | {line}")


def _listed(names: object) -> str:
    words = list(names)  # type: ignore[call-overload]
    return " and ".join(([", ".join(words[:-1])] if words[:-1] else []) + words[-1:])
