"""No public number of placements gives a person away, not even by subtraction."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from skills_register.placements.masking import SMALLEST_SHOWN, Numbers, masked


def test_large_numbers_are_shown():
    shown = masked({"a": 7, "b": 0}, {"a": 0, "b": 7})
    assert (shown.total, dict(shown.lent.shown)) == (7, {"a": 7, "b": 0})


def test_a_small_number_is_hidden_and_another_with_it():
    shown = masked({"a": 3, "b": 9, "c": 20}, {"c": 32})
    assert shown.total == 32
    assert dict(shown.lent.shown) == {"a": None, "b": None, "c": 20}


def test_a_small_total_hides_everything():
    shown = masked({"a": 2, "b": 2}, {"c": 4})
    assert shown.total is None
    assert set(shown.lent.shown.values()) | set(shown.borrowed.shown.values()) == {None}


def test_five_organisations_that_each_lent_one_are_not_told_by_their_total():
    lent = dict.fromkeys("abcde", 1)
    shown = masked(lent, {"f": 5})
    assert shown.total is None
    assert dict(shown.borrowed.shown) == {"f": None}


def readings(shown: Mapping[str, int | None], total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which the hidden counts of a column can add up to its total."""
    rest = total - sum(count for count in shown.values() if count is not None)
    hidden = [name for name, count in shown.items() if count is None]
    yield from (each for each in product(range(1, rest + 1), repeat=len(hidden)) if sum(each) == rest)


def open_to_a_reader(numbers: Numbers) -> bool:
    for column in (numbers.lent, numbers.borrowed):
        if numbers.total is None or None not in column.shown.values():
            continue
        found = list(readings(column.shown, numbers.total))
        small = range(SMALLEST_SHOWN)
        if any(len(set(each)) == 1 and each[0] in small for each in zip(*found, strict=True)):
            return True
    return False


COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)


@given(COUNTS, st.data())
@settings(max_examples=150, deadline=None)
def test_no_small_number_is_shown_or_follows_from_what_is(counts, data):
    total = sum(counts)
    at = data.draw(st.integers(0, total))
    lent = dict(zip("abcd", counts, strict=False))
    borrowed = {"x": at, "y": total - at}
    shown = masked(lent, borrowed)
    for column, real in ((shown.lent, lent), (shown.borrowed, borrowed)):
        assert all(count in (None, real[name]) for name, count in column.shown.items())
        assert not any(0 < (count or 0) < SMALLEST_SHOWN for count in column.shown.values())
    assert not open_to_a_reader(shown)
    if shown.total is None:
        assert not any(shown.lent.shown.values())
        assert not any(shown.borrowed.shown.values())
