"""Who leads a group of peers, who is in it, and what is no NHS number."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from skills_register.peer_support import domain
from skills_register.peer_support.domain import ENDED, Learner, PeerGroup

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
LEE = Learner("lee", "Lee", NOW)
GROUP = PeerGroup(
    id="g-1",
    version=1,
    region="SW",
    title="Patients as Equal Partners",
    about="",
    offers=("Training in QI",),
    funded_by="Q Exchange",
    expenses="/expenses",
    lead_id="pat",
    lead_name="Pat",
    started_at=NOW,
)


def check_digit(nine: str) -> int | None:
    """The last digit of an NHS number (modulus 11); None where no number begins with these nine."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return {11: 0, 10: None}.get(rest, rest)


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["{}", "({})", "No {}, please"]))
def test_a_number_that_checks_is_found_however_it_stands_in_the_text(nine, around):
    last = check_digit(nine)
    if last is not None:
        for written in (f"{nine}{last}", f"{nine[:3]} {nine[3:6]} {nine[6:]}{last}"):
            assert domain.holds_nhs_number(around.format(written))
        wrong = (last + 1) % 10
        assert not domain.holds_nhs_number(around.format(f"{nine}{wrong}"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call 07700 900123",
        "In 2018, 159 of 246 members",
        "12345678901",
        "Room 943 476",
        "A step-free room",
    ],
)
def test_other_numbers_are_no_nhs_number(text):
    assert not domain.holds_nhs_number(text)


@pytest.mark.parametrize("text", ["943 476 5919", "943-476-5919", "9434765919", "111 222 3334"])
def test_what_is_written_as_an_nhs_number_is_one_even_with_a_digit_wrong(text):
    assert domain.holds_nhs_number(text)
    with refused("nhs_number_in_text") as no:
        domain.refuse_nhs_numbers(title="Fine", needs=text)
    assert set(no.value.fields) == {"needs"}


def test_only_a_service_user_leads():
    assert GROUP.leader_kind == "service user"
    with refused("lead_is_service_user"):
        domain.refuse_other_leads(False)


def test_joining_twice_is_joining_once_and_the_lead_does_not_join():
    twice = domain.join(domain.join(GROUP, LEE), replace(LEE, shown_name="Lee B"))
    assert [each.shown_name for each in twice.learners] == ["Lee B"]
    with refused("peer_group_led_by_you"):
        domain.join(GROUP, Learner("pat", "Pat", NOW))


def test_a_group_has_a_largest_size():
    full = replace(GROUP, learners=tuple(Learner(f"m-{n}", "M", NOW) for n in range(domain.MOST_LEARNERS)))
    with refused("peer_group_full"):
        domain.join(full, LEE)
    assert domain.join(full, Learner("m-0", "New name", NOW))


def test_a_learner_takes_it_over_when_the_lead_asks_and_the_lead_learns_on():
    group = domain.join(GROUP, LEE)
    with refused("peer_lead_not_offered"):
        domain.take_over(group, "lee", True, NOW)
    with refused("peer_not_in_group"):
        domain.hand_over(group, "zoe")
    asked = domain.hand_over(group, "lee")
    with refused("lead_is_service_user"):
        domain.take_over(asked, "lee", False, NOW)
    led = domain.take_over(asked, "lee", True, NOW)
    assert (led.lead_id, led.lead_name, led.next_lead) == ("lee", "Lee", "")
    assert [each.member_id for each in led.learners] == ["pat"]


def test_who_leaves_is_no_longer_asked_to_lead():
    asked = domain.hand_over(domain.join(GROUP, LEE), "lee")
    assert domain.leave(asked, "lee").next_lead == ""
    assert domain.leave(asked, "zoe") is asked


def test_an_ended_group_forgets_who_was_in_it_and_takes_nobody():
    over = domain.end(domain.join(GROUP, LEE), NOW)
    assert (over.state, over.learners) == (ENDED, ())
    assert domain.end(over, NOW) is over
    for verb in (
        lambda: domain.join(over, LEE),
        lambda: domain.describe(over, title="More"),
        lambda: domain.hand_over(over, ""),
        lambda: domain.take_over(over, "lee", True, NOW),
    ):
        with refused("peer_group_ended"):
            verb()


def test_few_learners_are_not_told_exactly():
    assert [domain.counted(each) for each in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]
