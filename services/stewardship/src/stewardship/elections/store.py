"""What we remember of elections, and the due work that their deadlines are."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.london import noon
from contracts.events import Fact
from stewardship.elections.domain import (
    Candidate,
    Deadlines,
    Election,
    Paper,
    Rules,
    Step,
    next_step,
)
from stewardship.elections.roll.store import RollStore

COLLECTION = "elections"
ADVANCE, COUNT = "advance_election", "count_election"


class ElectionStore:
    """Elections by id, region and state, the newest first."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "state", "drafted_at", "_id")),
        Index(COLLECTION, ("region", "drafted_at", "_id")),
        Index(COLLECTION, ("state", "drafted_at", "_id")),
        Index(COLLECTION, ("drafted_at", "_id")),
        # The roll has a store and no service of its own; whoever runs elections makes its indexes.
        *RollStore.INDEXES,
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def elections(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, election_id: str) -> Election | None:
        row = self.elections.find_one({"_id": {"$eq": election_id}})
        return _from_row(row) if row is not None else None

    def paper(self, election_id: str) -> Paper | None:
        """Just what casting a ballot needs: it happens often."""
        little = {"state": 1, "deadlines.voting_closes": 1, "candidates.number": 1}
        row = self.elections.find_one({"_id": {"$eq": election_id}}, little)
        if row is None:
            return None
        closes_at = noon(date.fromisoformat(row["deadlines"]["voting_closes"]))
        numbers = tuple(candidate["number"] for candidate in row["candidates"])
        return Paper(row["_id"], row["state"], closes_at, numbers)

    def page(self, region: str | None, state: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Elections of a region or of all, at one state or at any."""
        where: dict[str, Any] = {}
        if region is not None:
            where["region"] = {"$eq": region}
        if state is not None:
            where["state"] = {"$eq": state}
        return cut(self.elections, where, order=("drafted_at", -1), asked=asked, shape=_from_row)

    def save(self, election: Election, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(election))
        self.work.publish(facts)

    def plan(self, election: Election) -> None:
        """Plan what the next deadline does, or take it back when there is none."""
        step = next_step(election)
        if step is None:
            self.work.unschedule(ADVANCE, election.id)
        else:
            self.work.schedule(ADVANCE, election.id, step[1])

    def plan_count(self, election: Election, due_at: datetime) -> None:
        self.work.schedule(COUNT, election.id, due_at)

    def unplan_count(self, election: Election) -> None:
        self.work.unschedule(COUNT, election.id)


def _to_row(election: Election) -> dict[str, Any]:
    days = election.deadlines
    return {
        "_id": election.id,
        "version": election.version,
        "region": election.region,
        "officer": election.officer,
        "state": election.state,
        "drafted_at": election.drafted_at,
        "rules": _rules_row(election.rules),
        "contested": _rules_row(election.contested) if election.contested else None,
        "deadlines": {name: getattr(days, name).isoformat() for name in Deadlines.__dataclass_fields__},
        "tie_seed": election.tie_seed,
        "history": [
            {"name": step.name, "at": step.at, "by": step.by, "note": step.note} for step in election.history
        ],
        "roll_size": election.roll_size,
        "candidates": [vars(candidate) for candidate in election.candidates],
        "reason": election.reason,
    }


def _from_row(row: Mapping[str, Any]) -> Election:
    return Election(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        officer=row["officer"],
        state=row["state"],
        rules=_rules(row["rules"]),
        contested=_rules(row["contested"]) if row["contested"] else None,
        deadlines=Deadlines(**{name: date.fromisoformat(day) for name, day in row["deadlines"].items()}),
        tie_seed=row["tie_seed"],
        history=tuple(Step(step["name"], step["at"], step["by"], step["note"]) for step in row["history"]),
        roll_size=row["roll_size"],
        candidates=tuple(Candidate(**candidate) for candidate in row["candidates"]),
        reason=row["reason"],
    )


def _rules_row(rules: Rules) -> dict[str, Any]:
    return {
        "seats": rules.seats,
        "patient_seats": rules.patient_seats,
        "most_per_county": rules.most_per_county,
        "system_seats": [{"system": system, "seats": seats} for system, seats in rules.system_seats],
    }


def _rules(row: Mapping[str, Any]) -> Rules:
    systems = tuple((each["system"], each["seats"]) for each in row["system_seats"])
    return Rules(row["seats"], row["patient_seats"], row["most_per_county"], systems)
