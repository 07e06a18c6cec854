"""The sample context's doors. Fault tests and the bench run it as a real process."""

import time
from datetime import timedelta
from typing import Any

from marshmallow import Schema, fields

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query, when
from chassis.mongo import Index, UnitOfWork
from contracts.events import Event, EventType


class Counted(Schema):
    """Data of the sample's one event."""

    number = fields.Int(required=True)


NUMBER_COUNTED = EventType("sample", "number_counted", 1, Counted, "A number was counted.", ("sample.note",))


NEVER_NOTED = 999_999
"""The one number whose handler fails."""


class Number(Schema):
    number = fields.Int(required=True)
    seconds = fields.Float(load_default=0.0)


class Nothing(Schema):
    pass


class No(Exception):
    """The sample's refusal."""

    def __init__(self, code: str, message: str = "", fields: dict[str, list[str]] | None = None) -> None:
        self.code, self.message, self.fields = code, message, fields or {}
        super().__init__(code)


class SampleStore:
    INDEXES = (Index("numbers", ("number",)), Index("notes", ("number",)))

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work


class Sample:
    name = "sample"
    context = "sample"
    refusals = (No,)
    store_class = SampleStore
    store: SampleStore

    @query(Number, by=(PUBLIC,))
    def echo(self, call: Call, asked: dict[str, Any]) -> Any:
        if asked["seconds"]:
            time.sleep(asked["seconds"])
        return {"number": asked["number"], "who": call.caller.subject}

    @query(Nothing, by=(PUBLIC,))
    def break_down(self, call: Call, asked: dict[str, Any]) -> Any:
        raise RuntimeError("canary: jane@example.org")

    @query(Nothing, by=("member",))
    def members_only(self, call: Call, asked: dict[str, Any]) -> Any:
        return {}

    @command(Number, by=(PUBLIC,))
    def count(self, call: Call, asked: dict[str, Any]) -> Any:
        if asked["number"] < 0:
            raise No("invalid_input", "Only numbers from 0.")
        if asked["seconds"]:
            time.sleep(asked["seconds"])
        row = {"_id": call.new_id(), "version": 1, "number": asked["number"]}
        self.store.work.save("numbers", row)
        self.store.work.publish([NUMBER_COUNTED.of(row["_id"], 1, {"number": asked["number"]})])
        return {"id": row["_id"]}

    @command(Number, by=(PUBLIC,))
    def plan(self, call: Call, asked: dict[str, Any]) -> Any:
        key = str(asked["number"])
        self.store.work.schedule("tick", key, call.now + timedelta(seconds=asked["seconds"]), {"left": 3})
        return {}

    @due("tick")
    def when_due_tick(self, call: Call, job: Job) -> Again | None:
        self.store.work.collection("ticks").insert_one({"_id": call.new_id(), "key": job.key})
        if job.data["left"] <= 1:
            return None
        return Again(call.now, {"left": job.data["left"] - 1})

    @when(NUMBER_COUNTED, queue="note")
    def when_number_counted_note_it(self, call: Call, event: Event) -> None:
        if event.data["number"] == NEVER_NOTED:
            raise RuntimeError("this number is never noted")
        if event.data["number"] >= 1_000_000:
            time.sleep(event.data["number"] / 1_000_000)
        note = {"_id": call.new_id(), "number": event.data["number"], "event": event.id}
        self.store.work.collection("notes").insert_one(note)


SERVICES = (Sample,)
