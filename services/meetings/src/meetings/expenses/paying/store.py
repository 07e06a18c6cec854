"""What we remember of batches, and of what regions came to in a year."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from meetings.expenses.paying.domain import Batch, Payment, Year

BATCHES = "expense_batches"
YEARS = "expense_years"
ERASE = "erase_expense_batch"
MOST_YEARS = 1_000


class PayingStore:
    """Batches by id and by time; years by region."""

    INDEXES: tuple[Index, ...] = (
        Index(BATCHES, ("made_at", "_id")),
        Index(YEARS, ("-year", "region", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def batches(self) -> Any:
        return self.work.collection(BATCHES)

    @property
    def yearly(self) -> Any:
        return self.work.collection(YEARS)

    def get(self, batch_id: str) -> Batch | None:
        row = self.batches.find_one({"_id": {"$eq": batch_id}})
        return _from_row(row) if row is not None else None

    def page(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Batches, the newest first."""
        return cut(self.batches, {}, order=("made_at", -1), asked=asked, shape=_from_row)

    def years(self) -> list[Year]:
        """Every region's years, the newest first."""
        rows = self.yearly.find({}).sort([("year", -1), ("region", 1), ("_id", 1)]).limit(MOST_YEARS)
        return [_year(row) for row in rows]

    def years_of(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Year]:
        """Those of these regions and years that there are."""
        ids = sorted({f"{region} {year}" for region, year in wanted})
        found = [_year(row) for row in self.yearly.find({"_id": {"$in": ids}})]
        return {(each.region, each.year): each for each in found}

    def save(self, batch: Batch, *, erase_at: datetime | None = None) -> None:
        """The batch; with ``erase_at``, when it is to be forgotten."""
        self.work.save(BATCHES, _to_row(batch))
        if erase_at is not None:
            self.work.schedule(ERASE, batch.id, erase_at)

    def erase(self, batch: Batch) -> None:
        self.batches.delete_one({"_id": {"$eq": batch.id}})

    def save_years(self, years: Iterable[Year]) -> None:
        for each in years:
            row = {"_id": f"{each.region} {each.year}", **{name: getattr(each, name) for name in YEAR}}
            self.work.save(YEARS, row)


PLAIN = (
    "claim_id", "claimant_id", "region", "payee", "occasion", "claimant_pence", "assistant_pence",
)  # fmt: skip
YEAR = ("region", "year", "version", "claims", "pence")


def _to_row(batch: Batch) -> dict[str, Any]:
    return {
        "_id": batch.id,
        "version": batch.version,
        "made_at": batch.made_at,
        "made_by": batch.made_by,
        "paid": sorted(batch.paid),
        "payments": [
            {
                **{name: getattr(each, name) for name in PLAIN},
                "on": each.on.isoformat(),
                "approved_on": [day.isoformat() for day in each.approved_on],
            }
            for each in batch.payments
        ],
    }


def _from_row(row: Mapping[str, Any]) -> Batch:
    return Batch(
        id=row["_id"],
        version=row["version"],
        made_at=row["made_at"],
        made_by=row["made_by"],
        payments=tuple(_payment(each) for each in row["payments"]),
        paid=frozenset(row["paid"]),
    )


def _payment(row: Mapping[str, Any]) -> Payment:
    first, second = (date.fromisoformat(day) for day in row["approved_on"])
    return Payment(
        on=date.fromisoformat(row["on"]),
        approved_on=(first, second),
        **{name: row[name] for name in PLAIN},
    )


def _year(row: Mapping[str, Any]) -> Year:
    return Year(**{name: row[name] for name in YEAR})
