"""What we remember of operational support, with its gaps."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from commons.rough_dates import RoughDate
from contracts.events import Fact
from stewardship.support.domain import Gap, Support

COLLECTION = "supports"


class SupportStore:
    """Supports by id and by region."""

    INDEXES: tuple[Index, ...] = (Index(COLLECTION, ("region", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def supports(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, support_id: str) -> Support | None:
        row = self.supports.find_one({"_id": {"$eq": support_id}})
        return _from_row(row) if row is not None else None

    def of_region(self, region: str) -> list[Support]:
        """Every support a group has or had, in the order they were recorded."""
        rows = self.supports.find({"region": {"$eq": region}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def save(self, support: Support, facts: Iterable[Fact] = ()) -> None:
        self.work.save(COLLECTION, _to_row(support))
        self.work.publish(facts)


def _to_row(support: Support) -> dict[str, Any]:
    return {
        "_id": support.id,
        "version": support.version,
        "region": support.region,
        "supporter": support.supporter,
        "tasks": list(support.tasks),
        "starts": support.starts.text,
        "ends": support.ends.text if support.ends else None,
        "gaps": [
            {
                "id": gap.id,
                "tasks": list(gap.tasks),
                "starts": gap.starts.text,
                "ends": gap.ends.text if gap.ends else None,
                "reason": gap.reason,
            }
            for gap in support.gaps
        ],
    }


def _from_row(row: Mapping[str, Any]) -> Support:
    return Support(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        supporter=row["supporter"],
        tasks=tuple(row["tasks"]),
        starts=RoughDate(row["starts"]),
        ends=_date(row["ends"]),
        gaps=tuple(
            Gap(
                each["id"],
                tuple(each["tasks"]),
                RoughDate(each["starts"]),
                each["reason"],
                _date(each["ends"]),
            )
            for each in row["gaps"]
        ),
    )


def _date(text: str | None) -> RoughDate | None:
    return RoughDate(text) if text else None
