"""Equal votes: the last earlier stage at which they differed decides, then the lot."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256

from stewardship.elections.counting.contest import Contest
from stewardship.elections.counting.outcome import Purpose, Tie


def lot_order(contest: Contest) -> tuple[str, ...]:
    """All candidate ids in the order of the lot: by SHA-256 of ``seed + ":" + id``, in UTF-8.

    Fixed by the seed before anybody votes. Whoever stands earlier is preferred: that surplus moves
    first, and the later one is excluded first.
    """
    ids = (each.id for each in contest.candidates)
    return tuple(sorted(ids, key=lambda each: sha256(f"{contest.seed}:{each}".encode()).digest()))
