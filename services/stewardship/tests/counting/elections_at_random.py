"""Contests and ballots for properties: small, full of ties, and always with rules that can be kept."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from stewardship.elections.counting import Candidate, Contest, Reservations, problems

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A property of counts says nothing about time, and machines are busy (speed: tests/bench/counting.py)."""

COUNTIES = ("", "Devon", "Cornwall", "Somerset")
SYSTEMS = ("", "Devon STP", "Cornwall STP")


@st.composite
def ballots(draw, ids, least=0):
    """Ballots of every length, some of them equal and some empty."""
    some = st.lists(st.sampled_from(ids), unique=True, max_size=len(ids)).map(tuple)
    cast = draw(st.lists(st.tuples(some, st.integers(1, 9)), min_size=least, max_size=25))
    found: Counter[tuple[str, ...]] = Counter()
    for preferences, many in cast:
        found[preferences] += many
    return dict(found)


@st.composite
def elections(draw, most=8, least=1):
    """A contest without reservations, and its ballots."""
    many = draw(st.integers(least, most))
    ids = [f"c-{number}" for number in range(1, many + 1)]
    places = draw(st.integers(1, many))
    candidates = tuple(Candidate(each, f"Name {each}") for each in ids)
    seed = draw(st.text(max_size=3))
    return Contest("A group", places, candidates, seed), draw(ballots(ids))


@st.composite
def reserved_elections(draw, most=7):
    """A contest with reservations that can be kept, and its ballots."""
    contest, cast = draw(elections(most, least=3))
    places = st.tuples(st.sampled_from(COUNTIES), st.sampled_from(SYSTEMS), st.booleans())
    candidates = tuple(
        replace(each, county=county, system=system, patient=patient)
        for each in contest.candidates
        for county, system, patient in [draw(places)]
    )
    floors = st.dictionaries(
        st.sampled_from(SYSTEMS[1:]), st.integers(1, 2), min_size=draw(st.integers(0, 1))
    )
    rules = Reservations(draw(st.integers(0, 2)), draw(st.sampled_from((None, 1, 2, 3))), draw(floors))
    contest = replace(contest, candidates=candidates, reservations=rules)
    # The last rule gives way until the others can be kept.
    for softer in ({}, {"least_per_system": {}}, {"most_per_county": None}, {"patient_seats": 0}):
        contest = replace(contest, reservations=replace(contest.reservations, **softer))
        if not problems(contest):
            break
    return contest, cast
