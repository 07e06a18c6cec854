"""What we remember of placements, and the ledger of days lent and borrowed, which only grows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from skills_register.placements.days import DayRecord, Pair
from skills_register.placements.domain import DONE, Confirmation, Feedback, Placement
from skills_register.refusal import Refusal

PLACEMENTS, RECORDS = "placements", "day_records"


class PlacementStore:
    """Placements by party and member; records of days by placement, concordat and party."""

    INDEXES: tuple[Index, ...] = (
        # Row 61: a release becomes one placement, whatever is repeated.
        Index(PLACEMENTS, ("release_id",), unique=True),
        Index(PLACEMENTS, ("parties", "agreed_at", "_id")),
        Index(PLACEMENTS, ("member_id", "agreed_at", "_id")),
        Index(PLACEMENTS, ("concordat_id", "state", "lender_id", "borrower_id")),
        # A placement is lent once, and a record corrected once: a further correction names the last one.
        Index(RECORDS, ("loan_of",), unique=True, sparse=True),
        Index(RECORDS, ("corrects",), unique=True, sparse=True),
        Index(RECORDS, ("placement_id", "_id")),
        Index(RECORDS, ("concordat_id", "lender_id", "borrower_id", "half_days")),
        Index(RECORDS, ("parties", "at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def placements(self) -> Any:
        return self.work.collection(PLACEMENTS)

    @property
    def records(self) -> Any:
        return self.work.collection(RECORDS)

    def get(self, placement_id: str) -> Placement | None:
        row = self.placements.find_one({"_id": {"$eq": placement_id}})
        return _placement(row) if row is not None else None

    def of_release(self, release_id: str) -> Placement | None:
        row = self.placements.find_one({"release_id": {"$eq": release_id}})
        return _placement(row) if row is not None else None

    def by_release(self, release_ids: Iterable[str]) -> dict[str, str]:
        """Release id -> the id of the placement that it became, for those that became one."""
        rows = self.placements.find({"release_id": {"$in": sorted(set(release_ids))}})
        return {row["release_id"]: row["_id"] for row in rows}

    def save(self, placement: Placement, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``release_taken`` for a second placement of one release, ``stale_version``."""
        try:
            self.work.save(PLACEMENTS, _placement_row(placement))
        except DuplicateKeyError:
            raise Refusal("release_taken") from None
        self.work.publish(facts)

    def page(self, organisation_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those that an organisation lent or borrowed, the newest first."""
        where = {"parties": {"$eq": organisation_id}}
        return cut(self.placements, where, order=("agreed_at", -1), asked=asked, shape=_placement)

    def of_member(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A member's own, the newest first."""
        where = {"member_id": {"$eq": member_id}}
        return cut(self.placements, where, order=("agreed_at", -1), asked=asked, shape=_placement)

    def done_pairs(self, concordat_id: str) -> dict[Pair, int]:
        """How many placements are done under a concordat, by who lent and who borrowed."""
        where = {"concordat_id": {"$eq": concordat_id}, "state": {"$eq": DONE}}
        return self._by_pair(self.placements, where, 1)

    def append(self, record: DayRecord) -> None:
        """Add a record; none is ever changed. Refused: ``days_recorded_already``, ``corrected_already``."""
        try:
            self.records.insert_one(_record_row(record))
        except DuplicateKeyError:
            raise Refusal("corrected_already" if record.corrects else "days_recorded_already") from None

    def records_of(self, placement_id: str) -> list[DayRecord]:
        """The loan of a placement and its corrections, in the order in which they were made."""
        found = [_record(row) for row in self.records.find({"placement_id": {"$eq": placement_id}})]
        by_corrected = {each.corrects: each for each in found}
        chain: list[DayRecord] = []
        following = by_corrected.get(None)
        while following is not None:
            chain.append(following)
            following = by_corrected.get(following.id)
        return chain

    def statement(self, organisation_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The records of an organisation, both ways, the newest first."""
        where = {"parties": {"$eq": organisation_id}}
        return cut(self.records, where, order=("at", -1), asked=asked, shape=_record)

    def pairs_of(self, organisation_id: str) -> dict[Pair, int]:
        """Half days between an organisation and each other one, under all concordats."""
        return self._by_pair(self.records, {"parties": {"$eq": organisation_id}}, "$half_days")

    def pairs(self, concordat_id: str) -> dict[Pair, int]:
        """Half days under a concordat, by who lent and who borrowed."""
        return self._by_pair(self.records, {"concordat_id": {"$eq": concordat_id}}, "$half_days")

    def _by_pair(self, collection: Any, where: dict[str, Any], summed: int | str) -> dict[Pair, int]:
        pair = {"lender": "$lender_id", "borrower": "$borrower_id"}
        steps = [{"$match": where}, {"$group": {"_id": pair, "sum": {"$sum": summed}}}]
        return {
            (row["_id"]["lender"], row["_id"]["borrower"]): row["sum"] for row in collection.aggregate(steps)
        }


PLAIN = (
    "version",
    "release_id",
    "request_id",
    "concordat_id",
    "lender_id",
    "borrower_id",
    "member_id",
    "region",
    "half_days",
    "where",
    "released",
    "agreed_by",
    "agreed_at",
    "state",
    "cancelled_why",
)
DAYS = ("starts_on", "ends_on", "released_until")


def _placement_row(placement: Placement) -> dict[str, Any]:
    row: dict[str, Any] = {"_id": placement.id, **{name: getattr(placement, name) for name in PLAIN}}
    row |= {name: getattr(placement, name).isoformat() for name in DAYS}
    row["parties"] = list(placement.parties)
    row["confirmations"] = [asdict(each) for each in placement.confirmations]
    row["feedback"] = [asdict(each) for each in placement.feedback]
    return row


def _placement(row: Mapping[str, Any]) -> Placement:
    kept: dict[str, Any] = {name: row[name] for name in PLAIN}
    kept |= {name: date.fromisoformat(row[name]) for name in DAYS}
    return Placement(
        id=row["_id"],
        confirmations=tuple(Confirmation(**each) for each in row["confirmations"]),
        feedback=tuple(Feedback(**each) for each in row["feedback"]),
        **kept,
    )


RECORD_FIELDS = (
    "kind",
    "concordat_id",
    "placement_id",
    "lender_id",
    "borrower_id",
    "half_days",
    "by",
    "at",
    "reason",
)


def _record_row(record: DayRecord) -> dict[str, Any]:
    row: dict[str, Any] = {"_id": record.id, **{name: getattr(record, name) for name in RECORD_FIELDS}}
    row["parties"] = [record.lender_id, record.borrower_id]
    # Sparse unique indexes: each field is only there where its rule holds.
    if record.corrects is None:
        row["loan_of"] = record.placement_id
    else:
        row["corrects"] = record.corrects
    return row


def _record(row: Mapping[str, Any]) -> DayRecord:
    kept = {name: row[name] for name in RECORD_FIELDS}
    return DayRecord(id=row["_id"], corrects=row.get("corrects"), **kept)
