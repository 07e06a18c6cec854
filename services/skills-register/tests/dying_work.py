"""A process that dies between two steps of a transaction, for tests of what is left behind."""

from typing import Any

from chassis.testkit.memory import MemoryUnitOfWork


class Crash(Exception):
    """The process dies between two steps of a transaction."""


class DyingWork(MemoryUnitOfWork):
    """Touches so many collections, then dies; None is a long life."""

    left: int | None = None

    def collection(self, name: str, beside: str = "") -> Any:
        if self.left is not None:
            if self.left == 0:
                raise Crash
            self.left -= 1
        return super().collection(name, beside)
