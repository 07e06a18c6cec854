"""What we remember of what was recommended and determined."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.refusals import Refused
from exchange.assessments.shortlists.domain import Outcome, Said

OUTCOMES = "shortlist_outcomes"


class OutcomeStore:
    """Outcomes by proposal and by round."""

    INDEXES: tuple[Index, ...] = (Index(OUTCOMES, ("round_id", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def outcomes(self) -> Any:
        return self.work.collection(OUTCOMES)

    def get(self, proposal_id: str) -> Outcome | None:
        row = self.outcomes.find_one({"_id": {"$eq": proposal_id}})
        return _from_row(row) if row is not None else None

    def several(self, proposal_ids: Iterable[str]) -> dict[str, Outcome]:
        """Those of these proposals that have one, by proposal."""
        rows = self.outcomes.find({"_id": {"$in": sorted(set(proposal_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def of_round(self, round_id: str) -> dict[str, Outcome]:
        """By proposal."""
        rows = self.outcomes.find({"round_id": {"$eq": round_id}})
        return {row["_id"]: _from_row(row) for row in rows}

    def save(self, outcome: Outcome) -> None:
        """Refused: ``stale_version``, also for two first ones at once."""
        row = asdict(outcome)
        row["earlier"] = list(row["earlier"])
        try:
            self.work.save(OUTCOMES, {"_id": row.pop("id"), **row})
        except DuplicateKeyError:
            raise Refused("stale_version") from None


def _from_row(row: Mapping[str, Any]) -> Outcome:
    return Outcome(
        row["_id"],
        row["version"],
        row["round_id"],
        _said(row["recommendation"]),
        _said(row["determination"]),
        tuple(Said(**each) for each in row["earlier"]),
    )


def _said(row: Mapping[str, Any] | None) -> Said | None:
    return Said(**row) if row is not None else None
