"""What we remember of actions."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.london import day_of
from contracts.events import Fact
from meetings.actions.domain import DONE, DROPPED, OPEN, OVERDUE, Action, AskedDay, Step
from meetings.calendar.domain import HELD
from meetings.calendar.store import COLLECTION as MEETINGS

COLLECTION = "actions"


class ActionStore:
    """Actions by id, by group, by meeting, by owner, and by whom they are offered to."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "state", "due_on", "_id")),
        Index(COLLECTION, ("region", "is_public", "state", "due_on", "_id")),
        Index(COLLECTION, ("region", "is_public", "due_on", "_id")),
        Index(COLLECTION, ("region", "due_on", "_id")),
        Index(COLLECTION, ("region", "raised_on", "_id")),
        Index(COLLECTION, ("meeting_id", "_id")),
        Index(COLLECTION, ("owner_id", "state", "due_on", "_id")),
        Index(COLLECTION, ("offered_to", "_id"), sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def actions(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, action_id: str) -> Action | None:
        row = self.actions.find_one({"_id": {"$eq": action_id}})
        return _from_row(row) if row is not None else None

    def save(self, action: Action, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(action))
        self.work.publish(facts)

    def open_in(self, region: str) -> list[Action]:
        """Everything that is still to be done in a group, the longest due first.

        Those of a closed part are among them (``is_closed``): they are for the table alone.
        """
        where = {"region": {"$eq": region}, "state": {"$eq": OPEN}}
        return self._found(where, ("due_on", "_id"))

    def of_meeting(self, meeting_id: str) -> list[Action]:
        """What arose in a meeting, in the order in which it was written down."""
        return self._found({"meeting_id": {"$eq": meeting_id}}, ("_id",))

    def carried_to(self, region: str, day: date) -> list[Action]:
        """What a meeting of that day finds still to be done, the oldest first (``is_carried_to``)."""
        where = {"region": {"$eq": region}, "raised_on": {"$lt": day.isoformat()}}
        return [each for each in self._found(where, ("raised_on", "_id")) if each.is_carried_to(day)]

    def of_owner(self, member_id: str, state: str = OPEN) -> list[Action]:
        """A member's own in every group, the longest due first."""
        where = {"owner_id": {"$eq": member_id}, "state": {"$eq": state}}
        return self._found(where, ("due_on", "_id"))

    def offered_to(self, member_id: str) -> list[Action]:
        """What others ask this member to take over."""
        return self._found({"offered_to": {"$eq": member_id}}, ("_id",))

    def page(
        self, region: str, asked: Mapping[str, Any], *, state: str | None, today: date, public: bool
    ) -> dict[str, Any]:
        """A group's register, the next due first; ``state`` may also be ``overdue``."""
        where: dict[str, Any] = {"region": {"$eq": region}}
        if public:
            where["is_public"] = {"$eq": True}
        if state == OVERDUE:
            where |= {"state": {"$eq": OPEN}, "due_on": {"$lt": today.isoformat()}}
        elif state is not None:
            where["state"] = {"$eq": state}
        # What is over is looked for from its end: the last due first.
        direction = -1 if state in (DONE, DROPPED) else 1
        return cut(self.actions, where, order=("due_on", direction), asked=asked, shape=_from_row)

    def held_days(self, region: str) -> list[date]:
        """The days of a group's held meetings: to each of them open actions were carried."""
        where = {"region": {"$eq": region}, "status": {"$eq": HELD}}
        rows = self.work.collection(MEETINGS).find(where, {"starts_at": 1}).sort("starts_at", 1)
        return [day_of(row["starts_at"]) for row in rows]

    def share(self, meeting_id: str, closed: Iterable[str] = ()) -> None:
        """Published minutes of this meeting carry its actions from now on (row 45).

        What links to a closed section or item in ``closed`` is closed, too.
        """
        where = {"meeting_id": {"$eq": meeting_id}}
        ids = sorted(set(closed) - {""})
        kept = {"$set": {"is_closed": True, "is_public": False}}
        for link in ("section", "item_id"):
            self.actions.update_many({**where, link: {"$in": ids}}, kept)
        self.actions.update_many(where, {"$set": {"is_shared": True}})
        self.actions.update_many({**where, "is_closed": {"$eq": False}}, {"$set": {"is_public": True}})

    def _found(self, where: Mapping[str, Any], order: tuple[str, ...]) -> list[Action]:
        rows = self.actions.find(dict(where)).sort([(name, 1) for name in order])
        return [_from_row(row) for row in rows]


PLAIN = (
    "version", "region", "meeting_id", "text", "owner_id", "state", "section", "item_id", "is_closed",
    "is_shared",
)  # fmt: skip


def _to_row(action: Action) -> dict[str, Any]:
    asked = action.asked
    row: dict[str, Any] = {
        "_id": action.id,
        "raised_on": action.raised_on.isoformat(),
        "due_on": action.due_on.isoformat(),
        "ended_on": action.ended_on.isoformat() if action.ended_on else None,
        "is_public": action.is_public,
        "asked": {"due_on": asked.due_on.isoformat(), "words": asked.words} if asked else None,
        "history": [_step_row(step) for step in action.history],
        **{name: getattr(action, name) for name in PLAIN},
    }
    if action.offered_to:
        row["offered_to"] = action.offered_to
    return row


def _step_row(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "at": step.at,
        "on": step.on.isoformat(),
        "by": step.by,
        "words": step.words,
        "due_on": step.due_on.isoformat() if step.due_on else None,
    }


def _from_row(row: Mapping[str, Any]) -> Action:
    asked = row["asked"]
    return Action(
        id=row["_id"],
        raised_on=date.fromisoformat(row["raised_on"]),
        due_on=date.fromisoformat(row["due_on"]),
        ended_on=_day(row["ended_on"]),
        asked=AskedDay(date.fromisoformat(asked["due_on"]), asked["words"]) if asked else None,
        offered_to=row.get("offered_to", ""),
        history=tuple(_step(each) for each in row["history"]),
        **{name: row[name] for name in PLAIN},
    )


def _step(row: Mapping[str, Any]) -> Step:
    on = date.fromisoformat(row["on"])
    return Step(row["kind"], row["at"], on, row["by"], row["words"], _day(row["due_on"]))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
