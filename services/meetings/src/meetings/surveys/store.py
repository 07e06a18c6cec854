"""What we remember of surveys, and of whom they ask: a row with a flag and no time for each (ADR 0013)."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.rough_dates import RoughDate
from contracts.events import Fact
from meetings.rolls.store import Roll, roll_indexes
from meetings.surveys.domain import DRAFT, Figure, Past, Question, Survey

COLLECTION = "surveys"
ROLL = "survey_roll"


class SurveyStore:
    """Surveys by id, by region and by the row of waves; the roll by survey and by member."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("began", "_id")),
        Index(COLLECTION, ("region", "began", "_id")),
        Index(COLLECTION, ("repeats", "wave")),
        Index(COLLECTION, ("decision_id", "_id")),
        *roll_indexes(ROLL),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.roll = Roll(work, ROLL)

    @property
    def surveys(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, survey_id: str) -> Survey | None:
        row = self.surveys.find_one({"_id": {"$eq": survey_id}})
        return _from_row(row) if row is not None else None

    def several(self, survey_ids: Iterable[str]) -> list[Survey]:
        """Those of these ids that there are, in order of id."""
        rows = self.surveys.find({"_id": {"$in": sorted(set(survey_ids))}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def save(self, survey: Survey, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(survey))
        self.work.publish(facts)

    def discard(self, survey_id: str) -> None:
        """A draft that nobody was asked by."""
        self.surveys.delete_one({"_id": {"$eq": survey_id}, "state": {"$eq": DRAFT}})

    def page(
        self, asked: Mapping[str, Any], *, region: str | None, drafts_of: set[str] | None
    ) -> dict[str, Any]:
        """Surveys of a group or of all, the newest first; drafts only of these groups (None: of all)."""
        where: dict[str, Any] = {} if region is None else {"region": {"$eq": region}}
        if drafts_of is not None:
            own = {"region": {"$in": sorted(drafts_of)}}
            where = {"$and": [where, {"$or": [{"state": {"$ne": DRAFT}}, own]}]}
        return cut(self.surveys, where, order=("began", -1), asked=asked, shape=_from_row)

    def waves(self, first_id: str) -> list[Survey]:
        """The waves after the first one, in order."""
        rows = self.surveys.find({"repeats": {"$eq": first_id}}).sort("wave", 1)
        return [_from_row(row) for row in rows]

    def of_decision(self, decision_id: str) -> list[Survey]:
        """What informed a decision."""
        rows = self.surveys.find({"decision_id": {"$eq": decision_id}}).sort("_id", 1)
        return [_from_row(row) for row in rows]


PLAIN = (
    "version", "region", "title", "purpose", "audience", "is_named", "state", "drafted_at", "drafted_by",
    "opened_at", "closes_at", "invited", "known", "responses", "repeats", "wave", "decision_id",
    "texts_until", "texts_gone",
)  # fmt: skip


def _to_row(survey: Survey) -> dict[str, Any]:
    past = survey.past
    began = past.sent.first.isoformat() if past else (survey.opened_at or survey.drafted_at)
    return {
        "_id": survey.id,
        "began": began if isinstance(began, str) else began.date().isoformat() if began else "",
        "questions": [
            {"id": each.id, "kind": each.kind, "text": each.text, "choices": list(each.choices)}
            for each in survey.questions
        ],
        "past": _past_row(past) if past else None,
        **{name: getattr(survey, name) for name in PLAIN},
    }


def _past_row(past: Past) -> dict[str, Any]:
    figures = [
        {"statement": each.statement, "percent": each.percent, "base": each.base} for each in past.figures
    ]
    return {"sent": past.sent.text, "channel": past.channel, "themes": list(past.themes), "figures": figures}


def _from_row(row: Mapping[str, Any]) -> Survey:
    questions = tuple(
        Question(each["id"], each["kind"], each["text"], tuple(each["choices"])) for each in row["questions"]
    )
    past = _past(row["past"]) if row["past"] else None
    return Survey(id=row["_id"], questions=questions, past=past, **{name: row[name] for name in PLAIN})


def _past(row: Mapping[str, Any]) -> Past:
    figures = tuple(Figure(**each) for each in row["figures"])
    return Past(RoughDate(row["sent"]), row["channel"], tuple(row["themes"]), figures)
