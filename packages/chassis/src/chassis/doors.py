"""The doors of a service: ``@command``, ``@query``, ``@when`` and ``@due``.

A door is about five lines: load, authorise, ask the domain, save, dump. What stands
around it is here: the role at the door, the shape of what was sent, the transaction,
the command id, the inbox, and the turning of a domain's refusal into ``Refused``.
The wrapped method takes ``(self, call, payload)`` so that a test can knock without a bus.
"""

import copy
import functools
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from chassis.call import Again, Call, Job
from chassis.wiring import due_entrypoint, event_entrypoint, rpc_entrypoint
from contracts.events import Event, EventType
from contracts.refusals import Refused

PUBLIC = "public"
"""As a role at a door: visitors may knock too."""

Door = Callable[..., Any]


def command(schema: type[Schema], *, by: tuple[str, ...], remembered: bool = True) -> Callable[[Door], Door]:
    """A door that changes something: one transaction, answered once per command id.

    ``by`` names the roles that may knock (any region; the rule for which region is the
    service's). ``remembered=False`` keeps nothing of who knocked when: the door then knows a
    repetition by its own effect (ADR 0013). Refused: ``sign_in_required``, ``role_required``,
    ``invalid_input``, ``command_id_reused``, and whatever the domain refuses.
    """

    shape = schema()

    def decorate(door: Door) -> Door:
        @functools.wraps(door)
        def knock(self: Any, call: Call, payload: Mapping[str, Any]) -> Any:
            _admit(call, by)
            data = _load(shape, payload)
            work = self.store.work

            def once() -> Any:
                # A copy for each run: after a conflict the door runs again, on what it may have taken apart.
                asked = copy.deepcopy(data)
                if call.command_id is None or not remembered:
                    return door(self, call, asked)
                key = f"{call.caller.subject}|{self.name}.{door.__name__}|{call.command_id}"
                fingerprint = _fingerprint(payload)
                answered, earlier = work.answer_of(key, fingerprint)
                if answered:
                    return earlier
                answer = door(self, call, asked)
                work.remember_answer(key, fingerprint, answer)
                return answer

            return _refusing(self, lambda: work.in_transaction(call, once))

        return rpc_entrypoint(knock, by=by, schema=schema, changes=True)

    return decorate


def query(schema: type[Schema], *, by: tuple[str, ...]) -> Callable[[Door], Door]:
    """A door that only reads: no transaction, may be asked twice."""

    shape = schema()

    def decorate(door: Door) -> Door:
        @functools.wraps(door)
        def knock(self: Any, call: Call, payload: Mapping[str, Any]) -> Any:
            _admit(call, by)
            data = _load(shape, payload)
            return _refusing(self, lambda: door(self, call, data))

        return rpc_entrypoint(knock, by=by, schema=schema, changes=False)

    return decorate


def when(event_type: EventType, *, queue: str) -> Callable[[Door], Door]:
    """A handler of another context's event: its inbox entry and its effect are one transaction.

    ``queue`` is the fixed name behind ``<consumer>.``; it never follows the method's name.
    """

    def decorate(handler: Door) -> Door:
        @functools.wraps(handler)
        def receive(self: Any, call: Call, event: Event) -> bool:
            work = self.store.work

            def once() -> bool:
                if not work.first_time(queue, event.id):
                    return False
                handler(self, call, event)
                return True

            return bool(work.in_transaction(call, once))

        return event_entrypoint(receive, event_type, queue)

    return decorate


def due(kind: str, *, outside: bool = False) -> Callable[[Door], Door]:
    """A handler of due work, claimed by one replica at a time.

    It returns None when the work is done, or ``Again`` when it goes on. Its effect and the
    job's new state are one transaction, unless ``outside`` says that it acts on the world
    (mail): then it runs without one, under its claim, and opens transactions itself.
    """

    def decorate(handler: Door) -> Door:
        @functools.wraps(handler)
        def perform(self: Any, call: Call, job: Job) -> Again | None:
            work = self.store.work

            def once() -> Again | None:
                answer: Again | None = handler(self, call, job)
                work.finish(job, answer)
                return answer

            if not outside:
                return work.in_transaction(call, once)  # type: ignore[no-any-return]
            answer: Again | None = handler(self, call, job)
            work.in_transaction(call, lambda: work.finish(job, answer))
            return answer

        return due_entrypoint(perform, kind, outside=outside)

    return decorate


def _admit(call: Call, by: tuple[str, ...]) -> None:
    if PUBLIC in by or any(call.caller.has(role) for role in by):
        return
    raise Refused("sign_in_required" if call.caller.is_visitor else "role_required")


def _load(shape: Schema, payload: Mapping[str, Any]) -> Any:
    try:
        return shape.load(payload)
    except ValidationError as problem:
        raise Refused("invalid_input", fields=by_field(_messages(problem))) from None


def _messages(problem: ValidationError) -> dict[str, Any]:
    whole = problem.messages
    return whole if isinstance(whole, dict) else {"_schema": whole}


def by_field(messages: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """marshmallow's nested messages as ``{"address.town": ["Missing data."]}``."""
    flat: dict[str, list[str]] = {}
    for name, value in messages.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping):
            flat.update(by_field(value, f"{path}."))
        else:
            flat[path] = [str(text) for text in (value if isinstance(value, list) else [value])]
    return flat


def _fingerprint(payload: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()


def _refusing(service: Any, knock: Callable[[], Any]) -> Any:
    """Let a context's own refusal cross the bus as ``Refused``; the domain imports neither."""
    try:
        return knock()
    except service.refusals as no:
        raise Refused(no.code, no.message, no.fields) from None
