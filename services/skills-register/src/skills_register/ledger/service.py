"""The doors of the ledger: accounts and statements, donations, grants, reversals, the summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from commons.places import KEEPERS, keeps, kept_by
from contracts.refusals import Refused
from skills_register.auditing.store import AuditStore
from skills_register.ledger import domain, schemas
from skills_register.ledger.accounts import Accounts
from skills_register.ledger.domain import DONATION, GRANT, MEMBER, ORGANISATION, Account, Transfer, account_id
from skills_register.ledger.periods import Period, by_month, by_region, period_of
from skills_register.ledger.sight import Sight
from skills_register.ledger.store import LedgerStore
from skills_register.ledger.telling import posted
from skills_register.organisations.acting import may_act_for
from skills_register.refusal import Refusal
from skills_register.settings import Settings


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
        """The caller's own or one that they act for or keep; of another what its holder lets them see.

        Refused: ``not_found``.
        """
        sight = self._sight(call)
        account = sight.account(asked["account"])
        if sight.is_whole(account):
            return self._view(account)
        return schemas.glance_view(account)

    @query(schemas.ListAccounts, by=KEEPERS)
    def list_accounts(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's accounts, which received most in comparison first. Refused: ``not_your_region``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        page = self.store.accounts_in(asked["region"], asked)
        return {**page, "items": [self._view(each) for each in page["items"]]}

    @query(schemas.ListEntries, by=("member", *KEEPERS))
    def get_statement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The entries of an account in a period, the newest first, with what it had before and after it.

        Of a pot's entries a member reads how much and why only where no other member is named.

        Refused: ``not_found``, ``period_wrong``.
        """
        sight = self._sight(call)
        account = sight.account(asked["account"])
        if not sight.is_whole(account):
            raise Refused("not_found")
        period = period_of(asked["since"], asked["until"])
        page = self.store.statement(account.id, period, asked)
        return {**page, "items": self._lines(sight, account, page["items"]), **self._around(account, period)}

    @query(schemas.OneTransfer, by=("member", *KEEPERS))
    def get_transfer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A transfer, for both sides and who keeps its region. Refused: ``not_found``."""
        transfer, sight = self.store.transfer(asked["id"]), self._sight(call)
        if transfer is None or not sight.is_of(transfer):
            raise Refused("not_found")
        return schemas.whole_transfer_view(transfer, self.store.reversals_of([transfer.id]).get(transfer.id))

    @query(Nothing, by=(PUBLIC,))
    def summarise(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Accounts, minutes exchanged, the sum of all balances, and when they were last audited.

        By region and by month where there were five exchanges or more.
        """
        audits = AuditStore(self.store.work)
        accounts, balance = self.store.balances()
        exchanged = audits.exchanged()
        return {
            "accounts": accounts,
            "sum_of_balances": balance,
            "exchanges": sum(each.exchanges for each in exchanged),
            "minutes_exchanged": sum(each.minutes for each in exchanged),
            "regions": by_region(exchanged),
            "months": by_month(exchanged, call.now),
            "last_audit": audits.last(),
        }

    @command(schemas.ShowAccount, by=("member",))
    def show_account(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The holder says who else sees what it gave and received. Refused: ``not_found``."""
        account = self._own(call, asked["account"])
        self.store.show(account.id, asked["seen_by"])
        return self._view(self._accounts(call).shown(account.id))

    @command(schemas.Donate, by=("member",))
    def donate_time(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Into the pot of the account's region, or to whom is named; never to oneself, not even out of the
        account of an organisation.

        Refused: ``not_found``, ``minutes_wrong``, ``transfer_to_oneself``, ``floor_reached``.
        """
        own = self._own(call, asked["account"])
        if asked["to"] == account_id(MEMBER, call.caller.subject):
            raise Refusal("transfer_to_oneself")
        accounts = self._accounts(call)
        theirs = accounts.given_to(asked["to"]) if asked["to"] else accounts.pot(own.region)
        return self._post(call, DONATION, own.id, theirs.id, asked, own.region)

    @command(schemas.Grant, by=KEEPERS)
    def grant_time(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Out of a region's pot to an account of it.

        Refused: ``not_found``, ``not_your_region``, ``grant_to_oneself``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        theirs = self._accounts(call).given_to(asked["account"])
        if theirs.region != asked["region"] or not theirs.has_floor:
            raise Refused("not_found")
        if self._sight(call).holds(theirs.id):
            raise Refused("grant_to_oneself")
        pot = self._accounts(call).pot(asked["region"])
        return self._post(call, GRANT, pot.id, theirs.id, asked, asked["region"])

    @command(schemas.Reverse, by=KEEPERS)
    def reverse_transfer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a transfer back by another that names it; both stay to be read.

        Refused: ``not_found``, ``reason_required``, ``already_reversed``, ``reversal_of_a_reversal``,
        ``reversal_of_own_transfer``, ``floor_reached``.
        """
        transfer = self.store.transfer(asked["transfer_id"])
        if transfer is None or not keeps(call.caller, transfer.region):
            raise Refused("not_found")
        if any(self._sight(call).holds(each) for each in (transfer.receiver, transfer.giver)):
            raise Refused("reversal_of_own_transfer")
        made = domain.reverse(transfer, call.new_id(), asked["reason"], call.caller.subject, call.now)
        return self._posted(made)

    def _posted(self, made: Transfer) -> dict[str, Any]:
        """Posted, and told to whom it concerns."""
        self.store.post(made, self.settings.limits_in)
        self.store.work.publish(posted(self.store.work, made))
        return schemas.transfer_view(made)

    def _view(self, account: Account) -> dict[str, Any]:
        settings = self.settings
        limits, opening = settings.limits_in(account.region), settings.opening_in(account.region)
        return schemas.account_view(account, limits, opening)

    def _post(
        self, call: Call, kind: str, receiver: str, giver: str, asked: Mapping[str, Any], region: str
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
        return self._posted(made)

    def _lines(
        self, sight: Sight, account: Account, entries: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """The entries as the caller may read them: who got time from a pot is not for every member."""
        transfers = self.store.several(entry["transfer_id"] for entry in entries)
        taken_back = self.store.reversals_of(transfers)
        lines = [
            schemas.entry_view(entry, transfers[entry["transfer_id"]], taken_back.get(entry["transfer_id"]))
            for entry in entries
        ]
        return [line if sight.names(account, line["other"]) else schemas.veiled(line) for line in lines]

    def _around(self, account: Account, period: Period) -> dict[str, int]:
        """What the account had when the period began and when it ended, in minutes."""
        begins, ends = (
            self.store.balance_before(account.id, at) if at is not None else otherwise
            for at, otherwise in ((period.since, 0), (period.until, account.balance))
        )
        return {"balance_before": begins, "balance_after": ends}

    def _own(self, call: Call, wanted: str | None) -> Account:
        """The caller's own account, or that of an organisation for which they act."""
        own = account_id(MEMBER, call.caller.subject)
        kind, _, holder = (wanted or own).partition(":")
        acts = kind == ORGANISATION and may_act_for(self.store.work, holder, call.caller.subject)
        if wanted not in (None, own) and not acts:
            raise Refused("not_found")
        return self._accounts(call).opened(wanted or own)

    def _accounts(self, call: Call) -> Accounts:
        return Accounts(self.store, self.settings, call)

    def _sight(self, call: Call) -> Sight:
        return Sight(self._accounts(call), self.store.work, self.settings, call.caller)
