"""What we remember of how members let themselves be called."""

from collections.abc import Iterable
from typing import Any

from chassis.mongo import Index, UnitOfWork
from meetings.introductions.domain import Introduction

COLLECTION = "introductions"


class IntroductionStore:
    """By member."""

    INDEXES: tuple[Index, ...] = ()

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def introductions(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, member_id: str) -> Introduction | None:
        return self.several([member_id]).get(member_id)

    def several(self, member_ids: Iterable[str]) -> dict[str, Introduction]:
        """Those of these members who said how they are called, by id."""
        rows = self.introductions.find({"_id": {"$in": sorted(set(member_ids))}})
        return {
            row["_id"]: Introduction(row["_id"], row["version"], row["name"], row["is_public"])
            for row in rows
        }

    def save(self, introduction: Introduction) -> None:
        row = {
            "_id": introduction.member_id,
            "version": introduction.version,
            "name": introduction.name,
            "is_public": introduction.is_public,
        }
        self.work.save(COLLECTION, row)

    def forget(self, member_id: str) -> None:
        """The name goes at once; nothing of it is kept."""
        self.introductions.delete_one({"_id": {"$eq": member_id}})
