"""The Compact's rules: one version in force, one prompt, a full grace (row 3)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from membership.compact import domain
from membership.members.domain import Acceptance, join, leave, rejoin
from membership.refusal import Refusal

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
TODAY = date(2018, 9, 3)
FIRST = domain.first("Be kind.", NOW)


def ada(version="1"):
    return join(
        "m-1",
        name="Ada",
        email="ada@example.org",
        region="WOE",
        joined=TODAY,
        joined_by="import",
        accepted=Acceptance(version, NOW) if version else None,
    )


def second(effective=TODAY, now=NOW):
    return domain.publish(
        FIRST, text="Be kinder.", summary_of_changes="More.", effective=effective, by="n-1", now=now
    )


@pytest.mark.parametrize("days", [-1, -400])
def test_no_version_takes_effect_in_the_past(days):
    with pytest.raises(Refusal) as no:
        second(TODAY + timedelta(days=days))
    assert "effective" in no.value.fields


def test_who_left_unanswered_and_comes_back_without_an_acceptance_is_asked_anew():
    asked = domain.prompt(ada(), "2", NOW + timedelta(days=30))
    back = rejoin(leave(asked, TODAY), region="WOE", on=TODAY)
    assert domain.needs_prompt(back, "2")


def test_versions_take_effect_in_the_order_of_their_numbers():
    later = second(date(2018, 12, 1))
    with pytest.raises(Refusal):
        domain.publish(later, text="x", summary_of_changes="x", effective=date(2018, 11, 1), by="n", now=NOW)


def test_the_version_in_force_is_the_newest_that_has_begun():
    versions = [FIRST, second(date(2018, 12, 1))]
    assert domain.in_force(versions, date(2018, 11, 30)).number == "1"
    assert domain.in_force(versions, date(2018, 12, 1)).number == "2"


def test_prompts_begin_with_the_days_first_moment_in_london():
    assert domain.takes_effect_at(second(date(2018, 9, 10)), NOW) == datetime(2018, 9, 9, 23, 0, tzinfo=UTC)
    assert domain.takes_effect_at(second(), NOW) == NOW


def test_somebody_who_accepted_version_one_gets_one_prompt_and_keeps_access_for_the_grace():
    until = NOW + timedelta(days=30)
    asked = domain.prompt(ada(), "2", until)
    assert (asked.status, asked.compact.prompted_for, asked.compact.grace_until) == ("active", "2", until)
    assert domain.prompt(asked, "2", until + timedelta(days=9)) is asked
    assert domain.end_grace(asked, until - timedelta(seconds=1)) is asked
    assert domain.end_grace(asked, until).status == "paused"


def test_accepting_makes_active_again_and_keeps_the_old_acceptance():
    asked = domain.prompt(ada(), "2", NOW + timedelta(days=30))
    paused = domain.end_grace(asked, NOW + timedelta(days=31))
    back = domain.accept(paused, Acceptance("2", NOW + timedelta(days=40)), "2")
    assert (back.status, back.compact.version, back.compact.grace_until) == ("active", "2", None)
    assert [kept.version for kept in back.compact.history] == ["1", "2"]
    assert domain.accept(back, Acceptance("2", NOW + timedelta(days=41)), "2") is back


def test_only_the_version_in_force_can_be_accepted_and_only_by_who_belongs():
    with pytest.raises(Refusal, match="compact_not_current"):
        domain.accept(ada(), Acceptance("1", NOW), "2")
    with pytest.raises(Refusal, match="already_left"):
        domain.accept(leave(ada(), TODAY), Acceptance("1", NOW), "1")


def test_nobody_is_asked_for_what_they_accepted_and_nobody_who_left():
    assert not domain.needs_prompt(ada("1"), "1")
    assert domain.needs_prompt(ada(None), "1")
    assert not domain.needs_prompt(leave(ada(None), TODAY), "1")


moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))


@settings(max_examples=200, deadline=None)
@given(moments, st.integers(0, 90))
def test_a_grace_ends_at_noon_in_london_and_is_never_shorter_than_said(now, days):
    end = domain.grace_end(now, days)
    assert end.astimezone(domain.COMMUNITY_TIME).time() == domain.NOON
    assert timedelta(days=days) <= end - now < timedelta(days=days + 1, hours=1)


@settings(max_examples=100, deadline=None)
@given(moments)
def test_the_next_noon_is_always_ahead(now):
    assert now < domain.next_noon(now) <= now + timedelta(hours=25)
