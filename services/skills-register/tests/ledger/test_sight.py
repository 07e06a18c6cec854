"""Who sees an account; the soft limit, the nightly audit and the sums."""

from dataclasses import replace
from datetime import timedelta

import pytest
from skills_desk import NATIONAL, NOW, Desk, coordinator, helped, open_accounts

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.refusing import refused
from contracts.membership import MEMBER_CHANGED
from contracts.refusals import Refused
from skills_register.exchanges.domain import AGREED, CANCELLED, Exchange, Party, Step
from skills_register.exchanges.store import ExchangeStore
from skills_register.ledger.store import LedgerStore

OPERATOR = Caller("o-1", frozenset({"member", "operator"}))


@pytest.fixture
def ann(desk: Desk) -> Caller:
    caller = desk.member("ann")
    open_accounts(desk, "ann")
    return caller


@pytest.fixture
def ben(desk: Desk) -> Caller:
    caller = desk.member("ben")
    open_accounts(desk, "ben")
    return caller


def post(desk: Desk, number: int, minutes: int, giver: str = "ann", receiver: str = "ben", **more) -> None:
    transfer = replace(helped(f"t-{number}", giver, receiver, minutes, **more), at=desk.now)
    ledger = LedgerStore(desk.work)
    desk.work.in_transaction(Call(now=desk.now), lambda: ledger.post(transfer, desk.settings.limits_in))


def seen(desk: Desk, by: Caller) -> bool:
    try:
        account = desk.knock("ledger.get_account", {"account": "member:ann"}, by=by)
    except Refused:
        return False
    assert "may_go_down_to" not in account
    return True


def exchange(desk: Desk, state: str) -> None:
    parties = [Party(f"member:{each}", "SW", each) for each in ("ann", "ben")]
    made = Exchange(
        "e-1", 1, *parties, "giver", "Help", 60, NOW.date(), state, (Step("agreed", NOW, "", ""),), None
    )
    desk.work.in_transaction(Call(now=NOW), lambda: ExchangeStore(desk.work).save_new(made))


@pytest.mark.parametrize(
    ("seen_by", "same_region", "elsewhere"),
    [("holder", False, False), ("partners", False, False), ("region", True, False), ("members", True, True)],
)
def test_the_holder_says_who_sees_what_was_given_and_received(
    desk, ann, ben, seen_by, same_region, elsewhere
):
    desk.knock("ledger.show_account", {"seen_by": seen_by}, by=ann)
    assert seen(desk, ben) is same_region
    assert seen(desk, desk.member("far", "YH")) is elsewhere
    with refused("not_found"):
        desk.knock("ledger.get_statement", {"account": "member:ann"}, by=ben)
    with refused("sign_in_required"):
        desk.knock("ledger.get_account", {"account": "member:ann"})


@pytest.mark.parametrize(("state", "shown"), [(AGREED, True), (CANCELLED, False)])
def test_partners_are_those_with_whom_there_is_an_exchange(desk, ann, ben, state, shown):
    desk.knock("ledger.show_account", {"seen_by": "partners"}, by=ann)
    exchange(desk, state)
    assert seen(desk, ben) is shown


def test_nobody_chooses_for_somebody_else(desk, ann, ben):
    with refused("not_found"):
        desk.knock("ledger.show_account", {"seen_by": "members", "account": "member:ann"}, by=ben)


def test_keepers_list_the_accounts_of_their_region(desk, ann, ben):
    post(desk, 1, 60)
    listed = desk.knock("ledger.list_accounts", {"region": "SW"}, by=coordinator("SW"))["items"]
    assert [(each["id"], each["balance"]) for each in listed] == [("member:ben", -60), ("member:ann", 60)]
    with refused("not_your_region"):
        desk.knock("ledger.list_accounts", {"region": "SW"}, by=coordinator("WOE"))


def test_who_got_time_from_a_pot_and_why_is_for_them_and_for_keepers(desk, ann, ben):
    desk.knock("ledger.donate_time", {"minutes": 30, "purpose": "For newcomers"}, by=ann)
    grant = {"region": "SW", "account": "member:ben", "minutes": 20, "purpose": "After an illness"}
    desk.knock("ledger.grant_time", grant, by=coordinator("SW"))

    def read(by: Caller) -> set[tuple[str | None, str | None]]:
        lines = desk.knock("ledger.get_statement", {"account": "pot:SW"}, by=by)["items"]
        return {(line["other"], line["purpose"]) for line in lines}

    donation, granted, nobody = (
        ("member:ann", "For newcomers"), ("member:ben", "After an illness"), (None, None)
    )  # fmt: skip
    assert read(coordinator("SW")) == {donation, granted}
    assert read(ben) == {granted, nobody}
    assert read(desk.member("far", "YH")) == {nobody}


def test_below_the_soft_limit_the_holder_is_told_each_time_it_is_crossed(desk, ann, ben):
    def told() -> list[str]:
        rows = [event["data"] for event in desk.events("notice_raised")]
        return [member for row in rows if row["kind"] == "time_account_low" for member in row["members"]]

    post(desk, 1, 180)
    assert told() == []
    post(desk, 2, 60)
    post(desk, 3, 10)
    assert told() == ["ben"]
    post(desk, 4, 120, giver="ben", receiver="ann")
    post(desk, 5, 120)
    assert told() == ["ben", "ben"]


def test_a_member_who_moved_has_the_limits_of_the_new_region(desk, ann):
    desk.member("ann", "WOE")
    open_accounts(desk, "ann")
    assert desk.knock("ledger.get_account", by=ann)["region"] == "WOE"


def test_who_keeps_the_region_to_which_a_member_moved_reads_the_account_at_once(desk, ann):
    state = {"member_id": "ann", "version": 9, "region": "WOE", "status": "active", "roles": []}
    state |= {"joined": "2018-01-15", "left": None, "cohort": "2018"}
    desk.hear(MEMBER_CHANGED, "ann", 9, state, "WOE")
    asked = {"account": "member:ann"}
    assert desk.knock("ledger.get_statement", asked, by=coordinator("WOE"))["items"] == []
    with refused("not_found"):
        desk.knock("ledger.get_statement", asked, by=coordinator("SW"))
    grant = {"region": "WOE", **asked, "minutes": 60, "purpose": "A first request"}
    assert desk.knock("ledger.grant_time", grant, by=coordinator("WOE"))["giver"] == "member:ann"


def test_the_ledger_is_audited_each_night_and_operators_read_what_was_found(desk, ann, ben):
    post(desk, 1, 60)
    desk.member("boss", "SW", "national_team")
    desk.now = NOW + timedelta(days=1)
    desk.do_due_work()
    desk.work.database["accounts"].update_one({"_id": "member:ann"}, {"$inc": {"balance": 5}})
    desk.now += timedelta(days=1)
    desk.do_due_work()
    last, before = desk.knock("auditing.list_audits", by=OPERATOR)["items"]
    assert (before["differences"], last["differences"]) == (0, 1)
    assert "member:ann: 65 minutes are kept, its entries give 60." in last["in_words"]
    notices = [event["data"] for event in desk.events("notice_raised")]
    assert [(each["kind"], each["members"]) for each in notices] == [("ledger_differs", ["boss"])]
    with refused("role_required"):
        desk.knock("auditing.list_audits", by=ann)


def test_the_sums_count_what_is_exchanged_and_not_what_was_taken_back(desk, ann, ben):
    post(desk, 1, 60)
    desk.now = NOW + timedelta(days=1)
    desk.do_due_work()
    post(desk, 2, 30)
    before = desk.knock("ledger.summarise")
    assert (before["exchanges"], before["minutes_exchanged"], before["sum_of_balances"]) == (2, 90, 0)
    for transfer in ("t-1", "t-2"):
        back = {"transfer_id": transfer, "reason": "A mistake."}
        desk.knock("ledger.reverse_transfer", back, by=NATIONAL)
    after = desk.knock("ledger.summarise")
    assert (after["exchanges"], after["minutes_exchanged"], after["accounts"]) == (0, 0, 2)
