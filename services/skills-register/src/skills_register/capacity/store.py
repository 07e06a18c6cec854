"""What we remember of capacity: each body with everything that it reported."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from skills_register.capacity.domain import Body, Snapshot

BODIES = "capacity_bodies"
MOST_READ = 2_000
"""Bodies of one region that are added up."""


class CapacityStore:
    """Bodies by region, in the order of their names."""

    INDEXES: tuple[Index, ...] = (Index(BODIES, ("region", "name_key", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def bodies(self) -> Any:
        return self.work.collection(BODIES)

    def get(self, body_id: str) -> Body | None:
        row = self.bodies.find_one({"_id": {"$eq": body_id}})
        return _from_row(row) if row is not None else None

    def page(self, region: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Bodies of a region, by name: the order ranks nobody."""
        where = {"region": {"$eq": region}}
        return cut(self.bodies, where, order=("name_key", 1), asked=asked, shape=_from_row)

    def all_in(self, region: str) -> list[Body]:
        return [_from_row(row) for row in self.bodies.find({"region": {"$eq": region}}).limit(MOST_READ)]

    def save(self, body: Body) -> None:
        row = asdict(body)
        row["snapshots"] = [{**asdict(each), "day": each.day.isoformat()} for each in body.snapshots]
        row["name_key"] = body.name.casefold()
        self.work.save(BODIES, {"_id": row.pop("id"), **row})


def _from_row(row: Mapping[str, Any]) -> Body:
    snapshots = tuple(
        Snapshot(**{**each, "day": date.fromisoformat(each["day"])}) for each in row["snapshots"]
    )
    return Body(row["_id"], row["version"], row["region"], row["name"], snapshots)
