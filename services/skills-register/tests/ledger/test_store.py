"""The ledger on MongoDB: fifty at once, from one account, never below the floor and the sum always zero."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from skills_desk import INDEXES, NOW, Desk, helped, open_accounts

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, watched
from skills_register.auditing.store import AuditStore, audit
from skills_register.ledger.periods import Period
from skills_register.ledger.store import LedgerStore
from skills_register.refusal import Refusal

pytestmark = pytest.mark.servers
AT_ONCE = 50
FINDERS = {
    "account": lambda s: s.account("member:ann"),
    "transfer": lambda s: s.transfer("t-0"),
    "settled": lambda s: s.settled("exchange 0"),
    "reversal_of": lambda s: s.reversal_of("t-0"),
    "reversals_of": lambda s: s.reversals_of(["t-0"]),
    "several": lambda s: s.several(["t-0"]),
    "statement": lambda s: s.statement("member:ann", Period(NOW, NOW + timedelta(days=1)), {"limit": 2}),
    "balance_before": lambda s: s.balance_before("member:ann", NOW),
    "accounts_in": lambda s: s.accounts_in("SW", {"limit": 2}),
    "balances": lambda s: s.balances(),
    "exchanged": lambda s: s.exchanged(NOW, None),
    "show": lambda s: s.show("member:ann", "members"),
    "move_to": lambda s: s.move_to("member:ann", "SW"),
}


def opened(work: UnitOfWork, *people: str) -> Desk:
    desk = Desk(work)
    for each in people:
        desk.member(each)
    open_accounts(desk, *people)
    return desk


def test_fifty_transfers_at_once_from_one_account_stop_at_its_floor(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        desk = opened(work, "ann", "ben")
        floor = desk.settings.limits_in("SW").hard

        def receive(number: int) -> bool:
            mine = UnitOfWork(work.database)
            transfer = helped(f"t-{number}", "ann", "ben", 60, cause=f"exchange {number}")
            try:
                mine.in_transaction(
                    Call(now=NOW), lambda: LedgerStore(mine).post(transfer, desk.settings.limits_in)
                )
            except Refusal as no:
                return no.code != "floor_reached"
            return True

        with ThreadPoolExecutor(AT_ONCE) as pool:
            done = list(pool.map(receive, range(AT_ONCE)))
        account = LedgerStore(work).account("member:ben")
        assert account is not None
        assert account.balance == floor
        assert sum(done) == -floor // 60
        assert audit(work, Call(now=NOW)).is_whole


def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        desk = opened(work, "ann", "ben")
        for number in range(3):
            transfer = helped(f"t-{number}", "ann", "ben", 10, cause=f"exchange {number}")
            work.in_transaction(
                Call(now=NOW),
                lambda transfer=transfer: LedgerStore(work).post(transfer, desk.settings.limits_in),
            )
        watching.commands.clear()
        for name, find in FINDERS.items():
            before = len(watching.commands)
            find(LedgerStore(work))
            assert len(watching.commands) > before, f"{name} asked nothing"
        AuditStore(work).last()
        AuditStore(work).page({"limit": 2})
        AuditStore(work).exchanged()
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
