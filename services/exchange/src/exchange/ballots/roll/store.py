"""What we remember of an electoral roll: a row for each voter, with a flag and without a time (ADR 0013).

Until they vote a voter's draft lies in their own row, so that the very write that sets the flag takes it
away: no draft outlives the vote, from however many devices it was written.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from exchange.refusal import Refusal

COLLECTION = "exchange_roll"


class RollStore:
    """Rows by round and member. There is no door that adds one or takes one away."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("round", "member", "_id")),
        Index(COLLECTION, ("round", "voted", "region", "member")),
        Index(COLLECTION, ("member", "voted")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def rows(self) -> Any:
        return self.work.collection(COLLECTION)

    def freeze(self, round_id: str, members: Mapping[str, Sequence[str]]) -> None:
        """Write the roll down, once: the members of each region. Refused: ``roll_frozen``."""
        if self.rows.find_one({"round": {"$eq": round_id}}, {"_id": 1}) is not None:
            raise Refusal("roll_frozen")
        rows = [
            {
                "_id": _key(round_id, member),
                "round": round_id,
                "member": member,
                "region": region,
                "voted": False,
            }
            for region, those in members.items()
            for member in those
        ]
        if rows:
            self.rows.insert_many(rows)

    def standing(self, round_id: str, member_id: str) -> tuple[bool | None, tuple[str, ...]] | None:
        """``(whether they voted, their draft)``; None: not on the roll.

        Whether somebody voted is None once the flags are forgotten.
        """
        row = self.rows.find_one({"_id": {"$eq": _key(round_id, member_id)}})
        return None if row is None else (row.get("voted"), tuple(row.get("draft", ())))

    def mark(self, round_id: str, member_id: str) -> str | None:
        """Set the flag, once, which takes the draft away; the voter's region.

        None when the flag is set already or there is no such row. Of two at the same time the second waits
        for the first one's transaction, and finds the flag set.
        """
        mine = {"_id": _key(round_id, member_id), "voted": False}
        row = self.rows.find_one_and_update(
            mine, {"$set": {"voted": True}, "$unset": {"draft": ""}}, projection={"region": 1}
        )
        return None if row is None else str(row["region"])

    def keep_draft(self, round_id: str, member_id: str, chosen: Sequence[str]) -> bool:
        """Keep these ids instead of the last draft (none: no draft); False for whoever cannot vote."""
        mine = {"_id": _key(round_id, member_id), "voted": False}
        change = {"$set": {"draft": list(chosen)}} if chosen else {"$unset": {"draft": ""}}
        return bool(self.rows.update_one(mine, change).matched_count)

    def drop_drafts_of(self, member_id: str) -> None:
        """Of somebody who leaves Q."""
        self.rows.update_many(
            {"member": {"$eq": member_id}, "voted": {"$eq": False}}, {"$unset": {"draft": ""}}
        )

    def drop_drafts(self, round_id: str) -> None:
        """Of everybody, when nobody can vote any more."""
        self.rows.update_many(
            {"round": {"$eq": round_id}, "voted": {"$eq": False}}, {"$unset": {"draft": ""}}
        )

    def forget_flags(self, round_id: str) -> None:
        """From now on nothing says who voted; the roll stays."""
        self.rows.update_many({"round": {"$eq": round_id}}, {"$unset": {"voted": "", "draft": ""}})

    def page(self, round_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Member ids in order; whether they voted is for nobody's eyes."""
        where = {"round": {"$eq": round_id}}
        return cut(self.rows, where, order=("member", 1), asked=asked, shape=lambda row: row["member"])

    def count_voted(self, round_id: str, region: str | None = None) -> int:
        """Of everybody or of one region."""
        where: dict[str, Any] = {"round": {"$eq": round_id}, "voted": {"$eq": True}}
        if region is not None:
            where["region"] = {"$eq": region}
        return int(self.rows.count_documents(where))

    def everybody(self, round_id: str) -> Iterator[str]:
        for row in self.rows.find({"round": {"$eq": round_id}}, {"member": 1}):
            yield row["member"]

    def yet_to_vote(self, round_id: str) -> Iterator[str]:
        waiting = {"round": {"$eq": round_id}, "voted": {"$eq": False}}
        for row in self.rows.find(waiting, {"member": 1}):
            yield row["member"]


def _key(round_id: str, member_id: str) -> str:
    return f"{round_id}|{member_id}"
