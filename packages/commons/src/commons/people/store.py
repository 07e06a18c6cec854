"""What we remember of members: a copy that membership's events keep up to date."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from commons.people.domain import ACTIVE, LEFT, Person

COLLECTION = "people"


class People:
    """Members by id, by region and by role."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "status", "_id")),
        Index(COLLECTION, ("roles", "status", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def people(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, member_id: str) -> Person | None:
        row = self.people.find_one({"_id": {"$eq": member_id}})
        return _from_row(row) if row is not None else None

    def several(self, member_ids: Iterable[str]) -> dict[str, Person]:
        """Those of these ids who are known, by id."""
        rows = self.people.find({"_id": {"$in": sorted(set(member_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def gone(self, member_ids: Iterable[str]) -> set[str]:
        """Those of these ids who left Q: a name that they chose to show is shown no more."""
        return {member_id for member_id, person in self.several(member_ids).items() if person.status == LEFT}

    def keep(self, person: Person) -> bool:
        """Keep this copy unless ours is as new or newer; True when it was kept."""
        known = self.people.find_one({"_id": {"$eq": person.id}}, {"version": 1})
        if known is not None and known["version"] >= person.version:
            return False
        self.people.replace_one({"_id": person.id}, _to_row(person), upsert=True)
        return True

    def active_in(self, region: str) -> list[str]:
        """The ids of a region's active members, in order of id; the stuff of an electoral roll."""
        rows = self.people.find({"region": {"$eq": region}, "status": {"$eq": ACTIVE}}, {"_id": 1})
        return [row["_id"] for row in rows.sort("_id", 1)]

    def holding(self, *roles: str) -> list[str]:
        """The ids of active members with one of these roles (``coordinator:WOE``, ``national_team``)."""
        rows = self.people.find({"roles": {"$in": sorted(roles)}, "status": {"$eq": ACTIVE}}, {"_id": 1})
        return [row["_id"] for row in rows.sort("_id", 1)]


def _to_row(person: Person) -> dict[str, Any]:
    return {
        "_id": person.id,
        "version": person.version,
        "region": person.region,
        "status": person.status,
        "joined": person.joined.isoformat(),
        "roles": list(person.roles),
    }


def _from_row(row: Mapping[str, Any]) -> Person:
    return Person(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        status=row["status"],
        joined=date.fromisoformat(row["joined"]),
        roles=tuple(row["roles"]),
    )
