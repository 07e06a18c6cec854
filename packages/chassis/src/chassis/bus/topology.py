"""Every exchange and queue of the platform, worked out from the contracts.

Declared once, by ``bus declare`` (the launcher, the compose job and the tests run it);
the services themselves declare nothing, so one mismatch cannot bring a service down.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import contracts
from chassis.bus.connecting import farewell, open_connection
from contracts.events import EventType
from contracts.services import CONTEXTS, LISTENING_ONLY

RPC_EXCHANGE = "nameko-rpc"
UNROUTED = "unrouted"
DEAD_EXCHANGE = "dead"
LADDER_SECONDS = (5, 30, 300)
"""The retry ladder: a failing event waits this long before each new try, then it is dead."""
DELIVERY_LIMIT = 5
NEVER = 1_000_000
"""A dead letter may be looked at this often; RabbitMQ 4 would drop it after 20."""


@dataclass(frozen=True)
class Exchange:
    name: str
    type: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Queue:
    """A queue, its arguments, and the (exchange, routing key) pairs it is bound to."""

    name: str
    arguments: dict[str, Any]
    bindings: tuple[tuple[str, str], ...] = ()


def event_types() -> list[EventType]:
    """Every event type that the contracts declare, in a stable order."""
    found: dict[str, EventType] = {}
    for module in pkgutil.iter_modules(contracts.__path__):
        loaded = importlib.import_module(f"contracts.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, EventType):
                found[f"{value.publisher}.{value.key}"] = value
    return [found[name] for name in sorted(found)]


def rpc_queue(service: str) -> str:
    return f"rpc-{service}"


def events_exchange(context: str) -> str:
    return f"{context}.events"


def retry_exchange(seconds: int) -> str:
    return f"retry.{seconds}s"


def dead_queue(queue: str) -> str:
    return f"{queue}.dead"


def handler_queues() -> dict[str, list[EventType]]:
    """Queue name ``<consumer>.<handler>`` -> the event types bound to it."""
    wanted: dict[str, list[EventType]] = {}
    for event_type in event_types():
        for listener in event_type.listeners:
            wanted.setdefault(listener, []).append(event_type)
    return dict(sorted(wanted.items()))


def exchanges() -> list[Exchange]:
    return [
        Exchange(RPC_EXCHANGE, "topic"),
        Exchange(UNROUTED, "fanout"),
        Exchange(DEAD_EXCHANGE, "direct"),
        *(Exchange(retry_exchange(seconds), "fanout") for seconds in LADDER_SECONDS),
        *(Exchange(events_exchange(c), "topic", {"alternate-exchange": UNROUTED}) for c in CONTEXTS),
    ]


def queues() -> list[Queue]:
    return [*_rpc_queues(), *_ladder(), *_handlers(), _unrouted()]


def _rpc_queues() -> Iterator[Queue]:
    # Classic and without arguments: nameko's own declaration, so that any nameko client can call.
    for services in CONTEXTS.values():
        for service in services:
            if service in LISTENING_ONLY:
                continue  # nobody would read it
            yield Queue(rpc_queue(service), {}, ((RPC_EXCHANGE, f"{service}.*"),))


def _ladder() -> Iterator[Queue]:
    # The routing key is the work queue's name; the default exchange brings the message home.
    for seconds in LADDER_SECONDS:
        arguments = {
            "x-queue-type": "quorum",
            "x-message-ttl": seconds * 1000,
            "x-dead-letter-exchange": "",
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        }
        yield Queue(retry_exchange(seconds), arguments, ((retry_exchange(seconds), ""),))


def _handlers() -> Iterator[Queue]:
    for name, types in handler_queues().items():
        bindings = tuple((events_exchange(t.publisher), t.key) for t in types)
        yield from handler_pair(name, bindings)


def handler_pair(name: str, bindings: tuple[tuple[str, str], ...]) -> Iterator[Queue]:
    """A handler's work queue and its dead queue."""
    arguments = {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": DEAD_EXCHANGE,
        "x-dead-letter-routing-key": name,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
    yield Queue(name, arguments, bindings)
    dead = {"x-queue-type": "quorum", "x-delivery-limit": NEVER}
    yield Queue(dead_queue(name), dead, ((DEAD_EXCHANGE, name),))


def _unrouted() -> Queue:
    # Events that nobody listens to yet: kept for the operator to see, the oldest dropped.
    arguments = {"x-queue-type": "quorum", "x-max-length": 10_000, "x-overflow": "drop-head"}
    return Queue(UNROUTED, arguments, ((UNROUTED, ""),))


def declare(
    uri: str, wanted_exchanges: Iterable[Exchange] | None = None, wanted_queues: Iterable[Queue] | None = None
) -> int:
    """Make what is missing (by default the whole platform's); the number of queues.

    A queue that exists with other arguments raises: it is for a person to decide about it.
    """
    connection = open_connection(uri, "bus declare")
    try:
        channel = connection.channel()
        for exchange in exchanges() if wanted_exchanges is None else wanted_exchanges:
            channel.exchange_declare(
                exchange.name, exchange.type, durable=True, auto_delete=False, arguments=exchange.arguments
            )
        wanted = queues() if wanted_queues is None else list(wanted_queues)
        for queue in wanted:
            channel.queue_declare(queue.name, durable=True, auto_delete=False, arguments=queue.arguments)
            for exchange_name, key in queue.bindings:
                channel.queue_bind(queue.name, exchange_name, key)
        return len(wanted)
    finally:
        farewell(connection)
