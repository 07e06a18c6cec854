"""Whose account: opened at its first use, with the region's opening allowance out of the region's pot."""

from dataclasses import replace

from chassis.call import Call
from commons.people.domain import LEFT
from commons.people.store import People
from contracts.refusals import Refused
from skills_register.auditing.store import AuditStore
from skills_register.ledger.domain import MEMBER, OPENING, ORGANISATION, POT, Account, Transfer, account_id
from skills_register.ledger.store import LedgerStore
from skills_register.organisations.store import OrganisationStore
from skills_register.settings import Settings


class Accounts:
    """Accounts of members, organisations and pots, in the transaction of one call."""

    def __init__(self, store: LedgerStore, settings: Settings, call: Call) -> None:
        self._store = store
        self._settings = settings
        self._call = call

    def shown(self, account: str) -> Account:
        """As it is, or as it will begin. Refused: ``not_found`` for nobody we know, or somebody who left."""
        return self._store.account(account) or self._new(account)

    def known(self, account: str) -> Account | None:
        """As ``shown``, and None for nobody we know, or somebody who left before they had one."""
        return self._store.account(account) or self._beginning(account)

    def opened(self, account: str) -> Account:
        """Opened now unless it was, with the region's allowance. Refused as ``shown``.

        A member who moved brings the account along: the limits are those of their region now.
        """
        known = self._store.account(account)
        if known is None:
            return self._begun(self._new(account))
        region = self._region_of(account)
        if region in (None, known.region):
            return known
        self._store.move_to(account, str(region))
        return replace(known, region=str(region))

    def given_to(self, account: str) -> Account:
        """As ``opened``, for who is to be given something: nobody who left. Refused: ``not_found``."""
        kind, _, holder = account.partition(":")
        if kind == POT and holder in self._settings.regions:
            return self.pot(holder)
        if self._region_of(account) is None:
            raise Refused("not_found")
        return self.opened(account)

    def pot(self, region: str) -> Account:
        """The community pot of a region, which is opened at its first use."""
        found = self.shown_pot(region)
        self._store.open(found)
        return found

    def shown_pot(self, region: str) -> Account:
        """As it is, or as it will begin."""
        begins = Account(account_id(POT, region), POT, region, region, self._call.now)
        return self._store.account(begins.id) or begins

    def _begun(self, made: Account) -> Account:
        self._store.open(made)
        AuditStore(self._store.work).plan_first(self._call.now)
        allowance = self._settings.opening_in(made.region)
        if not allowance:
            return made
        given = self._opening(made, allowance)
        self._store.post(given, self._settings.limits_in)
        return self._store.account(made.id) or made

    def _new(self, account: str) -> Account:
        begins = self._beginning(account)
        if begins is None:
            raise Refused("not_found")
        return begins

    def _beginning(self, account: str) -> Account | None:
        region = self._region_of(account)
        kind, _, holder = account.partition(":")
        return Account(account, kind, holder, region, self._call.now) if region is not None else None

    def _region_of(self, account: str) -> str | None:
        """Where the holder is now; None for nobody we know, for who left or was closed."""
        kind, _, holder = account.partition(":")
        if kind == MEMBER:
            person = People(self._store.work).get(holder)
            return person.region if person is not None and person.status != LEFT else None
        known = OrganisationStore(self._store.work).get(holder) if kind == ORGANISATION else None
        return known.region if known is not None and known.is_open else None

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
