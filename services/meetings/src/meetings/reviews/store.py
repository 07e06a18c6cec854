"""What we remember of test cycles."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from contracts.refusals import Refused
from meetings.reviews.domain import Act, Cycle, Plan, Series, Study

COLLECTION = "cycles"


class ReviewStore:
    """Cycles by id, which is the meeting's, and by region."""

    INDEXES: tuple[Index, ...] = (Index(COLLECTION, ("region", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def cycles(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, cycle_id: str) -> Cycle | None:
        row = self.cycles.find_one({"_id": {"$eq": cycle_id}})
        return _from_row(row) if row is not None else None

    def of_region(self, region: str) -> list[Cycle]:
        """Every cycle of a group: some a year."""
        return [_from_row(row) for row in self.cycles.find({"region": {"$eq": region}}).sort("_id", 1)]

    def save(self, cycle: Cycle, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, also when somebody else planned it first."""
        try:
            self.work.save(COLLECTION, _to_row(cycle))
        except DuplicateKeyError:
            raise Refused("stale_version") from None
        self.work.publish(facts)


def _to_row(cycle: Cycle) -> dict[str, Any]:
    series = cycle.series
    return {
        "_id": cycle.id,
        "version": cycle.version,
        "region": cycle.region,
        "plan": asdict(cycle.plan),
        "study": asdict(cycle.study) if cycle.study else None,
        "act": asdict(cycle.act) if cycle.act else None,
        "series": {
            "title": series.title,
            "since": series.since.isoformat(),
            "until": series.until.isoformat(),
        }
        if series
        else None,
    }


def _from_row(row: Mapping[str, Any]) -> Cycle:
    series = row["series"]
    return Cycle(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        plan=Plan(**row["plan"]),
        study=Study(**row["study"]) if row["study"] else None,
        act=Act(**row["act"]) if row["act"] else None,
        series=Series(
            series["title"], date.fromisoformat(series["since"]), date.fromisoformat(series["until"])
        )
        if series
        else None,
    )
