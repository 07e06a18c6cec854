"""The count as a table that a lay person can follow, and as a document for programs."""

from fractions import Fraction

import pytest

from stewardship.elections.counting import Candidate, Contest, count, count_document, count_sheet
from stewardship.elections.counting.wording import exact, figure, listed, number_of

CONTEST = Contest("By hand", 2, tuple(Candidate(each, each.upper()) for each in "abcd"), "a")
CAST = {("a",): 4, ("a", "b"): 4, ("b",): 2, ("c",): 2, ("d", "c"): 1}
"""13 ballots, quota 5. Of A's 8 half name nobody further: 3/2 of the surplus of 3 goes to B, 3/2 is lost."""


def test_every_stage_is_a_column_and_every_candidate_a_row():
    assert count_sheet(count(CONTEST, CAST)) == [
        ["Candidate", "1. First choices", "2. Surplus of A", "3. D excluded", "4. C excluded", "Outcome"],
        ["A", "8", "5 (-3)", "5", "5", "Elected at stage 1"],
        ["B", "2", "3.5 (+1.5)", "3.5", "3.5", "Elected at stage 4"],
        ["C", "2", "2", "3 (+1)", "0 (-3)", "Excluded at stage 4"],
        ["D", "1", "1", "0 (-1)", "0", "Excluded at stage 3"],
        ["No next choice, from candidates who left the count", "0", "0", "0", "3", ""],
        ["No next choice, from surpluses", "0", "1.5", "1.5", "1.5", ""],
        ["All", "13", "13", "13", "13", ""],
    ]


def test_programs_get_the_exact_votes_beside_the_shown_ones():
    thirds = count(CONTEST, {("a", "b"): 7, ("a", "c"): 2, ("b",): 1, ("c",): 1, ("d",): 1})
    stage = count_document(thirds)["stages"][1]
    assert stage["value"] == "4/9"
    assert (stage["votes"]["b"], stage["exact"]["b"]) == ("4.11111", "37/9")
    assert (stage["kind"], stage["candidate"], stage["transfers"]["a"]) == ("surplus", "a", "-4")


@pytest.mark.parametrize(
    ("votes", "shown"),
    [
        (Fraction(12), "12"),
        (Fraction(7, 2), "3.5"),
        (Fraction(2, 3), "0.66666"),
        (Fraction(-7, 3), "-2.33333"),
        (Fraction(1, 10**6), "0"),
        (Fraction(10**6 + 1, 10**6), "1"),
    ],
)
def test_votes_are_shown_to_five_decimals_cut_and_not_rounded(votes, shown):
    assert figure(votes) == shown


def test_a_fraction_too_long_for_tens_is_still_written_exactly():
    long = Fraction(3**9000, 2**9000)
    numerator, denominator = exact(long).split("/")
    assert Fraction(int(numerator, 16), int(denominator, 16)) == long
    assert exact(Fraction(24, 5)) == "24/5"


def test_words_follow_their_number():
    assert (number_of(1, "seat"), number_of(1200, "seat")) == ("1 seat", "1,200 seats")
    assert [listed(names) for names in ("A", "AB", "ABC")] == ["A", "A and B", "A, B and C"]


def test_eighteen_seats_and_as_many_surpluses_are_counted_exactly():
    """The largest group that there is, with ballots that make the fractions long."""
    ids = [f"c-{number}" for number in range(24)]
    cast = {}
    for first in range(24):
        for shift in range(24):
            others = ids[first + 1 :] + ids[:first]
            cast[(ids[first], *others[shift:], *others[:shift])] = 400 // (first + 1) + shift
    counted = count(Contest("UK", 18, tuple(map(Candidate, ids)), "a"), cast)
    assert sum(stage.kind == "surplus" for stage in counted.stages) > 9
    last = counted.stages[-1]
    assert sum(last.votes.values()) + last.exhausted + last.non_transferable == sum(cast.values())
    assert count_document(counted)["elected"][0]["candidate"] == "c-0"
