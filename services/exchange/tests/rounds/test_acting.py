"""What a reader of a round is told: what they may do now, until when, and else why not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.call import Call
from chassis.identity import VISITOR
from exchange.ballots.domain import Entry, open_poll
from exchange.ballots.forms import Form
from exchange.ballots.roll.store import RollStore
from exchange.ballots.store import PollStore
from exchange.rounds import acting, domain
from exchange.rounds.acting import NOT_ON_ROLL, OTHER_REGION, SIGN_IN, Actor
from exchange.rounds.domain import Limits, Terms
from exchange.rounds.phases import AWARD, IDEA, PROPOSAL, REPORT, SHORTLIST, VOTE, Phase
from exchange.rounds.store import RoundStore

TERMS = Terms(
    title="Q Exchange 2019",
    purpose="",
    limits=Limits(600_000_00, 1_000_00, 30_000_00),
    themes=(),
    phases=(
        Phase(IDEA, date(2019, 1, 7), date(2019, 2, 1)),
        Phase(PROPOSAL, date(2019, 1, 14), date(2019, 2, 28)),
        Phase(SHORTLIST, date(2019, 3, 1), date(2019, 3, 20)),
        Phase(VOTE, date(2019, 4, 1), date(2019, 4, 12)),
        Phase(AWARD, date(2019, 4, 12), date(2019, 5, 10)),
        Phase(REPORT, date(2019, 5, 10), date(2019, 12, 10)),
    ),
    form=Form("approval"),
    rule="greedy",
    shown=(),
    grace=10,
    seed="lot",
)
PUBLISHED = domain.publish(domain.draft("r-1", "SW", TERMS, "n-1"), datetime(2018, 12, 1, tzinfo=UTC))
OURS, THEIRS = Actor(is_member=True, region="SW"), Actor(is_member=True, region="WOE")
VOTING = datetime(2019, 4, 2, tzinfo=UTC)


def part(kind, actor, now, found=PUBLISHED):
    (one,) = (each for each in acting.parts(found, actor, now) if each.kind == kind)
    return one


@pytest.mark.parametrize(
    ("kind", "now", "actor", "why_not"),
    [
        (IDEA, datetime(2019, 1, 20, tzinfo=UTC), Actor(), SIGN_IN),
        (PROPOSAL, datetime(2019, 1, 20, tzinfo=UTC), THEIRS, OTHER_REGION),
        (SHORTLIST, datetime(2019, 3, 2, tzinfo=UTC), Actor(), SIGN_IN),
        (VOTE, VOTING, Actor(), SIGN_IN),
        (VOTE, VOTING, replace(OURS, on_roll=False), NOT_ON_ROLL),
        (VOTE, VOTING, replace(OURS, on_roll=True, voted=True), "You have voted. A ballot is cast once."),
        (VOTE, VOTING, OURS, "The ballot paper is not ready yet."),
        (AWARD, datetime(2019, 5, 1, tzinfo=UTC), OURS, "Those who look after the round decide on awards."),
        (REPORT, datetime(2019, 6, 1, tzinfo=UTC), OURS, "Teams of projects with an award report."),
        (
            IDEA, datetime(2019, 2, 2, tzinfo=UTC), OURS,
            "It is too late. Ideas are taken from 7 January 2019 until noon on 1 February 2019. "
            "What came up to 10 minutes later was still taken.",
        ),
    ],
)  # fmt: skip
def test_who_may_not_act_is_told_why(kind, now, actor, why_not):
    told = part(kind, actor, now)
    assert (told.until, told.why_not) == (None, why_not)


@pytest.mark.parametrize(
    ("kind", "now", "actor"),
    [
        (PROPOSAL, datetime(2019, 1, 20, tzinfo=UTC), OURS),
        (SHORTLIST, datetime(2019, 3, 2, tzinfo=UTC), replace(THEIRS, is_keeper=True)),
        (VOTE, VOTING, replace(OURS, on_roll=True, voted=False)),
        (VOTE, VOTING, replace(THEIRS, on_roll=True, voted=False)),
        (AWARD, datetime(2019, 5, 1, tzinfo=UTC), replace(OURS, is_keeper=True)),
        (REPORT, datetime(2019, 6, 1, tzinfo=UTC), replace(OURS, is_awarded=True)),
    ],
)
def test_who_may_act_is_told_until_when(kind, now, actor):
    told = part(kind, actor, now)
    assert (told.until, told.why_not) == (PUBLISHED.phase(kind).closes_at, "")


def test_within_the_grace_the_grace_is_the_deadline():
    told = part(PROPOSAL, OURS, datetime(2019, 2, 28, 12, 5, tzinfo=UTC))
    assert told.until == datetime(2019, 2, 28, 12, 10, tzinfo=UTC)
    assert part(PROPOSAL, OURS, datetime(2019, 2, 28, 12, 10, tzinfo=UTC)).until is None


def test_of_a_draft_and_of_a_cancelled_round_nothing_is_open():
    for found, why_not in (
        (domain.draft("r-1", "SW", TERMS, "n-1"), "The round is not published yet."),
        (domain.cancel(PUBLISHED, "No fund.", VOTING), "The round was cancelled."),
    ):
        assert {each.why_not for each in acting.parts(found, OURS, VOTING)} == {why_not}


def test_the_door_knows_the_roll_and_who_has_voted(desk):
    desk.now = VOTING
    member, newcomer = desk.member("m-1"), desk.member("m-2")
    entry = Entry(1, "p-1", "Flow", "", 100, frozenset({"m-9"}), "SW")

    def open_vote():
        RoundStore(desk.work).save(replace(PUBLISHED, version=1))
        PollStore(desk.work).save(open_poll(PUBLISHED, [entry], {"SW": 1}, VOTING))
        RollStore(desk.work).freeze("r-1", {"SW": ["m-1"]})

    desk.work.in_transaction(Call(now=VOTING), open_vote)

    def vote(by):
        told = desk.knock("rounds.get_round", {"id": "r-1"}, by=by)["mine"]
        return next(each for each in told if each["kind"] == VOTE)

    assert (vote(member)["may"], vote(member)["until"]) == (True, "2019-04-12T11:00:00+00:00")
    assert (vote(newcomer)["may"], vote(newcomer)["why_not"]) == (False, NOT_ON_ROLL)
    assert vote(VISITOR)["why_not"] == SIGN_IN
    RollStore(desk.work).mark("r-1", "m-1")
    assert vote(member)["why_not"] == "You have voted. A ballot is cast once."
