"""What we remember of time: accounts, transfers and their entries, in one transaction or not at all.

A transfer and its entries are inserted once and never changed. A balance is kept beside them, moved by
the same transaction and only while it stays above its floor, and can be rebuilt from the entries.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from contracts.skills_register import TRANSFER_POSTED
from skills_register.ledger import domain
from skills_register.ledger.domain import HOLDER, Account, Limits, Transfer
from skills_register.ledger.periods import Exchanged, Period
from skills_register.ledger.telling import low
from skills_register.refusal import Refusal

ACCOUNTS, TRANSFERS, ENTRIES = "accounts", "transfers", "entries"


class LedgerStore:
    """Accounts by id, transfers by id and cause, entries by account."""

    INDEXES: tuple[Index, ...] = (
        # Balances of a region's accounts; the sums over all of them are read from it alone.
        Index(ACCOUNTS, ("region", "balance", "_id")),
        # Row 59: an exchange is settled once, a transfer reversed once, whatever is repeated.
        Index(TRANSFERS, ("cause",), unique=True, sparse=True),
        Index(TRANSFERS, ("reverses",), unique=True, sparse=True),
        # With the minutes: what an account had at the start of a period is summed from the index alone.
        Index(ENTRIES, ("account_id", "-at", "_id", "minutes")),
        Index(ENTRIES, ("transfer_id", "number"), unique=True),
        Index(TRANSFERS, ("exchanged_at", "region", "month", "exchanged")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def accounts(self) -> Any:
        return self.work.collection(ACCOUNTS)

    @property
    def transfers(self) -> Any:
        return self.work.collection(TRANSFERS)

    @property
    def entries(self) -> Any:
        return self.work.collection(ENTRIES)

    def account(self, account_id: str) -> Account | None:
        row = self.accounts.find_one({"_id": {"$eq": account_id}})
        return _account(row) if row is not None else None

    def open(self, account: Account) -> bool:
        """Open it unless it is there; True when it was opened just now."""
        row = _account_row(account)
        done = self.accounts.update_one({"_id": row.pop("_id")}, {"$setOnInsert": row}, upsert=True)
        return done.upserted_id is not None

    def transfer(self, transfer_id: str) -> Transfer | None:
        row = self.transfers.find_one({"_id": {"$eq": transfer_id}})
        return _transfer(row) if row is not None else None

    def settled(self, cause: str) -> Transfer | None:
        """The transfer that settled this cause, if any did."""
        row = self.transfers.find_one({"cause": {"$eq": cause}})
        return _transfer(row) if row is not None else None

    def reversal_of(self, transfer_id: str) -> Transfer | None:
        row = self.transfers.find_one({"reverses": {"$eq": transfer_id}})
        return _transfer(row) if row is not None else None

    def post(self, transfer: Transfer, limits_in: Callable[[str], Limits]) -> None:
        """Append it and move both balances; ``limits_in`` gives the limits of a region's accounts.

        Refused: ``minutes_wrong``, ``transfer_to_oneself``, ``account_unknown``, ``floor_reached``,
        ``already_settled``, ``already_reversed``.
        """
        domain.refuse_wrong(transfer)
        try:
            self.transfers.insert_one(_transfer_row(transfer))
        except DuplicateKeyError:
            raise Refusal("already_reversed" if transfer.reverses else "already_settled") from None
        self.entries.insert_many([_entry_row(entry) for entry in transfer.entries])
        told = [
            fact for entry in transfer.entries for fact in self._move(transfer, entry.account_id, limits_in)
        ]
        self.work.publish([_posted(transfer), *told])

    def _move(self, transfer: Transfer, account_id: str, limits_in: Callable[[str], Limits]) -> list[Fact]:
        """Move one balance; the facts tell its holder that it went below the soft limit."""
        blank = Account(account_id, "", "", "", transfer.at)
        moved = domain.applied(blank, transfer)
        row = self.accounts.find_one_and_update(
            {"_id": {"$eq": account_id}},
            {"$inc": {"balance": moved.balance, "given": moved.given, "received": moved.received}},
        )
        if row is None:
            raise Refusal("account_unknown")
        if moved.balance >= 0:
            return []
        # The row as it was before: raising undoes the whole transaction, the other side too.
        before = _account(row)
        limits = limits_in(before.region)
        domain.refuse_beyond_floor(before, limits, -moved.balance)
        after = domain.applied(before, transfer)
        return low(self.work, after, transfer, limits) if after.became_low(before, limits) else []

    def show(self, account_id: str, seen_by: str) -> None:
        """Let others see what it has given and received, or no longer."""
        self.accounts.update_one({"_id": {"$eq": account_id}}, {"$set": {"seen_by": seen_by}})

    def move_to(self, account_id: str, region: str) -> None:
        """Its holder lives in another region now, whose limits hold from here on."""
        self.accounts.update_one({"_id": {"$eq": account_id}}, {"$set": {"region": region}})

    def accounts_in(self, region: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The accounts of a region, that which received most in comparison first."""
        where = {"region": {"$eq": region}}
        return cut(self.accounts, where, order=("balance", 1), asked=asked, shape=_account)

    def statement(self, account_id: str, period: Period, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The entries of an account in a period, the newest first."""
        where = {"account_id": {"$eq": account_id}, **_within("at", period.since, period.until)}
        return cut(self.entries, where, order=("at", -1), asked=asked, shape=dict)

    def balance_before(self, account_id: str, at: datetime) -> int:
        """What its entries before an instant come to; from an index alone."""
        among = {"account_id": {"$eq": account_id}, "at": {"$lt": at}}
        sums = {"_id": None, "minutes": {"$sum": "$minutes"}}
        found = [*self.entries.aggregate([{"$match": among}, {"$group": sums}])]
        return int(found[0]["minutes"]) if found else 0

    def reversals_of(self, transfer_ids: Iterable[str]) -> dict[str, str]:
        """Transfer id -> the id of the transfer that took it back, for those that were."""
        rows = self.transfers.find({"reverses": {"$in": sorted(transfer_ids)}}, {"reverses": 1})
        return {row["reverses"]: row["_id"] for row in rows}

    def balances(self) -> tuple[int, int]:
        """How many accounts there are, and the sum of their balances, which is 0; from an index alone."""
        every = {"region": {"$gte": ""}}
        sums = {"_id": None, "accounts": {"$sum": 1}, "balance": {"$sum": "$balance"}}
        found = [*self.accounts.aggregate([{"$match": every}, {"$group": sums}])]
        return (found[0]["accounts"], found[0]["balance"]) if found else (0, 0)

    def exchanged(self, since: datetime, until: datetime | None) -> list[Exchanged]:
        """Help from an instant on (and before another) by region and month; what was taken back is not in it.

        Read from an index alone.
        """
        among = {"exchanged_at": {"$gte": since, **({"$lt": until} if until else {})}}
        one = {"$cond": [{"$gt": ["$exchanged", 0]}, 1, -1]}
        kept = {"region": "$region", "month": "$month"}
        sums = {"_id": kept, "minutes": {"$sum": "$exchanged"}, "exchanges": {"$sum": one}}
        rows = self.transfers.aggregate([{"$match": among}, {"$group": sums}])
        return [Exchanged(**row["_id"], exchanges=row["exchanges"], minutes=row["minutes"]) for row in rows]

    def several(self, transfer_ids: Iterable[str]) -> dict[str, Transfer]:
        """Those of these transfers that there are, by id."""
        rows = self.transfers.find({"_id": {"$in": sorted(set(transfer_ids))}})
        return {row["_id"]: _transfer(row) for row in rows}


def _within(field: str, since: datetime | None, until: datetime | None) -> dict[str, Any]:
    bounds = {name: at for name, at in (("$gte", since), ("$lt", until)) if at is not None}
    return {field: bounds} if bounds else {}


def _posted(transfer: Transfer) -> Fact:
    state = {
        "transfer_id": transfer.id,
        "kind": transfer.kind,
        "minutes": transfer.minutes,
        "reverses": transfer.reverses,
    }
    return TRANSFER_POSTED.of(transfer.id, 1, state, transfer.region)


KEPT = ("kind", "receiver", "giver", "minutes", "purpose", "by", "at", "region")
SOMETIMES = ("cause", "reverses", "reversed_kind", "helped_on")


def _transfer_row(transfer: Transfer) -> dict[str, Any]:
    row = {"_id": transfer.id, **{name: getattr(transfer, name) for name in KEPT}}
    # Sparse indexes, two of them unique: the field is only there where the rule holds.
    there = {name: getattr(transfer, name) for name in SOMETIMES}
    row |= {name: value for name, value in there.items() if value is not None}
    if transfer.is_help:
        row |= {"exchanged_at": transfer.at, "exchanged": transfer.exchanged, "month": transfer.month}
    return row


def _transfer(row: Mapping[str, Any]) -> Transfer:
    kept = {name: row[name] for name in KEPT}
    return Transfer(id=row["_id"], **kept | {name: row.get(name) for name in SOMETIMES})


def _entry_row(entry: domain.Entry) -> dict[str, Any]:
    return {
        "_id": f"{entry.transfer_id}:{entry.number}",
        "transfer_id": entry.transfer_id,
        "number": entry.number,
        "account_id": entry.account_id,
        "minutes": entry.minutes,
        "at": entry.at,
    }


PLAIN = ("holder_kind", "holder_id", "region", "opened_at", "balance", "given", "received")


def _account_row(account: Account) -> dict[str, Any]:
    kept = {name: getattr(account, name) for name in PLAIN}
    return {"_id": account.id, **kept, "seen_by": account.seen_by}


def _account(row: Mapping[str, Any]) -> Account:
    kept = {name: row[name] for name in PLAIN}
    return Account(id=row["_id"], seen_by=row.get("seen_by", HOLDER), **kept)
