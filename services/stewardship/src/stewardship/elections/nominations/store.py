"""What we remember of nominations."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from stewardship.elections.nominations.domain import OPEN, WITHDRAWN, Nomination, Words
from stewardship.refusal import Refusal

COLLECTION = "nominations"


class NominationStore:
    """Nominations by id and by election."""

    INDEXES: tuple[Index, ...] = (
        # Nobody is nominated twice in an election. The field is there only while it is not withdrawn.
        Index(COLLECTION, ("standing_key",), unique=True, sparse=True),
        Index(COLLECTION, ("election", "state", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def nominations(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, nomination_id: str) -> Nomination | None:
        row = self.nominations.find_one({"_id": {"$eq": nomination_id}})
        return _from_row(row) if row is not None else None

    def of_election(self, election_id: str) -> list[Nomination]:
        """All of them, in the order in which they were made."""
        rows = self.nominations.find({"election": {"$eq": election_id}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def count_open(self, election_id: str) -> int:
        open_ones = {"election": {"$eq": election_id}, "state": {"$eq": OPEN}}
        return int(self.nominations.count_documents(open_ones))

    def save(self, nomination: Nomination, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``already_nominated``, ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_row(nomination))
        except DuplicateKeyError:
            raise Refusal("already_nominated") from None
        self.work.publish(facts)


def _to_row(nomination: Nomination) -> dict[str, Any]:
    row: dict[str, Any] = {
        "_id": nomination.id,
        "version": nomination.version,
        "election": nomination.election,
        "region": nomination.region,
        "candidate": nomination.candidate,
        "at": nomination.at,
        "proposer": nomination.proposer,
        "seconder": nomination.seconder,
        "confirmed": sorted(nomination.confirmed),
        "words": vars(nomination.words) if nomination.words else None,
        "state": nomination.state,
    }
    if nomination.state != WITHDRAWN:
        row["standing_key"] = f"{nomination.election}|{nomination.candidate}"
    return row


def _from_row(row: Mapping[str, Any]) -> Nomination:
    return Nomination(
        id=row["_id"],
        version=row["version"],
        election=row["election"],
        region=row["region"],
        candidate=row["candidate"],
        at=row["at"],
        proposer=row["proposer"],
        seconder=row["seconder"],
        confirmed=frozenset(row["confirmed"]),
        words=Words(**row["words"]) if row["words"] else None,
        state=row["state"],
    )
