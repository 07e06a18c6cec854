"""What we remember of costs, and how many joined in a year as the copy of members tells."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from commons.people.store import COLLECTION as PEOPLE
from stewardship.costs.domain import Cost, NewMembers
from stewardship.refusal import Refusal

COLLECTION = "costs"
RECORDS = "Q Commons member records"


class CostStore:
    """Costs by region and year."""

    INDEXES: tuple[Index, ...] = (
        # Row 35: one amount for a region and year; a correction is a new version of it.
        Index(COLLECTION, ("region", "-starts"), unique=True),
        Index(PEOPLE, ("region", "joined")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def costs(self) -> Any:
        return self.work.collection(COLLECTION)

    def of_year(self, region: str, starts: date) -> Cost | None:
        row = self.costs.find_one({"region": {"$eq": region}, "starts": {"$eq": starts.isoformat()}})
        return _from_row(row) if row is not None else None

    def of_regions(self, regions: Iterable[str]) -> list[Cost]:
        """Every year of these regions, the newest year of each first."""
        rows = self.costs.find({"region": {"$in": sorted(regions)}})
        return [_from_row(row) for row in rows.sort([("region", 1), ("starts", -1)])]

    def save(self, cost: Cost) -> None:
        """Refused: ``cost_recorded`` when another was quicker, ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_row(cost))
        except DuplicateKeyError:
            raise Refusal("cost_recorded") from None

    def joined_in(self, homes: Iterable[str], starts: date, ends: date) -> NewMembers:
        """Members of these home regions who joined in the period, its end exclusive."""
        period = {"$gte": starts.isoformat(), "$lt": ends.isoformat()}
        where = {"region": {"$in": sorted(homes)}, "joined": period}
        number = self.work.collection(PEOPLE).count_documents(where)
        return NewMembers(int(number), RECORDS)


def _to_row(cost: Cost) -> dict[str, Any]:
    told = cost.new_members
    return {
        "_id": cost.id,
        "version": cost.version,
        "region": cost.region,
        "starts": cost.starts.isoformat(),
        "ends": cost.ends.isoformat(),
        "amount_pence": cost.amount_pence,
        "approximate": cost.approximate,
        "source": cost.source,
        "new_members": {"number": told.number, "source": told.source} if told else None,
    }


def _from_row(row: Mapping[str, Any]) -> Cost:
    told = row["new_members"]
    return Cost(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        starts=date.fromisoformat(row["starts"]),
        ends=date.fromisoformat(row["ends"]),
        amount_pence=row["amount_pence"],
        approximate=row["approximate"],
        source=row["source"],
        new_members=NewMembers(told["number"], told["source"]) if told else None,
    )
