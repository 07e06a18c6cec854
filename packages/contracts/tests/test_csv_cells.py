"""Exports are harmless in a spreadsheet, and importing them gives back what was there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.csv_cells import escaped, unescaped

RISKY = ("=", "+", "-", "@", "\t", "\r")
TEXTS = st.text() | st.text(alphabet="'=+-@\t\rab")


@pytest.mark.parametrize("sign", RISKY)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(sign: str) -> None:
    assert escaped(f"{sign}cmd") == f"'{sign}cmd"


@pytest.mark.parametrize("text", ["", "Anna", "O'Brien", "'quoted'", "a=b", "1-2"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert escaped(text) == text
    assert unescaped(text) == text


@given(TEXTS)
def test_reading_gives_back_what_was_written(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(TEXTS)
def test_no_written_cell_begins_with_a_risky_sign(text: str) -> None:
    assert not escaped(text).startswith(RISKY)
