"""A vote of 200 members, tallied again from its file by an independent program: the same winners."""

import pytest
from exchange_desk import Desk
from polling import LEADS, Polling

from exchange.tally import RULES

pytest.importorskip("pabutools", reason="pabutools is not installed")

from pabutools.election import Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import completion_by_rule_combination, greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule


def winners_elsewhere(content: str, order: list[str], rule: str) -> set[str]:
    instance, profile = parse_pabulib_from_string(content)
    shared = {
        "sat_class": Cost_Sat,
        "tie_breaking": TieBreakingRule(lambda _instance, _profile, project: order.index(project.name)),
    }
    if rule == "greedy":
        found = greedy_utilitarian_welfare(instance, profile, **shared)
    else:
        rules = [method_of_equal_shares, greedy_utilitarian_welfare]
        found = completion_by_rule_combination(instance, profile, rules, [shared, shared])
    return {project.name for project in found}


def test_a_vote_of_200_members_is_tallied_alike_by_another_program(desk: Desk):
    polls = Polling(desk, voters=200).open()
    # A minority of 75 wants one project, and holds more of the pot than it costs; 125 want two of the others.
    for number, voter in enumerate(polls.voters):
        polls.vote(voter, "d" if number < 75 else ("ab", "bc", "ca")[number % 3])
    told = polls.tally()
    content = polls.file()
    order = [each["id"] for each in told["projects"]]
    assert (told["turnout"]["ballots"], len(order)) == (200, len(LEADS))
    funded = {
        each["rule"]: {one["id"] for one in each["projects"] if one["is_funded"]} for each in told["tallies"]
    }
    assert set(funded) == set(RULES)
    assert "p-d" in funded["equal-shares"]
    assert "p-d" not in funded["greedy"]
    for rule, ours in funded.items():
        assert winners_elsewhere(content, order, rule) == ours
