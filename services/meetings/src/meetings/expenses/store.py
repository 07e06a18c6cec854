"""What we remember of claims."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork, file_indexes
from chassis.paging import cut
from contracts.events import Fact
from meetings.expenses.claims import (
    APPROVED,
    DRAFT,
    REFUSED,
    WAITING,
    WITHDRAWN,
    Claim,
    Occasion,
    Receipt,
    Step,
)
from meetings.expenses.costs import Cost
from meetings.files.store import FileStore

COLLECTION = "expenses"
RECEIPTS = "expense_receipts"
ERASE = "erase_expense"


class ClaimStore:
    """Claims by id, by claimant, by region and state; their receipts' bytes beside them."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("claimant_id", "begun_at", "_id")),
        Index(COLLECTION, ("claimant_id", "occasion.id", "_id")),
        Index(COLLECTION, ("region", "state", "submitted_at", "_id")),
        Index(COLLECTION, ("state", "submitted_at", "_id")),
        *file_indexes(RECEIPTS),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def claims(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def receipts(self) -> FileStore:
        return FileStore(self.work, RECEIPTS)

    def get(self, claim_id: str) -> Claim | None:
        row = self.claims.find_one({"_id": {"$eq": claim_id}})
        return _from_row(row) if row is not None else None

    def mine(self, claimant_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The claims of one person, the newest first."""
        where = {"claimant_id": {"$eq": claimant_id}}
        return cut(self.claims, where, order=("begun_at", -1), asked=asked, shape=_from_row)

    def listed(
        self, regions: Iterable[str] | None, state: str | None, asked: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Claims of these regions (None: of all) in a state, or that wait for a decision; the oldest first.

        A draft is its claimant's alone and in no list of anybody else's.
        """
        wanted = [state] if state else list(WAITING)
        where: dict[str, Any] = {"state": {"$in": [each for each in wanted if each != DRAFT]}}
        if regions is not None:
            where["region"] = {"$in": sorted(set(regions))}
        return cut(self.claims, where, order=("submitted_at", 1), asked=asked, shape=_from_row)

    def approved(self, limit: int) -> list[Claim]:
        """Those that wait to be sent to whoever pays, the longest waiting first."""
        rows = self.claims.find({"state": {"$eq": APPROVED}}).sort([("submitted_at", 1), ("_id", 1)])
        return [_from_row(row) for row in rows.limit(limit)]

    def several(self, claim_ids: Iterable[str]) -> list[Claim]:
        rows = self.claims.find({"_id": {"$in": sorted(set(claim_ids))}})
        return [_from_row(row) for row in rows]

    def others(self, claim: Claim) -> int:
        """How many other claims the same person has for the same occasion, drafts aside."""
        if not claim.occasion.id:
            return 0
        return int(
            self.claims.count_documents(
                {
                    "claimant_id": {"$eq": claim.claimant_id},
                    "occasion.id": {"$eq": claim.occasion.id},
                    "_id": {"$ne": claim.id},
                    "state": {"$nin": [DRAFT, WITHDRAWN, REFUSED]},
                }
            )
        )

    def save(self, claim: Claim, facts: Iterable[Fact] = (), *, erase_at: datetime | None) -> None:
        """The claim, and when it is to be forgotten; None while somebody is at work on it."""
        self.work.save(COLLECTION, _to_row(claim))
        self.work.publish(facts)
        if erase_at is None:
            self.work.unschedule(ERASE, claim.id)
        else:
            self.work.schedule(ERASE, claim.id, erase_at)

    def erase(self, claim: Claim) -> None:
        """Forget a claim with its receipts."""
        for receipt in claim.receipts:
            self.receipts.delete(receipt.id)
        self.claims.delete_one({"_id": {"$eq": claim.id}})


PLAIN = (
    "version", "claimant_id", "payee", "assistant_id", "assistant_required", "state", "submitted_at",
    "batch_id",
)  # fmt: skip
COST = ("id", "whose", "kind", "pence", "mode", "origin", "destination", "tenths", "rate", "what")
RECEIPT = ("id", "name", "media_type", "size")
STEP = ("kind", "at", "by", "words")


def _to_row(claim: Claim) -> dict[str, Any]:
    about = claim.occasion
    return {
        "_id": claim.id,
        "region": about.region,
        "begun_at": claim.history[0].at,
        "occasion": {
            "kind": about.kind,
            "id": about.id,
            "title": about.title,
            "on": about.on.isoformat() if about.on else None,
        },
        "answers": dict(claim.answers),
        "named_by": list(claim.named_by),
        "costs": [_cost_row(cost) for cost in claim.costs],
        "receipts": [{name: getattr(each, name) for name in RECEIPT} for each in claim.receipts],
        "approvals": [_step_row(step) for step in claim.approvals],
        "history": [_step_row(step) for step in claim.history],
        **{name: getattr(claim, name) for name in PLAIN},
    }


def _cost_row(cost: Cost) -> dict[str, Any]:
    return {**{name: getattr(cost, name) for name in COST}, "on": cost.on.isoformat()}


def _step_row(step: Step) -> dict[str, Any]:
    return {name: getattr(step, name) for name in STEP}


def _from_row(row: Mapping[str, Any]) -> Claim:
    about = row["occasion"]
    on = date.fromisoformat(about["on"]) if about["on"] else None
    return Claim(
        id=row["_id"],
        occasion=Occasion(about["kind"], about["id"], row["region"], about["title"], on),
        answers=dict(row["answers"]),
        named_by=tuple(row["named_by"]),
        costs=tuple(
            Cost(on=date.fromisoformat(each["on"]), **{name: each[name] for name in COST})
            for each in row["costs"]
        ),
        receipts=tuple(Receipt(**{name: each[name] for name in RECEIPT}) for each in row["receipts"]),
        approvals=tuple(_step(each) for each in row["approvals"]),
        history=tuple(_step(each) for each in row["history"]),
        **{name: row[name] for name in PLAIN},
    )


def _step(row: Mapping[str, Any]) -> Step:
    return Step(**{name: row[name] for name in STEP})
