"""Votes that anybody can tally on paper."""

from fractions import Fraction

import pytest
from votes import vote_of

from exchange.tally import RULES, Gathering, Project, Vote, equal_shares, greedy, sentence


def funded(outcome):
    return "".join(each.id for each in outcome.funded)


def fates(outcome):
    return {each.project.id: each for each in outcome.fates}


def test_the_most_votes_come_first_and_what_does_not_fit_is_passed_over():
    outcome = greedy(vote_of(100, [60, 50, 40], ("a", 5), ("b", 4), ("c", 3)))
    assert funded(outcome) == "ac"
    assert (outcome.spent, outcome.voters) == (100, 12)
    b = fates(outcome)["b"]
    assert (b.reason, b.left, b.votes_short) == ("too_little_left", 40, 2)
    assert sentence(b) == (
        "Not funded: it costs 50, and 40 was left at its turn. "
        "With 2 votes more its turn would have come in time."
    )


def test_what_costs_more_than_the_pot_and_what_nobody_chose_is_not_funded():
    found = fates(greedy(vote_of(100, [101, 10, 20], ("a", 5), "c")))
    assert (found["a"].reason, found["b"].reason, found["c"].reason) == ("over_pot", "no_votes", None)
    assert sentence(found["b"]) == "Not funded: nobody voted for it."
    assert sentence(found["a"]) == "Not funded: it costs 101, more than the whole pot."


@pytest.mark.parametrize("rule", RULES)
def test_of_two_that_are_equal_the_lot_takes_the_first_and_says_so(rule):
    outcome = RULES[rule](vote_of(10, [10, 10], "a", "b", "ab", "ab"))
    assert funded(outcome) == "a"
    assert outcome.ties == (("a", "b"),)


def test_a_tie_that_the_lot_lost_is_explained():
    b = fates(greedy(vote_of(10, [10, 10], "a", "b")))["b"]
    assert (b.reason, b.votes_short) == ("tied_out", 1)
    assert sentence(b).startswith("Not funded: as many voted for another, which the lot took first;")


def test_shares_fund_what_a_minority_pays_for_and_votes_alone_would_not():
    # Three of four voters would spend the whole pot of 100 on a and b; the fourth has 25 of it.
    vote = vote_of(100, [50, 50, 25], ("ab", 3), "c")
    assert funded(greedy(vote)) == "ab"
    shares = equal_shares(vote)
    assert funded(shares) == "ac"
    assert fates(shares)["a"].price == Fraction(50, 3)
    # The three still hold 25 of the 50 that b costs.
    assert (fates(shares)["b"].purses, fates(shares)["b"].left) == (25, 25)
    assert "Those who chose it held 25 of its cost" in sentence(fates(shares)["b"])


def test_who_holds_less_than_the_price_pays_what_they_hold():
    # Each of four begins with 10. a: all four pay 5. Then b (20): its three voters hold 5, 5, 10 = 20.
    vote = two_projects(a="wxy", b="xyz")
    outcome = equal_shares(vote)
    assert funded(outcome) == "ab"
    assert [each.price for each in outcome.fates] == [5, 10]


def two_projects(a, b):
    ballots = ["".join(one for one, who in (("a", a), ("b", b)) if voter in who) for voter in "wxyz"]
    return vote_of(40, [15, 20], *ballots)


def test_what_is_left_goes_by_votes():
    outcome = equal_shares(vote_of(100, [30, 60], ("a", 2), ("b", 2)))
    assert [(each.project.id, each.funded_by) for each in outcome.fates] == [
        ("a", "shares"),
        ("b", "completion"),
    ]
    assert sentence(fates(outcome)["b"]) == (
        "Funded by its 2 votes from what was left in the end, 70; "
        "those who chose it still held 50 of their shares."
    )


def test_a_blank_ballot_counts_among_the_voters():
    # With two blank ballots each of four has 10: the two who want a hold 20 together.
    assert equal_shares(vote_of(40, [21], ("a", 2), ("", 2))).fates[0].funded_by == "completion"
    assert equal_shares(vote_of(40, [20], ("a", 2), ("", 2))).fates[0].funded_by == "shares"


@pytest.mark.parametrize("rule", RULES)
def test_what_costs_nothing_is_funded_and_a_vote_without_ballots_funds_nothing(rule):
    assert funded(RULES[rule](vote_of(10, [0, 5], "ab"))) == "ab"
    assert funded(RULES[rule](vote_of(10, [1]))) == ""


def test_twice_the_points_pay_twice_the_price():
    gathering = Gathering()
    gathering.add({0: 2})
    gathering.add({0: 1})
    vote = Vote(Fraction(60), (Project("a", "A", Fraction(30)),), gathering.ballots)
    assert equal_shares(vote).fates[0].price == 10
