"""How many members each region has; the regions themselves are files."""

from chassis.mongo import Index, UnitOfWork
from membership.members.store import COLLECTION, MemberStore


class RegionStore:
    """Reads over the register; it never writes."""

    INDEXES: tuple[Index, ...] = (*MemberStore.INDEXES, Index(COLLECTION, ("status", "region")))

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    def members_by_region(self) -> dict[str, int]:
        """Active and paused members by home region; a region without members is not in it."""
        counted = self.work.collection(COLLECTION).aggregate(
            [
                {"$match": {"status": {"$in": ["active", "paused"]}}},
                {"$group": {"_id": "$region", "members": {"$sum": 1}}},
            ]
        )
        return {row["_id"]: row["members"] for row in counted}
