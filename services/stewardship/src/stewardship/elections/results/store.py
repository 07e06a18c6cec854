"""What we remember of results: the count, and the published file in parts."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from contracts.events import Fact
from stewardship.elections.results.domain import Placed, Result

RESULTS, FILES = "election_results", "ballot_files"
PART = 500_000
"""Characters of a published file that one message carries."""


class ResultStore:
    """Results by election."""

    INDEXES: tuple[Index, ...] = (Index(FILES, ("election", "number")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def results(self) -> Any:
        return self.work.collection(RESULTS)

    @property
    def files(self) -> Any:
        return self.work.collection(FILES)

    def get(self, election_id: str) -> Result | None:
        row = self.results.find_one({"_id": {"$eq": election_id}})
        return _result(row) if row is not None else None

    def save(self, result: Result, facts: Iterable[Fact] = ()) -> None:
        self.work.save(RESULTS, _result_row(result))
        self.work.publish(facts)

    def publish_file(self, election_id: str, content: str) -> None:
        """Keep the ballot file as it is published."""
        parts = [content[first : first + PART] for first in range(0, len(content), PART)]
        self.files.insert_many(
            [
                {"_id": f"{election_id}|{number}", "election": election_id, "number": number, "text": text}
                for number, text in enumerate(parts)
            ]
        )

    def file_part(self, election_id: str, number: int) -> str | None:
        row = self.files.find_one({"_id": {"$eq": f"{election_id}|{number}"}})
        return None if row is None else str(row["text"])

    def has_part(self, election_id: str, number: int) -> bool:
        return self.files.find_one({"_id": {"$eq": f"{election_id}|{number}"}}, {"_id": 1}) is not None

    def file(self, election_id: str) -> str:
        """The whole published file."""
        rows = self.files.find({"election": {"$eq": election_id}}).sort("number", 1)
        return "".join(row["text"] for row in rows)


def _result_row(result: Result) -> dict[str, Any]:
    return {
        "_id": result.id,
        "version": result.version,
        "region": result.region,
        "ballots": result.ballots,
        "roll": result.roll,
        "elected": list(result.elected),
        "document": dict(result.document),
        "sheet": [list(row) for row in result.sheet],
        "placed": [{"number": each.number, "seat_id": each.seat_id} for each in result.placed],
        "not_placed": list(result.not_placed),
    }


def _result(row: Mapping[str, Any]) -> Result:
    return Result(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        ballots=row["ballots"],
        roll=row["roll"],
        elected=tuple(row["elected"]),
        document=row["document"],
        sheet=tuple(tuple(cells) for cells in row["sheet"]),
        placed=tuple(Placed(each["number"], each["seat_id"]) for each in row["placed"]),
        not_placed=tuple(row["not_placed"]),
    )
