"""Rounds: terms that make sense, phases that open and close, deadlines with a grace."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.testkit.refusing import refused
from exchange.ballots.forms import Form
from exchange.rounds import domain
from exchange.rounds.domain import Limits, Terms
from exchange.rounds.phases import AWARD, IDEA, PROPOSAL, REPORT, SHORTLIST, VOTE, Phase

PHASES = (
    Phase(IDEA, date(2019, 1, 7), date(2019, 2, 1)),
    Phase(PROPOSAL, date(2019, 1, 14), date(2019, 2, 28)),
    Phase(SHORTLIST, date(2019, 3, 1), date(2019, 3, 20)),
    Phase(VOTE, date(2019, 4, 1), date(2019, 4, 12)),
    Phase(AWARD, date(2019, 4, 12), date(2019, 5, 10)),
)
TERMS = Terms(
    title="Q Exchange 2019",
    purpose="Ideas that improve care.",
    limits=Limits(600_000_00, 1_000_00, 30_000_00),
    themes=("Flow", "Outpatients"),
    phases=PHASES,
    form=Form("fixed", 6, (("Flow", 3), ("Outpatients", 3))),
    rule="greedy",
    shown=("equal-shares", "greedy"),
    grace=10,
    seed="drawn on 7 January",
)
EARLY_VOTE = Phase(VOTE, date(2019, 3, 19), date(2019, 4, 12))
BEFORE = datetime(2018, 12, 1, tzinfo=UTC)


def published():
    return domain.publish(domain.draft("r-1", "UK", TERMS, "n-1"), BEFORE)


def test_a_draft_has_its_phases_in_order_and_shows_no_rule_twice():
    made = domain.draft("r-1", "UK", replace(TERMS, phases=PHASES[::-1]), "n-1")
    assert made.terms.phases == PHASES
    assert made.terms.shown == ("equal-shares",)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("pot_wrong", {"limits": Limits(0, 0, 0)}),
        ("pot_wrong", {"limits": Limits(100, 50, 101)}),
        ("pot_wrong", {"limits": Limits(100, 60, 50)}),
        ("pot_wrong", {"limits": Limits(domain.MOST_POT + 1, 1, 2)}),
        ("themes_wrong", {"themes": ("Flow", "Flow")}),
        ("rule_unknown", {"rule": "dice"}),
        ("rule_unknown", {"shown": ("dice",)}),
        ("grace_wrong", {"grace": -1}),
        ("grace_wrong", {"grace": 24 * 60 + 1}),
        ("phases_wrong", {"phases": PHASES[:3]}),
        ("phases_wrong", {"phases": (*PHASES, PHASES[0])}),
        ("phases_wrong", {"phases": (*PHASES, Phase(REPORT, date(2019, 5, 1), date(2019, 5, 1)))}),
        ("phases_wrong", {"phases": (*PHASES, Phase(REPORT, date(2019, 4, 1), date(2019, 6, 1)))}),
        (
            "phases_wrong",
            {"phases": (*PHASES[:3], EARLY_VOTE, PHASES[4])},
        ),
        ("ballot_form_wrong", {"form": Form("fixed")}),
        ("ballot_form_wrong", {"form": Form("fixed", 6, (("Flow", 3), ("Outpatients", 4)))}),
        ("ballot_form_wrong", {"form": Form("fixed", 6, (("Flow", 6),))}),
        ("ballot_form_wrong", {"form": Form("knapsack", 6)}),
        ("ballot_form_wrong", {"form": Form("approval", 0)}),
        ("ballot_form_wrong", {"form": Form("ranking", 3)}),
    ],
)
def test_terms_that_make_no_sense_are_refused(code, wrong):
    with refused(code):
        domain.draft("r-1", "UK", replace(TERMS, **wrong), "n-1")


def test_what_is_published_stands_and_is_not_published_again_or_too_late():
    made = published()
    with refused("round_published"):
        domain.change(made, TERMS)
    with refused("round_published"):
        domain.publish(made, BEFORE)
    with refused("round_too_late"):
        domain.publish(domain.draft("r-1", "UK", TERMS, "n-1"), datetime(2019, 2, 1, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (datetime(2019, 1, 13, 23, 59, 59, tzinfo=UTC), "It is too early."),
        (datetime(2019, 1, 14, 0, 0, tzinfo=UTC), None),
        (datetime(2019, 2, 28, 11, 59, 59, tzinfo=UTC), None),
        (datetime(2019, 2, 28, 12, 9, 59, tzinfo=UTC), None),
        (datetime(2019, 2, 28, 12, 10, tzinfo=UTC), "It is too late."),
    ],
)
def test_a_phase_is_open_from_its_first_day_until_noon_of_its_last_and_the_grace(moment, why):
    if why is None:
        domain.refuse_unless(published(), PROPOSAL, moment)
        return
    with refused("phase_not_open") as no:
        domain.refuse_unless(published(), PROPOSAL, moment)
    days = "Proposals are taken from 14 January 2019 until noon on 28 February 2019."
    later = " What came up to 10 minutes later was still taken." if why == "It is too late." else ""
    assert no.value.message == f"{why} {days}{later}"


def test_deadlines_follow_the_clock_in_london():
    summer = Phase(VOTE, date(2019, 4, 1), date(2019, 4, 12))
    assert summer.closes_at == datetime(2019, 4, 12, 11, 0, tzinfo=UTC)


def test_a_phase_that_a_round_leaves_out_is_never_open_nor_any_of_a_draft():
    with refused("phase_not_open"):
        domain.refuse_unless(published(), REPORT, BEFORE)
    with refused("round_not_published"):
        domain.refuse_unless(domain.draft("r-1", "UK", TERMS, "n-1"), IDEA, BEFORE)


def test_two_phases_may_be_open_at_once_and_the_next_is_known():
    now = datetime(2019, 1, 20, tzinfo=UTC)
    assert [each.kind for each in published().open_now(now)] == [IDEA, PROPOSAL]
    assert published().next_phase(now).kind == SHORTLIST
    assert published().next_phase(datetime(2019, 5, 1, tzinfo=UTC)) is None


def test_days_that_were_published_move_later_only_and_never_once_they_are_over():
    now = datetime(2019, 3, 5, tzinfo=UTC)

    def moved(kind, first, last):
        return tuple(Phase(kind, first, last) if each.kind == kind else each for each in PHASES)

    later = moved(SHORTLIST, date(2019, 3, 1), date(2019, 3, 25))
    assert domain.postpone(published(), later, now).terms.phases == later
    with refused("phase_over"):
        domain.postpone(published(), moved(PROPOSAL, date(2019, 1, 14), date(2019, 3, 1)), now)
    with refused("phase_earlier"):
        domain.postpone(published(), moved(VOTE, date(2019, 4, 1), date(2019, 4, 11)), now)
    with refused("phase_earlier"):
        domain.postpone(published(), moved(SHORTLIST, date(2019, 3, 2), date(2019, 3, 20)), now)
    with refused("phases_wrong"):
        domain.postpone(published(), PHASES[1:], now)


def test_a_cancelled_round_says_why_and_takes_nothing():
    with refused("reason_required"):
        domain.cancel(published(), "", BEFORE)
    over = domain.cancel(published(), "The fund was withdrawn.", BEFORE)
    assert (over.reason, over.open_now(datetime(2019, 1, 20, tzinfo=UTC))) == ("The fund was withdrawn.", ())
    with refused("round_cancelled"):
        domain.refuse_unless(over, IDEA, BEFORE)
    with refused("round_cancelled"):
        domain.cancel(over, "Again.", BEFORE)


def test_a_round_that_is_over_is_not_cancelled_but_a_draft_with_old_days_is_given_up():
    end = datetime(2019, 5, 10, 11, 10, tzinfo=UTC)
    assert domain.cancel(published(), "Too late?", end - timedelta(seconds=1)).state == domain.CANCELLED
    with refused("phase_over"):
        domain.cancel(published(), "Too late?", end)
    assert domain.cancel(domain.draft("r-1", "UK", TERMS, "n-1"), "No.", end).state == domain.CANCELLED


@pytest.mark.parametrize(
    ("kind", "last", "grace", "is_taken"),
    [
        (SHORTLIST, date(2019, 3, 31), 10, True),
        (SHORTLIST, date(2019, 3, 31), 11 * 60, True),
        (SHORTLIST, date(2019, 3, 31), 12 * 60 + 1, False),
        (SHORTLIST, date(2019, 4, 1), 0, False),
        (PROPOSAL, date(2019, 4, 1), 0, False),
    ],
)
def test_voting_begins_when_nothing_more_is_taken_of_what_is_voted_on(kind, last, grace, is_taken):
    """In the night to 31 March 2019 the clocks went forward."""
    kept = [each for each in PHASES if each.kind in (PROPOSAL, kind, VOTE, AWARD)]
    days = tuple(replace(each, last=last) if each.kind == kind else each for each in kept)
    if is_taken:
        assert domain.draft("r-1", "UK", replace(TERMS, phases=days, grace=grace), "n-1").terms.phases == days
        return
    with refused("phases_wrong") as no:
        domain.draft("r-1", "UK", replace(TERMS, phases=days, grace=grace), "n-1")
    assert no.value.fields["phases"] == [
        f"The phase vote begins on a day after the phase {kind}, its grace included."
    ]


def test_awards_may_begin_on_the_day_on_which_the_vote_ends_and_no_earlier():
    early = (*PHASES[:4], Phase(AWARD, date(2019, 4, 11), date(2019, 5, 10)))
    with refused("phases_wrong"):
        domain.draft("r-1", "UK", replace(TERMS, phases=early), "n-1")


def test_an_ask_is_within_the_rounds_limits():
    for ask in (1_000_00, 30_000_00):
        domain.refuse_wrong_ask(TERMS.limits, ask)
    for ask in (999_99, 30_000_01, 0, -5):
        with refused("ask_wrong") as no:
            domain.refuse_wrong_ask(TERMS.limits, ask)
        assert no.value.fields == {"ask": ["In this round a proposal asks for £1,000 to £30,000."]}


def test_a_grace_is_a_time_span():
    assert published().grace == timedelta(minutes=10)
