"""Many at the same time on MongoDB: one vote from two devices, one tally, and no trace of an order."""

import secrets
from collections.abc import Iterator

import pytest
from exchange_desk import INDEXES, Desk
from polling import Polling

from chassis.call import Call, Job
from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
AT_ONCE = 8


@pytest.fixture
def polls(mongo_uri: str) -> Iterator[Polling]:
    with on_mongodb(mongo_uri, "exchange", INDEXES) as work:
        yield Polling(Desk(work), voters=30).open()


@pytest.fixture
def desks(polls: Polling, mongo_uri: str) -> Iterator[list[Desk]]:
    """As many desks, each with a client of its own, as processes have."""
    with several_works(mongo_uri, polls.desk.work, AT_ONCE) as works:
        made = [Desk(each) for each in works]
        for desk in made:
            desk.now = polls.desk.now
        yield made


def ballot(polls: Polling, projects: str, secret: str = "") -> dict[str, object]:
    chosen = [f"p-{each}" for each in projects]
    return {"round": polls.id, "ballot_secret": secret or secrets.token_hex(16), "projects": chosen}


def cast(desk: Desk, polls: Polling, payload: dict[str, object], voter: int = 0) -> None:
    desk.knock("ballots.cast_ballot", payload, by=polls.voters[voter])


@pytest.mark.parametrize("voter", range(3))
def test_one_member_votes_once_from_however_many_devices(polls: Polling, desks, voter):
    acts = [
        lambda desk=desk, n=n: cast(desk, polls, ballot(polls, "abcd"[n % 4]), voter)
        for n, desk in enumerate(desks)
    ]
    assert all_at_once(acts) == {"done": 1, "already_voted": AT_ONCE - 1}
    assert len(polls.box()) == 1


def test_one_ballot_sent_many_times_at_once_is_one_vote(polls: Polling, desks):
    payload = ballot(polls, "ab")
    assert all_at_once([lambda desk=desk: cast(desk, polls, payload) for desk in desks]) == {"done": AT_ONCE}
    assert len(polls.box()) == 1
    assert polls.desk.work.collection("home_votes", "ballots").count_documents({}) == 2


def test_different_members_do_not_hinder_each_other(polls: Polling, desks):
    acts = [lambda desk=desk, n=n: cast(desk, polls, ballot(polls, "a"), n) for n, desk in enumerate(desks)]
    assert all_at_once(acts) == {"done": AT_ONCE}
    assert polls.desk.work.collection("exchange_roll").count_documents({"voted": True}) == AT_ONCE


@pytest.mark.parametrize("voter", range(3))
def test_no_draft_outlives_a_vote_that_is_cast_meanwhile(polls: Polling, desks, voter):
    me = polls.voters[voter]
    acts = [
        lambda desk=desk: desk.knock("ballots.save_draft", {"round": polls.id, "projects": ["p-a"]}, by=me)
        for desk in desks[1:]
    ]
    ends = all_at_once([*acts, lambda: cast(desks[0], polls, ballot(polls, "b"), voter)])
    assert set(ends) <= {"done", "already_voted"}
    row = polls.row(me)
    assert (row["voted"], "draft" in row) == (True, False)


def test_the_box_is_stored_by_receipt_and_holds_no_hint_of_an_order(polls: Polling):
    receipts = [polls.vote(voter, "ab", secret=secrets.token_hex(16)) for voter in polls.voters[:20]]
    for name in ("ballots", "home_votes"):
        natural = polls.desk.work.collection(name, "ballots").find({}).hint([("$natural", 1)])
        stored = [row["_id"] for row in natural]
        assert stored == sorted(stored)
    assert receipts != sorted(receipts)
    assert sorted(each["_id"] for each in polls.box()) == sorted(receipts)


def test_two_replicas_tally_once(polls: Polling, desks):
    polls.vote(polls.voters[0], "a")
    job = polls.desk.work.database["jobs"].find_one({"kind": "tally_vote"})
    assert job is not None
    for desk in desks:
        desk.now = job["due_at"]

    def tally(desk: Desk) -> None:
        made = desk._made("exchange_results")
        made.tally_vote(Call(now=desk.now), Job(job["_id"], job["kind"], job["key"], job["due_at"], {}))

    ends = all_at_once([lambda desk=desk: tally(desk) for desk in desks])
    assert ends["done"] >= 1
    assert set(ends) <= {"done", "stale_version"}
    assert polls.desk.work.collection("exchange_results").count_documents({}) == 1
    assert polls.result()["turnout"]["ballots"] == 1


def test_a_whole_vote_runs_on_mongodb(polls: Polling):
    for voter in polls.voters[:6]:
        polls.draft(voter, "ab")
        polls.vote(voter, "ab")
    told = polls.tally()
    assert (told["turnout"]["ballots"], sorted(told["funded"])) == (6, ["p-a", "p-b"])
    polls.at("2019-08-01")
    assert "voted" not in polls.row(polls.voters[0])
