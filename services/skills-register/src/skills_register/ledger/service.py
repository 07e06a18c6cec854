"""The doors of the ledger: one's own account and statement, donations, grants, reversals, the summary."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from commons.people.store import People
from commons.places import keeps, kept_by
from contracts.refusals import Refused
from skills_register.auditing.store import AuditStore
from skills_register.ledger import domain, schemas
from skills_register.ledger.accounts import Accounts
from skills_register.ledger.domain import DONATION, GRANT, MEMBER, POT, Transfer, account_id
from skills_register.ledger.store import LedgerStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings

KEEPERS = ("coordinator", "convenor", "national_team")


class Ledger:
    """Hours given and received (row 59)."""

    name = "skills_register_ledger"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = LedgerStore
    settings_class = Settings
    store: LedgerStore
    settings: Settings

    @query(schemas.OneAccount, by=("member", *KEEPERS))
    def get_account(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One's own account, or one that the caller keeps. Refused: ``not_found``."""
        account = self._readable(call, asked["account"])
        return schemas.account_view(account, self.settings.limits_in(account.region))

    @query(schemas.ListEntries, by=("member", *KEEPERS))
    def get_statement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The entries of an account, the newest first. Refused: ``not_found``."""
        account = self._readable(call, asked["account"])
        page = self.store.statement(account.id, asked)
        transfers = self.store.several(entry["transfer_id"] for entry in page["items"])
        taken_back = self.store.reversals_of(transfers)
        lines = [
            schemas.entry_view(entry, transfers[entry["transfer_id"]], taken_back.get(entry["transfer_id"]))
            for entry in page["items"]
        ]
        return {**page, "items": lines}

    @query(Nothing, by=(PUBLIC,))
    def summarise(self, _call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Accounts, minutes exchanged, the sum of all balances, and when they were last audited."""
        return {**self.store.summary(), "last_audit": AuditStore(self.store.work).last()}

    @command(schemas.Donate, by=("member",))
    def donate_time(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Into the pot of the own region. Refused: ``minutes_wrong``, ``floor_reached``."""
        own = self._accounts(call).opened(call.caller.subject)
        pot = self._accounts(call).pot(own.region)
        return self._post(call, DONATION, own.id, pot.id, asked, own.region)

    @command(schemas.Grant, by=KEEPERS)
    def grant_time(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Out of a region's pot to a member of it. Refused: ``not_found``, ``not_your_region``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        person = People(self.store.work).get(asked["member_id"])
        if person is None or not person.is_active or person.region != asked["region"]:
            raise Refused("not_found")
        if person.id == call.caller.subject:
            raise Refused("grant_to_oneself")
        pot = self._accounts(call).pot(asked["region"])
        theirs = self._accounts(call).opened(person.id)
        return self._post(call, GRANT, pot.id, theirs.id, asked, asked["region"])

    @command(schemas.Reverse, by=KEEPERS)
    def reverse_transfer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a transfer back by another that names it; both stay to be read.

        Refused: ``not_found``, ``reason_required``, ``already_reversed``, ``reversal_of_a_reversal``,
        ``floor_reached``.
        """
        transfer = self.store.transfer(asked["transfer_id"])
        if transfer is None or not keeps(call.caller, transfer.region):
            raise Refused("not_found")
        if call.caller.subject in {self._holder(transfer.receiver), self._holder(transfer.giver)}:
            raise Refused("reversal_of_own_transfer")
        made = domain.reverse(transfer, call.new_id(), asked["reason"], call.caller.subject, call.now)
        self.store.post(made, self.settings.limits_in)
        return schemas.transfer_view(made)

    def _post(
        self, call: Call, kind: str, receiver: str, giver: str, asked: dict[str, Any], region: str
    ) -> dict[str, Any]:
        made = Transfer(
            id=call.new_id(),
            kind=kind,
            receiver=receiver,
            giver=giver,
            minutes=asked["minutes"],
            purpose=asked["purpose"],
            by=call.caller.subject,
            at=call.now,
            region=region,
        )
        self.store.post(made, self.settings.limits_in)
        return schemas.transfer_view(made)

    def _readable(self, call: Call, wanted: str | None) -> domain.Account:
        own = account_id(MEMBER, call.caller.subject)
        if wanted in (None, own):
            return self._accounts(call).shown(call.caller.subject)
        kind, _, holder = str(wanted).partition(":")
        if kind == POT and holder in self.settings.regions:
            return self._accounts(call).shown_pot(holder)
        found = self.store.account(str(wanted))
        if found is None or not keeps(call.caller, found.region):
            raise Refused("not_found")
        return found

    def _accounts(self, call: Call) -> Accounts:
        return Accounts(self.store, self.settings, call)

    def _holder(self, account: str) -> str:
        return account.partition(":")[2]
