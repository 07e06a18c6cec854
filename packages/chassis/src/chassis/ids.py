"""UUIDv7 (RFC 9562): ids that sort by the time they were made."""

import secrets
import threading
import time
import uuid

_one_at_a_time = threading.Lock()
_last = 0


def new_id() -> str:
    """A new UUIDv7 as a string: 48 bits of Unix milliseconds, then random bits.

    In one process every id is greater than the one before, also within a millisecond: facts of one
    transaction leave the outbox in the order in which they became true.
    """
    global _last  # noqa: PLW0603 - what a process remembers of its last id
    number = (time.time_ns() // 1_000_000) << 74 | secrets.randbits(74)
    with _one_at_a_time:
        if number <= _last or number >> 74 == _last >> 74:
            number = _last + 1 + secrets.randbits(40)
        _last = number
    milliseconds, first, second = number >> 74, number >> 62 & 0xFFF, number & (1 << 62) - 1
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | first << 64 | 0x2 << 62 | second))
