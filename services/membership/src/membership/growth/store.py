"""What growth is counted from: the stays and answers of members, read in one find each."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from membership.growth.domain import Lasting
from membership.members.domain import FOUNDING
from membership.members.store import COLLECTION, MemberStore

ANSWERS = ("sector", "perspective", "profession")
"""Optional answers that inclusion counts (row 7)."""


class GrowthStore:
    """Reads over the register; it never writes."""

    INDEXES: tuple[Index, ...] = (
        *MemberStore.INDEXES,
        Index(COLLECTION, ("region", "status", "sector", "perspective", "profession")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.members = MemberStore(work)

    def stays_in(self, region: str) -> list[Lasting]:
        """Every stay in a region, past and present."""
        where = {"home_regions.region": {"$eq": region}}
        return [stay for code, stay in self._stays(where) if code == region]

    def stays_by_region(self) -> dict[str, list[Lasting]]:
        """Every stay of everybody, by region; the index is walked once."""
        by_region: dict[str, list[Lasting]] = {}
        for code, stay in self._stays({"home_regions.from": {"$gte": ""}}):
            by_region.setdefault(code, []).append(stay)
        return by_region

    def founders_by_region(self) -> dict[str, int]:
        """Founders by the region in which they began (row 4)."""
        found = self.work.collection(COLLECTION).find(
            {"cohort": {"$eq": FOUNDING}}, {"_id": 0, "home_regions.region": 1}
        )
        return dict(Counter(document["home_regions"][0]["region"] for document in found))

    def answers_in(self, region: str) -> tuple[int, dict[str, dict[str, int]]]:
        """Members of a region now, and how many gave each answer; "" counts those who said nothing."""
        found = self.work.collection(COLLECTION).find(
            {"region": {"$eq": region}, "status": {"$in": ["active", "paused"]}},
            {"_id": 0, **dict.fromkeys(ANSWERS, 1)},
        )
        counts: dict[str, Counter[str]] = {answer: Counter() for answer in ANSWERS}
        base = 0
        for document in found:
            base += 1
            for answer in ANSWERS:
                counts[answer][document[answer].strip()] += 1
        return base, {answer: dict(counted) for answer, counted in counts.items()}

    def _stays(self, where: dict[str, Any]) -> Iterable[tuple[str, Lasting]]:
        for document in self.work.collection(COLLECTION).find(where, {"_id": 0, "home_regions": 1}):
            for stay in document["home_regions"]:
                until = date.fromisoformat(stay["until"]) if stay["until"] else None
                yield stay["region"], Lasting(date.fromisoformat(stay["from"]), until)
