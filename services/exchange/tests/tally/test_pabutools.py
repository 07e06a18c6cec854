"""Against an independent library, pabutools: the same winners by both rules, on random and on real votes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votes import at_random, every_real_vote

from exchange.tally import RULES, Vote, read_pb, write_pb
from exchange.tally.vote import support_of

pytest.importorskip("pabutools", reason="pabutools is not installed")

from pabutools.election import Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import completion_by_rule_combination, greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule


def winners_elsewhere(vote: Vote, rule: str) -> set[str]:
    """Of the published file, as pabutools reads and tallies it."""
    instance, profile = parse_pabulib_from_string(write_pb(vote))
    order = {each.id: place for place, each in enumerate(vote.projects)}
    shared = {
        "sat_class": Cost_Sat,
        # Of two that are equal the one that stands first in the file.
        "tie_breaking": TieBreakingRule(lambda _instance, _profile, project: order[project.name]),
    }
    if rule == "greedy":
        found = greedy_utilitarian_welfare(instance, profile, **shared)
    else:
        rules = [method_of_equal_shares, greedy_utilitarian_welfare]
        found = completion_by_rule_combination(instance, profile, rules, [shared, shared])
    return {project.name for project in found}


def with_votes(vote: Vote) -> Vote:
    """pabutools funds what nobody voted for when there is money; we do not."""
    chosen = [place for place, got in enumerate(support_of(vote)) if got.votes]
    moved = {old: new for new, old in enumerate(chosen)}
    ballots = {tuple((moved[place], points) for place, points in each): n for each, n in vote.ballots.items()}
    return Vote(vote.pot, tuple(vote.projects[place] for place in chosen), ballots, vote.title)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_random_votes_have_the_same_winners(rule, seed):
    vote = with_votes(at_random(seed))
    if vote.projects:
        assert {each.id for each in RULES[rule](vote).funded} == winners_elsewhere(vote, rule)


@pytest.mark.parametrize("rule", RULES)
@every_real_vote
def test_real_votes_have_the_same_winners(file, rule):
    vote = read_pb(file.read_bytes()).vote
    assert {each.id for each in RULES[rule](vote).funded} == winners_elsewhere(vote, rule)
