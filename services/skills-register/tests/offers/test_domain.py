"""Offers and requests: until when they are open, who reads them, and what fits what for which reasons."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from skills_register.offers import domain
from skills_register.offers.domain import OFFER, REQUEST, Offer, Words
from skills_register.offers.matching import best_first, match

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
TODAY = date(2018, 10, 4)
WORDS = Words("Coaching in SPC charts", "", ("spc",), 120, False, "Exeter", "members", "Ann")


def made(kind: str = OFFER, owner: str = "member:ann", until: date = date(2018, 12, 1), **words) -> Offer:
    return domain.publish(
        f"{kind}-{owner}",
        kind=kind,
        owner=owner,
        by=owner.partition(":")[2],
        region="SW",
        words=replace(WORDS, **words),
        until=until,
        now=NOW,
        most_days=366,
    )


@pytest.mark.parametrize("days", [0, -1, 367])
def test_it_is_open_until_a_day_after_today_and_within_a_year(days):
    with refused("offer_until_wrong"):
        made(until=TODAY + timedelta(days=days))


def test_it_names_a_place_or_is_online():
    with refused("offer_place_wanted"):
        made(place="")
    assert made(place="", online=True).words.online


def test_a_notice_comes_first_then_the_end_and_renewing_starts_anew():
    offer = made()
    assert domain.next_due(offer, 7, 365) == datetime(2018, 11, 24, 12, tzinfo=UTC)
    reminded = domain.remind(offer, NOW)
    assert domain.next_due(reminded, 7, 365) == offer.ends_at
    ended = domain.expire(reminded, offer.ends_at)
    assert (ended.state, domain.expire(ended, offer.ends_at)) == ("expired", ended)
    renewed = domain.renew(ended, "ann", offer.ends_at, 90)
    assert (renewed.state, renewed.until) == ("open", date(2019, 3, 1))
    assert domain.next_due(renewed, 7, 365) < renewed.ends_at


def test_who_publishes_it_for_a_few_days_is_not_told_at_once_that_it_ends():
    soon = made(until=TODAY + timedelta(days=3))
    assert domain.next_due(soon, 7, 365) == soon.ends_at
    assert domain.next_due(made(until=TODAY + timedelta(days=8)), 7, 365) == NOW.replace(hour=11) + timedelta(
        days=1
    )


def test_renewing_never_shortens_it():
    offer = made(until=date(2019, 9, 1))
    assert domain.renew(offer, "ann", NOW, 90) is offer


@pytest.mark.parametrize("verb", [domain.withdraw, domain.fulfil])
def test_what_is_over_stays_over_and_the_same_again_changes_nothing(verb):
    over = verb(made(), NOW)
    assert verb(over, NOW) is over
    with refused("offer_ended"):
        domain.renew(over, "ann", NOW, 90)
    with refused("offer_ended"):
        domain.change(over, WORDS, over.until, "ann", NOW, 366)


def test_who_leaves_is_forgotten_and_an_organisation_keeps_its_own():
    mine = domain.forget(made(), "ann", NOW)
    assert (mine.state, mine.words.shown_name) == ("withdrawn", "")
    theirs = domain.forget(made(owner="organisation:t-1"), "ann", NOW)
    assert (theirs.state, theirs.words.shown_name) == ("open", "")


@pytest.mark.parametrize("over", [domain.fulfil, lambda offer, _now: domain.expire(offer, offer.ends_at)])
def test_what_had_ended_of_somebody_who_leaves_is_read_no_more_and_deleted_no_later(over):
    ended = over(made(), NOW)
    left = domain.forget(ended, "ann", NOW + timedelta(days=100))
    assert (left.state, left.words.shown_name, left.version) == ("withdrawn", "", ended.version + 1)
    assert domain.next_due(left, 7, 365) == domain.next_due(ended, 7, 365)


def test_who_renews_it_for_an_organisation_does_not_do_so_under_the_name_of_somebody_else():
    offer = made(owner="organisation:t-1")
    mine = replace(offer, by="ann")
    assert domain.renew(mine, "ann", NOW, 90).words.shown_name == "Ann"
    assert domain.renew(mine, "cem", NOW, 90).words.shown_name == ""


@pytest.mark.parametrize(
    ("visible_to", "region", "is_member", "seen"),
    [
        ("everybody", None, False, True),
        ("members", None, False, False),
        ("members", "WOE", True, True),
        ("region", "WOE", True, False),
        ("region", "SW", True, True),
        ("region", "SW", False, False),
    ],
)
def test_its_owner_says_who_reads_it(visible_to, region, is_member, seen):
    assert made(visible_to=visible_to).is_visible_in(region, is_member) is seen


def test_an_offer_fits_a_request_for_reasons_that_are_said():
    offer, request = made(), made(REQUEST, "member:ben", minutes=60, title="Learning about SPC")
    found = match(offer, request)
    assert found is not None
    assert [(each.kind, each.words) for each in found.reasons] == [
        ("skill", "spc"),
        ("place", "Exeter"),
        ("region", "SW"),
        ("time", "1 hour wanted, 2 hours offered"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        made(OFFER, "member:ben"),
        made(REQUEST, "member:ann"),
        made(REQUEST, "member:ben", skills=("facilitation",), title="Something else"),
        replace(made(REQUEST, "member:ben", place="Leeds"), region="YH"),
    ],
    ids=["two offers", "one's own", "nothing in common", "no way to meet"],
)
def test_what_does_not_fit_is_no_match(other):
    assert match(made(), other) is None


def test_words_of_the_title_fit_too_and_far_away_online_does():
    far = replace(made(REQUEST, "member:ben", skills=(), place="", online=True, title="Charts?"), region="YH")
    found = match(made(online=True), far)
    assert found is not None
    assert [each.kind for each in found.reasons] == ["word", "online", "time"]


@given(
    st.sets(st.sampled_from(["spc", "coaching", "pdsa"])),
    st.sets(st.sampled_from(["spc", "coaching", "pdsa"])),
    st.booleans(),
    st.booleans(),
    st.integers(1, 600),
    st.integers(1, 600),
)
def test_what_fits_fits_both_ways_and_as_well(mine, theirs, here, there, offered, wanted):
    offer = made(skills=tuple(sorted(mine)), online=here, minutes=offered)
    request = made(REQUEST, "member:ben", skills=tuple(sorted(theirs)), online=there, minutes=wanted)
    there_and_back = match(offer, request), match(request, offer)
    assert (there_and_back[0] is None) == (there_and_back[1] is None)
    if there_and_back[0] and there_and_back[1]:
        assert there_and_back[0].score == there_and_back[1].score


def test_a_skill_in_common_comes_before_all_else():
    offer = made(online=True)
    skilled = made(REQUEST, "member:ben", place="", online=True, title="Anything", minutes=600)
    near = made(REQUEST, "member:cem", skills=(), title="Charts", minutes=10)
    found = [each for each in (match(offer, near), match(offer, skilled)) if each is not None]
    assert [each.offer.owner for each in best_first(found)] == ["member:ben", "member:cem"]


def test_a_campaign_has_a_time():
    plan = {"region": "SW", "title": "Winter pressures", "purpose": "Help.", "by": "c-SW", "now": NOW}
    made_of = {"campaign_id": "k-1", "most_days": 366, **plan}
    with refused("campaign_time_wrong"):
        domain.start_campaign(starts=date(2018, 12, 1), ends=date(2018, 11, 1), **made_of)
    with refused("campaign_time_wrong"):
        domain.start_campaign(starts=date(2018, 9, 1), ends=date(2018, 10, 3), **made_of)
    campaign = domain.start_campaign(starts=date(2018, 11, 1), ends=date(2019, 2, 28), **made_of)
    assert not campaign.is_under_way(TODAY)
    ended = domain.end_campaign(campaign, NOW)
    assert (ended.ends, domain.end_campaign(ended, NOW)) == (date(2018, 10, 3), ended)
    with refused("campaign_over"):
        domain.refuse_over(ended, TODAY)
