"""Batches for whoever pays, and what is shown of them to everybody (row 51)."""

from datetime import timedelta

import pytest
from claims_desk import approved, handed_in, seen
from meetings_desk import NATIONAL, NOW, Desk, coordinator

from contracts.refusals import Refused


@pytest.fixture(autouse=True)
def _after_the_meeting(desk: Desk) -> None:
    desk.now = NOW + timedelta(days=30)


def refused(desk, door, payload, by=NATIONAL):
    with pytest.raises(Refused) as no:
        desk.knock(door, payload, by=by)
    return no.value.code


def test_each_approved_claim_goes_into_exactly_one_batch(desk: Desk):
    first, second = approved(desk, desk.member("m-1")), approved(desk, desk.member("m-2"))
    waiting = handed_in(desk, desk.member("m-3"))
    assert desk.knock("paying.list_batches", by=NATIONAL)["waiting"] == {"claims": 2, "total_pence": 3680}
    made = desk.knock("paying.make_batch", by=NATIONAL)
    found = desk.knock("paying.get_batch", {"id": made["id"]}, by=NATIONAL)
    assert [each["claim_id"] for each in found["payments"]] == [first, second]
    assert (found["total_pence"], found["unpaid"]) == (3680, 2)
    assert refused(desk, "paying.make_batch", {}) == "no_expenses_to_send"
    assert (seen(desk, first)["state"], seen(desk, first)["batch_id"]) == ("sent", made["id"])
    assert seen(desk, waiting)["state"] == "submitted"
    assert desk.knock("paying.get_batch", {"id": made["id"]}, by=NATIONAL) == found
    [listed] = desk.knock("paying.list_batches", by=NATIONAL)["items"]
    assert (listed["id"], listed["claims"]) == (made["id"], 2)


def test_what_was_paid_is_noted_and_its_claimant_told_once(desk: Desk):
    first, second = approved(desk, desk.member("m-1")), approved(desk, desk.member("m-2"))
    batch = {"id": desk.knock("paying.make_batch", by=NATIONAL)["id"]}
    for _ in range(2):
        desk.knock("paying.record_payment", {**batch, "claim_ids": [first]}, by=NATIONAL)
    assert (seen(desk, first)["state"], seen(desk, second)["state"]) == ("paid", "sent")
    desk.knock("paying.record_payment", batch, by=NATIONAL)
    found = desk.knock("paying.get_batch", batch, by=NATIONAL)
    assert (found["unpaid"], {each["paid"] for each in found["payments"]}) == (0, {True})
    told = [event["data"] for event in desk.events("notice_raised")]
    assert [each["members"] for each in told if each["kind"] == "claim_paid"] == [["m-1"], ["m-2"]]
    elsewhere = {**batch, "claim_ids": ["claim-9"]}
    assert refused(desk, "paying.record_payment", elsewhere) == "not_found"


def test_a_batch_is_forgotten_in_time_once_all_of_it_was_paid(desk: Desk):
    approved(desk, desk.member("m-1"))
    batch = {"id": desk.knock("paying.make_batch", by=NATIONAL)["id"]}
    desk.now += timedelta(days=2193)
    desk.do_due_work()
    desk.knock("paying.record_payment", batch, by=NATIONAL)
    desk.now += timedelta(days=31)
    desk.do_due_work()
    assert refused(desk, "paying.get_batch", batch) == "not_found"


def test_paying_is_the_national_teams(desk: Desk):
    for door, payload in (
        ("make_batch", {}),
        ("list_batches", {}),
        ("get_batch", {"id": "b-1"}),
        ("record_payment", {"id": "b-1"}),
    ):
        assert refused(desk, f"paying.{door}", payload, coordinator()) == "role_required"
    assert refused(desk, "paying.get_batch", {"id": "b-1"}) == "not_found"


def test_everybody_sees_a_regions_year_from_five_claims_on(desk: Desk):
    for number in range(4):
        approved(desk, desk.member(f"m-{number}"))
    desk.knock("paying.make_batch", by=NATIONAL)
    [year] = desk.knock("paying.expense_totals")["items"]
    assert (year["region"], year["year"], year["claims"], year["total_pence"]) == ("NENC", 2018, None, None)
    approved(desk, desk.member("m-5"))
    desk.knock("paying.make_batch", by=NATIONAL)
    [year] = desk.knock("paying.expense_totals")["items"]
    assert (year["claims"], year["total_pence"]) == (5, 9200)
