"""Half days as whole numbers: lent and borrowed side by side, corrected by records that name each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from skills_desk import NOW

from chassis.testkit.refusing import refused
from skills_register.placements import days
from skills_register.placements.days import LOAN, MOST_HALF_DAYS, DayRecord, Tally

LENT = DayRecord("r-1", LOAN, "k-1", "p-1", "b", "a", 4, "ann", NOW)


@pytest.mark.parametrize("half_days", [0, -1, 1.5, True, "2", MOST_HALF_DAYS + 1, 2**63])
def test_half_days_are_whole_above_zero_and_not_beyond_reason(half_days):
    with refused("half_days_wrong"):
        days.refuse_wrong(half_days)


@pytest.mark.parametrize(
    ("half_days", "words"),
    [(0, "0 days"), (1, "half a day"), (2, "1 day"), (3, "1 and a half days"), (4, "2 days")],
)
def test_half_days_are_said_in_days(half_days, words):
    assert days.days_in_words(half_days) == words


def test_a_period_holds_two_half_days_a_day():
    days.refuse_wrong_period(NOW.date(), NOW.date(), 2)
    with refused("days_beyond_period"):
        days.refuse_wrong_period(NOW.date(), NOW.date(), 3)


def test_two_days_lent_and_one_day_lent_back_are_three_lent_and_three_borrowed():
    """Row 61: never a debt of one day."""
    pairs = {("b", "a"): 4, ("a", "b"): 2}
    pool = days.pooled(pairs)
    assert pool == {"a": Tally(lent=2, borrowed=4), "b": Tally(lent=4, borrowed=2)}
    assert sum(each.lent for each in pool.values()) == sum(each.borrowed for each in pool.values()) == 6
    assert pool["b"].in_words() == "2 days lent, 1 day borrowed"
    assert days.per_pair(pairs, "a") == {"b": Tally(lent=2, borrowed=4)}


def test_a_correction_counts_the_difference_and_names_what_it_corrects():
    made = days.corrected(LENT, 4, 3, "r-2", "Half a day was leave.", "c-SW", NOW)
    assert (made.half_days, made.corrects, made.lender_id, made.borrower_id) == (-1, "r-1", "b", "a")
    nothing = days.corrected(made, 3, 0, "r-3", "It never took place.", "c-SW", NOW)
    assert (nothing.half_days, nothing.corrects) == (-3, "r-2")


@pytest.mark.parametrize(
    ("right", "reason", "code"),
    [(4, "Why?", "nothing_to_correct"), (3, "", "reason_required"), (-1, "Why?", "half_days_wrong")],
)
def test_a_correction_without_a_difference_or_a_reason_is_refused(right, reason, code):
    with refused(code):
        days.corrected(LENT, 4, right, "r-2", reason, "c-SW", NOW)


NAMES = st.sampled_from("abcd")
PAIRS = st.dictionaries(
    st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), st.integers(0, 500), max_size=12
)


@given(PAIRS)
def test_all_that_is_lent_is_all_that_is_borrowed(pairs):
    pool = days.pooled(pairs)
    assert sum(each.lent for each in pool.values()) == sum(each.borrowed for each in pool.values())
    for name, tally in pool.items():
        others = days.per_pair(pairs, name)
        assert sum(each.lent for each in others.values()) == tally.lent
        assert sum(each.borrowed for each in others.values()) == tally.borrowed
        for other, seen in others.items():
            assert days.per_pair(pairs, other)[name] == Tally(seen.borrowed, seen.lent)
