"""State, its events and its due work saved by one transaction (ARCHITECTURE rule 2)."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import pymongo
from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.call import Again, Call, Job
from chassis.faults import fault
from chassis.mongo.connecting import database_beside
from chassis.mongo.files import Files
from chassis.waking import outbox_written, work_planned
from contracts.events import Fact
from contracts.refusals import Refused

T = TypeVar("T")

# with_transaction alone would retry for up to 120 s and outlive its caller (RELIABILITY 2.3).
TRANSACTION_SECONDS = 8
MAJORITY = WriteConcern("majority", wtimeout=5000)


class ClaimLost(Exception):
    """Another replica took this due work over; what was done here is undone."""


class Collection:
    """A collection bound to the unit of work's session: every read and write joins the transaction."""

    def __init__(self, work: "UnitOfWork", name: str, beside: str) -> None:
        self._work = work
        self._collection = database_beside(work.database, beside)[name]

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        method = getattr(self._collection, operation)

        def bound(*args: Any, **kwargs: Any) -> Any:
            return method(*args, **self._work.session_argument, **kwargs)

        return bound


class UnitOfWork:
    """One call's view of the service's database.

    Reads work at any time. ``save``, ``publish`` and ``schedule`` belong inside
    ``in_transaction``, which the doors open; what they wrote is there wholly or not at all.
    """

    def __init__(self, database: Any) -> None:
        self.database = database
        self.call: Call | None = None
        self._session: Any = None
        self._collections: dict[tuple[str, str], Collection] = {}
        self._taps: set[threading.Event] = set()

    @property
    def session_argument(self) -> dict[str, Any]:
        return {"session": self._session} if self._session is not None else {}

    def collection(self, name: str, beside: str = "") -> Collection:
        """A collection of the context's database, or of its database ``beside`` (``Index.beside``).

        Both belong to the same transaction.
        """
        known = self._collections.get((beside, name))
        if known is None:
            known = self._collections[beside, name] = Collection(self, name, beside)
        return known

    def files(self, bucket: str) -> Files:
        """The files that a capability keeps under this name (``chassis.mongo.files``)."""
        return Files(self, bucket)

    def save(self, collection: str, document: Mapping[str, Any]) -> None:
        """Write an aggregate whose ``version`` was raised by one: 1 inserts, n replaces n-1.

        Refused: ``stale_version`` when somebody else wrote in between. A broken unique
        index raises pymongo's DuplicateKeyError, for the store to turn into its own refusal.
        """
        version = document["version"]
        target = self.collection(collection)
        if version == 1:
            target.insert_one(dict(document))
            return
        known = {"_id": str(document["_id"]), "version": version - 1}
        if target.replace_one(known, dict(document)).matched_count == 0:
            raise Refused("stale_version")

    def publish(self, facts: Iterable[Fact]) -> None:
        """Put facts into the outbox, checked against their contract; the relay sends them."""
        call = self._call()
        rows = []
        for fact in facts:
            problems = fact.type.data().validate(fact.data)
            if problems:
                raise ValueError(f"{fact.type.key} breaks its own contract: {problems}")
            event_id = call.new_id()
            body = {
                "id": event_id,
                "type": fact.type.name,
                "version": fact.type.version,
                "aggregate_id": fact.aggregate_id,
                "aggregate_version": fact.aggregate_version,
                "region": fact.region,
                "occurred_at": call.now.isoformat(),
                "data": fact.data,
            }
            rows.append(
                {
                    "_id": event_id,
                    "exchange": f"{fact.type.publisher}.events",
                    "key": fact.type.key,
                    "aggregate_id": fact.aggregate_id,
                    "aggregate_version": fact.aggregate_version,
                    "body": json.dumps(body, separators=(",", ":")),
                    "trace_id": call.trace_id,
                    "sent_at": None,
                }
            )
        if rows:
            self.collection("outbox").insert_many(rows)
            self._taps.add(outbox_written)

    def schedule(self, kind: str, key: str, due_at: datetime, data: Mapping[str, Any] | None = None) -> None:
        """Plan due work, once per (kind, key): planning it again moves it and wakes it."""
        self.collection("jobs").update_one(
            {"kind": str(kind), "key": str(key)},
            {
                "$set": {"due_at": due_at, "data": dict(data or {}), "state": "waiting", "attempts": 0},
                "$unset": {"claim": "", "problem": ""},
                "$setOnInsert": {"_id": self._call().new_id()},
            },
            upsert=True,
        )
        self._taps.add(work_planned)

    def unschedule(self, kind: str, key: str) -> None:
        """Take back due work that has not been done."""
        self.collection("jobs").delete_one({"kind": {"$eq": kind}, "key": {"$eq": key}})

    def finish(self, job: Job, answer: Again | None) -> None:
        """Note what became of claimed work: done and gone, or planned on.

        Raises ``ClaimLost`` when another replica took it over meanwhile, which undoes the
        transaction. Work that was planned anew while it ran stays as it was planned.
        """
        if job.claim is None:
            return
        jobs = self.collection("jobs")
        mine = {"_id": {"$eq": job.id}, "claim": {"$eq": job.claim}}
        if answer is None:
            changed = jobs.delete_one(mine).deleted_count
        else:
            onward = {"due_at": answer.due_at, "data": answer.data, "attempts": 0}
            changed = jobs.update_one(mine, {"$set": onward, "$unset": {"claim": ""}}).matched_count
        if not changed:
            row = jobs.find_one({"_id": {"$eq": job.id}}, {"claim": 1})
            if row is None or row.get("claim"):
                raise ClaimLost(job.kind)

    def in_transaction(self, call: Call, work: Callable[[], T]) -> T:
        """Run ``work`` in one majority transaction; it may run again after a conflict.

        So ``work`` has no effect outside the database.
        """
        self.call = call
        with pymongo.timeout(TRANSACTION_SECONDS), self.database.client.start_session() as session:

            def attempt(active: Any) -> T:
                self._session = active
                return work()

            try:
                answer: T = session.with_transaction(
                    attempt,
                    read_concern=ReadConcern("snapshot"),
                    write_concern=MAJORITY,
                    read_preference=pymongo.ReadPreference.PRIMARY,
                    max_commit_time_ms=5000,
                )
            finally:
                self._session = None
        fault("store.after_commit")
        for tap in self._taps:
            tap.set()
        return answer

    def at_one_moment(self, read: Callable[[], T]) -> T:
        """Run ``read``, in which every read sees the data of the same instant, however long it takes.

        The server keeps that instant for five minutes. ``read`` writes nothing.
        """
        with self.database.client.start_session(snapshot=True) as session:
            self._session = session
            try:
                return read()
            finally:
                self._session = None

    def first_time(self, consumer: str, event_id: str) -> bool:
        """Enter an event into the inbox; False when this consumer already had it."""
        inbox = self.collection("inbox")
        row_id = f"{consumer}|{event_id}"
        if inbox.find_one({"_id": {"$eq": row_id}}, {"_id": 1}) is not None:
            return False
        inbox.insert_one({"_id": row_id, "at": self._call().now})
        return True

    def answer_of(self, command_key: str, fingerprint: str) -> tuple[bool, Any]:
        """(True, answer) when this command was answered before, else (False, None).

        Refused: ``command_id_reused`` when the id came with another body.
        """
        row = self.collection("commands").find_one({"_id": {"$eq": command_key}})
        if row is None:
            return False, None
        if row["fingerprint"] != fingerprint:
            raise Refused("command_id_reused")
        return True, json.loads(row["answer"])

    def remember_answer(self, command_key: str, fingerprint: str, answer: Any) -> None:
        """Keep a command's answer beside its effect (ARCHITECTURE rule 6)."""
        self.collection("commands").insert_one(
            {
                "_id": command_key,
                "fingerprint": fingerprint,
                "answer": json.dumps(answer, separators=(",", ":")),
                "at": self._call().now,
            }
        )

    def _call(self) -> Call:
        if self.call is None:
            raise RuntimeError("state and events are saved inside in_transaction")
        return self.call


__all__ = ["Collection", "DuplicateKeyError", "UnitOfWork"]
