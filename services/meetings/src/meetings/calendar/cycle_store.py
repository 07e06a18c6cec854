"""What we remember of the cycles that groups recorded."""

from datetime import date
from typing import Any

from chassis.mongo import UnitOfWork
from meetings.calendar.cycles import Cycle, Cycles

COLLECTION = "meeting_cycles"


class CycleStore:
    """One document for each group, by region."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def cycles(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, region: str) -> Cycles:
        """The group's cycles; none recorded is an answer, too."""
        row = self.cycles.find_one({"_id": {"$eq": region}})
        if row is None:
            return Cycles(region)
        recorded = (
            Cycle(date.fromisoformat(each["starts_on"]), date.fromisoformat(each["ends_on"]), True)
            for each in row["recorded"]
        )
        return Cycles(region, row["version"], tuple(recorded))

    def save(self, cycles: Cycles) -> None:
        recorded = [
            {"starts_on": each.starts_on.isoformat(), "ends_on": each.ends_on.isoformat()}
            for each in cycles.recorded
        ]
        self.work.save(COLLECTION, {"_id": cycles.region, "version": cycles.version, "recorded": recorded})
