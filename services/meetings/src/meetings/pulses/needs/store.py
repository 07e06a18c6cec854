"""What somebody needs to take part in a meeting: for its keepers alone, and erased after it (row 47)."""

from typing import Any

from chassis.mongo import Index, UnitOfWork

COLLECTION = "access_needs"


class NeedStore:
    """Needs by meeting and member."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("meeting", "_id")),
        Index(COLLECTION, ("member", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def needs(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, meeting_id: str, member_id: str) -> str:
        row = self.needs.find_one({"_id": {"$eq": f"{meeting_id}|{member_id}"}})
        return row["text"] if row is not None else ""

    def of(self, meeting_id: str) -> dict[str, str]:
        """Member id -> what they need."""
        return {row["member"]: row["text"] for row in self.needs.find({"meeting": {"$eq": meeting_id}})}

    def keep(self, meeting_id: str, member_id: str, text: str) -> None:
        """What this member needs; "" takes it away."""
        key = f"{meeting_id}|{member_id}"
        if not text:
            self.needs.delete_one({"_id": {"$eq": key}})
            return
        row = {"_id": key, "meeting": meeting_id, "member": member_id, "text": text}
        self.needs.replace_one({"_id": key}, row, upsert=True)

    def erase(self, meeting_id: str) -> None:
        self.needs.delete_many({"meeting": {"$eq": meeting_id}})

    def forget(self, member_id: str) -> None:
        """They left Q: what they needed is nobody's to read any more."""
        self.needs.delete_many({"member": {"$eq": member_id}})
