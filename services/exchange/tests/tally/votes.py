"""Votes for the tests: by hand, at random, and the real ones where they lie beside this project."""

import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import strategies as st

from exchange.tally import Gathering, Project, Vote

FOLDER = Path(__file__).parents[4].parent / "shared" / "data" / "participatory-budgeting"
FILES = sorted(FOLDER.glob("*.pb"))

every_real_vote = pytest.mark.parametrize(
    "file",
    FILES
    or [
        pytest.param(None, marks=pytest.mark.skip("the real votes of shared/data are not beside the project"))
    ],
    ids=lambda file: file.stem if file else "none",
)


def vote_of(pot, costs, *ballots):
    """Projects a, b, c, ... with these costs; a ballot is ``"ab"`` or ``("ab", how many times)``."""
    ids = "abcdefghij"[: len(costs)]
    gathering = Gathering()
    for each in ballots:
        chosen, times = each if isinstance(each, tuple) else (each, 1)
        gathering.add({ids.index(one): 1 for one in chosen}, times)
    projects = tuple(Project(one, one.upper(), Fraction(cost)) for one, cost in zip(ids, costs, strict=True))
    return Vote(Fraction(pot), projects, gathering.ballots, "A vote")


def at_random(seed, most_projects=8, most_voters=40, points=1):
    """Few projects, few voters, small numbers: where ties and narrow results are likely."""
    chance = random.Random(seed)
    many = chance.randint(1, most_projects)
    costs = [chance.randint(1, 30) for _ in range(many)]
    gathering = Gathering()
    for _ in range(chance.randint(1, most_voters)):
        chosen = chance.sample(range(many), chance.randint(0, many))
        gathering.add({place: chance.randint(1, points) for place in chosen})
    projects = tuple(
        Project(f"p{place}", f"Project {place}", Fraction(cost)) for place, cost in enumerate(costs)
    )
    return Vote(Fraction(chance.randint(1, 80)), projects, gathering.ballots, f"Vote {seed}")


any_vote = st.builds(at_random, st.integers(0, 10**9), points=st.sampled_from([1, 1, 5]))
