"""What we remember of support."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from exchange.comments.supporting.domain import Support

SUPPORTS = "supports"


class SupportStore:
    """Support by proposal in the order in which it came, and by member."""

    INDEXES: tuple[Index, ...] = (
        Index(SUPPORTS, ("proposal_id", "at", "_id")),
        Index(SUPPORTS, ("by", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def supports(self) -> Any:
        return self.work.collection(SUPPORTS)

    def get(self, support_id: str) -> Support | None:
        row = self.supports.find_one({"_id": {"$eq": support_id}})
        return _from_row(row) if row is not None else None

    def page(self, proposal_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The first first."""
        where = {"proposal_id": {"$eq": proposal_id}}
        return cut(self.supports, where, order=("at", 1), asked=asked, shape=_from_row)

    def several(self, support_ids: Iterable[str]) -> list[Support]:
        """Those of these ids that there are, the first first."""
        rows = self.supports.find({"_id": {"$in": sorted(set(support_ids))}})
        return [_from_row(row) for row in rows.sort([("at", 1), ("_id", 1)])]

    def all_of(self, *proposal_ids: str) -> list[Support]:
        rows = self.supports.find({"proposal_id": {"$in": sorted(set(proposal_ids))}})
        return [_from_row(row) for row in rows.sort([("at", 1), ("_id", 1)])]

    def numbers_of(self, proposal_ids: Iterable[str]) -> dict[str, int]:
        """How many members support each of these in their own name."""
        steps = [
            {"$match": {"proposal_id": {"$in": sorted(set(proposal_ids))}, "group": {"$eq": ""}}},
            {"$group": {"_id": "$proposal_id", "number": {"$sum": 1}}},
        ]
        return {row["_id"]: row["number"] for row in self.supports.aggregate(steps)}

    def save(self, support: Support) -> None:
        """Again changes nothing: the first one stands."""
        row = asdict(support)
        row["_id"] = row.pop("id")
        self.supports.update_one({"_id": support.id}, {"$setOnInsert": row}, upsert=True)

    def take_back(self, support_id: str) -> None:
        """There is none any more; again changes nothing."""
        self.supports.delete_one({"_id": {"$eq": support_id}})

    def forget_name(self, member_id: str) -> None:
        """How this member is called stands beside no support of theirs any more."""
        self.supports.update_many({"by": {"$eq": member_id}}, {"$set": {"shown_name": ""}})

    def delete_of(self, proposal_id: str) -> None:
        """The proposal's time to be kept is over."""
        self.supports.delete_many({"proposal_id": {"$eq": proposal_id}})


def _from_row(row: Mapping[str, Any]) -> Support:
    told = {name: value for name, value in row.items() if name != "_id"}
    return Support(id=row["_id"], **told)
