"""What we remember of proposed ground rules."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.rough_dates import rough
from stewardship.ground_rules.domain import Decision, Proposal

COLLECTION = "ground_rules"


class GroundRuleStore:
    """Proposals by id and by region, the newest first."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "opened_at", "_id")),
        Index(COLLECTION, ("region", "state", "opened_at", "_id")),
        Index(COLLECTION, ("proposed_by", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def proposals(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, proposal_id: str) -> Proposal | None:
        row = self.proposals.find_one({"_id": {"$eq": proposal_id}})
        return _proposal(row) if row is not None else None

    def forget_name(self, member_id: str) -> None:
        """Their proposals stay, without their name."""
        named = {"proposed_by": {"$eq": member_id}, "shown_name": {"$gt": ""}}
        # A version more: what somebody writes at this moment on an older copy does not bring it back.
        self.proposals.update_many(named, {"$set": {"shown_name": ""}, "$inc": {"version": 1}})

    def page(self, region: str, state: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Proposals of a region, in one state or in any, the newest first."""
        where: dict[str, Any] = {"region": {"$eq": region}}
        if state is not None:
            where["state"] = {"$eq": state}
        return cut(self.proposals, where, order=("opened_at", -1), asked=asked, shape=_proposal)

    def spaces(self, region: str) -> list[tuple[str, int, int]]:
        """Each shared space of a region, by name: how many proposals, by how many members."""
        rows = self.proposals.aggregate(
            [
                {"$match": {"region": {"$eq": region}}},
                {"$group": {"_id": "$space", "number": {"$sum": 1}, "by": {"$addToSet": "$proposed_by"}}},
                {"$sort": {"_id": 1}},
            ]
        )
        return [(row["_id"], row["number"], len(row["by"])) for row in rows]

    def save(self, proposal: Proposal) -> None:
        self.work.save(COLLECTION, _row(proposal))


def _row(proposal: Proposal) -> dict[str, Any]:
    row = asdict(proposal)
    if proposal.decision is not None:
        row["decision"] = {**asdict(proposal.decision), "on": proposal.decision.on.text}
    return {"_id": row.pop("id"), **row}


def _proposal(row: Mapping[str, Any]) -> Proposal:
    kept = {name: value for name, value in row.items() if name not in ("_id", "decision")}
    decided = row["decision"]
    decision = Decision(**{**decided, "on": rough(decided["on"])}) if decided else None
    return Proposal(id=row["_id"], decision=decision, **kept)
