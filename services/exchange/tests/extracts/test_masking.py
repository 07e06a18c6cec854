"""No count of an extract tells an exact number of people, nor do two of them (row 79)."""

from hypothesis import given
from hypothesis import strategies as st

from exchange.extracts.domain import SMALLEST_SHOWN, Cell, cells, shown
from exchange.extracts.sheet import as_csv

counts = st.integers(1, 5000)
FEWEST_POSSIBLE = 3


def possible(told: str) -> set[int]:
    """Every true count that is shown so, worked out from the rule as it is published."""
    if told.startswith("<"):
        return set(range(1, SMALLEST_SHOWN))
    near = range(int(told) - 2, int(told) + 3)
    return {count for count in near if count >= SMALLEST_SHOWN}


@given(counts)
def test_every_shown_count_may_be_one_of_several_and_the_true_one_is_among_them(count):
    may_be = possible(shown(count))
    assert count in may_be
    assert len(may_be) >= FEWEST_POSSIBLE
    assert {shown(each) for each in may_be} == {shown(count)}


@given(st.lists(st.sampled_from([("SW", "2017"), ("SW", "2018"), ("WOE", "2018")]), max_size=60))
def test_each_row_has_its_region_first_and_nothing_is_counted_twice_or_lost(pairs):
    rows = [{"region": region, "year": year, "member_id": "ann"} for region, year in pairs]
    found = cells(rows, ["year"])
    assert [each.values for each in found] == sorted(set(pairs))
    assert all(each.shown == shown(pairs.count(each.values)) for each in found)
    assert "ann" not in str(found)


@given(st.lists(counts, min_size=1, max_size=5))
def test_rows_that_stand_for_several_count_as_many(numbers):
    (one,) = cells([{"region": "SW", "number": number} for number in numbers], [])
    assert one == Cell(("SW",), shown(sum(numbers)))


def test_four_are_masked_and_seven_are_told_as_five():
    assert [shown(count) for count in (1, 4, 5, 7, 8, 12, 13)] == ["<5", "<5", "5", "5", "10", "10", "15"]


def test_a_file_has_its_headings_and_no_cell_that_a_spreadsheet_would_run():
    found = [Cell(("SW", "=1+1"), "<5")]
    assert as_csv(["round"], found) == "region,round,count\r\nSW,'=1+1,<5\r\n"
