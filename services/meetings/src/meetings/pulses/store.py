"""What we remember of pulses: who was asked here, what was answered in a database beside (ADR 0013)."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from contracts.refusals import Refused
from meetings.pulses.domain import Answer, Pulse, Rounds
from meetings.pulses.needs.store import NeedStore
from meetings.rolls.store import Roll, roll_indexes

COLLECTION = "pulses"
ROLL = "pulse_roll"
ANSWERS = "pulse_answers"
ROUNDS = "speaking_rounds"
BESIDE = "closed"


class PulseStore:
    """Pulses by meeting; a row with a flag and no time for everybody who is asked; answers by lot."""

    INDEXES: tuple[Index, ...] = (
        *roll_indexes(ROLL),
        # Stored by id, which is drawn by lot: a collection as usual would keep the order of answers.
        Index(ANSWERS, ("_id",), beside=BESIDE),
        Index(ANSWERS, ("meeting", "_id"), beside=BESIDE),
        *NeedStore.INDEXES,
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.roll = Roll(work, ROLL)

    @property
    def pulses(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def answers(self) -> Any:
        return self.work.collection(ANSWERS, BESIDE)

    @property
    def rounds(self) -> Any:
        return self.work.collection(ROUNDS)

    def get(self, meeting_id: str) -> Pulse | None:
        row = self.pulses.find_one({"_id": {"$eq": meeting_id}})
        return _pulse(row) if row is not None else None

    def save(self, pulse: Pulse, facts: Iterable[Fact] = ()) -> None:
        self.work.save(
            COLLECTION, {"_id": pulse.meeting_id, **{each: getattr(pulse, each) for each in PLAIN}}
        )
        self.work.publish(facts)

    def add(self, answer: Answer) -> None:
        row = {"meeting": answer.meeting_id, "could": answer.could, "sentence": answer.sentence}
        self.answers.insert_one({"_id": answer.id, **row})

    def answers_of(self, meeting_id: str) -> list[Answer]:
        """In the order of their ids, which says nothing."""
        rows = self.answers.find({"meeting": {"$eq": meeting_id}}).sort("_id", 1)
        return [Answer(row["_id"], row["meeting"], row["could"], row["sentence"]) for row in rows]

    def rounds_of(self, meeting_id: str) -> Rounds:
        row = self.rounds.find_one({"_id": {"$eq": meeting_id}})
        return Rounds(meeting_id, row["version"], frozenset(row["items"])) if row else Rounds(meeting_id, 0)

    def save_rounds(self, rounds: Rounds) -> None:
        """Refused: ``stale_version``, also when somebody else noted the first one."""
        row = {"_id": rounds.meeting_id, "version": rounds.version, "items": sorted(rounds.items)}
        try:
            self.work.save(ROUNDS, row)
        except DuplicateKeyError:
            raise Refused("stale_version") from None


PLAIN = ("version", "region", "opened_at", "closes_at", "closed_at")


def _pulse(row: Mapping[str, Any]) -> Pulse:
    return Pulse(row["_id"], **{name: row[name] for name in PLAIN})
