"""The rules of a call: noon, a panel without interests, two to decide, no seat promised twice (row 13)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from stewardship.appointments import domain, expressions, panels
from stewardship.appointments.calls import Call, Limits, Wanted, steps
from stewardship.appointments.expressions import (
    APPOINT,
    NOT_THIS_TIME,
    OFFER_MEMBER_SEAT,
    About,
    Decision,
    Expression,
)
from stewardship.appointments.panels import Interest
from stewardship.refusal import Refusal

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
LIMITS = Limits(open_days=28, declare_days=7, decide_days=14, offer_days=7)
PANEL = ("p-1", "p-2", "p-3")
ABOUT = About(shown_name="Ada", background="Nurse", why="To listen.")


def opened(closes_on: date = date(2018, 9, 21), mode: str | None = "appointment", **wanted) -> Call:
    asked = Wanted(**{"region": "SW", "kind": "convenor", "seats": 1, "criteria": "x", **wanted})
    return domain.open_call(
        "call-1",
        asked,
        closes_on=closes_on,
        panel=PANEL,
        chair="p-1",
        by="c-1",
        now=NOW,
        selection_mode=mode,
        limits=LIMITS,
    )


def asking(*member_ids: str) -> list[Expression]:
    return [
        expressions.express(f"e-{each}", call_id="call-1", region="SW", member_id=each, about=ABOUT, now=NOW)
        for each in member_ids
    ]


@pytest.mark.parametrize(
    ("closes_on", "closes_at"),
    [
        (date(2018, 9, 21), datetime(2018, 9, 21, 11, 0, tzinfo=UTC)),
        (date(2018, 10, 1), datetime(2018, 10, 1, 11, 0, tzinfo=UTC)),
    ],
)
def test_noon_is_noon_in_london_in_summer(closes_on, closes_at):
    assert opened(closes_on).closes_at == closes_at


def test_noon_is_noon_in_london_in_winter():
    winter = replace(LIMITS, open_days=60)
    call = domain.open_call(
        "c",
        Wanted("SW", "convenor", 1, "x"),
        closes_on=date(2018, 11, 1),
        panel=PANEL,
        chair="p-1",
        by="c",
        now=NOW,
        selection_mode=None,
        limits=winter,
    )
    assert call.closes_at == datetime(2018, 11, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("mode", ["appointment", "vote", "both"])
def test_a_convenor_is_appointed_whatever_the_region_votes_on(mode):
    assert opened(mode=mode).kind == "convenor"


@pytest.mark.parametrize(("mode", "is_refused"), [("appointment", False), ("both", False), ("vote", True)])
def test_members_are_appointed_unless_the_region_only_votes(mode, is_refused):
    if is_refused:
        with refused("seats_by_vote"):
            opened(mode=mode, kind="member", seats=3)
    else:
        assert opened(mode=mode, kind="member", seats=3).wanted.seats == 3


@pytest.mark.parametrize(("region", "kind"), [("SW", "chair"), ("UK", "convenor"), ("SW", "treasurer")])
def test_a_group_has_the_seats_it_has(region, kind):
    with refused("seat_kind_wrong"):
        opened(region=region, kind=kind)


def test_a_panel_is_two_to_seven_different_members_with_a_chair_among_them():
    for members, chair in ((["a"], "a"), (["a", "a"], "a"), (["a", "b"], "c"), (list("abcdefgh"), "a")):
        with refused("panel_incomplete"):
            panels.seat(members, chair, NOW)
    assert [each.is_chair for each in panels.seat(["a", "b"], "b", NOW)] == [False, True]


def test_what_was_declared_stays_declared():
    panel = panels.declare(panels.seat(PANEL, "p-1", NOW), "p-1", [Interest("kin", NOW, "e-1")], NOW)
    again = panels.declare(panel, "p-1", [], NOW + timedelta(days=1))
    assert again == panel
    more = panels.declare(panel, "p-1", [Interest("pays me", NOW, None)], NOW)
    assert [each.expression_id for each in more[0].interests] == ["e-1", None]
    assert more[0].steps_out_of("anybody")


def test_an_applicant_on_the_panel_decides_on_nobody():
    panel = panels.declare(panels.seat(PANEL, "p-1", NOW), "p-1", [], NOW)
    with refused("panel_member_has_interest"):
        panels.refuse_unless_free(panel, "p-1", "e-2", {"p-1", "m-2"})


def test_closing_comes_with_noon_and_happens_once():
    call, waiting = opened(), asking("m-1")
    assert domain.close(call, waiting, call.closes_at - timedelta(milliseconds=1)) is call
    closed = domain.close(call, waiting, call.closes_at)
    assert (closed.state, closed.version) == ("closed", 2)
    assert domain.close(closed, waiting, call.closes_at) is closed


def test_a_decision_by_one_who_is_found_to_have_an_interest_is_open_again():
    expression = asking("m-1")[0]
    proposed = expressions.propose(expression, decision(APPOINT, "p-1"))
    offered = expressions.agree(proposed, "p-2", expressions.Offer("convenor", NOW), NOW)
    back = expressions.without_voice(offered, "p-1", NOW)
    assert (back.state, back.offer, back.decision) == ("sent", None, None)
    assert back.proposal is not None
    assert back.proposal.agreed_by == ("p-2",)
    assert expressions.without_voice(offered, "p-3", NOW) is offered
    taken = expressions.answer(
        expressions.agree(proposed, "p-2", expressions.Offer("convenor", NOW + timedelta(days=1)), NOW),
        True,
        NOW,
    )
    assert expressions.without_voice(taken, "p-1", NOW) is taken


def test_a_proposal_whose_only_voice_goes_is_gone():
    proposed = expressions.propose(asking("m-1")[0], decision(APPOINT, "p-1"))
    assert expressions.without_voice(proposed, "p-1", NOW).proposal is None


def test_the_days_of_a_cancelled_call_stop_with_it():
    cancelled = domain.cancel(opened(), [], "c-1", "put off", NOW + timedelta(days=3))
    shown = steps(cancelled, LIMITS)
    later = NOW + timedelta(days=90)
    assert [(each.name, each.days(later)) for each in shown if each.began] == [("open", 3)]


def test_a_step_that_goes_on_counts_until_now():
    call = replace(opened(), state="closed")
    later = call.closes_at + timedelta(days=9)
    assert [(each.name, each.days(later), each.is_late(later)) for each in steps(call, LIMITS)] == [
        ("open", 18, False),
        ("declare", 9, True),
        ("decide", 0, False),
        ("answer", 0, False),
    ]


def test_an_open_call_says_how_long_each_step_may_take():
    shown = steps(opened(), LIMITS)
    assert [(each.name, each.most_days, each.ended) for each in shown] == [
        ("open", 28, None),
        ("declare", 7, None),
        ("decide", 14, None),
        ("answer", 7, None),
    ]
    assert shown[0].days(NOW + timedelta(days=5)) == 5


def decision(outcome: str, by: str) -> Decision:
    return Decision(outcome, "because", "thank you", (by,), NOW)


STEP = st.tuples(
    st.sampled_from(["propose", "agree", "declare", "accept", "refuse", "expire", "withdraw", "exchange"]),
    st.sampled_from([*PANEL, "p-4"]),
    st.integers(0, 3),
    st.sampled_from([APPOINT, OFFER_MEMBER_SEAT, NOT_THIS_TIME]),
)


class Walk:
    """A call of one convenor's seat and four applicants, walked at random, as the doors would."""

    def __init__(self) -> None:
        self.everybody = asking("m-0", "m-1", "m-2", "m-3")
        self.now = opened().closes_at
        self.call = domain.close(opened(), self.everybody, self.now)
        for each in PANEL:
            self.call, _ = domain.declare(self.call, self.everybody, each, [], self.now)
        self.interests: set[tuple[str, str]] = set()

    def step(self, verb: str, by: str, which: int, outcome: str) -> None:
        before = self.everybody[which]
        self.now += timedelta(hours=9)
        if verb == "declare":
            interest = Interest("kin", self.now, before.id)
            self.call, changed = domain.declare(self.call, self.everybody, by, [interest], self.now)
            self.interests.add((by, before.id))
            self.keep(*changed)
        elif verb == "exchange":
            self.call, changed = domain.exchange(
                self.call, self.everybody, PANEL[which % 3], "p-4", "c-1", self.now
            )
            self.keep(*changed)
        else:
            self.keep(self.changed(verb, by, before, outcome))
            self.call = domain.settle(self.call, self.everybody, self.now)

    def changed(self, verb: str, by: str, before: Expression, outcome: str) -> Expression:
        if verb == "propose":
            proposed = replace(decision(outcome, by), proposed_at=self.now)
            return domain.put_forward(self.call, self.everybody, before, proposed, "appointment")
        if verb == "agree":
            return domain.second(self.call, self.everybody, before, by, "appointment", LIMITS, self.now)
        if verb == "withdraw":
            return expressions.withdraw(before, self.now)
        if verb == "expire":
            return expressions.expire(before, self.now)
        return expressions.answer(before, verb == "accept", self.now)

    def keep(self, *changed: Expression) -> None:
        by_id = {each.id: each for each in changed}
        self.everybody = [by_id.get(each.id, each) for each in self.everybody]


@settings(max_examples=300, deadline=None)
@given(st.lists(STEP, max_size=30))
def test_whatever_is_tried_two_without_an_interest_decided_and_no_seat_is_promised_twice(tried):
    walk = Walk()
    for verb, by, which, outcome in tried:
        try:
            walk.step(verb, by, which, outcome)
        except Refusal:
            continue
        assert walk.call.places_left(walk.everybody) >= 0
        for each in walk.everybody:
            if each.state in ("offered", "not_appointed"):
                assert each.decision is not None
                assert len(set(each.decision.agreed_by)) >= panels.QUORUM
                assert not {(voice, each.id) for voice in each.decision.agreed_by} & walk.interests
        if walk.call.state == "ended":
            assert all(each.state not in ("sent", "offered") for each in walk.everybody)
