"""Hidden fields never leave: not in an answer, and not by way of the search."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from membership.directory import domain, schemas
from membership.directory.domain import CHOICES, DEFAULTS, Reader
from membership.members.domain import Connector, designate, join

SECRET = {
    "name": "Zebedee Quark",
    "email": "hush@example.org",
    "profession": "alchemist",
    "sector": "hospice",
    "organisation": "Moonbase",
    "system": "Northern",
    "perspective": "carer",
    "about": "whispers",
}
INTERESTS = ("frailty", "sepsis")

visibilities = st.dictionaries(st.sampled_from(list(DEFAULTS)), st.sampled_from(CHOICES))
readers = st.builds(
    Reader,
    is_member=st.booleans(),
    regions=st.frozensets(st.sampled_from(["WOE", "SW"])),
    everywhere=st.booleans(),
)


def somebody(visibility: dict[str, str], **more: Any):
    profile = {field: SECRET[field] for field in SECRET if field not in ("name", "email")}
    member = join(
        "m-1",
        name=SECRET["name"],
        email=SECRET["email"],
        region="WOE",
        joined=date(2016, 5, 4),
        joined_by="import",
        cohort="wave-7",
        profile={**profile, "interests": INTERESTS, "visibility": visibility},
    )
    member = designate(member, Connector(("WOE", "YH"), ("dementia",), date(2018, 1, 1)))
    return replace(member, **more)


def may_see(visibility: dict[str, str], field: str, reader: Reader) -> bool:
    """The rule said another way than the code says it."""
    allowed = visibility.get(field, DEFAULTS[field])
    inner = reader.everywhere or "WOE" in reader.regions
    return {
        "public": True,
        "members": reader.is_member or inner,
        "region": inner,
        "nobody": False,
    }[allowed]


@settings(max_examples=300, deadline=None)
@given(visibilities, readers)
def test_no_answer_holds_a_field_that_its_reader_may_not_see(visibility, reader):
    answer = schemas.as_seen(somebody(visibility), reader)
    named = may_see(visibility, "name", reader)
    shown = set(answer) - {"id"}
    assert shown == ({field for field in DEFAULTS if may_see(visibility, field, reader)} if named else set())
    for field, value in SECRET.items():
        if field not in shown:
            assert value not in str(answer)
    assert named or answer == {}


@settings(max_examples=300, deadline=None)
@given(visibilities, st.sampled_from(domain.AUDIENCES))
def test_no_search_word_comes_from_a_field_that_its_audience_may_not_see(visibility, audience):
    member = somebody(visibility)
    tokens = " ".join(domain.tokens_for(member, audience))
    seen = domain.visible_fields(member, audience)
    words = {"name": "zebedee", "profession": "alchemist", "organisation": "moonbase", "sector": "hospice"}
    for field, word in words.items():
        assert (word in tokens) == (field in seen)
    assert ("frailty" in tokens) == ("interests" in seen)
    assert ("dementia" in tokens) == ("connector" in seen)
    assert ("r:WOE" in tokens.split()) == ("region" in seen)
    assert "whispers" not in tokens
    assert "hush" not in tokens
    assert "carer" not in tokens


@settings(max_examples=100, deadline=None)
@given(visibilities)
def test_a_narrower_circle_sees_all_that_a_wider_one_sees(visibility):
    views = schemas.what_others_see(somebody(visibility))
    assert views["public"].items() <= views["members"].items() <= views["region"].items()


def test_nothing_is_public_unasked():
    assert schemas.as_seen(somebody({}), Reader()) == {}
    assert "public" not in DEFAULTS.values()


def test_a_paused_or_former_member_is_shown_to_nobody():
    everything = dict.fromkeys(DEFAULTS, "public")
    for status in ("paused", "left"):
        member = somebody(everything, status=status)
        assert schemas.as_seen(member, Reader(everywhere=True)) == {}
        assert domain.tokens_for(member, "region") == []


def test_names_are_found_without_case_and_accents():
    assert domain.words_of("Zoë O'BRIEN-Łuk  سَلام 😀") == ["zoe", "o", "brien", "łuk", "سلام"]
