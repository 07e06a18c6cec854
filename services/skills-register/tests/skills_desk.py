"""The skills register's services at the test kit's desk, and the people who knock there."""

from datetime import UTC, date, datetime
from pathlib import Path

from chassis.call import Call
from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit import desk
from commons.people.domain import Person
from commons.people.store import People
from skills_register.auditing.store import AuditStore
from skills_register.ledger.accounts import Accounts
from skills_register.ledger.domain import EXCHANGE, Transfer, account_id
from skills_register.ledger.store import LedgerStore
from skills_register.service import SERVICES
from skills_register.settings import Settings

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
REGIONS_FOLDER = Path(__file__).parents[3] / "deploy" / "regions"
INDEXES = [*desk.indexes_of(SERVICES), *AuditStore.INDEXES]


class Desk(desk.Desk):
    """Knocks at the skills register's doors as they are named in its README."""

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__(SERVICES, work, Settings(regions_folder=REGIONS_FOLDER), NOW)

    def member(
        self, member_id: str = "m-1", region: str = "SW", *roles: str, status: str = "active"
    ) -> Caller:
        """Somebody whom membership told us of, as the gateway would vouch for them."""
        known = People(self.work).get(member_id)
        version = known.version + 1 if known else 1
        person = Person(member_id, version, region, status, date(2018, 1, 15), tuple(sorted(roles)))
        People(self.work).keep(person)
        return Caller(member_id, frozenset({"member", *roles}), region)


def coordinator(region: str = "SW") -> Caller:
    return Caller(f"c-{region}", frozenset({"member", f"coordinator:{region}"}), region)


NATIONAL = Caller("n-1", frozenset({"member", "national_team"}))


def helped(transfer_id: str, giver: str, receiver: str, minutes: int, **more: str) -> Transfer:
    """``giver`` helped ``receiver`` for so many minutes."""
    return Transfer(
        id=transfer_id,
        kind=EXCHANGE,
        receiver=account_id("member", receiver),
        giver=account_id("member", giver),
        minutes=minutes,
        purpose="Coaching in SPC",
        by=giver,
        at=NOW,
        region="SW",
        **more,
    )


def open_accounts(desk: Desk, *members: str) -> None:
    """Their accounts, as their first use opens them."""
    call = Call(now=desk.now)
    accounts = Accounts(LedgerStore(desk.work), desk.settings, call)
    for each in members:
        desk.work.in_transaction(call, lambda each=each: accounts.opened(account_id("member", each)))
