"""Accounts with time on them, for the tests of accounts over the API and on the pages."""

from datetime import UTC, datetime

from chassis.call import Call
from chassis.testkit.local_bus import LocalBus
from skills_register.ledger.accounts import Accounts
from skills_register.ledger.domain import EXCHANGE, Limits, Transfer
from skills_register.ledger.store import LedgerStore

SETTLED = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)


def helped(
    bus: LocalBus, giver: str, receiver: str, minutes: int, transfer_id: str = "t-1", at: datetime = SETTLED
) -> None:
    """One member helped another, and it was settled; both are members of whom the register knows."""
    work, call = bus.databases["skills_register"], Call(now=at)
    ledger = LedgerStore(work)
    accounts = Accounts(ledger, bus.service("skills_register_ledger").settings, call)
    ids = f"member:{receiver}", f"member:{giver}"

    def post() -> None:
        regions = [accounts.opened(each).region for each in ids]
        transfer = Transfer(
            transfer_id, EXCHANGE, *ids, minutes, "Coaching in SPC", giver, at, regions[0],
            f"exchange {transfer_id}",
        )  # fmt: skip
        ledger.post(transfer, lambda _region: Limits(-180, -300))

    work.in_transaction(call, post)
