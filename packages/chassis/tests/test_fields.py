"""What people may type: names of all the world, and nothing that hides in a text."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError

from chassis.fields import Base64, Day, EmailAddress, Identifier, Instant, Line, Paragraphs, Version


class Form(Schema):
    name = Line(required=True)
    about = Paragraphs()
    email = EmailAddress()
    id = Identifier()
    part = Base64()


def load(**typed):
    return Form().load({"name": "Ada", **typed})


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Ångström",
        "سلام بن يوسف",
        "שרה לוי",
        "李小龍",
        "😀 Ada",
        "👩‍👩‍👧 Team",
        "O'Brien-Łukasz",
        "می‌خواهم",
        "x" * 200,
    ],
)
def test_a_name_of_any_script_is_kept_as_written(name):
    assert load(name=name)["name"] == name


@pytest.mark.parametrize(
    "name",
    [
        "x" * 201,
        "x" * 300,
        "",
        "   ",
        "\u200e\u202eevil",
        "a\u2066b",
        "a\x00b",
        "a\nb",
        "a\x1b[31m",
        "a\ud800b",
        "a\u2028b",
    ],
)
def test_a_name_that_is_too_long_blank_or_hides_something_is_refused_with_its_field(name):
    with pytest.raises(ValidationError) as no:
        load(name=name)
    assert list(no.value.messages) == ["name"]


def test_a_text_is_stripped_and_composed_in_one_way():
    assert load(name="  Zoe\u0308 ")["name"] == "Zoë"


def test_paragraphs_keep_their_lines_and_are_longer():
    assert load(about="one\r\ntwo\n")["about"] == "one\ntwo"
    assert len(load(about="x" * 4000)["about"]) == 4000
    for about in ("x" * 4001, "a\x07b", "a\u202eb"):
        with pytest.raises(ValidationError):
            load(about=about)


@pytest.mark.parametrize("typed", ["Ada@Example.ORG", " ada.o'brien+q@mail.nhs.example.org "])
def test_an_address_is_kept_with_its_host_in_small_letters(typed):
    kept = load(email=typed)["email"]
    assert kept == typed.strip().rpartition("@")[0] + "@" + typed.strip().rpartition("@")[2].lower()


@pytest.mark.parametrize(
    "typed",
    [
        "ada", "@example.org", "ada@", "ada@localhost", "a b@example.org", "ada@exa mple.org", "ada@-x.org",
        "ada@example..org", ".ada@example.org", "ada@example.org\nBcc: eve@example.org", "a" * 250 + "@x.org",
        "ada@example.org,eve@example.org", "Ada <ada@example.org>",
    ],
)  # fmt: skip
def test_what_is_no_single_address_is_refused(typed):
    with pytest.raises(ValidationError):
        load(email=typed)


@pytest.mark.parametrize("sent", [{"$ne": ""}, ["a"], 5, None, True])
def test_only_text_is_text(sent):
    for field in ("name", "about", "email", "id"):
        with pytest.raises(ValidationError):
            load(**{field: sent})


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=250))
def test_whatever_is_kept_can_be_stored_and_is_kept_again(typed):
    try:
        kept = load(name=typed)["name"]
    except ValidationError:
        return
    assert kept.encode("utf-8")
    assert len(kept) <= 200
    assert load(name=kept)["name"] == kept


@pytest.mark.parametrize("version", [0, -1, 1.5, "1", True])
def test_a_version_is_a_whole_number_from_one(version):
    with pytest.raises(ValidationError):
        Schema.from_dict({"version": Version()})().load({"version": version})


def test_a_version_may_be_left_out_unless_it_is_asked_for():
    assert Schema.from_dict({"version": Version()})().load({}) == {"version": None}
    with pytest.raises(ValidationError):
        Schema.from_dict({"version": Version(required=True)})().load({})


def test_bytes_come_as_base64_and_nothing_else():
    assert load(part="AAECcG4=")["part"] == b"\x00\x01\x02pn"
    for sent in ("not base64", "AAE", "AA EC", 7):
        with pytest.raises(ValidationError):
            load(part=sent)


class Dated(Schema):
    on = Day()
    at = Instant()


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_no_day_is_kept_that_reckoning_would_lead_out_of_the_calendar(day):
    for sent in ({"on": day}, {"at": f"{day}T00:00:00-12:00"}, {"at": f"{day}T23:59:59+14:00"}):
        with pytest.raises(ValidationError, match="Enter a year between 1900 and 2999"):
            Dated().load(sent)


def test_days_and_instants_of_our_time_are_kept_the_instants_in_utc_to_the_minute():
    kept = Dated().load({"on": "1948-07-05", "at": "2026-06-01T10:00:59.9+01:00"})
    assert kept == {"on": date(1948, 7, 5), "at": datetime(2026, 6, 1, 9, 0, tzinfo=UTC)}


@pytest.mark.parametrize("sent", [{"on": 7}, {"on": "2026-02-30"}, {"at": "2026-06-01T10:00"}, {"at": None}])
def test_what_is_no_day_or_has_no_time_zone_is_refused(sent):
    with pytest.raises(ValidationError):
        Dated().load(sent)
