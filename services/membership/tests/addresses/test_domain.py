"""When a wish for another address may be made, is open, and can be confirmed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from membership_desk import NOW

from membership.addresses import domain
from membership.addresses.domain import CONFIRMED, LIFE, MOST_A_DAY, PENDING, REPLACED, WITHDRAWN
from membership.members.domain import join
from membership.refusal import Refusal

ADA = join(
    "m-1", name="Ada", email="ada@example.org", region="WOE", joined=NOW.date(), joined_by="application"
)


def asked(email="new@example.org", earlier=0):
    return domain.ask("c-1", ADA, email, earlier, NOW)


def test_a_wish_is_open_for_a_day():
    change = asked()
    assert (change.state, change.member_id, change.until) == (PENDING, "m-1", NOW + timedelta(hours=24))
    assert domain.is_open(change, NOW + LIFE - timedelta(milliseconds=1))
    assert not domain.is_open(change, NOW + LIFE)


def test_the_address_one_has_is_no_wish():
    with pytest.raises(Refusal, match="invalid_input") as no:
        asked(ADA.email)
    assert list(no.value.fields) == ["email"]


def test_another_spelling_of_the_own_address_is_one():
    assert asked("Ada@example.org").email == "Ada@example.org"


def test_nobody_has_mail_sent_to_strangers_all_day():
    assert asked(earlier=MOST_A_DAY - 1)
    with pytest.raises(Refusal, match="too_many_attempts"):
        asked(earlier=MOST_A_DAY)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (CONFIRMED, "email_change_used"),
        (REPLACED, "email_change_replaced"),
        (WITHDRAWN, "email_change_replaced"),
    ],
)
def test_a_link_to_a_wish_that_ended_says_how_even_after_its_day(state, code):
    ended = domain.end(asked(), state)
    for now in (NOW, NOW + 2 * LIFE):
        with pytest.raises(Refusal, match=code):
            domain.check_open(ended, now)


def test_a_link_that_ran_out_or_that_we_no_longer_know_has_run_out():
    for change, now in ((asked(), NOW + LIFE), (None, NOW)):
        with pytest.raises(Refusal, match="email_change_expired"):
            domain.check_open(change, now)


@given(st.sampled_from([CONFIRMED, REPLACED, WITHDRAWN]))
def test_what_has_ended_keeps_no_address_and_is_forgotten_in_the_end(state):
    ended = domain.end(asked(), state)
    assert (ended.email, ended.version) == ("", 2)
    assert NOW + LIFE < ended.forget_at < NOW + timedelta(days=60)


def test_an_open_wish_is_forgotten_when_it_runs_out():
    change = asked()
    assert change.forget_at == change.until
    assert replace(change, version=2) == replace(domain.check_open(change, NOW), version=2)
