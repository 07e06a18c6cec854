"""Pledges: what is offered is used, promised, withdrawn or left, and a pool always adds up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from exchange.pledges import domain, pools
from exchange.pledges.domain import Claim, Offer, Totals
from exchange.pledges.pools import Pool
from exchange.refusal import Refusal

NOW = datetime(2018, 12, 1, 14, 0, tzinfo=UTC)
TODAY = NOW.date()
HOUR = 60


def pledged(amount: int = 12 * HOUR, **more):
    offer = Offer("Coaching in measurement", amount, shown_name="Ann", reach="ann@q", **more)
    return domain.pledge("d-1", "SW", "hours", offer, "ann", NOW, TODAY)


def asked(amount: int, by: str = "ben", claim_id: str = "c-1"):
    return Claim(claim_id, by, amount, "Our charts", NOW, shown_name="Ben", reach="ben@q")


def agreed(amount: int = 5 * HOUR):
    return domain.answer(domain.claim(pledged(), asked(amount)), "c-1", True, "ann")


def test_of_twelve_hours_five_are_used_and_seven_are_left():
    used = domain.note_use(agreed(), "c-1", 5 * HOUR, "ben")
    totals = used.totals
    assert (totals.pledged, totals.used, totals.left) == (12 * HOUR, 5 * HOUR, 7 * HOUR)
    assert domain.in_words("hours", totals.left) == "7 h"


def test_what_is_promised_is_not_left_and_what_was_not_used_is_there_again():
    assert agreed().totals.left == 7 * HOUR
    used = domain.note_use(agreed(), "c-1", 2 * HOUR, "ann")
    assert (used.totals.used, used.totals.left) == (2 * HOUR, 10 * HOUR)
    assert used.claims[0].reach == ""


def test_more_may_be_asked_for_than_is_left_but_not_agreed():
    twice = domain.claim(agreed(8 * HOUR), asked(5 * HOUR, "cat", "c-2"))
    assert twice.totals.is_over_claimed
    with refused("pledge_used_up") as no:
        domain.answer(twice, "c-2", True, "ann")
    assert no.value.message == "4 h is left."
    assert not domain.answer(twice, "c-2", False, "ann").totals.is_over_claimed


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("pledge_amount_wrong", lambda: pledged(0)),
        ("pledge_amount_wrong", lambda: pledged(domain.MOST_AMOUNT + 1)),
        ("pledge_day_wrong", lambda: pledged(until=date(2018, 11, 30))),
        ("pledge_own", lambda: domain.claim(pledged(), asked(HOUR, "ann"))),
        ("claim_amount_wrong", lambda: domain.claim(pledged(), asked(12 * HOUR + 1))),
        ("claim_amount_wrong", lambda: domain.claim(pledged(), asked(0))),
        ("claim_open_already", lambda: domain.claim(agreed(), asked(HOUR))),
        ("pledge_not_yours", lambda: domain.answer(domain.claim(pledged(), asked(1)), "c-1", True, "ben")),
        ("claim_unknown", lambda: domain.answer(pledged(), "c-9", True, "ann")),
        ("claim_answered", lambda: domain.answer(agreed(), "c-1", False, "ann")),
        ("claim_not_agreed", lambda: domain.note_use(domain.claim(pledged(), asked(1)), "c-1", 1, "ann")),
        ("claim_not_yours", lambda: domain.note_use(agreed(), "c-1", 1, "cat")),
        ("claim_amount_wrong", lambda: domain.note_use(agreed(HOUR), "c-1", HOUR + 1, "ann")),
        ("claim_not_yours", lambda: domain.end_claim(agreed(), "c-1", "cat")),
        ("claim_not_agreed", lambda: domain.end_claim(domain.claim(pledged(), asked(1)), "c-1", "ann")),
        ("pledge_not_yours", lambda: domain.change(pledged(), Offer("x", 1), "ben", TODAY)),
        ("pledge_used_up", lambda: domain.change(agreed(), Offer("x", 5 * HOUR - 1), "ann", TODAY)),
        ("pledge_ended", lambda: domain.change(gone(), Offer("x", 1), "ann", TODAY)),
        ("pledge_ended", lambda: domain.claim(gone(), asked(1, "cat", "c-3"))),
        ("pledge_ended", lambda: domain.withdraw(gone(), NOW)),
        ("claims_too_many", lambda: domain.claim(full(), asked(1, "new", "c-new"))),
    ],
)
def test_what_does_not_fit_is_refused(code, act):
    with refused(code):
        act()


def gone():
    return domain.withdraw(agreed(), NOW)


def full():
    claims = tuple(
        replace(asked(1, f"m-{number}", f"c-{number}"), state="declined")
        for number in range(domain.MOST_CLAIMS)
    )
    return replace(pledged(), claims=claims)


def test_a_pledge_is_withdrawn_with_all_that_is_not_used():
    used = domain.note_use(agreed(), "c-1", 3 * HOUR, "ben")
    again = domain.claim(used, asked(HOUR, "cat", "c-2"))
    totals = domain.withdraw(again, NOW).totals
    assert totals == Totals(12 * HOUR, 3 * HOUR, 0, 9 * HOUR, 0)
    assert [each.state for each in domain.withdraw(again, NOW).claims] == ["used", "declined"]
    assert [each.state for each in gone().claims] == ["called_off"]


def test_one_whose_day_has_passed_keeps_what_was_agreed_until_it_is_said_how_much_was_used():
    over = domain.run_out(domain.claim(agreed(), asked(HOUR, "cat", "c-2")), NOW)
    assert (over.totals.promised, over.totals.asked, over.totals.left) == (5 * HOUR, 0, 0)
    used = domain.note_use(over, "c-1", 4 * HOUR, "ann")
    assert (used.totals.used, used.totals.withdrawn, used.totals.left) == (4 * HOUR, 8 * HOUR, 0)


def test_who_leaves_takes_back_what_they_offered_and_their_names_and_the_figures_stay():
    used = domain.note_use(agreed(), "c-1", 3 * HOUR, "ben")
    left = domain.without_names_of(used, "ann", NOW)
    assert (left.giver, left.offer.shown_name, left.offer.reach, left.state) == ("", "", "", "withdrawn")
    assert (left.totals.used, left.version) == (3 * HOUR, used.version + 1)
    asker = domain.without_names_of(agreed(), "ben", NOW)
    assert (asker.claims[0].by, asker.claims[0].purpose, asker.claims[0].state) == ("", "", "taken_back")
    assert asker.totals.left == 12 * HOUR
    assert domain.without_names_of(used, "cat", NOW) is used


def test_long_after_its_end_only_figures_are_left():
    forgotten = domain.forget_words(domain.run_out(agreed(), NOW))
    assert "ann" not in str(forgotten)
    assert "ben" not in str(forgotten)
    assert forgotten.totals == Totals(12 * HOUR, 0, 0, 12 * HOUR, 0)


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [
        ("money", 200_00, "£200"),
        ("hours", 90, "1 h 30 min"),
        ("hours", 0, "0 h"),
        ("hours", 45, "45 min"),
        ("room", 1, "once"),
        ("room", 3, "3 times"),
    ],
)
def test_amounts_are_said_in_the_words_of_their_kind(kind, amount, words):
    assert domain.in_words(kind, amount) == words


steps = st.lists(
    st.tuples(
        st.sampled_from(["claim", "agree", "decline", "use", "end", "withdraw", "over", "leave", "more"]),
        st.integers(0, 3),
        st.integers(1, 13 * HOUR),
    ),
    max_size=25,
)


def taken(pledge, step, number, amount, at):
    verb, claim = step, f"c-{number}"
    acts = {
        "claim": lambda: domain.claim(pledge, asked(amount, f"m-{at}", f"c-{len(pledge.claims)}")),
        "agree": lambda: domain.answer(pledge, claim, True, "ann"),
        "decline": lambda: domain.answer(pledge, claim, False, "ann"),
        "use": lambda: domain.note_use(pledge, claim, amount, "ann"),
        "end": lambda: domain.end_claim(pledge, claim, pledge.claim(claim).by),
        "withdraw": lambda: domain.withdraw(pledge, NOW),
        "over": lambda: domain.run_out(pledge, NOW) if pledge.state == "open" else pledge,
        "leave": lambda: domain.without_names_of(pledge, f"m-{number}", NOW),
        "more": lambda: domain.change(pledge, Offer("x", amount), "ann", TODAY),
    }
    try:
        return acts[verb]()
    except Refusal:
        return pledge


@given(steps)
def test_whatever_happens_nothing_is_lost_and_the_pool_says_what_its_pledges_say(walk):
    other = domain.claim(pledged(3 * HOUR), asked(HOUR, "zoe"))
    before, pool, put, out = None, Pool("SW:hours", "SW", "hours"), 0, 0
    for at, now in enumerate(walked(walk)):
        pool = pools.moved(pool, before, now, NOW)
        for flow in pools.flows(before, now):
            put, out = (put + flow.amount, out) if flow.is_inflow else (put, out + flow.amount)
        before = now
        assert min(now.totals.left, now.totals.used, now.totals.withdrawn, now.totals.promised) >= 0, at
        assert pool.totals == now.totals
        assert (pool.dry_since is not None) is now.totals.is_over_claimed
        assert put - out == now.totals.left + now.totals.promised
    both = pools.moved(pool, None, other, NOW).totals
    assert both == pool.totals.moved(Totals(), other.totals)


def walked(walk):
    pledge = pledged()
    yield pledge
    for at, (step, number, amount) in enumerate(walk):
        pledge = taken(pledge, step, number, amount, at)
        yield pledge
