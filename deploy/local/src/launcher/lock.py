"""One platform per VAR: a lock that ends with the last process that holds it."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

from launcher.programs import NotPossible

LEFTOVERS_SECONDS = 45.0
"""How long children of a launcher that was killed may take to end (a service's grace)."""


def take(var: Path, say: Callable[[str], None] = print, wait: float = LEFTOVERS_SECONDS) -> int:
    """Lock ``var`` and answer the descriptor; every child inherits it.

    A lock that only the children of a dead launcher still hold is waited for. Raises
    ``NotPossible`` when a launcher is running on this VAR.
    """
    path = var / "launcher.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + wait
    told = False
    while not _locked(descriptor):
        holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip()
        if holder.isdigit() and _alive(int(holder)):
            os.close(descriptor)
            raise NotPossible(
                f"Q Commons is already running on {var} (process {holder}); stop that one, "
                f"or start another beside it: make run PORT=8100 VAR=./var-2"
            )
        if time.monotonic() > until:
            os.close(descriptor)
            raise NotPossible(f"Something of an earlier start still runs on {var}; stop it and try again.")
        if not told:
            say("An earlier start was killed; waiting for its last processes to end")
            told = True
        time.sleep(0.2)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
