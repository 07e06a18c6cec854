"""No number of people below five can be read or reckoned from what is shown (row 74)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.surveys.answers.domain import Answers
from meetings.surveys.answers.masking import FEWEST, apart, results, together
from meetings.surveys.domain import Question

YES_NO = Question("q1", "yes_no", "Did you meet colleagues?")
SCALE = Question("q1", "scale", "How safe?", ("Not at all", "Very"))
TEXT = Question("q1", "text", "What helps?")
COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=6)


def answered(question, *values):
    given = [Answers(str(number), "s-1", {"q1": (value,)}) for number, value in enumerate(values)]
    return results((question,), given)[0]


def test_seven_of_eight_are_not_shown_because_one_could_be_reckoned():
    result = answered(YES_NO, *["yes"] * 7, "no")
    assert (result.base, [cell.percent for cell in result.cells]) == (8, [None, None])


def test_each_percentage_comes_with_its_base():
    result = answered(YES_NO, *["yes"] * 15, *["no"] * 5)
    assert [(cell.answer, cell.count, cell.percent) for cell in result.cells] == [
        ("yes", 15, 75.0),
        ("no", 5, 25.0),
    ]
    assert result.base == 20


def test_fewer_than_five_answers_are_too_few():
    four = answered(YES_NO, *["yes"] * 4)
    assert (four.base, four.cells) == (None, ())
    assert answered(YES_NO, *["yes"] * 5).cells[0].percent == 100.0


def test_a_scales_mean_is_shown_only_with_all_of_its_numbers():
    assert answered(SCALE, *["4"] * 5, *["5"] * 5).mean == 4.5
    assert answered(SCALE, *["4"] * 9, "1").mean is None


def test_of_a_text_only_the_base_is_counted():
    result = answered(TEXT, *["Time."] * 6)
    assert (result.base, result.cells) == (6, ())


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 8], [12, 8]),
        ([10, 6, 2, 0], [10, None, None, 0]),
        ([10, 3, 2, 0], [10, None, None, 0]),
        ([10, 6, 4, 4], [10, None, None, None]),
        ([10, 1, 1], [None, None, None]),
        ([18, 2], [None, None]),
    ],
)
def test_small_cells_are_hidden_with_so_many_others_that_none_can_be_reckoned(counts, shown):
    assert together(counts) == shown


@given(COUNTS)
def test_what_is_hidden_is_never_one_cell_nor_fewer_than_five_people(counts):
    shown = together(counts)
    hidden = [count for count, seen in zip(counts, shown, strict=True) if seen is None]
    assert all(seen is None or seen == 0 or seen >= FEWEST for seen in shown)
    if hidden and sum(counts) >= FEWEST:
        assert len(hidden) >= 2
        assert sum(hidden) >= FEWEST


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4).filter(lambda counts: sum(counts) >= FEWEST))
def test_whoever_knows_the_base_and_the_rule_cannot_tell_a_small_number(counts):
    """Every way to fill the hidden cells that the rule would show alike: a small one is never certain."""
    shown = together(counts)
    hidden = [number for number, seen in enumerate(shown) if seen is None]
    left = sum(counts) - sum(seen for seen in shown if seen is not None)
    ways = []
    for filling in product(range(left + 1), repeat=len(hidden)):
        if sum(filling) == left:
            guess = list(counts)
            for number, count in zip(hidden, filling, strict=True):
                guess[number] = count
            if together(guess) == shown:
                ways.append(guess)
    for number in hidden:
        possible = {way[number] for way in ways}
        assert len(possible) > 1 or not 0 < counts[number] < FEWEST


@given(COUNTS)
def test_of_several_choices_neither_few_who_chose_nor_few_who_did_not_are_shown(counts):
    base = 30
    for seen in apart(counts, base):
        assert seen is None or all(number == 0 or number >= FEWEST for number in (seen, base - seen))
