"""Tallying a round: seconds for a million ballots by each rule, and how that grows as ballots become more."""

import gc
import random
import time
from collections.abc import Sequence
from fractions import Fraction

from exchange.tally import RULES, Gathering, Project, Vote
from tests.bench.figures import Figure, compare, plain
from tests.bench.programs import Programs

PROJECTS, PICKS = 200, 6
MANY, FEW = 1_000_000, 10_000
TALLIES_OF_FEW = 20
"""A tally of the few takes a moment; the mean of so many is steadier."""

Chosen = Sequence[tuple[int, ...]]


def measure(_: Programs) -> list[Figure]:
    """No servers are needed: a tally is a function."""
    many = _ballots(MANY)
    few = many[:FEW]
    figures = []
    for rule in RULES:
        name = rule.replace("-", "_")
        growth = compare(
            f"tally_growth_{name}",
            lambda rule=rule: 1000 * _seconds(rule, many) / (MANY / 1000),  # type: ignore[misc]
            lambda rule=rule: 1000 * _mean_seconds(rule, few) / (FEW / 1000),  # type: ignore[misc]
            "ms per thousand",
            "<= 1.2",
        )
        figures += [plain(f"tally_1000000_{name}", growth.ours * MANY / 1_000_000, "s"), growth]
    return figures


def _ballots(number: int) -> list[tuple[int, ...]]:
    """The 2019 form over many projects: everybody chooses six, and some projects are liked by more people."""
    chance = random.Random(57)
    weights = [1 / (place + 5) for place in range(PROJECTS)]
    chance.shuffle(weights)
    cast = []
    for _ in range(number):
        chosen: set[int] = set()
        while len(chosen) < PICKS:
            chosen.update(chance.choices(range(PROJECTS), weights, k=PICKS - len(chosen)))
        cast.append(tuple(sorted(chosen)))
    return cast


def _projects() -> tuple[Project, ...]:
    """Asks of 5,000 to 50,000 pounds, in pence."""
    chance = random.Random(58)
    costs = (Fraction(chance.randrange(5_000_00, 50_000_00)) for _ in range(PROJECTS))
    return tuple(Project(f"p-{place}", f"Project {place}", cost) for place, cost in enumerate(costs))


def _mean_seconds(rule: str, cast: Chosen) -> float:
    return sum(_seconds(rule, cast) for _ in range(TALLIES_OF_FEW)) / TALLIES_OF_FEW


def _seconds(rule: str, cast: Chosen) -> float:
    """From the ballots as they come out of the box to what each project is told."""
    projects, pot = _projects(), Fraction(600_000_00)
    gc.collect()
    began = time.perf_counter()
    gathering = Gathering()
    for chosen in cast:
        gathering.add(dict.fromkeys(chosen, 1))
    RULES[rule](Vote(pot, projects, gathering.ballots))
    return time.perf_counter() - began
