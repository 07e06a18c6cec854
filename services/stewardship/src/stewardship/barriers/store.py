"""What we remember of barriers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from stewardship.barriers.domain import GONE, Action, Barrier

COLLECTION = "barriers"
MOST_SHARED = 500


class BarrierStore:
    """Barriers by id, by region, and those that are shared UK-wide."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "raised_on", "_id")),
        Index(COLLECTION, ("is_shared", "state", "region", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def barriers(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, barrier_id: str) -> Barrier | None:
        row = self.barriers.find_one({"_id": {"$eq": barrier_id}})
        return _from_row(row) if row is not None else None

    def page(self, region: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A region's barriers, those that were raised first first."""
        where = {"region": {"$eq": region}}
        return cut(self.barriers, where, order=("raised_on", 1), asked=asked, shape=_from_row)

    def shared(self) -> list[Barrier]:
        """Those shared UK-wide that have not gone, by region."""
        where = {"is_shared": {"$eq": True}, "state": {"$ne": GONE}}
        rows = self.barriers.find(where).sort([("region", 1), ("_id", 1)]).limit(MOST_SHARED)
        return [_from_row(row) for row in rows]

    def save(self, barrier: Barrier, facts: Iterable[Fact] = ()) -> None:
        self.work.save(COLLECTION, _to_row(barrier))
        self.work.publish(facts)


PLAIN = ("version", "region", "theme", "text", "raised_by", "raised_as", "state", "is_shared")


def _to_row(barrier: Barrier) -> dict[str, Any]:
    action = barrier.action
    return {
        "_id": barrier.id,
        "raised_on": barrier.raised_on.isoformat(),
        "action": {"text": action.text, "path": action.path} if action else None,
        **{name: getattr(barrier, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> Barrier:
    action = row["action"]
    return Barrier(
        id=row["_id"],
        raised_on=date.fromisoformat(row["raised_on"]),
        action=Action(action["text"], action["path"]) if action else None,
        **{name: row[name] for name in PLAIN},
    )
