"""Counts that were worked out with a pencil, with fractions."""

from dataclasses import replace
from fractions import Fraction

from stewardship.elections.counting import Candidate, Contest, count, lot_order


def contest(seats: int, names: str, seed: str = "a") -> Contest:
    return Contest("By hand", seats, tuple(Candidate(each, each.upper()) for each in names), seed)


def votes(counted, stage: int, names: str) -> list[Fraction]:
    return [counted.stages[stage - 1].votes[each] for each in names]


def test_one_surplus_and_two_exclusions():
    """19 ballots, 2 seats: quota 19 // 3 + 1 = 7. A has 10, so 3 / 10 of each of its ballots moves on."""
    ballots = {("a", "b"): 6, ("a", "c"): 4, ("b",): 3, ("c", "d"): 4, ("d",): 2}
    counted = count(contest(2, "abcd"), ballots)
    assert (counted.valid, counted.quota) == (19, 7)
    assert votes(counted, 1, "abcd") == [10, 3, 4, 2]
    assert counted.stages[1].value == Fraction(3, 10)
    assert votes(counted, 2, "abcd") == [7, Fraction(24, 5), Fraction(26, 5), 2]
    assert counted.stages[1].transfers == {"b": Fraction(9, 5), "c": Fraction(6, 5), "a": -3}
    assert [stage.excluded for stage in counted.stages] == [(), (), ("d",), ("b",)]
    # B's ballots name nobody further: its own three, and six at 3 / 10.
    assert counted.stages[3].exhausted == 2 + 3 + Fraction(18, 10)
    assert counted.elected_ids == ("a", "c")
    assert [(each.stage, each.votes, each.reason) for each in counted.elected] == [
        (1, 10, "quota"),
        (4, Fraction(26, 5), "last_seats"),
    ]


def test_a_surplus_moves_ballots_at_the_values_they_came_with():
    """20 ballots, 3 seats: quota 6. A's 12 move to B at 1/2: B has 2 + 6 = 8 and passes on 2 of 8.

    So A's ballots come to C at 1/2 of 1/4 each, and B's own two at 1/4.
    """
    counted = count(contest(3, "abcd"), {("a", "b", "c"): 12, ("b", "c"): 2, ("c",): 3, ("d",): 3})
    assert [stage.candidate for stage in counted.stages] == [None, "a", "b", "d"]
    assert counted.stages[2].value == Fraction(1, 4)
    assert votes(counted, 3, "abcd") == [6, 6, 3 + Fraction(12, 8) + Fraction(2, 4), 3]
    assert counted.elected_ids == ("a", "b", "c")


def test_the_part_of_a_surplus_that_names_nobody_further_is_shown_apart():
    """12 ballots, 2 seats: quota 5. Of A's 8 ballots 4 stop there: half of the surplus of 3."""
    counted = count(contest(2, "abc"), {("a",): 4, ("a", "b"): 4, ("b",): 2, ("c",): 2})
    assert counted.stages[1].non_transferable == Fraction(3, 2)
    assert votes(counted, 2, "abc") == [5, Fraction(7, 2), 2]
    assert counted.stages[1].exhausted == 0


def test_the_larger_surplus_moves_first_and_passes_over_who_is_elected():
    """24 ballots, 3 seats: quota 7. B's ballots for A go on to C, because A is elected already."""
    counted = count(contest(3, "abcd"), {("a", "d"): 9, ("b", "a", "c"): 10, ("c",): 3, ("d",): 2})
    assert [stage.candidate for stage in counted.stages] == [None, "b", "a", "d"]
    assert votes(counted, 2, "abcd") == [9, 7, 6, 2]
    assert votes(counted, 3, "abcd") == [7, 7, 6, 4]
    assert counted.elected_ids == ("b", "a", "c")


def test_who_is_elected_by_a_surplus_goes_before_a_smaller_surplus_that_waits():
    """35 ballots, 4 seats: quota 8. A has 18; its surplus of 10 lifts C from 6 to 16, above B's 9."""
    counted = count(contest(4, "abcde"), {("a", "c"): 18, ("b", "e"): 9, ("c", "d"): 6, ("d",): 1, ("e",): 1})
    assert counted.quota == 8
    assert [stage.candidate for stage in counted.stages[:4]] == [None, "a", "c", "b"]


def test_nothing_moves_when_all_seats_are_filled():
    counted = count(contest(1, "abc"), {("a", "b"): 5, ("b",): 1, ("c",): 1})
    assert len(counted.stages) == 1
    assert votes(counted, 1, "abc") == [5, 1, 1]


def test_as_many_candidates_as_seats_are_all_elected_at_once():
    counted = count(contest(3, "abc"), {("a", "b"): 5, ("b",): 1})
    assert len(counted.stages) == 1
    assert counted.elected_ids == ("a", "b", "c")
    assert counted.elected[2].reason == "last_seats"


def test_a_candidate_with_exactly_the_quota_is_elected_without_a_surplus():
    counted = count(contest(1, "abc"), {("a", "b"): 3, ("b",): 1, ("c",): 1})
    assert counted.quota == counted.elected[0].votes == 3
    assert len(counted.stages) == 1


def test_equal_votes_are_decided_by_the_last_stage_at_which_they_differed():
    """B and C have 4 each once D has gone; before that B had 3 and C 4, so B is excluded."""
    counted = count(contest(1, "abcd"), {("a",): 5, ("b",): 3, ("c",): 4, ("d", "b"): 1})
    tie = counted.stages[2].ties[0]
    assert counted.stages[2].excluded == ("b",)
    assert (tie.candidates, tie.chosen, tie.rule, tie.stage) == (("b", "c"), "b", "earlier_stage", 1)
    assert tie.sentence in counted.stages[2].sentences
    assert tie.sentence == (
        "B and C have 4 votes each. Going back, stage 1 is where B had the fewest: B is excluded."
    )


def test_votes_that_never_differed_are_decided_by_the_published_lot():
    """SHA-256 of “a:b” begins with 6, of “a:c” with e: B is preferred, so C is excluded."""
    counted = count(contest(1, "abc"), {("a",): 3, ("b",): 2, ("c",): 2})
    assert counted.lot.index("b") < counted.lot.index("c")
    tie = counted.stages[1].ties[0]
    assert (tie.chosen, tie.rule, tie.stage) == ("c", "lot", None)
    assert "the lot published before opening decides; its order is B and C: C is excluded." in tie.sentence


def test_the_lot_prefers_whoever_stands_earlier_when_surpluses_are_equal():
    counted = count(contest(2, "abcd"), {("a", "c"): 5, ("b", "d"): 5, ("c",): 1, ("d",): 1})
    first = min("ab", key=counted.lot.index)
    assert counted.elected_ids[0] == first
    assert [tie.purpose for tie in counted.stages[0].ties] == ["election"]


def test_another_seed_is_another_lot():
    orders = {lot_order(contest(1, "abcd", seed=str(number))) for number in range(20)}
    assert len(orders) > 5


def test_ballots_that_name_nobody_who_stands_are_set_aside():
    gone = replace(contest(1, "abc"), withdrawn=frozenset("c"))
    counted = count(gone, {("a",): 2, ("c",): 4, (): 3, ("c", "b"): 1})
    assert (counted.valid, counted.empty, counted.quota) == (3, 7, 2)
    assert votes(counted, 1, "ab") == [2, 1]


def test_a_count_without_any_ballot_fills_the_seats_by_lot():
    counted = count(contest(2, "abcd"), {})
    assert set(counted.elected_ids) == set(counted.lot[:2])
