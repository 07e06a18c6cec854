"""Two processes, so that neither's sudden end leaves anything behind.

The one that was started (the front) passes signals on and adopts every orphan; its child (the
supervisor) does the work. Kill either with -9 and the other ends what is left.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from launcher import kernel

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SWEEP_SECONDS = 45.0
"""How long adopted processes may clean up: as long as the slowest service may."""


def run(work: Callable[[], int], say: Callable[[str], None]) -> int:
    """Run ``work`` in a child of its own; the exit code of everything.

    ``work`` starts with SIGINT, SIGTERM and SIGHUP blocked, sets its handlers and then calls
    ``let_signals_in``. It is ended by SIGTERM when this process is killed.
    """
    kernel.adopt_orphans()
    front = os.getpid()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    supervisor = os.fork()
    if supervisor == 0:
        os._exit(_supervise(work, front))
    _pass_on_signals(supervisor)
    let_signals_in()
    code = _wait_for(supervisor)
    _sweep(gently=code < 0)
    if code < 0:
        say("The launcher was killed; everything it had started is stopped")
    return code if code >= 0 else 1


def let_signals_in() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _supervise(work: Callable[[], int], front: int) -> int:
    # An own session: Ctrl-C at the terminal reaches the front alone, which passes it on once.
    os.setsid()
    kernel.end_with_parent(front)
    try:
        return work()
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
