"""What we remember of results: what each rule says, and the published file in parts."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from contracts.events import Fact
from exchange.results.domain import Colleagues, Home, Result

RESULTS, FILES = "exchange_results", "exchange_ballot_files"
PART = 500_000
"""Characters of a published file that one message carries."""


class ResultStore:
    """Results by the id of their round."""

    INDEXES: tuple[Index, ...] = (Index(FILES, ("round", "number")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def results(self) -> Any:
        return self.work.collection(RESULTS)

    @property
    def files(self) -> Any:
        return self.work.collection(FILES)

    def get(self, round_id: str) -> Result | None:
        row = self.results.find_one({"_id": {"$eq": round_id}})
        return _from_row(row) if row is not None else None

    def save(self, result: Result, facts: Iterable[Fact] = ()) -> None:
        self.work.save(RESULTS, _to_row(result))
        self.work.publish(facts)

    def publish_file(self, round_id: str, content: str) -> None:
        """Keep the ballot file as it is published."""
        parts = [content[first : first + PART] for first in range(0, len(content), PART)]
        self.files.insert_many(
            [
                {"_id": f"{round_id}|{number}", "round": round_id, "number": number, "text": text}
                for number, text in enumerate(parts)
            ]
        )

    def file_part(self, round_id: str, number: int) -> str | None:
        row = self.files.find_one({"_id": {"$eq": f"{round_id}|{number}"}})
        return None if row is None else str(row["text"])

    def has_part(self, round_id: str, number: int) -> bool:
        return self.files.find_one({"_id": {"$eq": f"{round_id}|{number}"}}, {"_id": 1}) is not None


def _to_row(result: Result) -> dict[str, Any]:
    row = asdict(result)
    return {"_id": row.pop("id"), **row, "tallies": [dict(each) for each in result.tallies]}


def _from_row(row: Mapping[str, Any]) -> Result:
    told = {name: value for name, value in row.items() if name != "_id"}
    told["tallies"] = tuple(row["tallies"])
    told["left_out"] = tuple(row["left_out"])
    told["homes"] = tuple(Home(**each) for each in row["homes"])
    told["colleagues"] = tuple(Colleagues(**each) for each in row["colleagues"])
    return Result(id=row["_id"], **told)
