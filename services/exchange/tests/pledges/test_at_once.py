"""Several at the same time, each in a process of their own: pools are right, nothing is promised twice."""

from collections.abc import Iterator

import pytest
from exchange_desk import INDEXES, Desk

from chassis.identity import VISITOR, Caller
from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
HOURS = {"region": "SW", "kind": "hours", "what": "Coaching", "amount": 600}


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Four desks over one database, each with a client of its own."""
    with on_mongodb(mongo_uri, "exchange", INDEXES) as work, several_works(mongo_uri, work, 4) as works:
        yield [Desk(each) for each in works]


def members(desk: Desk, number: int) -> list[Caller]:
    return [desk.member(f"m-{each}") for each in range(number)]


def pool(desk: Desk) -> dict:
    found = desk.knock("pledges.list_pools", {"region": "SW"}, by=VISITOR)["items"]
    return next(each for each in found if each["kind"] == "hours")


def test_four_first_pledges_at_once_make_one_pool_of_all_four(desks):
    pairs = zip(desks, members(desks[0], 4), strict=True)
    ends = all_at_once(
        [lambda desk=desk, by=by: desk.knock("pledges.make_pledge", HOURS, by=by) for desk, by in pairs]
    )
    assert ends == {"done": 4}
    assert pool(desks[0])["offered"] == 4 * 600
    flows = desks[0].knock("pledges.list_flows", {"region": "SW", "kind": "hours"}, by=VISITOR)["items"]
    assert len(flows) == 4


def test_two_claims_answered_at_once_are_promised_no_more_than_there_is(desks):
    giver, *askers = members(desks[0], 3)
    pledge = desks[0].knock("pledges.make_pledge", HOURS, by=giver)
    for by in askers:
        asked = {"id": pledge["id"], "amount": 400, "purpose": "Charts"}
        pledge = desks[0].knock("pledges.claim_pledge", asked, by=by)
    answers = [{"id": pledge["id"], "claim_id": each["id"], "agrees": True} for each in pledge["claims"]]
    ends = all_at_once(
        [
            lambda desk=desk, asked=asked: desk.knock("pledges.answer_claim", asked, by=giver)
            for desk, asked in zip(desks, answers, strict=False)
        ]
    )
    assert ends == {"done": 1, "pledge_used_up": 1}
    assert (pool(desks[0])["promised"], pool(desks[0])["left"]) == (400, 200)


def test_four_who_ask_at_once_are_all_heard(desks):
    giver, *askers = members(desks[0], 5)
    pledge = desks[0].knock("pledges.make_pledge", HOURS, by=giver)
    asked = {"id": pledge["id"], "amount": 300, "purpose": "Charts"}
    ends = all_at_once(
        [
            lambda desk=desk, by=by: desk.knock("pledges.claim_pledge", asked, by=by)
            for desk, by in zip(desks, askers, strict=True)
        ]
    )
    assert ends == {"done": 4}
    assert (pool(desks[0])["asked"], pool(desks[0])["is_over_claimed"]) == (1200, True)
