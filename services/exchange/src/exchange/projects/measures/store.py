"""What we remember of measures: each with its points, numbers as they were typed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chassis.mongo import Index, UnitOfWork
from exchange.projects.measures.domain import Baseline, Measure, Point

MEASURES = "project_measures"


class MeasureStore:
    """Measures by id and by project."""

    INDEXES: tuple[Index, ...] = (Index(MEASURES, ("project_id", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def measures(self) -> Any:
        return self.work.collection(MEASURES)

    def get(self, measure_id: str) -> Measure | None:
        row = self.measures.find_one({"_id": {"$eq": measure_id}})
        return _of(row) if row is not None else None

    def of_project(self, project_id: str) -> list[Measure]:
        """All of them, in the order in which they were begun."""
        rows = self.measures.find({"project_id": {"$eq": project_id}})
        return [_of(row) for row in rows.sort("_id", 1)]

    def save(self, measure: Measure) -> None:
        """Refused: ``stale_version``."""
        self.work.save(MEASURES, _row(measure))

    def remove(self, measure: Measure) -> None:
        self.measures.delete_one({"_id": {"$eq": measure.id}})


def _row(measure: Measure) -> dict[str, Any]:
    return {
        "_id": measure.id,
        **{name: getattr(measure, name) for name in PLAIN},
        "points": [
            {"on": each.on.isoformat(), "value": str(each.value), "note": each.note}
            for each in measure.points
        ],
        "baselines": [
            {
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "reason": each.reason,
                "by": each.by,
                "at": each.at,
            }
            for each in measure.baselines
        ],
    }


def _of(row: Mapping[str, Any]) -> Measure:
    return Measure(
        id=row["_id"],
        **{name: row[name] for name in PLAIN},
        points=tuple(
            Point(date.fromisoformat(each["on"]), Decimal(each["value"]), each["note"])
            for each in row["points"]
        ),
        baselines=tuple(
            Baseline(
                date.fromisoformat(each["first"]),
                date.fromisoformat(each["last"]),
                each["reason"],
                each["by"],
                each["at"],
            )
            for each in row["baselines"]
        ),
    )


PLAIN = ("version", "project_id", "name", "unit", "better", "made_at")
