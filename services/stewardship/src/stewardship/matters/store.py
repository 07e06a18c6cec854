"""What we remember of matters and of members' proposals for them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from stewardship.matters.domain import Answer, Matter, Receipt, Step, Voice
from stewardship.matters.likeness import title_words
from stewardship.matters.proposals import WAITING, Proposal

COLLECTION = "matters"
PROPOSALS = "matter_proposals"
MOST_LOOKED_AT = 200
"""Open matters with a word in common that are looked at for likeness, the newest first."""


class MatterStore:
    """Matters by id, by group and by state; proposals by region and by member."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("raised_at", "_id")),
        Index(COLLECTION, ("state", "raised_at", "_id")),
        Index(COLLECTION, ("groups", "raised_at", "_id")),
        Index(COLLECTION, ("groups", "state", "raised_at", "_id")),
        Index(COLLECTION, ("direction", "raised_at", "_id")),
        Index(COLLECTION, ("waiting_due", "_id")),
        Index(COLLECTION, ("changed_at", "_id")),
        Index(COLLECTION, ("words", "raised_at")),
        Index(PROPOSALS, ("region", "state", "proposed_at", "_id")),
        Index(PROPOSALS, ("member_id", "proposed_at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def matters(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def proposals(self) -> Any:
        return self.work.collection(PROPOSALS)

    def get(self, matter_id: str) -> Matter | None:
        row = self.matters.find_one({"_id": {"$eq": matter_id}})
        return _from_row(row) if row is not None else None

    def save(self, matter: Matter, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(matter))
        self.work.publish(facts)

    def page(
        self,
        asked: Mapping[str, Any],
        *,
        group: str | None = None,
        state: str | None = None,
        direction: str | None = None,
    ) -> dict[str, Any]:
        """Matters of a group (on either side), of a state and a direction, or of any; the newest first."""
        where: dict[str, Any] = {}
        if group is not None:
            where["groups"] = {"$eq": group}
        if state is not None:
            where["state"] = {"$eq": state}
        if direction is not None:
            where["direction"] = {"$eq": direction}
        return cut(self.matters, where, order=("raised_at", -1), asked=asked, shape=_from_row)

    def overdue(self, now: datetime, asked: Mapping[str, Any], *, group: str | None = None) -> dict[str, Any]:
        """Matters (of a group) that somebody should have acknowledged by now, the longest overdue first."""
        where: dict[str, Any] = {"waiting_due": {"$lte": now}}
        if group is not None:
            where["groups"] = {"$eq": group}
        return cut(self.matters, where, order=("waiting_due", 1), asked=asked, shape=_from_row)

    def alike(self, words: Iterable[str]) -> list[Matter]:
        """Matters that are not ended and share a word of the title, the newest first."""
        where = {"words": {"$in": sorted(words)}, "ended": {"$eq": ""}}
        rows = self.matters.find(where).sort("raised_at", -1).limit(MOST_LOOKED_AT)
        return [_from_row(row) for row in rows]

    def all(self) -> list[Matter]:
        """Every matter, the oldest first; for counting, so without its text and later history."""
        light = {"text": 0, "history": {"$slice": 1}}
        rows = self.matters.find({}, light).sort([("raised_at", 1), ("_id", 1)])
        return [_from_row({**row, "text": ""}) for row in rows]

    def latest(self, most: int) -> list[Matter]:
        """Those in which something happened last, the newest first."""
        rows = self.matters.find({}).sort([("changed_at", -1), ("_id", -1)]).limit(most)
        return [_from_row(row) for row in rows]

    def proposal(self, proposal_id: str) -> Proposal | None:
        row = self.proposals.find_one({"_id": {"$eq": proposal_id}})
        return _proposal(row) if row is not None else None

    def save_proposal(self, proposal: Proposal, facts: Iterable[Fact] = ()) -> None:
        row = {"_id": proposal.id, **{name: getattr(proposal, name) for name in PROPOSAL_FIELDS}}
        self.work.save(PROPOSALS, row)
        self.work.publish(facts)

    def proposals_waiting(self, region: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What members proposed to this region's group and nobody has answered, the oldest first."""
        where = {"region": {"$eq": region}, "state": {"$eq": WAITING}}
        return cut(self.proposals, where, order=("proposed_at", 1), asked=asked, shape=_proposal)

    def proposals_of(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What this member proposed, the newest first."""
        where = {"member_id": {"$eq": member_id}}
        return cut(self.proposals, where, order=("proposed_at", -1), asked=asked, shape=_proposal)


PROPOSAL_FIELDS = (
    "version",
    "region",
    "member_id",
    "title",
    "text",
    "proposed_at",
    "state",
    "reason",
    "matter_id",
    "decided_at",
)


def _proposal(row: Mapping[str, Any]) -> Proposal:
    return Proposal(id=row["_id"], **{name: row[name] for name in PROPOSAL_FIELDS})


STEP_FIELDS = ("kind", "at", "group", "by", "words", "outcome")


def _to_row(matter: Matter) -> dict[str, Any]:
    row: dict[str, Any] = {
        "_id": matter.id,
        "version": matter.version,
        "direction": matter.direction,
        "title": matter.title,
        "text": matter.text,
        "state": matter.state,
        "ended": matter.ended,
        "groups": list(matter.groups),
        "words": list(title_words(matter.title)),
        "raised_at": matter.raised_at,
        "changed_at": matter.history[-1].at,
        "voices": [{"group": each.group, "words": each.words, "at": each.at} for each in matter.voices],
        "receipts": [_receipt_row(each) for each in matter.receipts],
        "history": [{name: getattr(step, name) for name in STEP_FIELDS} for step in matter.history],
    }
    if matter.waiting_due is not None:
        row["waiting_due"] = matter.waiting_due
    return row


def _receipt_row(receipt: Receipt) -> dict[str, Any]:
    answer = receipt.answer
    return {
        "group": receipt.group,
        "due_at": receipt.due_at,
        "acknowledged_at": receipt.acknowledged_at,
        "answer": {"outcome": answer.outcome, "reasons": answer.reasons, "at": answer.at} if answer else None,
        "notes": receipt.notes,
        "passed_on_at": receipt.passed_on_at,
    }


def _from_row(row: Mapping[str, Any]) -> Matter:
    return Matter(
        id=row["_id"],
        version=row["version"],
        direction=row["direction"],
        title=row["title"],
        text=row["text"],
        ended=row["ended"],
        voices=tuple(Voice(each["group"], each["words"], each["at"]) for each in row["voices"]),
        receipts=tuple(_receipt(each) for each in row["receipts"]),
        history=tuple(Step(**{name: step[name] for name in STEP_FIELDS}) for step in row["history"]),
    )


def _receipt(row: Mapping[str, Any]) -> Receipt:
    answer = row["answer"]
    return Receipt(
        group=row["group"],
        due_at=row["due_at"],
        acknowledged_at=row["acknowledged_at"],
        answer=Answer(answer["outcome"], answer["reasons"], answer["at"]) if answer else None,
        notes=row["notes"],
        passed_on_at=row["passed_on_at"],
    )
