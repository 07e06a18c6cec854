"""Many at the same time on MongoDB: one vote, one count, one declaration, and no trace of an order."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from hustings import Hustings
from stewardship_desk import INDEXES, Desk

from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
AT_ONCE = 8


@pytest.fixture
def polls(mongo_uri: str) -> Iterator[Hustings]:
    with on_mongodb(mongo_uri, "stewardship", INDEXES) as work:
        made = Hustings(Desk(work), members=40)
        made.open_voting()
        yield made


@pytest.fixture
def desks(polls: Hustings, mongo_uri: str) -> Iterator[list[Desk]]:
    """As many desks, each with a client of its own, as processes have."""
    with several_works(mongo_uri, polls.desk.work, AT_ONCE) as works:
        made = [Desk(each) for each in works]
        for desk in made:
            desk.now = polls.now
        yield made


def ballot(polls: Hustings, number: int, secret: str = "") -> dict[str, Any]:
    return {
        "election": polls.id,
        "ballot_secret": secret or secrets.token_hex(16),
        "preferences": [{"candidate": number, "rank": 1}],
    }


def box(polls: Hustings) -> list[dict[str, Any]]:
    return list(polls.desk.work.collection("ballots", "ballots").find({}))


@pytest.mark.parametrize("round_", range(3))
def test_one_member_votes_once_however_many_ask_at_the_same_time(polls: Hustings, desks, round_):
    me = polls.voters[round_]
    acts = [
        lambda desk=desk, n=n: desk.knock("ballots.cast_ballot", ballot(polls, n % 3 + 1), by=me)
        for n, desk in enumerate(desks)
    ]
    assert all_at_once(acts) == {"done": 1, "already_voted": AT_ONCE - 1}
    assert len(box(polls)) == 1


def test_one_ballot_sent_many_times_at_once_is_one_vote_for_each_sender_to_see(polls: Hustings, desks):
    payload = ballot(polls, 1)
    acts = [
        lambda desk=desk: desk.knock("ballots.cast_ballot", payload, by=polls.voters[0]) for desk in desks
    ]
    assert all_at_once(acts) == {"done": AT_ONCE}
    assert len(box(polls)) == 1


def test_different_members_do_not_hinder_each_other(polls: Hustings, desks):
    acts = [
        lambda desk=desk, n=n: desk.knock("ballots.cast_ballot", ballot(polls, 1), by=polls.voters[n])
        for n, desk in enumerate(desks)
    ]
    assert all_at_once(acts) == {"done": AT_ONCE}
    assert polls.desk.work.collection("electoral_roll").count_documents({"voted": True}) == AT_ONCE


def test_the_box_is_stored_by_receipt_and_holds_no_hint_of_an_order(polls: Hustings):
    receipts = [polls.vote(voter, "Ann", secret=secrets.token_hex(16)) for voter in polls.voters[:20]]
    natural = polls.desk.work.collection("ballots", "ballots").find({}).hint([("$natural", 1)])
    stored = [row["_id"] for row in natural]
    assert stored == sorted(receipts)
    assert stored != receipts
    assert all(set(row) == {"_id", "election", "preferences"} for row in box(polls))


def test_two_replicas_count_once(polls: Hustings, desks):
    polls.vote(polls.voters[0], "Ann")
    job = polls.desk.work.database["jobs"].find_one({"kind": "count_election"})
    assert job is not None
    for desk in desks:
        desk.now = job["due_at"]

    def count(desk: Desk) -> None:
        from chassis.call import Call, Job

        made = desk._made("stewardship_results")
        made.count_election(Call(now=desk.now), Job(job["_id"], job["kind"], job["key"], job["due_at"], {}))

    ends = all_at_once([lambda desk=desk: count(desk) for desk in desks])
    assert ends["done"] >= 1
    assert set(ends) <= {"done", "stale_version", "voting_open"}
    assert polls.desk.work.collection("election_results").count_documents({}) == 1
    history = [step["name"] for step in polls.election()["history"]]
    assert history.count("counted") == 1
