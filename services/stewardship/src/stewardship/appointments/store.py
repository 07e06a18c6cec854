"""What we remember of calls, of who asked for their seats, and of the panels that decide."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from stewardship.appointments.calls import Call
from stewardship.appointments.documents import (
    call_from,
    call_to,
    expression_from,
    expression_to,
    past_from,
    past_to,
)
from stewardship.appointments.expressions import Expression
from stewardship.appointments.past import PastCall
from stewardship.refusal import Refusal

CALLS, EXPRESSIONS, PAST = "appointment_calls", "expressions_of_interest", "past_calls"
MEASURED = 200
"""The newest answers from which we say how long the form takes."""


class AppointmentStore:
    """Calls by region and panel, expressions by call and member, past calls by region."""

    INDEXES: tuple[Index, ...] = (
        # One call at a time for a kind of seat of a group. The field is there only while it runs.
        Index(CALLS, ("running_key",), unique=True, sparse=True),
        Index(CALLS, ("region", "state", "closes_at", "_id")),
        Index(CALLS, ("region", "closes_at", "_id")),
        Index(CALLS, ("state", "closes_at", "_id")),
        Index(CALLS, ("closes_at", "_id")),
        Index(CALLS, ("panel_ids", "closes_at", "_id")),
        # A member asks once per call; the field goes when they take it back.
        Index(EXPRESSIONS, ("asked_key",), unique=True, sparse=True),
        Index(EXPRESSIONS, ("call_id", "_id")),
        Index(EXPRESSIONS, ("member_id", "-sent_at")),
        Index(EXPRESSIONS, ("is_timed", "-sent_at")),
        Index(PAST, ("region", "decided_first", "_id")),
        Index(PAST, ("decided_first", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def calls(self) -> Any:
        return self.work.collection(CALLS)

    @property
    def expressions(self) -> Any:
        return self.work.collection(EXPRESSIONS)

    def get(self, call_id: str) -> Call | None:
        row = self.calls.find_one({"_id": {"$eq": call_id}})
        return call_from(row) if row is not None else None

    def several(self, call_ids: Iterable[str]) -> dict[str, Call]:
        rows = self.calls.find({"_id": {"$in": sorted(set(call_ids))}})
        return {row["_id"]: call_from(row) for row in rows}

    def page(self, region: str | None, state: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Calls of a region or of all, at one state or any, the last to close first."""
        where: dict[str, Any] = {}
        if region is not None:
            where["region"] = {"$eq": region}
        if state is not None:
            where["state"] = {"$eq": state}
        return cut(self.calls, where, order=("closes_at", -1), asked=asked, shape=call_from)

    def of_panel_member(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Calls on whose panel a member sits or sat, the last to close first."""
        where = {"panel_ids": {"$eq": member_id}}
        return cut(self.calls, where, order=("closes_at", -1), asked=asked, shape=call_from)

    def save_call(self, call: Call, facts: Iterable[Fact] = ()) -> None:
        """Write a call and its facts. Refused: ``call_running``, ``stale_version``."""
        try:
            self.work.save(CALLS, call_to(call))
        except DuplicateKeyError:
            raise Refusal("call_running") from None
        self.work.publish(facts)

    def expression(self, expression_id: str) -> Expression | None:
        row = self.expressions.find_one({"_id": {"$eq": expression_id}})
        return expression_from(row) if row is not None else None

    def of_call(self, call_id: str) -> list[Expression]:
        """Everybody who asked, in the order in which they did."""
        rows = self.expressions.find({"call_id": {"$eq": call_id}}).sort("_id", 1)
        return [expression_from(row) for row in rows]

    def of_calls(self, call_ids: Iterable[str]) -> dict[str, list[Expression]]:
        """The same for several calls at once; every call asked for is in the answer."""
        found: dict[str, list[Expression]] = {call_id: [] for call_id in call_ids}
        rows = self.expressions.find({"call_id": {"$in": sorted(found)}}).sort([("call_id", 1), ("_id", 1)])
        for row in rows:
            found[row["call_id"]].append(expression_from(row))
        return found

    def of_member(self, member_id: str) -> list[Expression]:
        """What a member asked for, the newest first."""
        rows = self.expressions.find({"member_id": {"$eq": member_id}}).sort("sent_at", -1)
        return [expression_from(row) for row in rows]

    def save_expression(self, expression: Expression, facts: Iterable[Fact] = ()) -> None:
        """Write an expression and its facts. Refused: ``already_expressed``, ``stale_version``."""
        try:
            self.work.save(EXPRESSIONS, expression_to(expression))
        except DuplicateKeyError:
            raise Refusal("already_expressed") from None
        self.work.publish(facts)

    def seconds_taken(self) -> list[int]:
        """How long the newest measured forms took, in seconds."""
        rows = self.expressions.find({"is_timed": {"$eq": True}}, {"seconds_taken": 1})
        return [int(row["seconds_taken"]) for row in rows.sort("sent_at", -1).limit(MEASURED)]

    def save_past(self, past: PastCall) -> None:
        self.work.save(PAST, past_to(past))

    def past(self, region: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Recorded calls of a region or of all, the last decided first."""
        where: dict[str, Any] = {} if region is None else {"region": {"$eq": region}}
        rows = self.work.collection(PAST)
        return cut(rows, where, order=("decided_first", -1), asked=asked, shape=past_from)
