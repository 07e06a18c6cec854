"""The lot that settles ties: fixed by a seed that is published before anybody votes."""

from collections.abc import Iterable
from hashlib import sha256


def lot_order(seed: str, ids: Iterable[str]) -> tuple[str, ...]:
    """By SHA-256 of ``seed + ":" + id`` in UTF-8; of two with as much the first one wins."""
    return tuple(sorted(ids, key=lambda each: sha256(f"{seed}:{each}".encode()).digest()))
