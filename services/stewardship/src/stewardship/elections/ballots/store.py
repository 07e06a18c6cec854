"""What we remember of ballots: in a database beside the context's own, stored by receipt (ADR 0013)."""

from collections.abc import Iterator, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from stewardship.elections.ballots.domain import Ballot
from stewardship.refusal import Refusal

COLLECTION = "ballots"
BESIDE = "ballots"


class BallotStore:
    """Ballots by receipt and by election; in no other order, for none is kept."""

    INDEXES: tuple[Index, ...] = (
        # Stored by receipt: a collection as usual would keep the order in which ballots came.
        Index(COLLECTION, ("_id",), beside=BESIDE),
        Index(COLLECTION, ("election", "_id"), beside=BESIDE),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def ballots(self) -> Any:
        return self.work.collection(COLLECTION, BESIDE)

    def add(self, ballot: Ballot) -> None:
        """Put a ballot into the box. Refused: ``ballot_secret_used``."""
        row = {
            "_id": ballot.receipt,
            "election": ballot.election,
            "preferences": list(ballot.preferences),
        }
        try:
            self.ballots.insert_one(row)
        except DuplicateKeyError:
            raise Refusal("ballot_secret_used") from None

    def get(self, election_id: str, receipt: str) -> Ballot | None:
        row = self.ballots.find_one({"_id": {"$eq": receipt}, "election": {"$eq": election_id}})
        return _from_row(row) if row is not None else None

    def page(self, election_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"election": {"$eq": election_id}}
        return cut(self.ballots, where, order=("_id", 1), asked=asked, shape=_from_row)

    def all(self, election_id: str) -> Iterator[Ballot]:
        """Every ballot of an election, by receipt."""
        for row in self.ballots.find({"election": {"$eq": election_id}}).sort("_id", 1):
            yield _from_row(row)

    def count(self, election_id: str) -> int:
        return int(self.ballots.count_documents({"election": {"$eq": election_id}}))


def _from_row(row: Mapping[str, Any]) -> Ballot:
    return Ballot(row["_id"], row["election"], tuple(row["preferences"]))
