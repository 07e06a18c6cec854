"""What we remember of attendance: marks by meeting, reasons apart from them, published ranges."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.refusals import Refused
from meetings.attendance.domain import Attendance, Correction, Mark
from meetings.attendance.figures import PublishedRange

COLLECTION = "attendance"
REASONS = "apology_reasons"
RANGES = "published_attendance"


class AttendanceStore:
    """Attendance by meeting and by region."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "_id")),
        Index(REASONS, ("meeting", "_id")),
        Index(REASONS, ("member", "_id")),
        Index(RANGES, ("region", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def records(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def reasons(self) -> Any:
        return self.work.collection(REASONS)

    @property
    def ranges(self) -> Any:
        return self.work.collection(RANGES)

    def get(self, meeting_id: str) -> Attendance | None:
        row = self.records.find_one({"_id": {"$eq": meeting_id}})
        return _from_row(row) if row is not None else None

    def of_region(self, region: str) -> list[Attendance]:
        """Everything recorded of a group's meetings: some a year."""
        return [_from_row(row) for row in self.records.find({"region": {"$eq": region}}).sort("_id", 1)]

    def save(self, attendance: Attendance) -> None:
        """Refused: ``stale_version``, also when somebody else recorded first."""
        try:
            self.work.save(COLLECTION, _to_row(attendance))
        except DuplicateKeyError:
            raise Refused("stale_version") from None

    def keep_reason(self, meeting_id: str, seat_id: str, member_id: str, text: str) -> None:
        """Why a holder cannot come, apart from the mark so that it can be erased; "" takes it away."""
        key = {"_id": f"{meeting_id}|{seat_id}"}
        if not text:
            self.reasons.delete_one({"_id": {"$eq": key["_id"]}})
            return
        row = {**key, "meeting": meeting_id, "seat": seat_id, "member": member_id, "text": text}
        self.reasons.replace_one(key, row, upsert=True)

    def reasons_of(self, meeting_id: str, holders: Mapping[str, str]) -> dict[str, str]:
        """Seat id -> the reason its holder gave; who held the seat before gave theirs to nobody who follows.

        ``holders`` are the member ids by seat. Rows from before a member was kept are the seat's.
        """
        rows = self.reasons.find({"meeting": {"$eq": meeting_id}})
        return {
            row["seat"]: row["text"]
            for row in rows
            if "member" not in row or row["member"] == holders.get(row["seat"])
        }

    def erase_reasons(self, meeting_id: str) -> None:
        self.reasons.delete_many({"meeting": {"$eq": meeting_id}})

    def forget(self, member_id: str) -> None:
        """They left Q: why they could not come is nobody's to read any more."""
        self.reasons.delete_many({"member": {"$eq": member_id}})

    def ranges_of(self, region: str) -> list[PublishedRange]:
        """What was published of a group's attendance, in the order in which it was noted."""
        return [_range(row) for row in self.ranges.find({"region": {"$eq": region}}).sort("_id", 1)]

    def range_of(self, range_id: str) -> PublishedRange | None:
        row = self.ranges.find_one({"_id": {"$eq": range_id}})
        return _range(row) if row is not None else None

    def save_range(self, made: PublishedRange) -> None:
        row = asdict(made)
        self.work.save(RANGES, {"_id": row.pop("id"), **row})

    def remove_range(self, range_id: str) -> None:
        self.ranges.delete_one({"_id": {"$eq": range_id}})


def _range(row: Mapping[str, Any]) -> PublishedRange:
    return PublishedRange(id=row["_id"], **{name: value for name, value in row.items() if name != "_id"})


def _to_row(attendance: Attendance) -> dict[str, Any]:
    row = asdict(attendance)
    return {"_id": row.pop("meeting_id"), **row}


def _from_row(row: Mapping[str, Any]) -> Attendance:
    return Attendance(
        meeting_id=row["_id"],
        version=row["version"],
        region=row["region"],
        marks=tuple(Mark(**each) for each in row["marks"]),
        corrections=tuple(Correction(**each) for each in row["corrections"]),
    )
