"""Crash points for the fault tests: nothing happens unless ``FAULT=name:n`` is set."""

import os
import signal

_name, _, _count = os.environ.get("FAULT", "").partition(":")
_left = int(_count or 1)


def fault(name: str) -> None:
    """Kill this process at the n-th pass of the named point, as a power cut would."""
    global _left  # noqa: PLW0603 - the countdown is the process's own
    if name != _name:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
