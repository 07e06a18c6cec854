"""What is wrong with a ballot is said before it is cast."""

import pytest

from stewardship.elections.counting import BallotProblem, ballot_problems, preferences_of

IDS = ("ann", "bob", "cai")


@pytest.mark.parametrize("preferences", [("ann",), ("cai", "ann"), ("bob", "cai", "ann")])
def test_a_ballot_may_choose_some_or_all(preferences):
    assert ballot_problems(preferences, IDS) == ()


def test_an_empty_ballot_is_found():
    assert ballot_problems((), IDS) == ("The ballot is empty: choose at least one candidate.",)


def test_somebody_who_does_not_stand_is_found_once():
    assert ballot_problems(("ann", "dee", "dee"), IDS) == (
        "Nobody stands as “dee”.",
        "“dee” is chosen 2 times; choose each once.",
    )


def test_choosing_somebody_twice_is_found():
    assert ballot_problems(("ann", "bob", "ann"), IDS) == ("“ann” is chosen 2 times; choose each once.",)


def test_ranks_become_an_order():
    assert preferences_of({"ann": 2, "cai": 1, "bob": 3}, IDS) == ("cai", "ann", "bob")


@pytest.mark.parametrize(
    ("ranks", "sentence"),
    [
        ({}, "The ballot is empty: choose at least one candidate."),
        ({"ann": 1, "bob": 3}, "The rank 2 is left out: ranks go 1, 2, 3 without a gap."),
        ({"ann": 2}, "The rank 1 is left out: ranks go 1, 2, 3 without a gap."),
        ({"ann": 1, "bob": 1}, "The rank 1 is given 2 times."),
        ({"ann": 0}, "“0” is not a rank: use 1 for the first choice, 2 for the next."),
        ({"ann": True}, "“True” is not a rank: use 1 for the first choice, 2 for the next."),
        ({"ann": "1"}, "“1” is not a rank: use 1 for the first choice, 2 for the next."),
        ({"dee": 1}, "Nobody stands as “dee”."),
    ],
)
def test_ranks_that_make_no_order_are_refused_with_the_reason(ranks, sentence):
    with pytest.raises(BallotProblem) as refused:
        preferences_of(ranks, IDS)
    assert refused.value.sentences == (sentence,)


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(BallotProblem, match=r"Nobody stands as “dee”. The rank 1 is given 2 times."):
        preferences_of({"dee": 1, "ann": 1}, IDS)
