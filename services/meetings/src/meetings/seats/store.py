"""What we remember of groups and seats: a copy that stewardship's events keep up to date."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from meetings.seats.domain import Group, Term

COLLECTION = "terms"
GROUPS = "groups"


class SeatStore:
    """Terms by region and by member, groups by region."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "start", "_id")),
        Index(COLLECTION, ("member_id", "start", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def terms(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def groups(self) -> Any:
        return self.work.collection(GROUPS)

    def keep(self, term: Term) -> None:
        """Keep this copy unless ours is newer; a seat's one version may tell of several terms."""
        known = self.terms.find_one({"_id": {"$eq": term.id}})
        if known is None or known["version"] <= term.version:
            self.terms.replace_one({"_id": term.id}, _to_row(term), upsert=True)

    def keep_group(self, group: Group) -> None:
        """Keep this copy unless ours is as new or newer."""
        known = self.groups.find_one({"_id": {"$eq": group.region}})
        if known is None or known["version"] < group.version:
            row = {"_id": group.region, "version": group.version, "status": group.status}
            self.groups.replace_one({"_id": group.region}, row, upsert=True)

    def group(self, region: str) -> Group | None:
        row = self.groups.find_one({"_id": {"$eq": region}})
        return Group(row["_id"], row["version"], row["status"]) if row is not None else None

    def holders(self, region: str, on: date) -> list[Term]:
        """The terms in force in a group on that day: the seats filled then, its leader first."""
        found = [term for term in self._started({"region": {"$eq": region}}, on) if term.in_force(on)]
        return sorted(found, key=lambda term: (not term.leads, term.start, term.id))

    def held_by(self, member_id: str, on: date) -> list[Term]:
        """The terms of a member that are in force on that day."""
        found = self._started({"member_id": {"$eq": member_id}}, on)
        return [term for term in found if term.in_force(on)]

    def of_region(self, region: str) -> list[Term]:
        """Every term of a group, past ones too, the oldest first: for counting over many days."""
        rows = self.terms.find({"region": {"$eq": region}})
        return [_from_row(row) for row in rows.sort([("start", 1), ("_id", 1)])]

    def of_member(self, member_id: str) -> list[Term]:
        """Every term of a member, past ones too, the oldest first."""
        rows = self.terms.find({"member_id": {"$eq": member_id}})
        return [_from_row(row) for row in rows.sort([("start", 1), ("_id", 1)])]

    def _started(self, where: Mapping[str, Any], on: date) -> list[Term]:
        rows = self.terms.find({**where, "start": {"$lte": on.isoformat()}})
        return [_from_row(row) for row in rows.sort([("start", 1), ("_id", 1)])]


PLAIN = ("seat_id", "version", "region", "kind", "member_id", "patient", "background")


def _to_row(term: Term) -> dict[str, Any]:
    return {
        "_id": term.id,
        "locations": list(term.locations),
        "start": term.start.isoformat(),
        "end": term.end.isoformat() if term.end else None,
        **{name: getattr(term, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> Term:
    return Term(
        id=row["_id"],
        locations=tuple(row["locations"]),
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        **{name: row[name] for name in PLAIN},
    )
