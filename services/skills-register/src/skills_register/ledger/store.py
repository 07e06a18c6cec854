"""What we remember of time: accounts, transfers and their entries, in one transaction or not at all.

A transfer and its entries are inserted once and never changed. A balance is kept beside them, moved by
the same transaction and only while it stays above its floor, and can be rebuilt from the entries.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from contracts.skills_register import TRANSFER_POSTED
from skills_register.ledger import domain
from skills_register.ledger.domain import Account, Limits, Transfer
from skills_register.refusal import Refusal

ACCOUNTS, TRANSFERS, ENTRIES = "accounts", "transfers", "entries"


class LedgerStore:
    """Accounts by id, transfers by id and cause, entries by account."""

    INDEXES: tuple[Index, ...] = (
        Index(ACCOUNTS, ("region", "_id")),
        # Row 59: an exchange is settled once, a transfer reversed once, whatever is repeated.
        Index(TRANSFERS, ("cause",), unique=True, sparse=True),
        Index(TRANSFERS, ("reverses",), unique=True, sparse=True),
        Index(ENTRIES, ("account_id", "-at", "_id")),
        Index(ENTRIES, ("transfer_id", "number"), unique=True),
        Index(TRANSFERS, ("kind", "minutes")),
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
        for entry in transfer.entries:
            self._move(transfer, entry.account_id, limits_in)
        self.work.publish([_posted(transfer)])

    def _move(self, transfer: Transfer, account_id: str, limits_in: Callable[[str], Limits]) -> None:
        blank = Account(account_id, "", "", "", transfer.at)
        moved = domain.applied(blank, transfer)
        row = self.accounts.find_one_and_update(
            {"_id": {"$eq": account_id}},
            {"$inc": {"balance": moved.balance, "given": moved.given, "received": moved.received}},
        )
        if row is None:
            raise Refusal("account_unknown")
        # The row as it was before: raising undoes the whole transaction, the other side too.
        if moved.balance < 0:
            account = _account(row)
            domain.refuse_beyond_floor(account, limits_in(account.region), -moved.balance)

    def statement(self, account_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The entries of an account, the newest first."""
        where = {"account_id": {"$eq": account_id}}
        return cut(self.entries, where, order=("at", -1), asked=asked, shape=dict)

    def reversals_of(self, transfer_ids: Iterable[str]) -> dict[str, str]:
        """Transfer id -> the id of the transfer that took it back, for those that were."""
        rows = self.transfers.find({"reverses": {"$in": sorted(transfer_ids)}}, {"reverses": 1})
        return {row["reverses"]: row["_id"] for row in rows}

    def summary(self) -> dict[str, Any]:
        """Sums over all accounts, in minutes."""
        [sums] = [
            *self.accounts.aggregate(
                [
                    {
                        "$group": {
                            "_id": None,
                            "accounts": {"$sum": 1},
                            "balance": {"$sum": "$balance"},
                        }
                    }
                ]
            )
        ] or [{"accounts": 0, "balance": 0}]
        exchanged = [
            *self.transfers.aggregate(
                [
                    {"$match": {"kind": {"$eq": domain.EXCHANGE}}},
                    {"$group": {"_id": None, "minutes": {"$sum": "$minutes"}, "transfers": {"$sum": 1}}},
                ]
            )
        ]
        return {
            "accounts": sums["accounts"],
            "sum_of_balances": sums["balance"],
            "exchanges": exchanged[0]["transfers"] if exchanged else 0,
            "minutes_exchanged": exchanged[0]["minutes"] if exchanged else 0,
        }

    def several(self, transfer_ids: Iterable[str]) -> dict[str, Transfer]:
        """Those of these transfers that there are, by id."""
        rows = self.transfers.find({"_id": {"$in": sorted(set(transfer_ids))}})
        return {row["_id"]: _transfer(row) for row in rows}


def _posted(transfer: Transfer) -> Fact:
    state = {
        "transfer_id": transfer.id,
        "kind": transfer.kind,
        "minutes": transfer.minutes,
        "reverses": transfer.reverses,
    }
    return TRANSFER_POSTED.of(transfer.id, 1, state, transfer.region)


KEPT = ("kind", "receiver", "giver", "minutes", "purpose", "by", "at", "region")


def _transfer_row(transfer: Transfer) -> dict[str, Any]:
    row = {"_id": transfer.id, **{name: getattr(transfer, name) for name in KEPT}}
    # Sparse unique indexes: the field is only there where the rule holds.
    return row | {
        name: value
        for name, value in (("cause", transfer.cause), ("reverses", transfer.reverses))
        if value is not None
    }


def _transfer(row: Mapping[str, Any]) -> Transfer:
    kept = {name: row[name] for name in KEPT}
    return Transfer(id=row["_id"], cause=row.get("cause"), reverses=row.get("reverses"), **kept)


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
    return {"_id": account.id, **{name: getattr(account, name) for name in PLAIN}}


def _account(row: Mapping[str, Any]) -> Account:
    return Account(id=row["_id"], **{name: row[name] for name in PLAIN})
