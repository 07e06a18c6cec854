"""What calendars are made of: meetings and events by day, and members' secret addresses."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from meetings.calendar.domain import Meeting
from meetings.calendar.store import COLLECTION as MEETINGS
from meetings.calendar.store import MeetingStore
from meetings.events.domain import TO_ALL, Event
from meetings.events.store import COLLECTION as EVENTS
from meetings.events.store import EventStore
from meetings.feeds.domain import MOST_ENTRIES, CalendarAddress, Window

ADDRESSES = "calendar_addresses"
LIGHT = {"_id": 1, "version": 1}
"""All that a revision needs; the indexes below hold it, so no document is read for it."""

Versions = list[tuple[str, int]]


class FeedStore:
    """Meetings and events of a region from a day on, and addresses by member and by hash."""

    INDEXES: tuple[Index, ...] = (
        Index(MEETINGS, ("region", "is_shown", "starts_at", "_id", "version")),
        Index(MEETINGS, ("region", "starts_at", "_id", "version")),
        Index(MEETINGS, ("invited", "starts_at", "_id", "version")),
        Index(EVENTS, ("region", "starts_at", "_id", "version")),
        Index(ADDRESSES, ("secret_hash",), unique=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def addresses(self) -> Any:
        return self.work.collection(ADDRESSES)

    def published(self, region: str, within: Window) -> Versions:
        """Ids and versions of a group's published meetings, in order of time."""
        return self._light(MEETINGS, {"region": {"$eq": region}, "is_shown": {"$eq": True}}, within)

    def announced(self, region: str, within: Window) -> Versions:
        """The same of a region's events that everybody sees; a meetup is for its members (row 55)."""
        return self._light(EVENTS, {"region": {"$eq": region}, "shown_to": {"$eq": TO_ALL}}, within)

    def meetings_of(self, regions: Iterable[str], within: Window) -> list[str]:
        """The ids of all meetings of these groups, or to which they are invited; unpublished ones, too."""
        groups = {"$in": sorted(regions)}
        own = self._light(MEETINGS, {"region": groups}, within)
        asked = self._light(MEETINGS, {"invited": groups}, within)
        return [meeting_id for meeting_id, _ in dict.fromkeys([*own, *asked])]

    def meetings(self, meeting_ids: Iterable[str]) -> list[tuple[Meeting, datetime]]:
        """These meetings, each with the instant of its last change, in order of time."""
        ids = list(meeting_ids)
        found = MeetingStore(self.work).several(ids)
        changed = self._changed(MEETINGS, ids)
        whole = [
            (each, changed.get(each.id) or each.published_at or each.starts_at) for each in found.values()
        ]
        return sorted(whole, key=lambda pair: (pair[0].starts_at, pair[0].id))

    def events(self, event_ids: Iterable[str]) -> list[tuple[Event, datetime]]:
        """These events with a known day, each with the instant of its last change, in order of time."""
        ids = list(event_ids)
        changed = self._changed(EVENTS, ids)
        whole = [
            (each, each.starts_at, changed.get(each.id) or each.starts_at)
            for each in EventStore(self.work).several(ids).values()
            if each.starts_at is not None
        ]
        ordered = sorted(whole, key=lambda row: (row[1], row[0].id))
        return [(each, moment) for each, _, moment in ordered]

    def address_of(self, member_id: str) -> CalendarAddress | None:
        row = self.addresses.find_one({"_id": {"$eq": member_id}})
        return _from_row(row) if row is not None else None

    def by_hash(self, secret_hash: str) -> CalendarAddress | None:
        row = self.addresses.find_one({"secret_hash": {"$eq": secret_hash}})
        return _from_row(row) if row is not None else None

    def save_address(self, address: CalendarAddress) -> None:
        row = {
            "_id": address.member_id,
            "version": address.version,
            "secret_hash": address.secret_hash,
            "made_at": address.made_at,
        }
        self.work.save(ADDRESSES, row)

    def end_address(self, member_id: str) -> None:
        self.addresses.delete_one({"_id": {"$eq": member_id}})

    def _light(self, collection: str, where: Mapping[str, Any], within: Window) -> Versions:
        """From the oldest day on; where there are too many, from today on."""
        found = self._from(collection, where, within.since, within.until)
        if len(found) > MOST_ENTRIES:
            found = self._from(collection, where, within.today, within.until)[:MOST_ENTRIES]
        return found

    def _from(self, collection: str, where: Mapping[str, Any], since: datetime, until: datetime) -> Versions:
        within = {**where, "starts_at": {"$gte": since, "$lt": until}}
        rows = self.work.collection(collection).find(within, LIGHT).sort("starts_at", 1)
        return [(row["_id"], row["version"]) for row in rows.limit(MOST_ENTRIES + 1)]

    def _changed(self, collection: str, ids: Iterable[str]) -> dict[str, datetime]:
        rows = self.work.collection(collection).find({"_id": {"$in": sorted(set(ids))}}, {"changed_at": 1})
        return {row["_id"]: row["changed_at"] for row in rows if row.get("changed_at")}


def _from_row(row: Mapping[str, Any]) -> CalendarAddress:
    return CalendarAddress(row["_id"], row["version"], row["secret_hash"], row["made_at"])
