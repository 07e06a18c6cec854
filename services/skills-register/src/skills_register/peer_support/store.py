"""What we remember of peer support: groups, and apart from them what somebody needs to take part."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from skills_register.peer_support.domain import Learner, Need, PeerGroup

GROUPS, NEEDS = "peer_groups", "peer_needs"
MOST_READ = 500


class PeerSupportStore:
    """Groups by region, by lead and by learner; needs by group and learner."""

    INDEXES: tuple[Index, ...] = (
        Index(GROUPS, ("region", "started_at", "_id")),
        Index(GROUPS, ("started_at", "_id")),
        Index(GROUPS, ("people", "_id")),
        Index(NEEDS, ("group_id", "_id")),
        Index(NEEDS, ("member_id", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def groups(self) -> Any:
        return self.work.collection(GROUPS)

    @property
    def needs(self) -> Any:
        return self.work.collection(NEEDS)

    def get(self, group_id: str) -> PeerGroup | None:
        row = self.groups.find_one({"_id": {"$eq": group_id}})
        return _group(row) if row is not None else None

    def page(self, region: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Groups of a region, or of all, the newest first; those that ended, too."""
        where = {"region": {"$eq": region}} if region is not None else {}
        return cut(self.groups, where, order=("started_at", -1), asked=asked, shape=_group)

    def of_member(self, member_id: str) -> list[PeerGroup]:
        """Groups that this member leads or learns in."""
        rows = self.groups.find({"people": {"$eq": member_id}}).sort("_id", 1).limit(MOST_READ)
        return [_group(row) for row in rows]

    def save(self, group: PeerGroup, facts: Iterable[Fact] = ()) -> None:
        row = asdict(group)
        row |= {"offers": list(group.offers), "learners": [asdict(each) for each in group.learners]}
        row["people"] = [group.lead_id, *(each.member_id for each in group.learners)]
        self.work.save(GROUPS, {"_id": row.pop("id"), **row})
        self.work.publish(facts)

    def need(self, group_id: str, member_id: str) -> Need | None:
        row = self.needs.find_one({"_id": {"$eq": need_key(group_id, member_id)}})
        return _need(row) if row is not None else None

    def needs_in(self, group_id: str) -> list[Need]:
        rows = self.needs.find({"group_id": {"$eq": group_id}}).sort("_id", 1).limit(MOST_READ)
        return [_need(row) for row in rows]

    def say(self, need: Need) -> None:
        """Said anew it replaces the earlier."""
        key = need_key(need.group_id, need.member_id)
        self.needs.replace_one({"_id": key}, asdict(need), upsert=True)

    def forget_need(self, key: str) -> None:
        """By ``need_key``."""
        self.needs.delete_one({"_id": {"$eq": key}})

    def forget_needs_in(self, group_id: str) -> None:
        self.needs.delete_many({"group_id": {"$eq": group_id}})

    def forget_needs_of(self, member_id: str) -> None:
        self.needs.delete_many({"member_id": {"$eq": member_id}})


def need_key(group_id: str, member_id: str) -> str:
    """One for each learner of a group."""
    return f"{group_id}|{member_id}"


def _group(row: Mapping[str, Any]) -> PeerGroup:
    said = {name: value for name, value in row.items() if name not in ("_id", "people")}
    said |= {"offers": tuple(row["offers"]), "learners": tuple(Learner(**each) for each in row["learners"])}
    return PeerGroup(id=row["_id"], **said)


def _need(row: Mapping[str, Any]) -> Need:
    return Need(**{name: value for name, value in row.items() if name != "_id"})
