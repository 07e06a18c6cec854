"""What we remember of feedback: who was asked here, what was answered in a database beside (ADR 0013)."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from contracts.refusals import Refused
from meetings.feedback.domain import Answer, Lesson, Summary
from meetings.rolls.store import Roll, roll_indexes

ROLL = "feedback_roll"
ANSWERS = "feedback_answers"
SUMMARIES = "feedback_summaries"
LESSONS = "lessons"
BESIDE = "closed"


class FeedbackStore:
    """A row with a flag and no time for everybody who is asked; answers by lot; lessons by event."""

    INDEXES: tuple[Index, ...] = (
        *roll_indexes(ROLL),
        # Stored by id, which is drawn by lot: a collection as usual would keep the order of answers.
        Index(ANSWERS, ("_id",), beside=BESIDE),
        Index(ANSWERS, ("event", "_id"), beside=BESIDE),
        Index(LESSONS, ("event_id", "noted_at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.roll = Roll(work, ROLL)

    @property
    def answers(self) -> Any:
        return self.work.collection(ANSWERS, BESIDE)

    @property
    def summaries(self) -> Any:
        return self.work.collection(SUMMARIES)

    @property
    def lessons(self) -> Any:
        return self.work.collection(LESSONS)

    def add(self, answer: Answer) -> None:
        row = {name: getattr(answer, name) for name in PLAIN}
        self.answers.insert_one({"_id": answer.id, "event": answer.event_id, **row})

    def answers_of(self, event_id: str) -> list[Answer]:
        """In the order of their ids, which says nothing."""
        rows = self.answers.find({"event": {"$eq": event_id}}).sort("_id", 1)
        return [Answer(row["_id"], row["event"], **{name: row[name] for name in PLAIN}) for row in rows]

    def forget_texts(self, event_id: str) -> None:
        """Empty what people wrote; the counts stay."""
        self.answers.update_many({"event": {"$eq": event_id}}, {"$set": {"take_back": ""}})

    def summary(self, event_id: str) -> Summary | None:
        row = self.summaries.find_one({"_id": {"$eq": event_id}})
        if row is None:
            return None
        return Summary(row["_id"], row["version"], row["words"], row["base"], row["source"])

    def save_summary(self, summary: Summary) -> None:
        """Refused: ``stale_version``, also when somebody else recorded the first one."""
        row = {
            "_id": summary.event_id,
            "version": summary.version,
            "words": summary.words,
            "base": summary.base,
            "source": summary.source,
        }
        try:
            self.work.save(SUMMARIES, row)
        except DuplicateKeyError:
            raise Refused("stale_version") from None

    def add_lesson(self, lesson: Lesson, facts: Iterable[Fact]) -> None:
        row = {
            "_id": lesson.id,
            "version": 1,
            "event_id": lesson.event_id,
            "region": lesson.region,
            "text": lesson.text,
            "noted_at": lesson.noted_at,
        }
        self.work.save(LESSONS, row)
        self.work.publish(facts)

    def lessons_of(self, event_id: str) -> list[Lesson]:
        """The first first."""
        rows = self.lessons.find({"event_id": {"$eq": event_id}}).sort([("noted_at", 1), ("_id", 1)])
        return [_lesson(row) for row in rows]


PLAIN = ("expectation", "learning", "met_somebody", "take_back")


def _lesson(row: Mapping[str, Any]) -> Lesson:
    return Lesson(row["_id"], row["event_id"], row["region"], row["text"], row["noted_at"])
