"""What we remember of nominations."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from stewardship.elections.nominations.domain import OPEN, WITHDRAWN, Nomination, Words, withdraw
from stewardship.refusal import Refusal

COLLECTION = "nominations"


class NominationStore:
    """Nominations by id, by election and by who stands."""

    INDEXES: tuple[Index, ...] = (
        # Nobody is nominated twice in an election. The field is there only while it is not withdrawn.
        Index(COLLECTION, ("standing_key",), unique=True, sparse=True),
        Index(COLLECTION, ("election", "state", "_id")),
        Index(COLLECTION, ("candidate", "state", "_id")),
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

    def open_of(self, member_id: str) -> list[Nomination]:
        """Where somebody is nominated and nominations are not closed yet."""
        rows = self.nominations.find({"candidate": {"$eq": member_id}, "state": {"$eq": OPEN}})
        return [_from_row(row) for row in rows.sort("_id", 1)]

    def forget_name(self, member_id: str) -> None:
        """They stand no more, and their words go; a ballot paper that is settled stays as it was."""
        for nomination in self.open_of(member_id):
            self.save(withdraw(nomination, member_id))

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
