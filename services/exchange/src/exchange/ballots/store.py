"""What we remember of polls: the ballot paper of a round, frozen when voting opens."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from contracts.events import Fact
from exchange.ballots.box.store import BoxStore
from exchange.ballots.domain import Entry, Poll
from exchange.ballots.roll.store import RollStore
from exchange.rounds.domain import Round
from exchange.rounds.store import ROUNDS, from_row

POLLS = "polls"
OPEN_VOTE, REMIND_VOTERS, TALLY_VOTE = "open_vote", "remind_voters", "tally_vote"


class PollStore:
    """Polls by the id of their round."""

    # Roll and box have stores and no services of their own; whoever runs the poll makes their indexes.
    INDEXES: tuple[Index, ...] = (*RollStore.INDEXES, *BoxStore.INDEXES)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def polls(self) -> Any:
        return self.work.collection(POLLS)

    def get(self, round_id: str) -> Poll | None:
        row = self.polls.find_one({"_id": {"$eq": round_id}})
        return _from_row(row) if row is not None else None

    def with_round(self, round_id: str) -> tuple[Round | None, Poll | None]:
        """A round and its poll in one question: every ballot asks it."""
        beside = {"from": POLLS, "localField": "_id", "foreignField": "_id", "as": "polls"}
        steps = [{"$match": {"_id": {"$eq": round_id}}}, {"$lookup": beside}]
        row = next(iter(self.work.collection(ROUNDS).aggregate(steps)), None)
        if row is None:
            return None, None
        return from_row(row), next(map(_from_row, row["polls"]), None)

    def save(self, made: Poll, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(POLLS, _to_row(made))
        self.work.publish(facts)

    def plan_opening(self, round_id: str, at: datetime) -> None:
        self.work.schedule(OPEN_VOTE, round_id, at)

    def plan_reminder(self, round_id: str, at: datetime) -> None:
        self.work.schedule(REMIND_VOTERS, round_id, at)

    def plan_tally(self, round_id: str, at: datetime) -> None:
        self.work.schedule(TALLY_VOTE, round_id, at)


def _to_row(made: Poll) -> dict[str, Any]:
    row = asdict(made)
    entries = [{**asdict(each), "people": sorted(each.people)} for each in made.entries]
    roll = [{"region": region, "number": number} for region, number in made.roll]
    return {"_id": row.pop("id"), **row, "entries": entries, "roll": roll}


def _from_row(row: Mapping[str, Any]) -> Poll:
    entries = tuple(_to_entry(each) for each in row["entries"])
    return Poll(
        id=row["_id"],
        version=row["version"],
        state=row["state"],
        opened_at=row["opened_at"],
        roll=tuple((each["region"], each["number"]) for each in row["roll"]),
        entries=entries,
        reminded_at=row["reminded_at"],
        ended_at=row["ended_at"],
    )


def _to_entry(row: Mapping[str, Any]) -> Entry:
    """By place: whoever votes reads a whole paper, and a shortlist may be long."""
    return Entry(
        row["number"],
        row["id"],
        row["title"],
        row["theme"],
        row["ask"],
        frozenset(row["people"]),
        row["region"],
        row["organisation"],
    )
