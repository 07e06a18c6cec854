"""What we remember of answers: in a database beside the context's own, stored by lot (ADR 0013)."""

from typing import Any

from chassis.mongo import Index
from meetings.surveys.answers.domain import Answers
from meetings.surveys.store import SurveyStore

COLLECTION = "survey_answers"
BESIDE = "closed"


class AnswerStore(SurveyStore):
    """Answers by survey, in the order of ids that say nothing; with the surveys and their rolls."""

    INDEXES: tuple[Index, ...] = (
        *SurveyStore.INDEXES,
        # Stored by id, which is drawn by lot: a collection as usual would keep the order of answers.
        Index(COLLECTION, ("_id",), beside=BESIDE),
        Index(COLLECTION, ("survey", "_id"), beside=BESIDE),
    )

    @property
    def answers(self) -> Any:
        return self.work.collection(COLLECTION, BESIDE)

    def add(self, answers: Answers) -> None:
        given = [{"question": name, "values": list(values)} for name, values in answers.given.items()]
        row = {"_id": answers.id, "survey": answers.survey_id, "given": given}
        self.answers.insert_one(row | ({"member": answers.member_id} if answers.member_id else {}))

    def answers_of(self, survey_id: str) -> list[Answers]:
        """In the order of their ids."""
        rows = self.answers.find({"survey": {"$eq": survey_id}}).sort("_id", 1)
        return [
            Answers(
                row["_id"],
                row["survey"],
                {each["question"]: tuple(each["values"]) for each in row["given"]},
                row.get("member", ""),
            )
            for row in rows
        ]

    def count(self, survey_id: str) -> int:
        return int(self.answers.count_documents({"survey": {"$eq": survey_id}}))

    def forget_texts(self, survey_id: str, questions: list[str]) -> None:
        """Take away what people wrote, and in a named survey who wrote it; what was chosen stays."""
        where = {"survey": {"$eq": survey_id}}
        gone = {"$pull": {"given": {"question": {"$in": questions}}}, "$unset": {"member": ""}}
        self.answers.update_many(where, gone)
