"""A very short memory in one process, so that reads do not ask the database who you are each time.

What a worker remembers may be true for two more seconds after another worker changed it:
a session ended there, a token revoked there, still opens doors here for at most that long.
What this worker itself changes it forgets at once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

SHORT = timedelta(seconds=2)
MOST = 4096  # entries; beyond that everything is forgotten, which costs one look-up each


class ShortMemory(Generic[T]):
    """Values by key for ``lifetime``; threads may share it."""

    def __init__(self, lifetime: timedelta = SHORT) -> None:
        self._lifetime = lifetime
        self._held: dict[str, tuple[datetime, T]] = {}
        self._lock = Lock()

    def recall(self, key: str, now: datetime) -> T | None:
        held = self._held.get(key)
        return held[1] if held is not None and now < held[0] else None

    def keep(self, key: str, value: T, now: datetime, lifetime: timedelta | None = None) -> T:
        with self._lock:
            if len(self._held) >= MOST:
                self._held.clear()
            self._held[key] = (now + (lifetime or self._lifetime), value)
        return value

    def forget(self, key: str) -> None:
        with self._lock:
            self._held.pop(key, None)

    def forget_where(self, matches: Callable[[T], bool]) -> None:
        with self._lock:
            self._held = {key: held for key, held in self._held.items() if not matches(held[1])}
