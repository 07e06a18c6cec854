"""What we remember of organisations: of people, member ids alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from skills_register.organisations.domain import Organisation, Representative, name_key
from skills_register.refusal import Refusal

COLLECTION = "organisations"
MOST_LISTED = 500
"""Organisations of one region that are named at once."""


class OrganisationStore:
    """Organisations by id, by region, kind and name, and by who acts for them."""

    INDEXES: tuple[Index, ...] = (
        # One open organisation of a name in a region. The field is there only while it is open.
        Index(COLLECTION, ("open_name",), unique=True, sparse=True),
        Index(COLLECTION, ("name_key", "_id")),
        Index(COLLECTION, ("region", "name_key", "_id")),
        Index(COLLECTION, ("kind", "name_key", "_id")),
        Index(COLLECTION, ("members", "name_key", "_id")),
        Index(COLLECTION, ("region", "closed_at", "system")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def organisations(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, organisation_id: str) -> Organisation | None:
        row = self.organisations.find_one({"_id": {"$eq": organisation_id}})
        return _from_row(row) if row is not None else None

    def several(self, organisation_ids: Iterable[str]) -> dict[str, Organisation]:
        """Those of these that there are, by id."""
        rows = self.organisations.find({"_id": {"$in": sorted(set(organisation_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def save(self, organisation: Organisation) -> None:
        """Refused: ``organisation_known`` (an open one of this name in this region), ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_row(organisation))
        except DuplicateKeyError:
            raise Refusal("organisation_known") from None

    def page(
        self, asked: Mapping[str, Any], *, region: str | None = None, kind: str | None = None
    ) -> dict[str, Any]:
        """Organisations by name, closed ones too; of a region and of a kind, if given."""
        where: dict[str, Any] = {}
        if region is not None:
            where["region"] = {"$eq": region}
        if kind is not None:
            where["kind"] = {"$eq": kind}
        return cut(self.organisations, where, order=("name_key", 1), asked=asked, shape=_from_row)

    def count_open(self, region: str, system: str = "") -> int:
        """How many open ones a region has, or one system of it."""
        where: dict[str, Any] = {"region": {"$eq": region}, "closed_at": {"$eq": None}}
        if system:
            where["system"] = {"$eq": system}
        return int(self.organisations.count_documents(where))

    def open_in(self, region: str, system: str = "") -> list[Organisation]:
        """The open ones of a region, or of one system of it, by name; at most ``MOST_LISTED``."""
        where: dict[str, Any] = {"region": {"$eq": region}, "closed_at": {"$eq": None}}
        if system:
            where["system"] = {"$eq": system}
        rows = self.organisations.find(where).limit(MOST_LISTED)
        return sorted(map(_from_row, rows), key=lambda each: (name_key(each.name), each.id))

    def named(self, region: str, name: str) -> Organisation | None:
        """The open one of this name in this region."""
        row = self.organisations.find_one({"open_name": {"$eq": _open_name(region, name)}})
        return _from_row(row) if row is not None else None

    def acted_for_by(self, member_id: str) -> list[Organisation]:
        """The organisations that this member acts for, open ones, by name."""
        return [each for each in self.naming(member_id) if each.is_open]

    def naming(self, member_id: str) -> list[Organisation]:
        """Every organisation that this member was named for, closed ones too, by name."""
        rows = self.organisations.find({"members": {"$eq": member_id}}).sort([("name_key", 1), ("_id", 1)])
        return [_from_row(row) for row in rows]


PLAIN = ("version", "name", "kind", "region", "system", "entered_at", "closed_at", "closed_why")


def _to_row(organisation: Organisation) -> dict[str, Any]:
    row: dict[str, Any] = {"_id": organisation.id, **{name: getattr(organisation, name) for name in PLAIN}}
    row["name_key"] = name_key(organisation.name)
    row["members"] = list(organisation.members)
    row["representatives"] = [vars(each) for each in organisation.representatives]
    if organisation.is_open:
        row["open_name"] = _open_name(organisation.region, organisation.name)
    return row


def _open_name(region: str, name: str) -> str:
    return f"{region}|{name_key(name)}"


def _from_row(row: Mapping[str, Any]) -> Organisation:
    people = tuple(Representative(**each) for each in row["representatives"])
    return Organisation(id=row["_id"], representatives=people, **{name: row[name] for name in PLAIN})
