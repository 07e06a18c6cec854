"""What we remember of comments; their words never change."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.people.store import People
from stewardship.comments.domain import Comment

COLLECTION = "comments"


class CommentStore:
    """Comments by what they are about, the oldest first."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("subject", "at", "_id")),
        Index(COLLECTION, ("subject", "clause", "at", "_id")),
        Index(COLLECTION, ("by", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def comments(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, comment_id: str) -> Comment | None:
        row = self.comments.find_one({"_id": {"$eq": comment_id}})
        return _comment(row) if row is not None else None

    def save(self, comment: Comment) -> None:
        row = asdict(comment)
        self.work.save(COLLECTION, {"_id": row.pop("id"), **row})

    def page(self, subject: str, asked: Mapping[str, Any], clause: str | None = None) -> dict[str, Any]:
        """Comments on it, or on one clause of it, the oldest first; no name of who left Q."""
        where = {"subject": {"$eq": subject}}
        if clause is not None:
            where["clause"] = {"$eq": clause}
        page = cut(self.comments, where, order=("at", 1), asked=asked, shape=_comment)
        gone = People(self.work).gone(each.by for each in page["items"] if each.shown_name)
        shown = [replace(each, shown_name="") if each.by in gone else each for each in page["items"]]
        return {**page, "items": shown}

    def forget_name(self, member_id: str) -> None:
        """Their comments stay, without their name."""
        named = {"by": {"$eq": member_id}, "shown_name": {"$gt": ""}}
        # A version more: what somebody writes at this moment on an older copy does not bring it back.
        self.comments.update_many(named, {"$set": {"shown_name": ""}, "$inc": {"version": 1}})

    def counts(self, subjects: Iterable[str]) -> dict[str, int]:
        """How many comments there are on each of these; those without any are left out."""
        rows = self.comments.aggregate(
            [
                {"$match": {"subject": {"$in": sorted(subjects)}}},
                {"$group": {"_id": "$subject", "number": {"$sum": 1}}},
            ]
        )
        return {row["_id"]: row["number"] for row in rows}


def _comment(row: Mapping[str, Any]) -> Comment:
    kept = {name: value for name, value in row.items() if name != "_id"}
    return Comment(id=row["_id"], **kept)
