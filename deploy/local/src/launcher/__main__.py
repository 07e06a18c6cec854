"""``python -m launcher``: `make run`.

Two processes. The one that was started (the front) holds the lock, passes signals on and adopts
every orphan; its child (the supervisor) does the work. Kill either with -9 and the other ends
what is left, so no broker or worker outlives the platform.
"""

import os
import signal
import sys
import time
from types import FrameType

from launcher import kernel, lock
from launcher.programs import NotPossible
from launcher.settings import Settings, from_environment

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SWEEP_SECONDS = 45.0
WITH_PARENT = "--with-parent"
"""Stop when the process that started us (make) is gone, as after ``kill -9`` of it."""


def say(text: str) -> None:
    """A line for the person at the terminal; if they are gone, so be it."""
    try:
        print(text, flush=True)
    except OSError:
        return


def main(arguments: list[str]) -> int:
    if WITH_PARENT in arguments:
        kernel.end_with_parent(os.getppid())
    try:
        settings = from_environment()
        try:
            settings.var.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise NotPossible(f"The folder {settings.var} cannot be used: {problem.strerror}.") from None
        held = lock.take(settings.var, say)
    except NotPossible as why:
        say(str(why))
        return 1
    return _front(settings, held)


def _front(settings: Settings, held: int) -> int:
    kernel.adopt_orphans()
    front = os.getpid()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    supervisor = os.fork()
    if supervisor == 0:
        os._exit(_supervise(settings, held, front))
    _pass_on_signals(supervisor)
    _let_signals_in()
    code = _wait_for(supervisor)
    _sweep(gently=code < 0)
    if code < 0:
        say("The launcher was killed; everything it had started is stopped")
    return code if code >= 0 else 1


def _let_signals_in() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _supervise(settings: Settings, held: int, front: int) -> int:
    # An own session: Ctrl-C at the terminal reaches the front alone, which passes it on once.
    os.setsid()
    kernel.end_with_parent(front)
    # Heavy imports only here: the front stays small.
    from launcher import running

    try:
        return running.run(settings, say, held, _let_signals_in)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 70


def _pass_on_signals(supervisor: int) -> None:
    def forward(number: int, _frame: FrameType | None) -> None:
        try:
            os.kill(supervisor, signal.SIGTERM if number == signal.SIGHUP else number)
        except ProcessLookupError:
            return

    for number in SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, forward)


def _wait_for(supervisor: int) -> int:
    """Reap everything until the supervisor itself ends; its exit code, negative for a signal."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == supervisor:
            return os.waitstatus_to_exitcode(status)


def _sweep(*, gently: bool) -> None:
    """End every adopted process: SIGTERM and time to clean up when the supervisor could not, then SIGKILL."""
    until = time.monotonic() + (SWEEP_SECONDS if gently else 0.0)
    number = signal.SIGTERM if gently else signal.SIGKILL
    asked: set[int] = set()
    while left := kernel.descendants(os.getpid()):
        if time.monotonic() > until:
            number, asked = signal.SIGKILL, set()
        for pid in left - asked:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        asked |= left
        time.sleep(0.1)
        _reap()
    _reap()


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
