"""nameko entrypoints behind the doors: an RPC, an event's queue, due work."""

import json
import time
from typing import Any

from marshmallow import ValidationError
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint, SharedExtension

from chassis import metrics
from chassis.bus.consuming import Consumer, Delivery, Subscription
from chassis.bus.payloads import read_call
from chassis.bus.replies import Outcome, write
from chassis.bus.retrying import Retrier
from chassis.bus.topology import RPC_EXCHANGE, rpc_queue
from chassis.call import Call
from chassis.envelope import HEADER
from chassis.faults import fault
from chassis.identity import system
from chassis.logs import get_logger
from contracts.events import Event, EventMessage
from contracts.refusals import Refused

RPC_PREFETCH = 10
EVENT_PREFETCH = 5
DIRECT_REPLY = "amq.rabbitmq.reply-to"
log = get_logger()


class RpcQueue(SharedExtension):
    """The one queue of a service's RPCs; hands each request to the door it names."""

    consumer = Consumer()

    def __init__(self) -> None:
        self._doors: dict[str, RpcDoor] = {}

    def register(self, door: "RpcDoor") -> None:
        if not self._doors:
            queue = rpc_queue(self.container.service_name)
            self.consumer.subscribe(Subscription(queue, RPC_PREFETCH, self.receive))
        self._doors[door.method_name] = door

    def receive(self, delivery: Delivery) -> None:
        """Validate before dispatch: a malformed request is answered or dropped, never fatal."""
        fault("rpc.received")
        try:
            door = self._doors.get(delivery.routing_key.rpartition(".")[2])
            if door is None:
                raise Refused("not_found", "There is no such door.")
            call, payload = self._read(delivery)
        except Refused as no:
            reply(delivery, Outcome(refusal=no))
            return
        door.dispatch(delivery, call, payload)

    def _read(self, delivery: Delivery) -> tuple[Call, dict[str, Any]]:
        try:
            request = read_call(delivery.body)
            arguments = request["kwargs"]
            payload = arguments["payload"]
            command_id = arguments.get("command_id")
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Refused("invalid_input", "A call is {args: [], kwargs: {payload, command_id?}}.") from None
        if not isinstance(payload, dict) or not isinstance(command_id, str | None):
            raise Refused("invalid_input", "The payload is an object, the command id a text.")
        config = self.container.config
        caller = config["verify"](delivery.headers.get(HEADER), config["context"])
        stack = delivery.headers.get("nameko.call_id_stack") or []
        trace = str(delivery.headers.get("traceparent") or "")
        call_id = str(stack[-1]) if isinstance(stack, list) and stack else ""
        return Call(caller=caller, command_id=command_id, call_id=call_id, trace_id=trace[3:35]), payload


class RpcDoor(Entrypoint):
    """One command or query."""

    rpc = RpcQueue()

    def setup(self) -> None:
        self._measures: dict[str, Any] = {}
        self.rpc.register(self)

    def stop(self) -> None:
        self.rpc.consumer.finish()

    def dispatch(self, delivery: Delivery, call: Call, payload: dict[str, Any]) -> None:
        began = time.perf_counter()

        def settle(_context: Any, outcome: Any, _problem: Any) -> tuple[None, None]:
            fault("rpc.before_reply")
            answered = outcome if isinstance(outcome, Outcome) else Outcome(incident="unknown")
            reply(delivery, answered)
            self._measure(answered.label).observe(time.perf_counter() - began)
            return None, None

        try:
            self.container.spawn_worker(self, (call, payload), {}, handle_result=settle)
        except ContainerBeingKilled:
            delivery.requeue()

    def _measure(self, outcome: str) -> Any:
        known = self._measures.get(outcome)
        if known is None:
            labels = (self.container.service_name, self.method_name, outcome)
            known = self._measures[outcome] = metrics.CALLS.labels(*labels)
        return known


def reply(delivery: Delivery, outcome: Outcome) -> None:
    """Send the outcome to whoever waits, and settle the request."""
    address = delivery.properties.get("reply_to")
    if not address:
        delivery.ack()
        return
    # RabbitMQ's direct reply-to lives on the default exchange; nameko's own clients bind a queue.
    exchange = "" if address.startswith(DIRECT_REPLY) else RPC_EXCHANGE
    delivery.answer(exchange, address, write(outcome), delivery.properties.get("correlation_id"))


class EventDoor(Entrypoint):
    """One handler of an event, fed from its own queue ``<consumer>.<handler>``."""

    consumer = Consumer()
    retrier = Retrier()

    def __init__(self, event_type: Any, queue: str, **options: Any) -> None:
        self.event_type = event_type
        self.queue = queue
        super().__init__(**options)

    def setup(self) -> None:
        full_name = f"{self.container.config['context']}.{self.queue}"
        self.full_name = full_name
        self.consumer.subscribe(Subscription(full_name, EVENT_PREFETCH, self.receive))

    def stop(self) -> None:
        self.consumer.finish()

    def receive(self, delivery: Delivery) -> None:
        fault("event.received")
        try:
            event = read_event(delivery, self.event_type)
        except ValueError as problem:
            self.retrier.bury(delivery, self.full_name, str(problem))
            metrics.HANDLED.labels(self.full_name, "unreadable").inc()
            return
        trace = str(delivery.headers.get("trace") or "")
        call = Call(caller=system(self.full_name), call_id=event.id, trace_id=trace)

        def settle(_context: Any, outcome: Any, _problem: Any) -> tuple[None, None]:
            fault("event.before_ack")
            label = outcome.label if isinstance(outcome, Outcome) else "incident"
            if label == "ok":
                delivery.ack()
            else:
                self.retrier.try_later(delivery, self.full_name, label, outcome.incident or "")
            metrics.HANDLED.labels(self.full_name, label).inc()
            return None, None

        try:
            self.container.spawn_worker(self, (call, event), {}, handle_result=settle)
        except ContainerBeingKilled:
            delivery.requeue()


def read_event(delivery: Delivery, event_type: Any) -> Event:
    """The event in a delivery, its data loaded by the contract's schema, unknown extras ignored.

    ValueError says what is wrong, without quoting what was sent.
    """
    try:
        envelope = EventMessage().load(json.loads(delivery.body))
        if (envelope["type"], envelope["version"]) != (event_type.name, event_type.version):
            raise ValueError("another event than this queue is for")
        data = event_type.data(unknown="exclude").load(envelope["data"])
    except ValidationError as problem:
        wrong = sorted(problem.messages) if isinstance(problem.messages, dict) else []
        raise ValueError(f"breaks its contract at {wrong}") from None
    except json.JSONDecodeError:
        raise ValueError("not JSON") from None
    return Event(**{**envelope, "data": data})
