"""Freshness, availability in words, consent, and points that add up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills_register.refusal import Refusal
from skills_register.skills import domain, standing
from skills_register.skills.domain import Availability, Entry, Profile
from skills_register.skills.facts import facts_of

NOW = datetime(2018, 1, 10, 9, 0, tzinfo=UTC)


def entry(**more) -> Entry:
    made = domain.add(
        "e-1", [], member_id="m-1", skill="spc", level="doing", evidence="", link="", now=NOW, months=6
    )
    return replace(made, **more)


def test_an_entry_checked_on_10_january_is_stale_on_11_july_and_not_before():
    assert domain.stale_on(date(2018, 1, 10), 6) == date(2018, 7, 11)
    assert not entry().is_stale(datetime(2018, 7, 10, 22, 59, tzinfo=UTC))
    assert entry().is_stale(datetime(2018, 7, 10, 23, 0, tzinfo=UTC)), "that is 11 July in London"


@pytest.mark.parametrize(
    ("confirmed", "stale"),
    [
        (date(2018, 8, 31), date(2019, 3, 1)),
        (date(2019, 8, 31), date(2020, 3, 1)),
        (date(2018, 12, 31), date(2019, 7, 1)),
    ],
)
def test_six_months_after_a_day_that_the_month_lacks_end_with_the_month(confirmed, stale):
    assert domain.stale_on(confirmed, 6) == stale


def test_confirming_makes_it_fresh_and_lets_its_owner_be_prompted_again():
    later = datetime(2018, 7, 12, tzinfo=UTC)
    again = domain.confirm(domain.prompt(entry()), later, 6)
    assert (again.is_prompted, again.is_stale(later), again.version) == (False, False, 3)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Availability(4), "up to 4 hours a month"),
        (Availability(1, (6,)), "up to 1 hour a month, in June"),
        (Availability(4, (7, 5, 6), (1,)), "up to 4 hours a month, in May, June and July, on Tuesday"),
        (Availability(0, (6,)), ""),
    ],
)
def test_availability_is_said_in_words(said, words):
    assert said.in_words() == words


def test_who_names_no_month_has_time_in_every_month_and_who_has_no_hours_in_none():
    assert Availability(2).in_months == tuple(range(1, 13))
    assert Availability(2, (6,)).in_months == (6,)
    assert Availability(0, (6,)).in_months == ()


def test_a_skill_is_listed_once_and_no_more_than_so_many():
    with pytest.raises(Refusal, match="skill_listed_already"):
        domain.add(
            "e-2",
            [entry()],
            member_id="m-1",
            skill="spc",
            level="doing",
            evidence="",
            link="",
            now=NOW,
            months=6,
        )
    many = [entry(skill=f"s{number}") for number in range(domain.MOST_SKILLS)]
    with pytest.raises(Refusal, match="skills_too_many"):
        domain.add(
            "e-2", many, member_id="m-1", skill="r", level="doing", evidence="", link="", now=NOW, months=6
        )


def test_consent_keeps_its_day_until_it_changes_and_goes_with_nobody():
    first = domain.rearranged(Profile("m", 1, "SW"), Profile("m", 1, "SW", "members"), NOW)
    assert first.agreed_at == NOW
    later = datetime(2018, 5, 1, tzinfo=UTC)
    same = domain.rearranged(first, replace(first, shown_name="Ann"), later)
    assert (same.agreed_at, same.version) == (NOW, 3)
    assert domain.rearranged(same, replace(same, visibility="nobody"), later).agreed_at is None
    assert domain.rearranged(same, replace(same, visibility="everyone"), later).agreed_at == later


def test_whose_membership_rests_is_found_by_nobody():
    assert Profile("m", 1, "SW", "everyone", is_active=False).audience == "nobody"


def test_nobody_endorses_themselves():
    with pytest.raises(Refusal, match="endorsement_of_oneself"):
        domain.endorse("x", entry(), "m-1", "", NOW)


entries = st.builds(
    lambda level, evidence, prompted, endorsed: entry(
        level=level, evidence=evidence, is_prompted=prompted, endorsements=endorsed
    ),
    st.sampled_from(standing.LEVELS),
    st.sampled_from(("", "I made charts.")),
    st.booleans(),
    st.integers(0, 30),
)
profiles = st.builds(
    lambda hours: Profile("m-1", 1, "SW", "members", availability=Availability(hours)), st.integers(0, 9)
)


@given(entries, profiles)
def test_a_standing_is_the_sum_of_the_reasons_that_are_shown(one, profile):
    assert one.standing(profile) == sum(reason.points for reason in one.reasons(profile))
    assert facts_of(one, profile).standing <= standing.MOST_STANDING


@given(entries, entries, profiles)
def test_a_higher_level_stands_above_everything_else_together(one, other, profile):
    if standing.LEVELS.index(one.level) > standing.LEVELS.index(other.level):
        assert one.standing(profile) > other.standing(profile)
    assert one.standing(profile) >= standing.least_standing(one.level)


def test_every_point_is_in_the_table_that_people_read():
    kinds = {row["kind"] for row in standing.points_table()}
    assert kinds == {"level", "freshness", "evidence", "availability", "endorsements", "text", "distance"}


def test_only_a_change_by_which_more_searches_find_a_skill_is_told_to_them():
    page = Profile("m-1", 1, "SW", "members", availability=Availability(2))
    late = datetime(2018, 7, 12, tzinfo=UTC)
    old, again = facts_of(entry(), page), facts_of(domain.confirm(entry(), late, 6), page)
    assert facts_of(entry(), page).finds_more_than(None, NOW)
    assert not old.finds_more_than(old, NOW)
    assert again.finds_more_than(old, late), "who looks for fresh ones finds it again"
    assert not facts_of(domain.confirm(entry(), NOW, 6), page).finds_more_than(old, NOW)
    assert facts_of(entry(level="coaching"), page).finds_more_than(old, NOW)
    assert not facts_of(entry(level="learning"), page).finds_more_than(old, NOW)
    assert facts_of(entry(), replace(page, availability=Availability(3))).finds_more_than(old, NOW)
    assert not facts_of(entry(), replace(page, visibility="nobody")).finds_more_than(old, NOW)
