"""What we remember of who named whom a carer."""

from collections.abc import Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from meetings.expenses.carers.domain import Naming

COLLECTION = "carers"
MOST = 200


class CarerStore:
    """Namings by carer and by the member who named them."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("carer_id", "_id")),
        Index(COLLECTION, ("by", "at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def carers(self) -> Any:
        return self.work.collection(COLLECTION)

    def namers_of(self, carer_id: str) -> list[str]:
        """The members who named them."""
        return [row["by"] for row in self.carers.find({"carer_id": {"$eq": carer_id}}).sort("_id", 1)]

    def named_by(self, member_id: str) -> list[Naming]:
        """Whom this member named, in the order of naming."""
        rows = self.carers.find({"by": {"$eq": member_id}}).sort([("at", 1), ("_id", 1)]).limit(MOST)
        return [_from_row(row) for row in rows]

    def save(self, naming: Naming) -> None:
        """Keep it; the first one of a pair stays."""
        row = {"carer_id": naming.carer_id, "by": naming.by, "at": naming.at}
        self.carers.update_one({"_id": naming.id}, {"$setOnInsert": row}, upsert=True)

    def remove(self, carer_id: str, by: str) -> None:
        self.carers.delete_one({"_id": {"$eq": f"{carer_id}:{by}"}})

    def forget(self, member_id: str) -> None:
        """They left Q: they are no carer here, and vouch for nobody."""
        self.carers.delete_many({"carer_id": {"$eq": member_id}})
        self.carers.delete_many({"by": {"$eq": member_id}})


def _from_row(row: Mapping[str, Any]) -> Naming:
    return Naming(row["carer_id"], row["by"], row["at"])
