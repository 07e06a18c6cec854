"""What we remember of members' own groups."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from stewardship.self_organised.domain import Belonging, Contact, Group, News, without_name

COLLECTION = "self_organised_groups"


class SelfOrganisedStore:
    """Groups by id, by region, by state and by member."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("started_at", "_id")),
        Index(COLLECTION, ("state", "started_at", "_id")),
        Index(COLLECTION, ("regions", "started_at", "_id")),
        Index(COLLECTION, ("regions", "state", "started_at", "_id")),
        Index(COLLECTION, ("member_ids", "started_at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def groups(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, group_id: str) -> Group | None:
        row = self.groups.find_one({"_id": {"$eq": group_id}})
        return _from_row(row) if row is not None else None

    def save(self, group: Group, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(group))
        self.work.publish(facts)

    def page(self, asked: Mapping[str, Any], *, region: str | None, state: str | None) -> dict[str, Any]:
        """Groups of a region and a state, or of any; the newest first."""
        where: dict[str, Any] = {}
        if region is not None:
            where["regions"] = {"$eq": region}
        if state is not None:
            where["state"] = {"$eq": state}
        return cut(self.groups, where, order=("started_at", -1), asked=asked, shape=_from_row)

    def of_member(self, member_id: str) -> list[Group]:
        """The groups that this member belongs to, the newest first; ended ones too."""
        rows = self.groups.find({"member_ids": {"$eq": member_id}}).sort([("started_at", -1), ("_id", -1)])
        return [_from_row(row) for row in rows]

    def forget_name(self, member_id: str) -> None:
        """Their groups go on; nobody reads there how they were called or reached."""
        for group in self.of_member(member_id):
            nameless = without_name(group, member_id)
            if nameless is not group:
                self.save(nameless)


PLAIN = (
    "version",
    "name",
    "purpose",
    "compact_accepted_at",
    "started_at",
    "last_activity",
    "state",
    "ended_at",
    "came_of_it",
)
"""Fields that are kept as they are."""


def _to_row(group: Group) -> dict[str, Any]:
    contact = group.contact
    return {
        "_id": group.id,
        **{name: getattr(group, name) for name in PLAIN},
        "regions": list(group.regions),
        "ends_on": group.ends_on.isoformat() if group.ends_on else None,
        "member_ids": [each.member_id for each in group.members],
        "members": [
            {
                "member_id": each.member_id,
                "region": each.region,
                "since": each.since,
                "shown_name": each.shown_name,
            }
            for each in group.members
        ],
        "contact": {
            "member_id": contact.member_id,
            "shown_name": contact.shown_name,
            "reach": contact.reach,
            "since": contact.since,
        }
        if contact
        else None,
        "news": [{"text": each.text, "by": each.by, "at": each.at} for each in group.news],
    }


def _from_row(row: Mapping[str, Any]) -> Group:
    contact = row["contact"]
    return Group(
        id=row["_id"],
        **{name: row[name] for name in PLAIN},
        regions=tuple(row["regions"]),
        ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        members=tuple(
            Belonging(each["member_id"], each["region"], each["since"], each["shown_name"])
            for each in row["members"]
        ),
        contact=Contact(contact["member_id"], contact["shown_name"], contact["reach"], contact["since"])
        if contact
        else None,
        news=tuple(News(each["text"], each["by"], each["at"]) for each in row["news"]),
    )
