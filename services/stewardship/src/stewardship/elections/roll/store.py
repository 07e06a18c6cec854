"""What we remember of an electoral roll: a row for each voter, with a flag and without a time (ADR 0013)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from stewardship.refusal import Refusal

COLLECTION = "electoral_roll"


class RollStore:
    """Rows by election and member. There is no door that adds one or takes one away."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("election", "member", "_id")),
        Index(COLLECTION, ("election", "voted", "member")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def rows(self) -> Any:
        return self.work.collection(COLLECTION)

    def freeze(self, election_id: str, members: Iterable[str]) -> int:
        """Write the roll down, once; how many are on it. Refused: ``roll_frozen``."""
        if self.rows.find_one({"election": {"$eq": election_id}}, {"_id": 1}) is not None:
            raise Refusal("roll_frozen")
        rows = [
            {"_id": _key(election_id, member), "election": election_id, "member": member, "voted": False}
            for member in members
        ]
        if rows:
            self.rows.insert_many(rows)
        return len(rows)

    def voted(self, election_id: str, member_id: str) -> bool | None:
        """Whether this member has voted; None: not on the roll."""
        row = self.rows.find_one({"_id": {"$eq": _key(election_id, member_id)}})
        return None if row is None else bool(row["voted"])

    def mark(self, election_id: str, member_id: str) -> bool:
        """Set the flag, once; False when it is set already or there is no such row.

        Of two at the same time the second waits for the first one's transaction, and finds the flag set.
        """
        mine = {"_id": _key(election_id, member_id), "voted": False}
        return bool(self.rows.update_one(mine, {"$set": {"voted": True}}).matched_count)

    def page(self, election_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Member ids in order; whether they voted is for nobody's eyes."""
        where = {"election": {"$eq": election_id}}
        return cut(self.rows, where, order=("member", 1), asked=asked, shape=lambda row: row["member"])

    def count_voted(self, election_id: str) -> int:
        return int(self.rows.count_documents({"election": {"$eq": election_id}, "voted": {"$eq": True}}))

    def everybody(self, election_id: str) -> Iterator[str]:
        for row in self.rows.find({"election": {"$eq": election_id}}, {"member": 1}):
            yield row["member"]

    def yet_to_vote(self, election_id: str) -> Iterator[str]:
        waiting = {"election": {"$eq": election_id}, "voted": {"$eq": False}}
        for row in self.rows.find(waiting, {"member": 1}):
            yield row["member"]


def _key(election_id: str, member_id: str) -> str:
    return f"{election_id}|{member_id}"
