"""Whose account: opened at its first use, with the region's opening allowance out of the region's pot."""

from chassis.call import Call
from commons.people.store import People
from contracts.refusals import Refused
from skills_register.ledger.domain import MEMBER, OPENING, POT, Account, Transfer, account_id
from skills_register.ledger.store import LedgerStore
from skills_register.settings import Settings


class Accounts:
    """Accounts of members and pots, in the transaction of one call."""

    def __init__(self, store: LedgerStore, settings: Settings, call: Call) -> None:
        self._store = store
        self._settings = settings
        self._call = call

    def shown(self, member_id: str) -> Account:
        """As it is, or as it will begin. Refused: ``not_found`` for nobody we know, or somebody who left."""
        return self._store.account(account_id(MEMBER, member_id)) or self._new(member_id)

    def opened(self, member_id: str) -> Account:
        """Opened now unless it was, with the region's allowance. Refused as ``shown``."""
        known = self._store.account(account_id(MEMBER, member_id))
        if known is not None:
            return known
        made = self._new(member_id)
        self._store.open(made)
        allowance = self._settings.opening_in(made.region)
        if allowance:
            self._store.post(self._opening(made, allowance), self._settings.limits_in)
        return made

    def pot(self, region: str) -> Account:
        """The community pot of a region, which is opened at its first use."""
        found = self.shown_pot(region)
        self._store.open(found)
        return found

    def shown_pot(self, region: str) -> Account:
        """As it is, or as it will begin."""
        begins = Account(account_id(POT, region), POT, region, region, self._call.now)
        return self._store.account(begins.id) or begins

    def _new(self, member_id: str) -> Account:
        person = People(self._store.work).get(member_id)
        if person is None or not person.is_active:
            raise Refused("not_found")
        return Account(account_id(MEMBER, member_id), MEMBER, member_id, person.region, self._call.now)

    def _opening(self, account: Account, minutes: int) -> Transfer:
        return Transfer(
            id=self._call.new_id(),
            kind=OPENING,
            receiver=self.pot(account.region).id,
            giver=account.id,
            minutes=minutes,
            purpose="Opening allowance",
            by=self._call.caller.subject,
            at=self._call.now,
            region=account.region,
            cause=f"opening {account.id}",
        )
