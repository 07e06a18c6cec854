"""Who sees which account: its holder and who keeps its region wholly, others as its holder chose (row 59)."""

from typing import Any

from chassis.identity import Caller
from commons.places import keeps
from contracts.refusals import Refused
from skills_register.exchanges.store import ExchangeStore
from skills_register.ledger.accounts import Accounts
from skills_register.ledger.domain import (
    HOLDER,
    MEMBER,
    MEMBERS,
    ORGANISATION,
    PARTNERS,
    POT,
    Account,
    Transfer,
    account_id,
)
from skills_register.organisations.acting import may_act_for
from skills_register.settings import Settings


class Sight:
    """What one caller may see."""

    def __init__(self, accounts: Accounts, work: Any, settings: Settings, caller: Caller) -> None:
        self._accounts = accounts
        self._work = work
        self._settings = settings
        self._caller = caller

    def account(self, wanted: str | None) -> Account:
        """The account, the caller's own if none is named. Refused: ``not_found`` where they see nothing."""
        named = wanted or account_id(MEMBER, self._caller.subject)
        kind, _, holder = named.partition(":")
        if kind == POT and holder in self._settings.regions:
            return self._accounts.shown_pot(holder)
        found = self._accounts.shown(named)
        if not self.is_whole(found) and not self._is_shown(found):
            raise Refused("not_found")
        return found

    def is_whole(self, account: Account) -> bool:
        """Whether its entries, too, are for the caller; those of a pot are for every member."""
        return account.holder_kind == POT or self.holds(account.id) or keeps(self._caller, account.region)

    def names(self, account: Account, other: str) -> bool:
        """Whether the caller may read with whom this account had a transfer, and what for."""
        is_private = account.holder_kind == POT and other.startswith(f"{MEMBER}:")
        return not is_private or self.holds(other) or keeps(self._caller, account.region)

    def is_of(self, transfer: Transfer) -> bool:
        """Whether the caller is a side of it, or keeps its region."""
        is_theirs = any(self.holds(each) for each in (transfer.giver, transfer.receiver))
        return is_theirs or keeps(self._caller, transfer.region)

    def holds(self, account: str) -> bool:
        """Whether it is the caller's own, or one of an organisation for which they act."""
        kind, _, holder = account.partition(":")
        if kind == ORGANISATION:
            return may_act_for(self._work, holder, self._caller.subject)
        return kind == MEMBER and holder == self._caller.subject

    def _is_shown(self, account: Account) -> bool:
        if account.seen_by == HOLDER or not self._caller.has("member"):
            return False
        if account.seen_by == PARTNERS:
            own = account_id(MEMBER, self._caller.subject)
            return ExchangeStore(self._work).are_partners(own, account.id)
        return account.seen_by == MEMBERS or account.region == self._caller.region
