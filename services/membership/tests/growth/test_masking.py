"""Small counts cannot be read, neither directly nor by subtraction (row 7)."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from membership.growth.masking import SMALL, SMALLEST_SHOWN, WITHHELD, Cell, grouped, masked

COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12), max_size=6)


def test_a_cell_of_two_carers_prints_less_than_five_and_another_hides_with_it() -> None:
    cells = {cell.label: cell.shown for cell in masked({"carer": 2, "clinician": 100, "patient": 9})}
    assert cells == {"carer": "<5", "clinician": "100", "patient": "not shown"}


def test_two_small_cells_protect_each_other() -> None:
    cells = {cell.label: cell.shown for cell in masked({"carer": 2, "patient": 3, "clinician": 100})}
    assert cells == {"carer": "<5", "patient": "<5", "clinician": "100"}


def test_two_single_people_do_not_protect_each_other() -> None:
    cells = {cell.label: cell.shown for cell in masked({"carer": 1, "patient": 1, "nurse": 40, "other": 90})}
    assert cells == {"carer": "<5", "patient": "<5", "nurse": "not shown", "other": "90"}


def test_large_counts_are_shown_in_the_order_of_the_alphabet() -> None:
    assert masked({"b": 5, "a": 900, "c": 0}) == [Cell("a", 900, "900"), Cell("b", 5, "5")]


def test_one_small_group_alone_is_not_told_at_all() -> None:
    assert masked({"carer": 3}) == []


@given(COUNTS)
def test_no_count_below_five_is_ever_shown(counts: dict[str, int]) -> None:
    for cell in masked(counts):
        if counts[cell.label] < SMALLEST_SHOWN:
            assert (cell.count, cell.shown) == (None, SMALL)
        else:
            assert (cell.count, cell.shown) in [
                (counts[cell.label], str(counts[cell.label])),
                (None, WITHHELD),
            ]


@settings(max_examples=150, deadline=None)
@given(COUNTS)
def test_every_hidden_count_keeps_more_than_one_possible_value(counts: dict[str, int]) -> None:
    """Somebody who knows the base tries all the values that the hidden cells may have."""
    cells = masked(counts)
    hidden = [cell for cell in cells if cell.count is None]
    if not hidden:
        return
    total = sum(counts.values()) - sum(cell.count or 0 for cell in cells)
    most = min((cell.count for cell in cells if cell.count is not None), default=total)
    ranges = [range(1, 5) if cell.shown == SMALL else range(5, most + 1) for cell in hidden]
    possible = list(_combinations(ranges, total))
    for position in range(len(hidden)):
        assert len({values[position] for values in possible}) > 1


def _combinations(ranges: list[range], total: int) -> list[tuple[int, ...]]:
    """Every way to fill all cells but the last, with what the last one then must be."""
    *free, last = ranges
    filled = ((*values, total - sum(values)) for values in product(*free))
    return [values for values in filled if values[-1] in last]


def test_rare_words_of_ones_own_are_counted_together() -> None:
    assert grouped({"nurse": 9, "chief of X": 1, "owl keeper": 2}, "other") == {"nurse": 9, "other": 3}
