"""Statements of a period, gifts beside help, and the sums by region and month."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from skills_desk import NOW, Desk, coordinator, helped, open_accounts

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.refusing import refused
from skills_register.ledger.periods import Exchanged, Period, by_month, by_region, merged, period_of
from skills_register.ledger.store import LedgerStore
from skills_register.organisations.domain import enter, name_representative
from skills_register.organisations.store import OrganisationStore
from skills_register.refusal import Refusal

SETTLED = {
    1: datetime(2018, 9, 30, 22, 59, tzinfo=UTC),  # 23:59 in London
    2: datetime(2018, 9, 30, 23, 0, tzinfo=UTC),  # midnight: already October there
    3: datetime(2018, 10, 31, 23, 59, tzinfo=UTC),  # winter time by then
    4: datetime(2018, 11, 1, 0, 0, tzinfo=UTC),
}


@pytest.fixture
def ann(desk: Desk) -> Caller:
    caller = desk.member("ann")
    desk.member("ben")
    open_accounts(desk, "ann", "ben")
    return caller


@pytest.fixture
def trust(desk: Desk) -> None:
    """An organisation of SW that is open."""
    made = enter("o-1", "Trust", "trust", "SW", "", NOW)
    desk.work.in_transaction(Call(now=NOW), lambda: OrganisationStore(desk.work).save(made))


def post(desk: Desk, number: int, minutes: int, at: datetime = NOW) -> None:
    transfer = replace(helped(f"t-{number}", "ann", "ben", minutes, cause=f"exchange {number}"), at=at)
    ledger = LedgerStore(desk.work)
    desk.work.in_transaction(Call(now=at), lambda: ledger.post(transfer, desk.settings.limits_in))


def account(desk: Desk, name: str, by: Caller) -> tuple[int, int, int, int]:
    found = desk.knock("ledger.get_account", {"account": name}, by=by)
    return tuple(found[part] for part in ("balance", "given", "received", "gifts"))


def test_a_statement_holds_whole_days_in_london_and_what_there_was_before_and_after(desk, ann):
    for number, at in SETTLED.items():
        post(desk, number, 10 * number, at)
    october = {"since": "2018-10-01", "until": "2018-10-31"}
    found = desk.knock("ledger.get_statement", october, by=ann)
    assert [line["transfer_id"] for line in found["items"]] == ["t-3", "t-2"]
    assert (found["balance_before"], found["balance_after"]) == (10, 60)
    whole = desk.knock("ledger.get_statement", by=ann)
    assert (len(whole["items"]), whole["balance_before"], whole["balance_after"]) == (4, 0, 100)


def test_a_period_that_ends_before_it_begins_is_refused(desk, ann):
    with refused("period_wrong") as no:
        desk.knock("ledger.get_statement", {"since": "2018-10-02", "until": "2018-10-01"}, by=ann)
    assert list(no.value.fields) == ["until"]
    assert period_of(None, None) == Period()
    assert period_of(None, date.max) == Period()
    with pytest.raises(Refusal):
        period_of(date(2018, 1, 2), date(2018, 1, 1))


def test_a_gift_moves_the_balance_and_is_no_help_given_or_received(desk, ann):
    post(desk, 1, 120)
    desk.knock("ledger.donate_time", {"minutes": 60, "purpose": "For newcomers"}, by=ann)
    assert account(desk, "member:ann", ann) == (60, 120, 0, -60)
    assert account(desk, "pot:SW", ann)[:3] == (60, 60, 0)
    grant = {"region": "SW", "account": "member:ben", "minutes": 45, "purpose": "A first request"}
    made = desk.knock("ledger.grant_time", grant, by=coordinator())
    assert account(desk, "member:ben", coordinator()) == (-75, 0, 120, 45)
    assert account(desk, "pot:SW", ann)[:3] == (15, 60, 45)
    back = {"transfer_id": made["id"], "reason": "The wrong member."}
    desk.knock("ledger.reverse_transfer", back, by=coordinator())
    assert account(desk, "member:ben", coordinator()) == (-120, 0, 120, 0)
    assert account(desk, "pot:SW", ann)[:3] == (60, 60, 0)


@pytest.mark.parametrize("to", ["member:ben", "pot:WOE", "organisation:o-1"])
def test_time_can_be_given_to_somebody(desk, ann, trust, to):
    made = desk.knock("ledger.donate_time", {"to": to, "minutes": 60, "purpose": "Thank you"}, by=ann)
    assert (made["giver"], made["receiver"]) == (to, "member:ann")
    assert LedgerStore(desk.work).account(to).balance == 60


def test_who_gets_a_gift_or_a_grant_is_told_and_of_what_is_taken_back_both_are(desk, ann):
    def told(kind: str) -> list[list[str]]:
        rows = [event["data"] for event in desk.events("notice_raised")]
        return [row["members"] for row in rows if row["kind"] == kind]

    desk.knock("ledger.donate_time", {"minutes": 30, "purpose": "For newcomers"}, by=ann)
    assert told("time_came") == []
    gift = {"to": "member:ben", "minutes": 60, "purpose": "Thank you"}
    made = desk.knock("ledger.donate_time", gift, by=ann)
    grant = {"region": "SW", "account": "member:ann", "minutes": 45, "purpose": "A first request"}
    desk.knock("ledger.grant_time", grant, by=coordinator())
    assert told("time_came") == [["ben"], ["ann"]]
    back = {"transfer_id": made["id"], "reason": "The wrong member."}
    desk.knock("ledger.reverse_transfer", back, by=coordinator())
    assert told("time_taken_back") == [["ann", "ben"]]


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("member:ann", "transfer_to_oneself"),
        ("member:nobody", "not_found"),
        ("member:left", "not_found"),
        ("pot:XX", "not_found"),
        ("organisation:none", "not_found"),
        ("nonsense", "not_found"),
    ],
)
def test_time_is_not_given_to_oneself_to_nobody_or_to_who_left(desk, ann, to, code):
    desk.member("left")
    open_accounts(desk, "left")
    desk.member("left", status="left")
    with refused(code):
        desk.knock("ledger.donate_time", {"to": to, "minutes": 60, "purpose": "Thank you"}, by=ann)
    if to == "member:left":
        grant = {"region": "SW", "account": to, "minutes": 60, "purpose": "Thank you"}
        with refused(code):
            desk.knock("ledger.grant_time", grant, by=coordinator())


def test_nobody_gives_themselves_the_time_of_an_organisation_that_they_act_for(desk, ann, trust):
    store = OrganisationStore(desk.work)
    store.save(name_representative(store.get("o-1"), "ann", "contact", "c-SW", NOW))
    gift = {"account": "organisation:o-1", "minutes": 60, "purpose": "For me", "to": "member:ann"}
    with refused("transfer_to_oneself"):
        desk.knock("ledger.donate_time", gift, by=ann)
    desk.knock("ledger.donate_time", {**gift, "to": "member:ben"}, by=ann)


def test_what_is_taken_back_later_is_taken_off_the_month_in_which_it_counted(desk, ann):
    for number in range(6):
        post(desk, number, 40, SETTLED[1])
    desk.now = SETTLED[4]
    desk.do_due_work()
    desk.knock("ledger.reverse_transfer", {"transfer_id": "t-1", "reason": "Wrong."}, by=coordinator())
    found = desk.knock("ledger.summarise")
    assert found["regions"] == [{"region": "SW", "exchanges": 5, "minutes": 200}]
    shown = {row["month"]: (row["exchanges"], row["minutes"]) for row in found["months"]}
    assert (shown["2018-09"], shown["2018-11"]) == ((5, 200), (0, 0))
    assert [*shown] == sorted(shown)
    assert len(shown) == 12


def test_of_fewer_than_five_exchanges_nothing_is_shown_by_region_or_month():
    found = merged([Exchanged("SW", "2018-10", 4, 240)], [Exchanged("WOE", "2018-10", 1, 60)])
    assert by_region(found) == [
        {"region": "SW", "exchanges": None, "minutes": None},
        {"region": "WOE", "exchanges": None, "minutes": None},
    ]
    assert by_month(found, NOW)[-1] == {"month": "2018-10", "exchanges": 5, "minutes": 300}


def test_a_few_exchanges_do_not_follow_from_the_sum_of_all_either():
    numbers = {"NENC": 40, "SW": 9, "WOE": 2}
    found = [Exchanged(region, "2018-10", number, number * 60) for region, number in numbers.items()]
    shown = {each["region"]: (each["exchanges"], each["minutes"]) for each in by_region(found)}
    assert shown == {"NENC": (40, 2400), "SW": (None, None), "WOE": (None, None)}
    months = [Exchanged("SW", f"2018-{month:02d}", number, 60) for month, number in ((8, 9), (9, 4), (10, 7))]
    assert [each["exchanges"] for each in by_month(months, NOW)][-4:] == [0, 9, None, None]


def test_what_was_all_taken_back_is_left_out():
    assert merged([Exchanged("SW", "2018-10", 1, 60)], [Exchanged("SW", "2018-10", -1, -60)]) == []
