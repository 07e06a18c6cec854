"""``python -m launcher``: `make run`."""

import os
import sys

from launcher import front, kernel, lock
from launcher.programs import NotPossible
from launcher.settings import Settings, from_environment

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
        held = take_var(settings)
    except NotPossible as why:
        say(str(why))
        return 1

    def work() -> int:
        # Heavy imports only in the child: the front stays small.
        from launcher import running

        return running.run(settings, say, held, front.let_signals_in)

    return front.run(work, say)


def take_var(settings: Settings) -> int:
    """Make VAR and lock it; raises ``NotPossible``."""
    try:
        settings.var.mkdir(parents=True, exist_ok=True)
        return lock.take(settings.var, say)
    except OSError as problem:
        raise NotPossible(f"The folder {settings.var} cannot be used: {problem.strerror}.") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
