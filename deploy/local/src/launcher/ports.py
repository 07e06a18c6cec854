"""Which port each part listens on: all from one base, or free ones where a derived one is taken."""

import errno
import socket
from collections.abc import Callable

from launcher.programs import NotPossible

LOOPBACK = "127.0.0.1"
HIGHEST = 65535
# The gateway alone sits on the base, its neighbours stay free for a second platform (8000, 8001).
# The mailbox page is at base + 25 (8025, where people look for such a page); the rest, which nobody
# types, is far away and below the ports that the kernel hands out for outgoing connections.
DERIVED = {
    "mailbox": 25,
    "health_membership": 10010,
    "health_notifications": 10011,
    "health_stewardship": 10012,
    "health_meetings": 10013,
    "health_skills_register": 10014,
    "health_exchange": 10015,
    "amqp": 10020,
    "amqp_distribution": 10021,
    "mongo": 10022,
    "smtp": 10025,
}


def is_free(port: int) -> bool:
    """Whether nobody listens on this loopback port. A connection that just ended does not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError as problem:
            if problem.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
        return True


def any_free() -> int:
    """A free port of the kernel's choice."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def choose(
    base: int, free: Callable[[int], bool] = is_free, other: Callable[[], int] = any_free
) -> dict[str, int]:
    """Port by part name; ``gateway`` is the base itself.

    Raises ``NotPossible`` when the base is taken. A derived port that is taken, or beyond 65535,
    becomes a free one; no two parts share a port.
    """
    if not free(base):
        raise NotPossible(
            f"Port {base} is in use by another program; stop that one, "
            f"or choose another port: make run PORT={base + 100}"
        )
    chosen = {"gateway": base}
    for name, offset in DERIVED.items():
        port = base + offset
        while port > HIGHEST or port in chosen.values() or not free(port):
            port = other()
        chosen[name] = port
    return chosen
