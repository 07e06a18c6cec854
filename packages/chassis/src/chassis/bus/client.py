"""Calling a door over the bus, for the gateway's threads (no greenlets here).

One connection and channel per thread, several calls in flight at once, an absolute deadline
on each. A query is tried twice, a command twice only under its command id. After any failure
the connection is thrown away, so a late reply can meet nobody.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import amqp

from chassis.bus.asking import Asking
from chassis.bus.breaker import Breakers
from chassis.bus.connecting import LOST, discard, farewell, open_connection, read_message
from chassis.bus.replies import compact, read
from chassis.bus.topology import RPC_EXCHANGE
from chassis.envelope import HEADER, Sign
from chassis.identity import Caller
from chassis.ids import new_id
from chassis.logs import get_logger, places
from contracts.refusals import Refused
from contracts.services import CONTEXTS

REPLY_TO = "amq.rabbitmq.reply-to"
TRANSIENT = 1
AUDIENCE = {service: context for context, services in CONTEXTS.items() for service in services}
log = get_logger()


class RpcClient:
    """Doors of all services, callable from any thread."""

    def __init__(
        self, amqp_uri: str, sign: Sign, audience: Callable[[str], str] = lambda name: AUDIENCE[name]
    ) -> None:
        self._uri = amqp_uri
        self._sign = sign
        self._audience = audience
        self._local = threading.local()
        self._breakers = Breakers()

    def call(
        self,
        service: str,
        door: str,
        payload: Mapping[str, Any],
        *,
        caller: Caller,
        timeout: float = 5.0,
        command_id: str | None = None,
        trace_id: str = "",
        retry: bool = False,
    ) -> Any:
        """The door's answer; ``timeout`` in seconds covers everything, a second try included.

        Refused: what the door refuses; ``temporarily_unavailable`` when nobody answers in time
        or the service has just failed repeatedly. ``retry`` is for queries; a command is tried
        again when it has a ``command_id``.
        """
        asked = Asking(service, door, payload, caller, timeout, command_id, trace_id)
        deadline = time.monotonic() + timeout
        tries = 2 if retry or command_id else 1
        while True:
            tries -= 1
            answer = self._ask([asked], deadline)[0]
            if not isinstance(answer, ConnectionLost):
                break
            if not tries:
                raise Refused("temporarily_unavailable")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def gather(self, asked: Sequence[Asking]) -> list[Any]:
        """Ask several doors at once; answers in order, a ``Refused`` standing in its place; of none, none."""
        if not asked:
            return []
        deadline = time.monotonic() + max(each.timeout for each in asked)
        answers = self._ask(asked, deadline)
        lost = [place for place, answer in enumerate(answers) if isinstance(answer, ConnectionLost)]
        if lost:
            again = self._ask([asked[place] for place in lost], deadline)
            for place, answer in zip(lost, again, strict=True):
                gone = isinstance(answer, ConnectionLost)
                answers[place] = Refused("temporarily_unavailable") if gone else answer
        return answers

    def close(self) -> None:
        """Close this thread's connection."""
        line: _Line | None = getattr(self._local, "line", None)
        if line is not None:
            line.close()
            self._local.line = None

    def _ask(self, asked: Sequence[Asking], deadline: float) -> list[Any]:
        answers: dict[int, Any] = {}
        waiting: dict[str, int] = {}
        try:
            line = self._line()
            for place, each in enumerate(asked):
                if not self._breakers.allows(each.service):
                    answers[place] = Refused("temporarily_unavailable")
                    continue
                waiting[line.send(each, self._envelope(each), deadline)] = place
            line.collect(waiting, answers, deadline)
        except TimeoutError:
            self._drop()
            for place in waiting.values():
                if place not in answers:
                    self._breakers.failed(asked[place].service)
                    log.warning("call_unanswered", service=asked[place].service, door=asked[place].door)
        except LOST as problem:
            self._drop()
            log.warning("call_connection_lost", **places(problem))
            return [answers.get(place, ConnectionLost()) for place in range(len(asked))]
        for place, each in enumerate(asked):
            if place in answers and place in waiting.values():
                self._breakers.answered(each.service)
        return [answers.get(place, Refused("temporarily_unavailable")) for place in range(len(asked))]

    def _envelope(self, asked: Asking) -> str:
        return self._sign(asked.caller, self._audience(asked.service), asked.command_id or "")

    def _line(self) -> "_Line":
        line: _Line | None = getattr(self._local, "line", None)
        if line is None:
            line = self._local.line = _Line(self._uri)
        return line

    def _drop(self) -> None:
        line: _Line | None = getattr(self._local, "line", None)
        if line is not None:
            line.discard()
        self._local.line = None


class ConnectionLost(Exception):
    """The connection broke before the reply came; the call may have been executed."""


class _Line:
    """One thread's connection, with RabbitMQ's direct reply-to."""

    def __init__(self, uri: str) -> None:
        # No heartbeat: an idle thread could not answer it. Deadlines find a dead line.
        self._connection = open_connection(uri, "gateway calls", heartbeat=0)
        self._channel = self._connection.channel()
        self._channel.auto_decode = False
        self._replies: dict[str, Any] = {}
        self._channel.basic_consume(REPLY_TO, no_ack=True, callback=self._on_reply)
        self._channel.events["basic_return"].add(self._on_return)

    def send(self, asked: Asking, envelope: str, deadline: float) -> str:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        correlation_id = new_id()
        arguments: dict[str, Any] = {"payload": asked.payload}
        if asked.command_id is not None:
            arguments["command_id"] = asked.command_id
        headers: dict[str, Any] = {HEADER: envelope, "nameko.call_id_stack": [f"gateway.{correlation_id}"]}
        if asked.trace_id:
            headers["traceparent"] = f"00-{asked.trace_id}-{correlation_id[:8]}{correlation_id[-8:]}-01"
        message = amqp.Message(
            compact({"args": [], "kwargs": arguments}),
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=TRANSIENT,
            reply_to=REPLY_TO,
            correlation_id=correlation_id,
            expiration=str(max(1, int(left * 1000))),
            application_headers=headers,
        )
        mandatory, immediate = True, False
        key = f"{asked.service}.{asked.door}"
        with self._connection.transport.having_timeout(left):
            self._channel.send_method(
                amqp.spec.Basic.Publish, "Bssbb", (0, RPC_EXCHANGE, key, mandatory, immediate), message
            )
        return correlation_id

    def collect(self, waiting: Mapping[str, int], answers: dict[int, Any], deadline: float) -> None:
        """Fill ``answers`` until all that wait are answered; TimeoutError at the deadline."""
        open_calls = set(waiting)
        while open_calls:
            for correlation_id in open_calls & self._replies.keys():
                answers[waiting[correlation_id]] = self._replies.pop(correlation_id)
                open_calls.discard(correlation_id)
            if not open_calls:
                return
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            read_message(self._connection, left)

    def _on_reply(self, message: Any) -> None:
        try:
            answer = read(message.body)
        except Refused as no:
            answer = no
        self._replies[message.properties.get("correlation_id", "")] = answer

    def _on_return(self, _problem: Any, _exchange: str, _key: str, message: Any) -> None:
        # No queue is bound: the service was never declared here.
        self._replies[message.properties.get("correlation_id", "")] = Refused("temporarily_unavailable")

    def close(self) -> None:
        farewell(self._connection)

    def discard(self) -> None:
        discard(self._connection)
