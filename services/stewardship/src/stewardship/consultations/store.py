"""What we remember of consultations and of every comment in them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from stewardship.consultations.comments import Comment, Wording
from stewardship.consultations.domain import (
    Chosen,
    Consultation,
    Option,
    Outcome,
    Point,
    Scope,
    Step,
)

COLLECTION = "consultations"
COMMENTS = "consultation_comments"


class ConsultationStore:
    """Consultations by place and by whether they ended; comments by consultation and by member."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("opens_at", "_id")),
        Index(COLLECTION, ("ended", "opens_at", "_id")),
        Index(COLLECTION, ("places", "opens_at", "_id")),
        Index(COLLECTION, ("places", "ended", "opens_at", "_id")),
        Index(COMMENTS, ("consultation_id", "at", "_id")),
        Index(COMMENTS, ("consultation_id", "member_id", "at", "_id")),
        Index(COMMENTS, ("member_id", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def consultations(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def comments(self) -> Any:
        return self.work.collection(COMMENTS)

    def get(self, consultation_id: str) -> Consultation | None:
        row = self.consultations.find_one({"_id": {"$eq": consultation_id}})
        return _from_row(row) if row is not None else None

    def save(self, consultation: Consultation, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(consultation))
        self.work.publish(facts)

    def hold(self, consultation_id: str) -> None:
        """Let a decision that is made meanwhile wait for us, or make us look again.

        Two transactions that write one document conflict; without this a comment could slip in
        beside the outcome that claims to have read them all.
        """
        self.consultations.update_one({"_id": {"$eq": consultation_id}}, {"$inc": {"held": 1}})

    def page(
        self, asked: Mapping[str, Any], *, place: str | None, ended: bool | None, inside: bool
    ) -> dict[str, Any]:
        """Consultations that touch a place (a region, ``UK`` or a group's id), the newest first.

        Without ``inside`` those of self-organised groups are left out.
        """
        where: dict[str, Any] = {}
        if place is not None:
            where["places"] = {"$eq": place}
        if ended is not None:
            where["ended"] = {"$eq": ended}
        if not inside:
            where["kind"] = {"$ne": "group"}
        return cut(self.consultations, where, order=("opens_at", -1), asked=asked, shape=_from_row)

    def comment(self, comment_id: str) -> Comment | None:
        row = self.comments.find_one({"_id": {"$eq": comment_id}})
        return _comment(row) if row is not None else None

    def save_comment(self, comment: Comment) -> None:
        self.work.save(COMMENTS, _comment_row(comment))

    def forget_name(self, member_id: str) -> None:
        """Their comments stay, without their name."""
        named = {"member_id": {"$eq": member_id}, "shown_name": {"$gt": ""}}
        # A version more: what somebody writes at this moment on an older copy does not bring it back.
        self.comments.update_many(named, {"$set": {"shown_name": ""}, "$inc": {"version": 1}})

    def comments_page(self, consultation_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Every comment, in the order in which they came; those taken back leave their trace."""
        where = {"consultation_id": {"$eq": consultation_id}}
        return cut(self.comments, where, order=("at", 1), asked=asked, shape=_comment)

    def standing(self, consultation_id: str) -> list[Comment]:
        """The comments that were not taken back, in the order in which they came; for counting and linking
        them, so without their words: every reader of the page causes this.
        """
        where = {"consultation_id": {"$eq": consultation_id}, "withdrawn_at": {"$eq": None}}
        rows = self.comments.find(where, {"text": 0, "earlier": 0}).sort([("at", 1), ("_id", 1)])
        return [_comment({**row, "text": "", "earlier": ()}) for row in rows]

    def of_member(self, consultation_id: str, member_id: str) -> list[Comment]:
        """This member's comments, taken back or not."""
        where = {"consultation_id": {"$eq": consultation_id}, "member_id": {"$eq": member_id}}
        return [_comment(row) for row in self.comments.find(where).sort([("at", 1), ("_id", 1)])]


def _to_row(each: Consultation) -> dict[str, Any]:
    outcome = each.outcome
    return {
        "_id": each.id,
        "version": each.version,
        "title": each.title,
        "question": each.question,
        "asked_by": each.asked_by,
        "kind": each.scope.kind,
        "regions": list(each.scope.regions),
        "group_id": each.scope.group_id,
        "places": list(places_of(each)),
        "ended": each.is_ended,
        "opens_at": each.opens_at,
        "to_all_at": each.to_all_at,
        "closes_at": each.closes_at,
        "withdrawn_at": each.withdrawn_at,
        "several": each.several,
        "options": [{"id": one.id, "text": one.text, "note": one.note} for one in each.options],
        "outcome": _outcome_row(outcome) if outcome else None,
        "history": [
            {"kind": step.kind, "at": step.at, "by": step.by, "words": step.words} for step in each.history
        ],
    }


def places_of(each: Consultation) -> tuple[str, ...]:
    """Where it is found: who asks and who is affected."""
    affected = {"uk": ("UK",), "regions": each.scope.regions, "group": (each.scope.group_id,)}
    return tuple(sorted({each.asked_by, *affected[each.scope.kind]}))


def _outcome_row(outcome: Outcome) -> dict[str, Any]:
    return {
        "decision": outcome.decision,
        "changes": [_point_row(point) for point in outcome.changes],
        "not_taken": [_point_row(point) for point in outcome.not_taken],
        "chosen": [{"option": one.option, "regions": list(one.regions)} for one in outcome.chosen],
        "comments": outcome.comments,
        "at": outcome.at,
        "by": outcome.by,
    }


def _point_row(point: Point) -> dict[str, Any]:
    return {"text": point.text, "reason": point.reason, "comments": list(point.comments)}


def _comment_row(comment: Comment) -> dict[str, Any]:
    return {
        "_id": comment.id,
        **{name: getattr(comment, name) for name in COMMENT_FIELDS},
        "options": list(comment.options),
        "earlier": [
            {"text": each.text, "options": list(each.options), "until": each.until}
            for each in comment.earlier
        ],
    }


COMMENT_FIELDS = (
    "version",
    "consultation_id",
    "member_id",
    "region",
    "is_affected",
    "text",
    "shown_name",
    "at",
    "withdrawn_at",
)


def _comment(row: Mapping[str, Any]) -> Comment:
    return Comment(
        id=row["_id"],
        **{name: row[name] for name in COMMENT_FIELDS},
        options=tuple(row["options"]),
        earlier=tuple(
            Wording(each["text"], tuple(each["options"]), each["until"]) for each in row["earlier"]
        ),
    )


def _from_row(row: Mapping[str, Any]) -> Consultation:
    return Consultation(
        id=row["_id"],
        version=row["version"],
        title=row["title"],
        question=row["question"],
        asked_by=row["asked_by"],
        scope=Scope(row["kind"], tuple(row["regions"]), row["group_id"]),
        opens_at=row["opens_at"],
        to_all_at=row["to_all_at"],
        closes_at=row["closes_at"],
        withdrawn_at=row["withdrawn_at"],
        several=row["several"],
        options=tuple(Option(each["id"], each["text"], each["note"]) for each in row["options"]),
        outcome=_outcome(row["outcome"]) if row["outcome"] else None,
        history=tuple(Step(each["kind"], each["at"], each["by"], each["words"]) for each in row["history"]),
    )


def _outcome(row: Mapping[str, Any]) -> Outcome:
    at: datetime = row["at"]
    return Outcome(
        decision=row["decision"],
        changes=tuple(_point(each) for each in row["changes"]),
        not_taken=tuple(_point(each) for each in row["not_taken"]),
        chosen=tuple(Chosen(each["option"], tuple(each["regions"])) for each in row["chosen"]),
        comments=row["comments"],
        at=at,
        by=row["by"],
    )


def _point(row: Mapping[str, Any]) -> Point:
    return Point(row["text"], row["reason"], tuple(row["comments"]))
