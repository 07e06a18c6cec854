"""One secret ballot a member: what is kept, what is refused, what repeats."""

import json
from typing import Any

import pytest
from hustings import DAYS, SECRET, Hustings
from hypothesis import given
from hypothesis import strategies as some
from stewardship_desk import INDEXES, Desk

from chassis.mongo import UnitOfWork
from chassis.testkit.refusing import refused
from contracts.ballots import receipt_of
from contracts.services import BESIDE
from stewardship.elections.ballots.domain import order_of
from stewardship.refusal import Refusal


@pytest.fixture
def polls(hustings: Hustings) -> Hustings:
    hustings.open_voting()
    return hustings


def box(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.work.collection("ballots", "ballots").find({}))


def cast(hustings: Hustings, *ranked: tuple[int, int], by: int = 1, secret: str = SECRET) -> Any:
    preferences = [{"candidate": number, "rank": rank} for number, rank in ranked]
    payload = {"election": hustings.id, "ballot_secret": secret, "preferences": preferences}
    return hustings.desk.knock("ballots.cast_ballot", payload, by=hustings.voters[by - 1])


def test_a_ballot_is_kept_as_receipt_election_and_preferences_and_nothing_else(polls: Hustings, desk: Desk):
    assert cast(polls, (2, 1), (1, 2)) == {"accepted": True}
    receipt = receipt_of(polls.id, SECRET, (2, 1))
    assert box(desk) == [{"_id": receipt, "election": polls.id, "preferences": [2, 1]}]


def test_the_roll_keeps_a_flag_and_no_time(polls: Hustings, desk: Desk):
    cast(polls, (2, 1))
    row = desk.work.collection("electoral_roll").find_one({"member": {"$eq": "v-001"}})
    assert row == {"_id": f"{polls.id}|v-001", "election": polls.id, "member": "v-001", "voted": True}


def test_nothing_outside_of_the_ballot_box_knows_a_receipt_a_secret_or_when_who_voted(
    polls: Hustings, desk: Desk
):
    before = {
        name: list(desk.work.database[name].find()) for name in desk.work.database.list_collection_names()
    }
    polls.vote(polls.voters[0], "Ben", secret=SECRET, command="c-1")
    receipt = receipt_of(polls.id, SECRET, (polls.number("Ben"),))
    for name in desk.work.database.list_collection_names():
        rows = list(desk.work.database[name].find())
        text = json.dumps(rows, default=str)
        assert receipt not in text, name
        assert SECRET not in text, name
        if name != "electoral_roll":
            assert rows == before.get(name, []), f"{name} has changed"


def test_a_member_votes_once(polls: Hustings, desk: Desk):
    cast(polls, (2, 1))
    with refused("already_voted"):
        cast(polls, (1, 1))
    with refused("already_voted"):
        cast(polls, (2, 1), secret="f" * 32)
    assert len(box(desk)) == 1


def test_the_same_ballot_sent_again_is_the_same_vote(polls: Hustings, desk: Desk):
    assert cast(polls, (2, 1)) == cast(polls, (2, 1))
    assert len(box(desk)) == 1


def test_two_members_with_one_secret_and_one_choice_are_told_to_draw_another(polls: Hustings, desk: Desk):
    cast(polls, (2, 1))
    with refused("ballot_secret_used"):
        cast(polls, (2, 1), by=2)
    roll = desk.work.collection("electoral_roll")
    assert roll.find_one({"member": {"$eq": "v-002"}})["voted"] is False
    cast(polls, (2, 1), by=2, secret="a" * 32)
    assert len(box(desk)) == 2


def test_nothing_is_half_done_when_the_ballot_cannot_be_written(
    polls: Hustings, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    from stewardship.elections.ballots.store import BallotStore

    def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(BallotStore, "add", broken)
        with pytest.raises(RuntimeError):
            cast(polls, (2, 1))
    assert box(desk) == []
    cast(polls, (2, 1))


def test_who_is_not_on_the_roll_does_not_vote(polls: Hustings, desk: Desk):
    late = desk.member("v-late", "SW")
    polls.voters.append(late)
    with refused("not_on_roll"):
        cast(polls, (2, 1), by=len(polls.voters))
    assert box(desk) == []


@pytest.mark.parametrize(
    ("ranked", "code"),
    [
        ([], "ballot_empty"),
        ([(9, 1)], "candidate_not_nominated"),
        ([(0, 1)], "candidate_not_nominated"),
        ([(1, 1), (1, 2)], "preference_repeated"),
        ([(1, 1), (2, 1)], "preference_repeated"),
        ([(1, 1), (2, 3)], "preference_gap"),
        ([(1, 2)], "preference_gap"),
        ([(1, 0)], "preference_gap"),
    ],
)
def test_a_ballot_that_is_none_is_refused_by_its_own_code(polls: Hustings, desk: Desk, ranked, code):
    with refused(code):
        cast(polls, *ranked)
    assert box(desk) == []
    assert polls.election(by=polls.voters[0])["mine"] == {"on_roll": True, "voted": False}


def test_a_first_preference_is_enough(polls: Hustings):
    assert cast(polls, (3, 1)) == {"accepted": True}


@pytest.mark.parametrize("secret", ["", "short", "G" * 32, "A" * 32, "0" * 33, f"{'0' * 32}\n"])
def test_a_secret_that_is_not_128_bits_is_refused(polls: Hustings, secret: str):
    with refused("invalid_input") as no:
        cast(polls, (2, 1), secret=secret)
    assert set(no.value.fields) == {"ballot_secret"}


def test_the_vote_is_open_between_two_noons_only(hustings: Hustings, desk: Desk):
    hustings.open_nominations()
    hustings.stand(1, "Ann", patient=True)
    hustings.stand(2, "Ben")
    hustings.stand(3, "Cat")
    hustings.at(DAYS["nominations_close"])
    with refused("voting_not_open"):
        cast(hustings, (1, 1))
    hustings.at(DAYS["voting_opens"])
    cast(hustings, (1, 1))
    # The close is the close, also while its due work has not run yet.
    desk.now = desk.now.replace(day=15)
    with refused("voting_closed"):
        cast(hustings, (1, 1), by=2)
    hustings.count()
    with refused("voting_closed"):
        cast(hustings, (1, 1), by=3)


def test_every_voter_finds_their_receipt_in_the_published_list(polls: Hustings, desk: Desk):
    receipts = {polls.vote(voter, "Ben", "Ann") for voter in polls.voters[:7]}
    polls.count()
    page = desk.knock("ballots.list_ballots", {"election": polls.id, "limit": 5})
    rest = desk.knock("ballots.list_ballots", {"election": polls.id, "limit": 5, "cursor": page["next"]})
    listed = [each["receipt"] for each in (*page["items"], *rest["items"])]
    assert listed == sorted(receipts)
    mine = desk.knock("ballots.find_ballot", {"election": polls.id, "receipt": listed[0]})
    assert mine == {"receipt": listed[0], "preferences": [polls.number("Ben"), polls.number("Ann")]}
    with refused("receipt_unknown"):
        desk.knock("ballots.find_ballot", {"election": polls.id, "receipt": "A" * 20})


def test_the_launcher_knows_of_the_database_beside():
    assert {index.beside for index in INDEXES} - {""} == set(BESIDE["stewardship"])


@given(some.permutations(range(1, 8)), some.integers(1, 7))
def test_any_order_of_any_candidates_is_one(order: list[int], many: int):
    ranked = [(number, rank) for rank, number in enumerate(order[:many], 1)]
    assert order_of(reversed(ranked), range(1, 8)) == tuple(order[:many])


@given(some.lists(some.tuples(some.integers(1, 5), some.integers(-1, 6)), max_size=7))
def test_whatever_is_taken_has_no_gap_and_nobody_twice(ranked: list[tuple[int, int]]):
    try:
        order = order_of(ranked, range(1, 5))
    except Refusal:
        return
    assert len(order) == len(set(order)) == len(ranked)
    assert set(order) <= set(range(1, 5))
    assert sorted(rank for _, rank in ranked) == list(range(1, len(ranked) + 1))


class TestTheStore:
    @pytest.fixture
    def at_work(self, work: UnitOfWork) -> Hustings:
        made = Hustings(Desk(work))
        made.open_voting()
        return made

    def test_a_whole_election_runs_on_either_store(self, at_work: Hustings):
        desk = at_work.desk
        for voter in at_work.voters[:5]:
            at_work.vote(voter, "Cat", "Ann")
        with refused("already_voted"):
            at_work.vote(at_work.voters[0], "Ann")
        with refused("ballot_secret_used"):
            cast(
                at_work,
                (at_work.number("Cat"), 1),
                (at_work.number("Ann"), 2),
                by=7,
                secret=self._same(at_work),
            )
        assert at_work.election(by=at_work.voters[6])["mine"]["voted"] is False
        at_work.count()
        told = desk.knock("results.get_count", {"election": at_work.id})
        assert told["turnout"]["ballots"] == 5
        assert {each["shown_name"] for each in told["elected"]} == {"Ann", "Cat"}

    @staticmethod
    def _same(hustings: Hustings) -> str:
        """The secret that the first voter drew."""
        return f"{abs(hash(hustings.voters[0].subject)):032x}"[-32:]
