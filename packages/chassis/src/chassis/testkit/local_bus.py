"""A bus without a broker: knocks at the doors of services in this process.

It has the face of ``chassis.bus.client.RpcClient``, so the gateway's tests run whole
journeys over in-memory stores in milliseconds.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from chassis.bus.asking import Asking
from chassis.bus.payloads import read_call
from chassis.call import Call
from chassis.identity import Caller, system
from chassis.mongo.indexes import Index
from chassis.testkit.memory import MemoryUnitOfWork
from chassis.wiring import doorway_of
from contracts.events import Event, EventMessage, EventType
from contracts.refusals import Refused


class LocalBus:
    """Services by name, over one in-memory database per context."""

    def __init__(self, services: Iterable[type], settings: Mapping[type, Any] | None = None) -> None:
        self._services = {service.name: service for service in services}  # type: ignore[attr-defined]
        self._settings = dict(settings or {})
        indexes: dict[str, list[Index]] = {}
        for service in self._services.values():
            declared = service.store_class.INDEXES  # type: ignore[attr-defined]
            indexes.setdefault(service.context, []).extend(declared)  # type: ignore[attr-defined]
        self.databases: dict[str, MemoryUnitOfWork] = _Databases(indexes)

    def service(self, name: str) -> Any:
        """A service ready to be knocked at, with its store and settings."""
        made = self._services[name]()
        made.store = made.store_class(self.databases[made.context])
        settings_class = getattr(made, "settings_class", None)
        if settings_class is not None:
            made.settings = self._settings.get(settings_class) or settings_class()
        return made

    def call(
        self,
        service: str,
        door: str,
        payload: Mapping[str, Any],
        *,
        caller: Caller,
        timeout: float = 5.0,  # noqa: ARG002 - the real client's face
        command_id: str | None = None,
        trace_id: str = "",
        retry: bool = False,  # noqa: ARG002 - the real client's face
    ) -> Any:
        if service not in self._services:
            raise Refused("temporarily_unavailable")
        call = Call(caller=caller, command_id=command_id, trace_id=trace_id)
        sent = read_call(json.dumps(dict(payload)))
        answer = getattr(self.service(service), door)(call, sent)
        return json.loads(json.dumps(answer))

    def relay(self) -> int:
        """Hand every event that was saved and not told yet to those who listen; answers how many.

        As the broker would: in the order of saving, each handler once per event, and then what the
        handlers published themselves.
        """
        handlers = self._handlers()
        told = 0
        while waiting := self._untold():
            for work, row in waiting:
                envelope = EventMessage().load(json.loads(row["body"]))
                for service, method, event_type in handlers.get((row["exchange"], row["key"]), ()):
                    event = Event(**{**envelope, "data": event_type.data().load(envelope["data"])})
                    getattr(self.service(service), method)(Call(caller=system("bus")), event)
                sent = {"$set": {"sent_at": datetime.now(UTC)}}
                work.database["outbox"].update_one({"_id": row["_id"]}, sent)
            told += len(waiting)
        return told

    def _untold(self) -> list[tuple[MemoryUnitOfWork, dict[str, Any]]]:
        return [
            (work, row)
            for work in self.databases.values()
            for row in work.database["outbox"].find({"sent_at": None}).sort("_id", 1)
        ]

    def _handlers(self) -> dict[tuple[str, str], list[tuple[str, str, EventType]]]:
        """(exchange, key) -> the service, method and type of each handler."""
        found: dict[tuple[str, str], list[tuple[str, str, EventType]]] = {}
        for name, service in self._services.items():
            for method in dir(service):
                doorway = doorway_of(getattr(service, method))
                if doorway is not None and doorway.kind == "event":
                    event_type = doorway.options["event_type"]
                    key = (f"{event_type.publisher}.events", event_type.key)
                    found.setdefault(key, []).append((name, method, event_type))
        return found

    def gather(self, asked: Sequence[Asking]) -> list[Any]:
        """The answers in order; a refusal stands in its place as the exception."""
        answers: list[Any] = []
        for each in asked:
            try:
                answers.append(self.call(each.service, each.door, each.payload, caller=each.caller))
            except Refused as no:
                answers.append(no)
        return answers


class _Databases(dict[str, MemoryUnitOfWork]):
    """By context, each made when it is first needed: most tests need one of six."""

    def __init__(self, indexes: Mapping[str, list[Index]]) -> None:
        super().__init__()
        self._indexes = indexes

    def __missing__(self, context: str) -> MemoryUnitOfWork:
        made = self[context] = MemoryUnitOfWork(self._indexes[context])
        return made
