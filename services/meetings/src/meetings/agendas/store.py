"""What we remember of agendas, and of items that wait for the next meeting."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork, file_indexes
from contracts.events import Fact
from meetings.agendas import domain
from meetings.agendas.domain import Agenda, Change
from meetings.agendas.items import PARKED, Item, Paper, Waiting
from meetings.calendar.domain import Meeting
from meetings.calendar.store import MeetingStore

COLLECTION, WAITING = "agendas", "parked_items"
PAPERS = "papers"


class AgendaStore:
    """One agenda for each meeting, under the meeting's id."""

    INDEXES: tuple[Index, ...] = (Index(WAITING, ("region", "starts_at", "_id")), *file_indexes(PAPERS))

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def agendas(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def parked(self) -> Any:
        return self.work.collection(WAITING)

    def get(self, meeting_id: str) -> Agenda | None:
        """The agenda as it was saved last; None while nobody touched it."""
        row = self.agendas.find_one({"_id": {"$eq": meeting_id}})
        return _from_row(row) if row is not None else None

    def of(self, meeting: Meeting, now: datetime) -> Agenda:
        """A meeting's agenda, with what was parked before and arises at this one."""
        agenda = self.get(meeting.id) or Agenda(meeting.id, meeting.region)
        if agenda.is_published or meeting.is_over(now):
            return agenda
        waiting = [each for each in self.waiting(meeting.region) if each.starts_at < meeting.starts_at]
        if not waiting or self._earlier_open(meeting, now, min(each.starts_at for each in waiting)):
            return agenda
        return domain.arising(agenda, waiting)

    def _earlier_open(self, meeting: Meeting, now: datetime, since: datetime) -> bool:
        """Whether another meeting before this one, and after ``since``, will take what waits."""
        for other in MeetingStore(self.work).upcoming(meeting.region, max(now, since)):
            if other.starts_at >= meeting.starts_at:
                return False
            known = self.get(other.id)
            if other.id != meeting.id and (known is None or not known.is_published):
                return True
        return False

    def waiting(self, region: str) -> list[Waiting]:
        """The parked items of a group, the longest parked first."""
        rows = self.parked.find({"region": {"$eq": region}}).sort([("starts_at", 1), ("_id", 1)])
        return [_waiting(row) for row in rows]

    def save(self, agenda: Agenda, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts; what arose here waits no more. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(agenda))
        # One that was parked again waits for the meeting after this one.
        arisen = [item.id for item in agenda.items if item.came_from and item.state != PARKED]
        if arisen:
            self.parked.delete_many({"_id": {"$in": arisen}})
        self.work.publish(facts)

    def forget_waiting(self, item_id: str) -> tuple[Paper, ...]:
        """An item that was taken back waits nowhere; the papers that waited with it."""
        where = {"_id": {"$eq": item_id}}
        row = self.parked.find_one(where)
        self.parked.delete_one(where)
        return _item(row["item"]).papers if row is not None else ()

    def park(self, item: Item, meeting: Meeting, after: datetime | None = None) -> None:
        """Let an item wait for the next meeting after this one, or after an earlier instant."""
        row = {
            "_id": item.id,
            "region": meeting.region,
            "meeting_id": meeting.id,
            "starts_at": after or meeting.starts_at,
            "day": meeting.day.isoformat(),
            "item": _item_row(item),
        }
        self.parked.replace_one({"_id": item.id}, row, upsert=True)


def _to_row(agenda: Agenda) -> dict[str, Any]:
    return {
        "_id": agenda.meeting_id,
        "version": agenda.version,
        "region": agenda.region,
        "items": [_item_row(item) for item in agenda.items],
        "published_at": agenda.published_at,
        "published_by": agenda.published_by,
        "changes": [{name: getattr(each, name) for name in CHANGE} for each in agenda.changes],
    }


def _from_row(row: Mapping[str, Any]) -> Agenda:
    return Agenda(
        meeting_id=row["_id"],
        region=row["region"],
        version=row["version"],
        items=tuple(_item(each) for each in row["items"]),
        published_at=row["published_at"],
        published_by=row["published_by"],
        changes=tuple(Change(**each) for each in row["changes"]),
    )


CHANGE = ("at", "kind", "item_id", "by", "words")
PAPER = ("id", "name", "media_type", "size", "parts", "by", "at")
ITEM = (
    "id", "title", "minutes", "why", "outcome", "proposer", "proposed_at", "part", "state", "reason",
)  # fmt: skip


def _item_row(item: Item) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in ITEM},
        "supporters": list(item.supporters),
        "papers": [{name: getattr(paper, name) for name in PAPER} for paper in item.papers],
        "came_from": item.came_from.isoformat() if item.came_from else None,
    }


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        supporters=tuple(row["supporters"]),
        papers=tuple(Paper(**each) for each in row["papers"]),
        came_from=date.fromisoformat(row["came_from"]) if row["came_from"] else None,
        **{name: row[name] for name in ITEM},
    )


def _waiting(row: Mapping[str, Any]) -> Waiting:
    return Waiting(
        item=_item(row["item"]),
        region=row["region"],
        meeting_id=row["meeting_id"],
        starts_at=row["starts_at"],
        day=date.fromisoformat(row["day"]),
    )
