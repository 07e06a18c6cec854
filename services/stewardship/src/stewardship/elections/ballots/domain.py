"""One ballot: which orders of preference are one (row 14)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stewardship.refusal import Refusal


@dataclass(frozen=True)
class Ballot:
    """What is kept of a vote: no member, no time, no order. ``preferences`` are numbers on the paper."""

    receipt: str
    election: str
    preferences: tuple[int, ...]


def order_of(ranked: Iterable[tuple[int, int]], candidates: Iterable[int]) -> tuple[int, ...]:
    """Candidates' numbers by rank from (number, rank) pairs; one rank is enough, a gap is not allowed.

    Refused: ``ballot_empty``, ``candidate_not_nominated``, ``preference_repeated`` (somebody ranked
    twice, or two with one rank), ``preference_gap``.
    """
    pairs = list(ranked)
    if not pairs:
        raise Refusal("ballot_empty")
    numbers = [number for number, _ in pairs]
    if not set(numbers) <= set(candidates):
        raise Refusal("candidate_not_nominated")
    by_rank: Mapping[int, int] = {rank: number for number, rank in pairs}
    if len(set(numbers)) < len(pairs) or len(by_rank) < len(pairs):
        raise Refusal("preference_repeated")
    if set(by_rank) != set(range(1, len(pairs) + 1)):
        raise Refusal("preference_gap")
    return tuple(by_rank[rank] for rank in sorted(by_rank))
