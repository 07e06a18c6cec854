"""Several people at one claim at the same moment, on a real MongoDB (row 51)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from claims_desk import approved, handed_in, seen
from meetings_desk import INDEXES, NATIONAL, NOW, Desk, convenor, coordinator

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from contracts.refusals import Refused

pytestmark = pytest.mark.servers
AFTER = NOW + timedelta(days=30)


def fresh(work: UnitOfWork) -> Desk:
    """A desk of one's own: a unit of work belongs to one call at a time."""
    desk = Desk(UnitOfWork(work.database))
    desk.now = AFTER
    return desk


def at_once(work, calls):
    """What each answered, or the code of its refusal."""
    ready = Barrier(len(calls))

    def knock(each):
        door, payload, by = each
        desk = fresh(work)
        ready.wait(10)
        try:
            return desk.knock(door, payload, by=by)
        except Refused as no:
            return no.code

    with ThreadPoolExecutor(len(calls)) as side_by_side:
        return list(side_by_side.map(knock, calls))


@pytest.fixture
def work(mongo_uri):
    with on_mongodb(mongo_uri, "meetings", INDEXES) as made:
        yield made


def test_a_claim_is_sent_to_be_paid_once_however_many_send_at_the_same_time(work):
    desk = fresh(work)
    ids = [approved(desk, desk.member(f"m-{number}")) for number in range(3)]
    others = [Caller(f"n-{number}", NATIONAL.roles) for number in range(4)]
    told = at_once(work, [("paying.make_batch", {}, by) for by in others])
    batches = [each for each in told if isinstance(each, dict)]
    assert len(batches) == 1
    assert {each for each in told if isinstance(each, str)} <= {"no_expenses_to_send", "stale_version"}
    [found] = [desk.knock("paying.get_batch", {"id": each["id"]}, by=NATIONAL) for each in batches]
    assert sorted(each["claim_id"] for each in found["payments"]) == sorted(ids)
    assert work.database["expense_years"].find_one()["claims"] == 3


def test_three_approvals_at_the_same_time_are_two(work):
    desk = fresh(work)
    claim_id = handed_in(desk, desk.member("m-1"))
    approvers = (coordinator(), convenor(), NATIONAL)
    told = at_once(work, [("expenses.approve_claim", {"id": claim_id}, by) for by in approvers])
    assert sorted(each["state"] for each in told if isinstance(each, dict)) == ["approved", "approved_once"]
    assert [each for each in told if isinstance(each, str)] == ["expense_not_waiting"]
    assert (seen(desk, claim_id)["state"], seen(desk, claim_id)["approvals"]) == ("approved", 2)
