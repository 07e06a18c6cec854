"""One's own account and statement, the pot, reversals, and what everybody sees."""

import pytest
from skills_desk import NATIONAL, Desk, coordinator, helped, open_accounts

from chassis.identity import Caller
from chassis.testkit.refusing import refused
from skills_register.auditing.store import audit
from skills_register.ledger.store import LedgerStore


@pytest.fixture
def ann(desk: Desk) -> Caller:
    return desk.member("ann")


@pytest.fixture
def ben(desk: Desk) -> Caller:
    return desk.member("ben")


def coached(desk: Desk, call, minutes: int = 180, transfer_id: str = "t-1") -> None:
    """Ann coached Ben, and it was settled."""
    open_accounts(desk, "ann", "ben")
    transfer = helped(transfer_id, "ann", "ben", minutes)
    desk.work.in_transaction(call, lambda: LedgerStore(desk.work).post(transfer, desk.settings.limits_in))


def test_a_statement_says_what_was_given_and_received_and_by_whom(desk, ann, ben, call):
    coached(desk, call)
    account = desk.knock("ledger.get_account", by=ben)
    assert (account["balance"], account["in_words"]) == (-180, "0 minutes given, 3 hours received")
    [line] = desk.knock("ledger.get_statement", by=ben)["items"]
    assert (line["minutes"], line["other"], line["in_words"]) == (-180, "member:ann", "3 hours received")


def test_an_account_that_nobody_used_yet_reads_as_nothing_given_and_received(desk, ann):
    assert desk.knock("ledger.get_account", by=ann)["balance"] == 0
    assert desk.knock("ledger.summarise")["accounts"] == 0


def test_a_paused_member_reads_an_account_that_was_never_used_and_one_who_left_has_none(desk, ann):
    assert desk.knock("ledger.get_account", by=desk.member("ann", status="paused"))["balance"] == 0
    with refused("not_found"):
        desk.knock("ledger.get_account", by=desk.member("ann", status="left"))


def test_nobody_reads_the_account_of_somebody_else_but_who_keeps_the_region(desk, ann, ben, call):
    coached(desk, call)
    for stranger in (ben, coordinator("WOE")):
        with refused("not_found"):
            desk.knock("ledger.get_account", {"account": "member:ann"}, by=stranger)
    assert desk.knock("ledger.get_account", {"account": "member:ann"}, by=coordinator("SW"))["balance"] == 180


def test_time_given_to_the_pot_can_be_granted_to_a_member(desk, ann, ben, call):
    coached(desk, call)
    desk.knock("ledger.donate_time", {"minutes": 60, "purpose": "For newcomers"}, by=ann)
    grant = {"region": "SW", "account": "member:ben", "minutes": 60, "purpose": "A first request"}
    desk.knock("ledger.grant_time", grant, by=coordinator("SW"))
    assert desk.knock("ledger.get_account", {"account": "pot:SW"}, by=ben)["balance"] == 0
    assert desk.knock("ledger.get_account", by=ben)["balance"] == -120
    with refused("not_your_region"):
        desk.knock("ledger.grant_time", grant, by=coordinator("WOE"))


def test_a_donation_past_the_floor_is_refused_and_moves_nothing(desk, ann):
    with refused("floor_reached"):
        desk.knock("ledger.donate_time", {"minutes": 301, "purpose": "Too much"}, by=ann)
    assert desk.knock("ledger.summarise")["sum_of_balances"] == 0
    assert desk.knock("ledger.get_account", {"account": "pot:SW"}, by=ann)["balance"] == 0


def test_a_transfer_is_taken_back_once_by_somebody_else_and_both_stay_to_be_read(desk, ann, ben, call):
    coached(desk, call)
    back = {"transfer_id": "t-1", "reason": "The wrong member."}
    with refused("role_required"):
        desk.knock("ledger.reverse_transfer", back, by=ann)
    made = desk.knock("ledger.reverse_transfer", back, by=coordinator("SW"))
    assert desk.knock("ledger.get_account", by=ann)["balance"] == 0
    assert desk.knock("ledger.get_transfer", {"id": "t-1"}, by=ben)["reversed_by"] == made["id"]
    for stranger in (desk.member("far"), coordinator("WOE")):
        with refused("not_found"):
            desk.knock("ledger.get_transfer", {"id": "t-1"}, by=stranger)
    lines = desk.knock("ledger.get_statement", by=ann)["items"]
    assert {line["transfer_id"]: line["reversed_by"] for line in lines} == {
        made["id"]: None,
        "t-1": made["id"],
    }
    with refused("already_reversed"):
        desk.knock("ledger.reverse_transfer", back, by=NATIONAL)
    with refused("reversal_of_a_reversal"):
        desk.knock("ledger.reverse_transfer", {"transfer_id": made["id"], "reason": "No."}, by=NATIONAL)


def test_who_took_part_in_a_transfer_does_not_take_it_back(desk, call):
    desk.member("ann", "SW", "coordinator:SW")
    desk.member("ben")
    coached(desk, call)
    with refused("reversal_of_own_transfer"):
        own = Caller("ann", frozenset({"member", "coordinator:SW"}), "SW")
        desk.knock("ledger.reverse_transfer", {"transfer_id": "t-1", "reason": "Mine."}, by=own)


def test_everybody_reads_the_sums_and_the_last_audit(desk, ann, ben, call):
    coached(desk, call)
    before = desk.knock("ledger.summarise")
    assert (before["accounts"], before["minutes_exchanged"], before["last_audit"]) == (2, 180, None)
    assert audit(desk.work, call).is_whole
    assert desk.knock("ledger.summarise")["last_audit"]["differences"] == 0


def test_an_audit_names_the_account_whose_balance_was_changed_by_hand(desk, ann, ben, call):
    coached(desk, call)
    desk.work.database["accounts"].update_one({"_id": "member:ann"}, {"$inc": {"balance": 1}})
    found = audit(desk.work, call)
    assert [(each.account_id, each.kept, each.rebuilt) for each in found.differences] == [
        ("member:ann", 181, 180)
    ]
    assert (found.total, found.is_whole) == (1, False)
