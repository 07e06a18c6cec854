"""Advice on a text: what it finds, and what it leaves alone (C4, C9, C34, C37, C40)."""

import time

import pytest

from stewardship.documents import advice
from stewardship.documents.clauses import Clause
from stewardship.documents.kinds import BY_CODE

NAMES = {
    "WOE": ("West of England", "W", "West"),
    "SW": ("South West of England", "South West"),
    "NENC": ("North East and North Cumbria", "North East North Cumbria"),
    "WAL": ("Wales",),
}
VISION = BY_CODE["vision"]


def found(text: str, region: str = "NENC") -> list[tuple[str, str]]:
    remarks = advice.on(VISION, region, [Clause("a", "A", text)], NAMES)
    return [(remark.kind, remark.words) for remark in remarks]


def test_a_copied_name_of_another_region_is_pointed_out():
    assert found("Members in the West of England may join.") == [("foreign_region", "West of England")]
    assert found("Members in the west of england may join.") == [("foreign_region", "west of england")]
    assert found("As agreed for WOE.") == [("foreign_region", "WOE")]


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("SW", "In the South West of England and the South West."),
        ("NENC", "In the North East and North Cumbria, west of the Pennines."),
        ("UK", "A voice for the West of England, Wales and NENC."),
        ("NENC", "W. is a letter, and a wale is a ridge."),
    ],
)
def test_the_own_name_and_mere_directions_are_left_alone(region, text):
    assert found(text, region) == []


@pytest.mark.parametrize(
    "text",
    ["Hosted by TBC.", "See [insert link].", "Write to <name>.", "At ???", "Date: ____", "To be confirmed"],
)
def test_what_is_still_to_be_filled_in_is_pointed_out(text):
    assert [kind for kind, _ in found(text)] == ["placeholder"]


def test_continual_is_preferred_and_titles_of_posts_stay():
    unbroken = "contin" + "uous"
    assert found(f"A habit of {unbroken} improvement.") == [("wording", unbroken)]
    assert found(f"Our Head of {unbroken.capitalize()} Improvement joined.") == []
    assert found("A habit of continual improvement.") == []


def test_one_spelling_of_convenor_and_titles_beside_numbers_are_advised():
    assert found("The Convener chairs.") == [("wording", "convener")]
    assert found("As in Appendix 3.") == [("numbered_reference", "Appendix 3")]


def test_usual_sections_that_are_missing_are_mentioned():
    remarks = advice.on(BY_CODE["terms_of_reference"], "SW", [Clause("purpose", "Purpose", "x")], NAMES)
    assert [remark.words for remark in remarks][:2] == ["What is in scope", "What is out of scope"]
    assert {remark.kind for remark in remarks} == {"missing_section"}


def test_plain_text_needs_no_advice():
    assert found("We meet four times a year & <b>share</b> what we learn.") == []


@pytest.mark.parametrize("text", ["[" * 6000, "[link " * 1000, "?" * 6000, "a " * 3000, "_ " * 3000])
def test_no_text_keeps_the_advice_busy(text):
    began = time.process_time()
    found(text)
    assert time.process_time() - began < 0.5
