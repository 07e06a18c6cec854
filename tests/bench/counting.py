"""Counting an election: beside the independent library on the same ballots, and as ballots become more."""

import random
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from stvpoll.scottish_stv import calculate_scottish_stv

from stewardship.elections.counting import Candidate, Contest, count, read_blt, write_blt
from tests.bench.figures import Figure, compare, plain
from tests.bench.programs import Programs

IDS = tuple(f"candidate-{number}" for number in range(1, 21))
CONTEST = Contest("Bench", 6, tuple(map(Candidate, IDS)), "bench")
MANY, FEW = 100_000, 1_000
ROUNDS_OF_FEW = 20
"""A count of the few takes milliseconds; the mean of so many is steadier."""


def measure(_: Programs) -> list[Figure]:
    """No servers are needed: a count is a function."""
    many, few = _ballots(MANY), _ballots(FEW)
    distinct_many, distinct_few = _all_different(MANY), _all_different(FEW)
    ours = partial(_seconds, count, CONTEST)
    published = write_blt(CONTEST, many)
    return [
        compare(
            "count_100000_beside_stvpoll", partial(ours, many), partial(_stvpoll_seconds, many), "s", "<= 1"
        ),
        _growth("count_growth_1000_to_100000", many, few),
        _growth("count_growth_all_ballots_differ", distinct_many, distinct_few),
        plain("read_blt_100000_ballots", _seconds(read_blt, published), "s"),
    ]


def _growth(name: str, many: Mapping[Any, int], few: Mapping[Any, int]) -> Figure:
    """Milliseconds for each thousand ballots: of many beside few. 1 is linear."""
    thousands = MANY / FEW
    return compare(
        name,
        lambda: 1000 * _seconds(count, CONTEST, many) / thousands,
        lambda: 1000 * sum(_seconds(count, CONTEST, few) for _ in range(ROUNDS_OF_FEW)) / ROUNDS_OF_FEW,
        "ms per thousand",
        "<= 1.2",
    )


def _ballots(many: int) -> dict[tuple[str, ...], int]:
    """As in a real ward: some candidates are liked by more people, and most people rank a few."""
    chance = random.Random(14)
    weight = {each: place**-0.7 for place, each in enumerate(IDS, 1)}
    cast: dict[tuple[str, ...], int] = {}
    for _ in range(many):
        liked = sorted(IDS, key=lambda each: chance.random() ** (1 / weight[each]), reverse=True)
        preferences = tuple(liked[: 1 + int(chance.expovariate(1 / 4))])
        cast[preferences] = cast.get(preferences, 0) + 1
    return cast


def _all_different(many: int) -> dict[tuple[str, ...], int]:
    """Everybody ranks all twenty and nobody agrees: there are no equal ballots to count as one."""
    chance = random.Random(15)
    return {tuple(chance.sample(IDS, len(IDS))): 1 for _ in range(many)}


def _stvpoll_seconds(cast: Mapping[tuple[str, ...], int]) -> float:
    return _seconds(calculate_scottish_stv, IDS, dict(cast), CONTEST.seats)


def _seconds(work: Callable[..., Any], *arguments: Any) -> float:
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began
