"""The platform's own lines, as the domain specification counts them."""

import pytest

from stewardship.documents import advice
from stewardship.documents.catalogue import CATALOGUES, EIGHT, ELEVEN, SEVEN, TWELVE
from stewardship.documents.clauses import Clause
from stewardship.documents.kinds import BY_CODE


def test_there_are_seven_principles_twelve_duties_eight_commons_principles_and_eleven_parts():
    assert [len(each.entries) for each in (SEVEN, TWELVE, EIGHT, ELEVEN)] == [7, 12, 8, 11]


def test_the_seven_labels_are_those_of_the_pilots():
    assert [entry.label for entry in SEVEN.entries] == [
        "Transparency",
        "Thoughtful Collectivism",
        "Inclusivity, Diversity and Respect",
        "Connected but Independent",
        "Open Learning & Improvement",
        "Mature Management of Conflict",
        "Proportionate Accountability",
    ]


def test_ten_duties_hold_for_every_group_and_two_are_extra():
    extra = [entry.code for entry in TWELVE.entries if entry.scope.startswith("extra")]
    assert extra == ["strategic_growth", "financial_oversight"]
    assert [entry.code for entry in TWELVE.entries][3] == "funding_allocation"
    assert [entry.code for entry in TWELVE.entries][9] == "dispute_processes"


def test_commons_principles_point_to_the_rows_that_honour_them():
    rows = [{page.row for page in entry.pages} for entry in EIGHT.entries]
    assert 33 in rows[4]
    assert 32 in rows[5]
    assert rows[7] == {23, 24}
    assert all(entry.honoured for entry in EIGHT.entries)


def test_the_list_of_eight_is_marked_as_public_knowledge():
    assert "public knowledge" in EIGHT.note


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=list(CATALOGUES))
def test_no_line_is_doubled_or_waits_to_be_filled_in(catalogue):
    codes = [entry.code for entry in catalogue.entries]
    assert len(set(codes)) == len(codes)
    lines = [Clause(entry.code, entry.label, entry.text) for entry in catalogue.entries]
    assert advice.placeholders(lines) == ()
    assert advice.on(BY_CODE[catalogue.kind], "UK", lines, {}) == ()
