"""What identifies somebody is found wherever it stands and however it is written (row 73)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from exchange.learning.identities import (
    EMAIL,
    NHS_NUMBER,
    PHONE,
    WAY_ON,
    doubts,
    found,
    is_nhs_number,
    refuse_identities,
    refuse_persons,
)

nine = st.lists(st.integers(0, 9), min_size=9, max_size=9).filter(lambda digits: digits[0] != 0)
words = st.text("abcdefgh ijklm,;:\n", max_size=40)
spaces = st.lists(st.sampled_from(("", "", " ", "\u00a0", "\u200b")), min_size=9, max_size=9)
grouped = st.sampled_from(("-", "\u2013", ".", "/")).map(
    lambda sign: ["", "", sign, "", "", sign, "", "", ""]
)
PAIRED = [2, 4, 6, 8]


def is_row_of_pairs(gaps: list[str]) -> bool:
    """Five figures of two digits: so are measures typed, and no NHS number."""
    return [place for place, gap in enumerate(gaps, 1) if gap in (" ", "\u00a0")] == PAIRED


gaps = spaces.filter(lambda told: not is_row_of_pairs(told)) | grouped


def check_digit(digits: list[int]) -> int:
    """Told apart from the code it tests: 11 minus the weighted sum's remainder, 11 is 0, 10 is none."""
    total = sum(digits[place] * (10 - place) for place in range(9))
    return {11: 0}.get(11 - total % 11, 11 - total % 11)


def kinds(text: str) -> list[str]:
    return [each.kind for each in found(text)]


@given(nine)
def test_of_ten_endings_at_most_one_is_checked_by_its_digit(digits):
    checked = [last for last in range(10) if is_nhs_number("".join(map(str, [*digits, last])))]
    expected = check_digit(digits)
    assert checked == ([] if expected == 10 else [expected])


@given(nine.filter(lambda digits: check_digit(digits) != 10), gaps, words, words)
def test_an_nhs_number_is_found_where_it_stands_however_it_is_split(digits, between, before, after):
    told = [*digits, check_digit(digits)]
    number = str(told[0]) + "".join(gap + str(each) for gap, each in zip(between, told[1:], strict=True))
    text = f"{before} {number} {after}"
    (one,) = found(text)
    start = len(before) + 1
    assert one.kind == NHS_NUMBER
    assert (one.line, one.column) == (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


@given(nine.filter(lambda digits: check_digit(digits) != 10), st.integers(1, 9), st.integers(1, 9))
def test_one_digit_that_is_wrong_is_no_nhs_number_unless_it_is_called_one(digits, place, more):
    told = [*digits, check_digit(digits)]
    told[place] = (told[place] + more) % 10
    number = "".join(map(str, told))
    assert not is_nhs_number(number)
    assert NHS_NUMBER in kinds(f"NHS number: {number}")


@given(nine, st.integers(0, 9), st.integers(1, 9), st.booleans())
def test_a_longer_number_is_no_nhs_number(digits, last, more, ahead):
    ten = "".join(map(str, [*digits, last]))
    assert NHS_NUMBER not in kinds(f"{more}{ten}" if ahead else f"{ten}{more}")


@given(st.text("abcdefghijklmnopqrstuvwxyz ,.;:!?()\n'-£%", max_size=300), st.integers(0, 9999))
def test_words_and_small_figures_are_never_stopped(text, figure):
    assert found(f"{text} {figure}") == ()


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",
        "9434765919",
        "943-476-5919",
        "NHS No. 111 111 1112",
        "\uff19\uff14\uff13 476 5919",
        "(943)476-5919",
        "Patient 5, 943 476 5919 3 days later",
        "943 - 476 - 5919",
        "scan_943_476_5919.pdf",
        "The trial patient 943 476 5919",
        "94 347 65 919",
    ],
)
def test_nhs_numbers_are_stopped(text):
    assert kinds(text) == [NHS_NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        "ann@nhs.net",
        "ann.lee+q@mail.trust.nhs.uk",
        "ann (at) nhs.net",
        "ann[at]nhs[dot]net",
        "Ann @ nhs.net",
        "ann\uff20nhs.net",
    ],
)
def test_addresses_are_stopped(text):
    assert kinds(f"Write to {text}, please.") == [EMAIL]


@pytest.mark.parametrize(
    "text",
    [
        "01392 123456",
        "(01392) 123 456",
        "020 7946 0018",
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)20 7946 0018",
        "0044 1632 960 960",
        "0800 1111",
        "0191-498-0123",
        "0303 123 1113",
        "01392 - 123 456",
        "Tel.01392 123456",
        "447700900123",
        "44 7700 900 123",
    ],
)
def test_telephone_numbers_are_stopped(text):
    assert kinds(f"Ring {text} today.") == [PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "On 17 September 2018 we met 44 colleagues.",
        "07/09/2017 18/10/2018",
        "2018-10-04 12 people came, and 2018-10-05 13.",
        "The years 2015-2018 and 2016/17.",
        "£30,000 of £1,000,000.00 was spent.",
        "0.123456789 and 01.5",
        "Follow @theQCommunity.",
        "3 @ 4.50 each",
        "111, 999 and 116 123 answer.",
        "14, 11, 13, 12, 15, 10, 13, 12, 14, 11",
        "ISBN 978-0-19-852663-6",
        "Wards 1 2 3 4 5 6",
        "943 476 5918",
        "14 11 13 12 15 10 13 12 14 11",
        "94 34 76 59 19",
        "Open 09.00-12.30 13.30-17.00 each day",
        "ISBN-10: 0198526636",
        "Grant 943 476 5919 and contract no. 01392 123456",
        "https://doi.org/10.1136/bmjqs-943-4765919 and doi:10.1000/4505577104",
    ],
)
def test_what_tells_of_nobody_passes(text):
    assert found(text) == ()


def test_the_writer_is_told_where_each_one_stands_and_not_the_whole_of_it():
    with refused("identity_in_text") as no:
        refuse_identities(title="Falls", learning="A near miss.\nSee 943 476 5919 or ann@nhs.net.")
    assert no.value.fields == {
        "learning": [
            f"Line 2, character 5: this looks like an NHS number (943…). Take it out. {WAY_ON}",
            "Line 2, character 21: this looks like an e-mail address (ann…). Take it out.",
        ]
    }
    refuse_identities(title="Falls", learning="")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Dr Jones found it.", "a person's name"),
        ("Somebody from EX1 2LU", "a postcode"),
        ("DOB known", "a date of birth"),
        ("Hospital no: 1234567", "a hospital or staff number"),
        ("Grant 943 476 5919", "a number of ten figures"),
        ("943,476,5919 came", "a number of ten figures"),
        ("Number 9434765918", "a number of ten figures"),
    ],
)
def test_what_may_identify_somebody_is_a_doubt_and_stops_nothing(text, doubt):
    assert (doubts(text, "Falls"), found(text)) == ((doubt,), ())
    assert doubts("A ward of 20 beds.") == ()


@pytest.mark.parametrize("text", ["Dr Jones", "The team\nand Mrs Smith", "Prof. Brown's team and Mr Lee"])
def test_where_a_body_is_asked_for_a_person_is_refused(text):
    with refused("identity_in_text") as no:
        refuse_persons(who=text, other="A trust")
    assert list(no.value.fields) == ["who"]


@pytest.mark.parametrize(
    "text", ["Dr Kershaw's Hospice", "Dame Cicely Saunders Institute", "The ward team", "MIND", ""]
)
def test_a_body_may_be_called_after_somebody(text):
    refuse_persons(who=text)
