"""How an exchange that both confirmed reaches the ledger: once, in the transaction of the confirmation."""

from typing import Any

from chassis.call import Call
from commons.london import day_of
from skills_register.exchanges import domain
from skills_register.exchanges.domain import CONFIRMED, Exchange, Terms
from skills_register.ledger.accounts import Accounts
from skills_register.ledger.domain import EXCHANGE, Transfer, floor_in_words
from skills_register.ledger.store import LedgerStore
from skills_register.settings import Settings


class Settling:
    """The ledger as exchanges use it."""

    def __init__(self, work: Any, settings: Settings, call: Call) -> None:
        self._ledger = LedgerStore(work)
        self._settings = settings
        self._call = call
        self._accounts = Accounts(self._ledger, settings, call)

    @property
    def terms(self) -> Terms:
        """How long things wait here, and what silence means."""
        chosen = self._settings
        return Terms(chosen.exchange_answer_days, chosen.exchange_lapse_days, chosen.exchange_silence)

    def open_both(self, exchange: Exchange) -> None:
        """Both have an account from the agreement on. Refused: ``not_found`` when one of them left."""
        for account in sorted(party.account for party in exchange.parties):
            self._accounts.opened(account)

    def warning(self, exchange: Exchange, minutes: int) -> str:
        """The rule's sentence when the receiver's account has no room for so much now; "" if it has.

        It says no balance: whose account it is may not want it told.
        """
        account = self._accounts.known(exchange.receiver.account)
        if account is None:
            return ""
        limits = self._settings.limits_in(account.region)
        return "" if account.has_room_for(minutes, limits) else floor_in_words(limits)

    def settled(self, exchange: Exchange) -> Exchange:
        """A confirmed exchange settled, or flagged where the account has no room; others as they are.

        The room is looked at before anything is written, for what was written could not be taken back
        alone; the account is written to in the same transaction, so nobody comes in between.
        """
        if exchange.state != CONFIRMED:
            return exchange
        known = self._ledger.settled(exchange.cause)
        if known is not None:
            return domain.settle(exchange, known.id, now=self._call.now)
        for party in exchange.parties:
            self._accounts.opened(party.account)
        minutes = exchange.took or exchange.minutes
        if self.warning(exchange, minutes):
            return domain.wait_for_room(exchange, now=self._call.now, terms=self.terms)
        transfer = self._transfer(exchange, minutes)
        self._ledger.post(transfer, self._settings.limits_in)
        return domain.settle(exchange, transfer.id, now=self._call.now)

    def reversal_of(self, exchange: Exchange) -> str | None:
        """The id of the transfer that took its transfer back, if a keeper did that."""
        if exchange.transfer_id is None:
            return None
        return self._ledger.reversals_of([exchange.transfer_id]).get(exchange.transfer_id)

    def _transfer(self, exchange: Exchange, minutes: int) -> Transfer:
        return Transfer(
            id=self._call.new_id(),
            kind=EXCHANGE,
            receiver=exchange.receiver.account,
            giver=exchange.giver.account,
            minutes=minutes,
            purpose=exchange.what,
            by=self._call.caller.subject,
            at=self._call.now,
            region=exchange.giver.region,
            cause=exchange.cause,
            # Done before the day that was agreed, it was done by now.
            helped_on=min(exchange.on, day_of(self._call.now)).isoformat(),
        )
