"""A breaker per called service: after some silences in a row, callers are told at once for a while."""

import threading
import time
from collections.abc import Callable

SILENCES = 5
OPEN_SECONDS = 3.0


class Breakers:
    """Counts silences by service name; safe between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._silences: dict[str, int] = {}
        self._open_until: dict[str, float] = {}
        self._turn = threading.Lock()

    def allows(self, service: str) -> bool:
        """False while open; when the time is over, one caller goes first and the others wait on."""
        until = self._open_until.get(service)
        if until is None:
            return True
        with self._turn:
            if self._clock() < self._open_until.get(service, 0.0):
                return False
            if service in self._open_until:
                self._open_until[service] = self._clock() + OPEN_SECONDS
            return True

    def failed(self, service: str) -> None:
        with self._turn:
            self._silences[service] = self._silences.get(service, 0) + 1
            if self._silences[service] >= SILENCES:
                self._open_until[service] = self._clock() + OPEN_SECONDS

    def answered(self, service: str) -> None:
        if service not in self._silences:
            return
        with self._turn:
            self._silences.pop(service, None)
            self._open_until.pop(service, None)
