"""What we remember of comments: each with its answers."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from exchange.comments.domain import HIDDEN, SHOWN, Answer, Comment

COMMENTS = "comments"


class CommentStore:
    """Comments by id, by proposal in the order in which they came, and by who said something."""

    INDEXES: tuple[Index, ...] = (
        Index(COMMENTS, ("proposal_id", "at", "_id")),
        Index(COMMENTS, ("round_id", "state", "-at", "-_id")),
        Index(COMMENTS, ("people", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def comments(self) -> Any:
        return self.work.collection(COMMENTS)

    def get(self, comment_id: str) -> Comment | None:
        row = self.comments.find_one({"_id": {"$eq": comment_id}})
        return _from_row(row) if row is not None else None

    def several(self, comment_ids: Iterable[str]) -> dict[str, Comment]:
        """Those of these ids that there are, by id."""
        rows = self.comments.find({"_id": {"$in": sorted(set(comment_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def page(self, proposal_id: str, asked: Mapping[str, Any], *, unanswered: bool = False) -> dict[str, Any]:
        """Of one proposal, the first first; ``unanswered``: the questions that wait for an answer; ``asked``
        may name ``ids``, for these alone."""
        where: dict[str, Any] = {"proposal_id": {"$eq": proposal_id}}
        if asked.get("ids") is not None:
            where["_id"] = {"$in": sorted(asked["ids"])}
        if unanswered:
            waiting = {"is_question": {"$eq": True}, "answers": {"$eq": []}, "state": {"$eq": SHOWN}}
            where = {**where, **waiting}
        return cut(self.comments, where, order=("at", 1), asked=asked, shape=_from_row)

    def hidden_in(self, round_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What keepers hid in a round, the newest comment first."""
        where = {"round_id": {"$eq": round_id}, "state": {"$eq": HIDDEN}}
        return cut(self.comments, where, order=("at", -1), asked=asked, shape=_from_row)

    def all_of(self, *proposal_ids: str) -> list[Comment]:
        """Every comment on these."""
        rows = self.comments.find({"proposal_id": {"$in": sorted(set(proposal_ids))}})
        return [_from_row(row) for row in rows.sort([("at", 1), ("_id", 1)])]

    def numbers_of(self, proposal_ids: Iterable[str]) -> dict[str, int]:
        """How many comments are shown on each of these."""
        steps = [
            {"$match": {"proposal_id": {"$in": sorted(set(proposal_ids))}, "state": {"$eq": SHOWN}}},
            {"$group": {"_id": "$proposal_id", "number": {"$sum": 1}}},
        ]
        return {row["_id"]: row["number"] for row in self.comments.aggregate(steps)}

    def waiting_on(self, proposal_ids: Iterable[str]) -> dict[str, int]:
        """How many questions wait for an answer on each of these."""
        waiting = {"state": {"$eq": SHOWN}, "is_question": {"$eq": True}, "answers": {"$eq": []}}
        steps = [
            {"$match": {"proposal_id": {"$in": sorted(set(proposal_ids))}, **waiting}},
            {"$group": {"_id": "$proposal_id", "number": {"$sum": 1}}},
        ]
        return {row["_id"]: row["number"] for row in self.comments.aggregate(steps)}

    def naming(self, member_id: str) -> list[Comment]:
        """Those that this member wrote or answered."""
        return [_from_row(row) for row in self.comments.find({"people": {"$eq": member_id}}).sort("_id", 1)]

    def save(self, comment: Comment, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(COMMENTS, _to_row(comment))
        self.work.publish(facts)

    def delete_of(self, proposal_id: str) -> None:
        """The proposal's time to be kept is over."""
        self.comments.delete_many({"proposal_id": {"$eq": proposal_id}})


def _to_row(comment: Comment) -> dict[str, Any]:
    row = asdict(comment)
    people = sorted({comment.by, *(each.by for each in comment.answers)})
    return {"_id": row.pop("id"), **row, "answers": list(row["answers"]), "people": people}


def _from_row(row: Mapping[str, Any]) -> Comment:
    told = {name: value for name, value in row.items() if name not in ("_id", "answers", "people")}
    return Comment(id=row["_id"], answers=tuple(Answer(**each) for each in row["answers"]), **told)
