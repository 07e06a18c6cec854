"""What we remember of seats that elected members gave up."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from stewardship.elections.vacancies.domain import Vacancy
from stewardship.refusal import Refusal

COLLECTION = "casual_vacancies"
RECOUNT = "recount_vacancy"
PLAIN = (
    "version",
    "election",
    "region",
    "vacated",
    "seat_id",
    "at",
    "state",
    "offered",
    "document",
    "reason",
)
"""Fields that are kept as they are."""


class VacancyStore:
    """Vacancies by id and by election."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("election", "_id")),
        # One open vacancy for each elected candidate; the field is there only while it is open.
        Index(COLLECTION, ("open_key",), unique=True, sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def vacancies(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, vacancy_id: str) -> Vacancy | None:
        row = self.vacancies.find_one({"_id": {"$eq": vacancy_id}})
        return _from_row(row) if row is not None else None

    def of_election(self, election_id: str) -> list[Vacancy]:
        """All of an election's, in the order in which they came up."""
        rows = self.vacancies.find({"election": {"$eq": election_id}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def save(self, vacancy: Vacancy, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``vacancy_open``, ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_row(vacancy))
        except DuplicateKeyError:
            raise Refusal("vacancy_open") from None
        self.work.publish(facts)

    def plan_recount(self, vacancy: Vacancy, now: datetime) -> None:
        self.work.schedule(RECOUNT, vacancy.id, now)


def _to_row(vacancy: Vacancy) -> dict[str, Any]:
    row = {
        "_id": vacancy.id,
        "declined": list(vacancy.declined),
        **{name: getattr(vacancy, name) for name in PLAIN},
    }
    if vacancy.is_open:
        row["open_key"] = f"{vacancy.election}|{vacancy.vacated}"
    return row


def _from_row(row: Mapping[str, Any]) -> Vacancy:
    return Vacancy(id=row["_id"], declined=tuple(row["declined"]), **{name: row[name] for name in PLAIN})
