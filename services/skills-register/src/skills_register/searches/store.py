"""How skills are found, and which searches members keep.

A page is read from an index in the order of standing, run by run (skill, audience, spot), so that it costs
the same among ten thousand members and a million. A circle is asked of the 2dsphere index when matches are
counted; the store of unit tests knows no circles and counts the spots inside it, which is the same.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from skills_register.searches.domain import MOST_NEWS, Audience, Circle, Criteria, Ring, SavedSearch
from skills_register.skills.places import EARTH_MILES
from skills_register.skills.store import ENTRIES

SAVED = "skill_searches"
ANY = "*"
MOST_COUNTED = 100
"""Matches are counted so far; beyond, an answer says "more than"."""

BY_SKILL = Index(ENTRIES, ("skill", "audience", "standing", "_id"))
BY_SKILL_AND_REGION = Index(ENTRIES, ("skill", "audience", "region", "standing", "_id"))
BY_SKILL_AND_SYSTEM = Index(ENTRIES, ("skill", "audience", "system", "standing", "_id"))
BY_SKILL_AND_PLACE = Index(ENTRIES, ("skill", "audience", "place", "standing", "_id"))
BY_REGION = Index(ENTRIES, ("audience", "region", "standing", "_id"))
BY_PLACE = Index(ENTRIES, ("audience", "place", "standing", "_id"))
BY_SKILL_IN_A_CIRCLE = Index(ENTRIES, ("skill", "audience", "2dsphere:location", "standing"))
"""With the standing, so that who is not at the level asked for is not read to be counted."""


class SearchStore:
    """Skills by what is asked for; searches by member and by the skills they look for."""

    INDEXES: tuple[Index, ...] = (
        BY_SKILL,
        BY_SKILL_AND_REGION,
        BY_SKILL_AND_SYSTEM,
        BY_SKILL_AND_PLACE,
        BY_REGION,
        BY_PLACE,
        BY_SKILL_IN_A_CIRCLE,
        Index(SAVED, ("member_id", "saved_at", "_id")),
        Index(SAVED, ("tells", "keys", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def entries(self) -> Any:
        return self.work.collection(ENTRIES)

    @property
    def saved(self) -> Any:
        return self.work.collection(SAVED)

    def ring(
        self, criteria: Criteria, now: datetime, ring: Ring, after: tuple[int, str] | None, most: int
    ) -> list[dict[str, Any]]:
        """Rows of one ring behind ``after`` (standing, id), those of the highest standing first."""
        where = _asked(criteria, now, ring.audience)
        where["standing"] = {"$gte": criteria.least_standing}
        if ring.skills is not None:
            where["skill"] = {"$in": list(ring.skills)}
        if ring.codes is not None:
            where["place"] = {"$in": list(ring.codes)}
        if after is not None:
            standing, last_id = after
            where["standing"]["$lte"] = standing
            beyond = [
                {"standing": {"$lt": standing}},
                {"standing": {"$eq": standing}, "_id": {"$lt": last_id}},
            ]
            where["$or"] = beyond
        rows = self.entries.find(where).sort([("standing", -1), ("_id", -1)]).limit(most)
        return list(rows.hint(_index_of(criteria, ring).name))

    def count(self, criteria: Criteria, now: datetime) -> int:
        """How many match, counted no farther than one more than ``MOST_COUNTED``."""
        counted = 0
        for audience in criteria.audiences:
            left = MOST_COUNTED + 1 - counted
            counted += self._count(criteria, now, audience, left) if left else 0
        return counted

    def rows(self, entry_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Those of these skills that are still there."""
        return list(self.entries.find({"_id": {"$in": sorted(set(entry_ids))}}))

    def get(self, search_id: str) -> SavedSearch | None:
        row = self.saved.find_one({"_id": {"$eq": search_id}})
        return _saved(row) if row is not None else None

    def save(self, search: SavedSearch, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        row = {"_id": search.id, **{name: getattr(search, name) for name in KEPT}}
        row |= {"keys": list(search.keys), "news": list(search.news), "asked": dict(search.asked)}
        self.work.save(SAVED, row)
        self.work.publish(facts)

    def remove(self, search: SavedSearch) -> None:
        self.saved.delete_one({"_id": {"$eq": search.id}})

    def of_member(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The newest first."""
        where = {"member_id": {"$eq": member_id}}
        return cut(self.saved, where, order=("saved_at", -1), asked=asked, shape=_saved)

    def number_of(self, member_id: str) -> int:
        return int(self.saved.count_documents({"member_id": {"$eq": member_id}}))

    def looking_for(self, skill: str, beyond: str, most: int) -> list[SavedSearch]:
        """Searches for this skill, or for any, that tell their members; by id, behind ``beyond``."""
        where = {"tells": {"$eq": True}, "keys": {"$in": [skill, ANY]}, "_id": {"$gt": beyond}}
        return [_saved(row) for row in self.saved.find(where).sort("_id", 1).limit(most)]

    def note(self, search: SavedSearch, entry_id: str) -> None:
        """There is something to tell; more than so many are told as many."""
        if len(search.news) < MOST_NEWS:
            self.saved.update_one({"_id": {"$eq": search.id}}, {"$addToSet": {"news": entry_id}})

    def forget(self, member_id: str) -> None:
        self.saved.delete_many({"member_id": {"$eq": member_id}})

    def _count(self, criteria: Criteria, now: datetime, audience: Audience, most: int) -> int:
        where = _asked(criteria, now, audience)
        if criteria.level:
            where["standing"] = {"$gte": criteria.least_standing}
        if criteria.skills:
            where["skill"] = {"$in": [each.skill for each in criteria.skills]}
        if criteria.circle is None:
            return int(self.entries.count_documents(where, limit=most))
        if criteria.skills:
            try:
                inside = {**where, "location": _inside(criteria.circle)}
                hint = BY_SKILL_IN_A_CIRCLE.name
                return int(self.entries.count_documents(inside, limit=most, hint=hint))
            except NotImplementedError:
                pass  # the store of unit tests
        where["place"] = {"$in": list(criteria.circle.spots)}
        return int(self.entries.count_documents(where, limit=most))


def _asked(criteria: Criteria, now: datetime, audience: Audience) -> dict[str, Any]:
    """What is asked of every row, whatever its ring."""
    where: dict[str, Any] = {"audience": {"$in": list(audience.visibilities)}}
    if criteria.asker:
        where["member_id"] = {"$ne": criteria.asker}
    if audience.regions is not None:
        where["region"] = {"$in": [each for each in audience.regions if criteria.region in ("", each)]}
    elif criteria.region:
        where["region"] = {"$eq": criteria.region}
    if criteria.system:
        where["system"] = {"$eq": criteria.system}
    if criteria.month is not None:
        where["months"] = {"$eq": criteria.month}
    if criteria.weekdays:
        where["weekdays"] = {"$in": list(criteria.weekdays)}
    if criteria.hours:
        where["hours"] = {"$gte": criteria.hours}
    if criteria.is_fresh:
        where["stale_from"] = {"$gt": now}
    return where


def _index_of(criteria: Criteria, ring: Ring) -> Index:
    """The index that holds the ring in the order of standing; said, so that no other is tried."""
    if ring.skills is None:
        return BY_REGION if ring.codes is None else BY_PLACE
    if ring.codes is not None:
        return BY_SKILL_AND_PLACE
    if criteria.system:
        return BY_SKILL_AND_SYSTEM
    return BY_SKILL_AND_REGION if criteria.region or ring.audience.regions else BY_SKILL


def _inside(circle: Circle) -> dict[str, Any]:
    """The circle as MongoDB asks for it, in radians."""
    centre = [circle.centre.longitude, circle.centre.latitude]
    return {"$geoWithin": {"$centerSphere": [centre, circle.miles / EARTH_MILES]}}


KEPT = ("version", "member_id", "name", "tells", "saved_at", "told_at")


def _saved(row: Mapping[str, Any]) -> SavedSearch:
    return SavedSearch(
        id=row["_id"],
        asked=row["asked"],
        keys=tuple(row["keys"]),
        news=tuple(row["news"]),
        **{name: row[name] for name in KEPT},
    )
