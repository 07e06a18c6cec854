"""The ledger's rules: what a transfer may be, what it does to both accounts, how it is taken back."""

from dataclasses import replace

import pytest
from skills_desk import NOW, helped

from chassis.testkit.refusing import refused
from skills_register.ledger import domain
from skills_register.ledger.domain import MOST_MINUTES, Account, Limits, account_id

LIMITS = Limits(soft=-180, hard=-300)
A, B = (Account(account_id("member", each), "member", each, "SW", NOW) for each in ("a", "b"))


def test_three_hours_given_are_three_hours_received_and_the_sum_is_zero():
    coaching = helped("t-1", "a", "b", 180)
    a, b = domain.applied(A, coaching), domain.applied(B, coaching)
    assert (a.balance, a.given, a.received) == (180, 180, 0)
    assert (b.balance, b.given, b.received) == (-180, 0, 180)
    assert sum(entry.minutes for entry in coaching.entries) == 0


@pytest.mark.parametrize("minutes", [0, -1, 1.5, True, MOST_MINUTES + 1, 2**63, "60"])
def test_minutes_are_whole_above_zero_and_not_beyond_reason(minutes):
    with refused("minutes_wrong"):
        domain.refuse_wrong(helped("t-1", "a", "b", minutes))


def test_nobody_helps_themselves():
    with refused("transfer_to_oneself"):
        domain.refuse_wrong(helped("t-1", "a", "a", 60))


@pytest.mark.parametrize(
    ("balance", "minutes", "passes"), [(0, 300, True), (0, 301, False), (-300, 1, False)]
)
def test_an_account_goes_down_to_its_floor_and_not_below(balance, minutes, passes):
    account = replace(A, balance=balance)
    if passes:
        domain.refuse_beyond_floor(account, LIMITS, minutes)
    else:
        with refused("floor_reached") as no:
            domain.refuse_beyond_floor(account, LIMITS, minutes)
        assert "5 hours more than it gave" in no.value.message


def test_a_pot_has_no_floor_and_is_never_low():
    pot = Account("pot:SW", "pot", "SW", "SW", NOW, balance=-10_000)
    domain.refuse_beyond_floor(pot, LIMITS, MOST_MINUTES)
    assert not pot.is_low(LIMITS)


@pytest.mark.parametrize(("balance", "low"), [(-180, False), (-181, True)])
def test_below_the_soft_limit_an_account_is_low(balance, low):
    assert replace(A, balance=balance).is_low(LIMITS) is low


def test_a_reversal_leaves_both_accounts_as_they_were():
    coaching = helped("t-1", "a", "b", 180)
    back = domain.reverse(coaching, "t-2", "The wrong member.", "c-SW", NOW)
    assert back.reverses == "t-1"
    assert [domain.applied(domain.applied(each, coaching), back) for each in (A, B)] == [A, B]


def test_a_reversal_needs_a_reason_and_is_not_taken_back_itself():
    coaching = helped("t-1", "a", "b", 180)
    with refused("reason_required"):
        domain.reverse(coaching, "t-2", "", "c-SW", NOW)
    back = domain.reverse(coaching, "t-2", "The wrong member.", "c-SW", NOW)
    with refused("reversal_of_a_reversal"):
        domain.reverse(back, "t-3", "Again.", "c-SW", NOW)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (150, "2 hours 30 minutes"),
        (-60, "minus 1 hour"),
    ],
)
def test_minutes_are_said_in_hours(minutes, words):
    assert domain.hours(minutes) == words
