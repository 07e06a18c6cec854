"""The rules of a pair by example: three and not four, both agree, either ends it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from skills_register.buddies import domain
from skills_register.buddies.domain import BACKGROUNDS, ENDED, PROPOSED, RUNNING, Offer, Wish

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
FIRST = date(2018, 11, 15)
WISH = Wish("w-1", 1, "lee", "SW", "To plot a run chart", "", "Lee", "07700 900123", NOW)
OFFER = Offer("bea", 1, "SW", "SPC", "clinician", "Bea", "Room 4", 3, NOW)


def running():
    pair, _ = domain.propose("p-1", WISH, OFFER, "lee", 3, NOW)
    return domain.agree(pair, OFFER, "bea", 3, NOW, FIRST)


def test_a_third_pair_is_ok_and_a_fourth_is_refused():
    offer = OFFER
    for number in range(3):
        wish = replace(WISH, id=f"w-{number}", member_id=f"lee-{number}")
        pair, _ = domain.propose(f"p-{number}", wish, offer, wish.member_id, 3, NOW)
        _, offer = domain.agree(pair, offer, "bea", 3, NOW, FIRST)
    assert offer.pairs == 3
    with refused("buddy_full"):
        domain.propose("p-4", WISH, offer, "lee", 3, NOW)


def test_a_place_that_others_took_meanwhile_is_refused_at_the_second_yes():
    pair, _ = domain.propose("p-1", WISH, OFFER, "lee", 3, NOW)
    with refused("buddy_full"):
        domain.agree(pair, replace(OFFER, pairs=3), "bea", 3, NOW, FIRST)


def test_a_buddy_may_want_fewer_than_the_limit():
    with refused("buddy_full"):
        domain.propose("p-1", WISH, replace(OFFER, most=1, pairs=1), "lee", 3, NOW)


def test_a_keeper_proposes_and_neither_of_the_two_has_agreed_by_it():
    pair, wish = domain.propose("p-1", WISH, OFFER, "keeper", 3, NOW)
    assert (pair.state, pair.buddy.agreed_at, pair.learner.agreed_at) == (PROPOSED, None, None)
    assert wish.pair_id == "p-1"
    pair, offer = domain.agree(pair, OFFER, "bea", 3, NOW, FIRST)
    assert (pair.state, offer.pairs) == (PROPOSED, 0)
    pair, offer = domain.agree(pair, offer, "lee", 3, NOW, FIRST)
    assert (pair.state, offer.pairs, pair.next_check) == (RUNNING, 1, FIRST)


def test_to_agree_twice_is_to_agree_once():
    pair, offer = running()
    assert domain.agree(pair, offer, "bea", 3, NOW, FIRST) == (pair, offer)


@pytest.mark.parametrize(
    ("wish", "offer", "code"),
    [
        (replace(WISH, member_id="bea"), OFFER, "buddy_of_oneself"),
        (replace(WISH, pair_id="p-0"), OFFER, "buddy_proposed_already"),
        (replace(WISH, not_with=("bea",)), OFFER, "buddy_not_agreed"),
        (WISH, replace(OFFER, is_open=False), "buddy_not_offered"),
    ],
)
def test_what_cannot_become_a_pair_is_refused(wish, offer, code):
    with refused(code):
        domain.propose("p-1", wish, offer, "lee", 3, NOW)


@pytest.mark.parametrize("reachable", ["buddy", "learner"])
def test_with_the_end_of_a_pair_nobody_keeps_how_to_reach_the_other(reachable):
    pair, _ = running()
    over = domain.end(pair, NOW)
    assert (over.state, getattr(over, reachable).reach, over.next_check) == (ENDED, "", None)
    assert domain.end(over, NOW + timedelta(days=1)) is over


def test_a_pair_that_is_only_proposed_has_no_checks_and_no_end():
    pair, _ = domain.propose("p-1", WISH, OFFER, "lee", 3, NOW)
    for verb in (
        lambda: domain.end(pair, NOW),
        lambda: domain.note_check(pair, FIRST),
        lambda: domain.plan_check(pair, FIRST, NOW.date()),
    ):
        with refused("buddy_not_running"):
            verb()


def test_a_check_is_planned_for_a_day_to_come_and_noted_once_a_day():
    pair, _ = running()
    with refused("day_past"):
        domain.plan_check(pair, NOW.date(), NOW.date())
    noted = domain.note_check(domain.note_check(pair, FIRST), FIRST)
    assert noted.checks == (FIRST,)
    with refused("buddy_ended"):
        domain.note_check(domain.end(pair, NOW), FIRST)


@given(st.lists(st.tuples(st.sampled_from(BACKGROUNDS), st.integers(0, 20)), max_size=12))
def test_a_regions_first_background_comes_first_and_then_whoever_waited_longer(people):
    wishes = [
        replace(WISH, id=str(n), background=background, asked_at=NOW + timedelta(days=days))
        for n, (background, days) in enumerate(people)
    ]
    ordered = domain.wishes_in_order(wishes, "clinician")
    assert sorted(each.id for each in ordered) == sorted(each.id for each in wishes)
    first = [each.background == "clinician" for each in ordered]
    assert first == sorted(first, reverse=True)
    for earlier, later in pairwise(ordered):
        if (earlier.background == "clinician") == (later.background == "clinician"):
            assert earlier.asked_at <= later.asked_at


def test_the_order_of_regions_is_read_from_data():
    assert domain.orders_of("SW=clinician, WOE=patient") == {"SW": "clinician", "WOE": "patient"}
    assert domain.orders_of("") == {}
    for wrong in ("SW", "SW=nurse", "=clinician"):
        with pytest.raises(ValueError, match=wrong):
            domain.orders_of(wrong)


def test_a_count_of_fewer_than_five_pairs_is_not_told_exactly():
    assert domain.counts_by_month({"2018-10": 5, "2018-09": 4, "2018-08": 0}) == [
        {"since": "2018-09", "pairs": "<5"},
        {"since": "2018-10", "pairs": "5"},
    ]
