"""What we remember of capacity: each body with everything that it reported."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from skills_register.capacity.domain import Body, Snapshot
from skills_register.organisations.domain import Organisation, name_key

BODIES = "capacity_bodies"
MOST_READ = 2_000
"""Bodies of one region that are added up."""


class CapacityStore:
    """Bodies by region, in the order of their names."""

    INDEXES: tuple[Index, ...] = (
        Index(BODIES, ("region", "name_key", "_id")),
        # The field is there only where an organisation was renamed.
        Index(BODIES, ("organisation_id",), sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def bodies(self) -> Any:
        return self.work.collection(BODIES)

    def get(self, body_id: str) -> Body | None:
        row = self.bodies.find_one({"_id": {"$eq": body_id}})
        return _from_row(row) if row is not None else None

    def of_organisation(self, organisation: Organisation) -> Body | None:
        """A listed one's: bound to it, under its id, or under its name from before it was listed."""
        bound = self.bodies.find_one({"organisation_id": {"$eq": organisation.id}})
        known = _from_row(bound) if bound is not None else self.get(organisation.id)
        if known is not None:
            return known
        named = self.get(id_of(organisation.region, organisation.name))
        return named if named is not None and not named.organisation_id else None

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
        if not body.organisation_id:
            del row["organisation_id"]
        self.work.save(BODIES, {"_id": row.pop("id"), **row})


def _from_row(row: Mapping[str, Any]) -> Body:
    snapshots = tuple(
        Snapshot(**{**each, "day": date.fromisoformat(each["day"])}) for each in row["snapshots"]
    )
    organisation_id = row.get("organisation_id", "")
    return Body(row["_id"], row["version"], row["region"], row["name"], snapshots, organisation_id)


def id_of(region: str, name: str) -> str:
    """The id of a body that is only a name: one for each name in a region, however it is capitalised."""
    return f"{region}-{sha256(name_key(name).encode()).hexdigest()[:20]}"
