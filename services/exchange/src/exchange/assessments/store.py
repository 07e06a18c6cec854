"""What we remember of assessments."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.assessments.criteria import Score
from exchange.assessments.domain import WAITED_FOR, Assessment, Opinion

ASSESSMENTS = "assessments"


class AssessmentStore:
    """Assessments by round, by proposal and by assessor."""

    INDEXES: tuple[Index, ...] = (
        # One proposal is given to one assessor once; the field is there while we know who it is.
        Index(ASSESSMENTS, ("pair",), unique=True, sparse=True),
        Index(ASSESSMENTS, ("round_id", "state", "_id")),
        Index(ASSESSMENTS, ("proposal_id", "_id")),
        Index(ASSESSMENTS, ("assessor", "-assigned_at", "-_id")),
        Index(ASSESSMENTS, ("assessor", "round_id", "-assigned_at", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def assessments(self) -> Any:
        return self.work.collection(ASSESSMENTS)

    def get(self, assessment_id: str) -> Assessment | None:
        row = self.assessments.find_one({"_id": {"$eq": assessment_id}})
        return _from_row(row) if row is not None else None

    def of_pair(self, proposal_id: str, assessor: str) -> Assessment | None:
        row = self.assessments.find_one({"pair": {"$eq": _pair(proposal_id, assessor)}})
        return _from_row(row) if row is not None else None

    def of_round(self, round_id: str) -> list[Assessment]:
        """All of a round, whatever became of them, those given out first first."""
        rows = self.assessments.find({"round_id": {"$eq": round_id}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def waited_for(self, round_id: str) -> list[Assessment]:
        """Those of a round that were given out and are not in."""
        where = {"round_id": {"$eq": round_id}, "state": {"$in": sorted(WAITED_FOR)}}
        return [_from_row(row) for row in self.assessments.find(where).sort("_id", 1)]

    def of_assessor(self, round_id: str, assessor: str) -> list[Assessment]:
        """All that one assessor was given in a round."""
        where = {"assessor": {"$eq": assessor}, "round_id": {"$eq": round_id}}
        return [
            _from_row(row) for row in self.assessments.find(where).sort([("assigned_at", -1), ("_id", -1)])
        ]

    def of_proposal(self, proposal_id: str) -> list[Assessment]:
        rows = self.assessments.find({"proposal_id": {"$eq": proposal_id}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def page_of(self, assessor: str, round_id: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """One assessor's own, of one round or of all, those given out last first."""
        where: dict[str, Any] = {"assessor": {"$eq": assessor}}
        if round_id is not None:
            where["round_id"] = {"$eq": round_id}
        return cut(self.assessments, where, order=("assigned_at", -1), asked=asked, shape=_from_row)

    def all_by(self, assessor: str) -> list[Assessment]:
        """The same, all at once: for who leaves Q."""
        return [_from_row(row) for row in self.assessments.find({"assessor": {"$eq": assessor}})]

    def save(self, assessment: Assessment, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, ``assessor_assigned`` for a second one of this proposal by the same."""
        try:
            self.work.save(ASSESSMENTS, _to_row(assessment))
        except DuplicateKeyError:
            raise Refused("assessor_assigned") from None
        self.work.publish(facts)


def _pair(proposal_id: str, assessor: str) -> str:
    return f"{proposal_id}:{assessor}"


def _to_row(assessment: Assessment) -> dict[str, Any]:
    row = asdict(assessment)
    row["opinion"]["scores"] = list(row["opinion"]["scores"])
    if assessment.assessor:
        row["pair"] = _pair(assessment.proposal_id, assessment.assessor)
    return {"_id": row.pop("id"), **row}


def _from_row(row: Mapping[str, Any]) -> Assessment:
    told = {name: value for name, value in row.items() if name not in ("_id", "pair", "opinion")}
    written = row["opinion"]
    opinion = Opinion(**{**written, "scores": tuple(Score(**each) for each in written["scores"])})
    return Assessment(id=row["_id"], opinion=opinion, **told)
