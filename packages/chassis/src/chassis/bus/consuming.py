"""Taking messages from queues: one connection per nameko container, one channel per queue.

This replaces nameko's QueueConsumer (RELIABILITY 2.1): a stop finishes what is in hand, a lost
connection or a channel error forgets the deliveries and connects anew, heartbeats do not wait
for an idle moment, and each queue has a prefetch of its own.
"""

import contextlib
import random
import time
from collections.abc import Callable
from typing import Any

import eventlet
from amqp import Message, spec
from nameko.extensions import SharedExtension

from chassis.bus.connecting import (
    HEARTBEAT_SECONDS,
    LOST,
    discard,
    farewell,
    open_connection,
    read_message,
)
from chassis.logs import get_logger, places

DRAIN_SECONDS = 20
IDLE_SECONDS = 1.0
log = get_logger()


class Delivery:
    """One message in hand, to be settled once. Settling on a lost connection does nothing:
    the broker gives the message to somebody again."""

    def __init__(self, consumer: "Consumer", channel: Any, message: Any) -> None:
        self._consumer = consumer
        self._channel = channel
        self._message = message
        info = message.delivery_info
        self.tag: int = info["delivery_tag"]
        self.routing_key: str = info["routing_key"]
        self.redelivered: bool = info["redelivered"]
        self.body: Any = message.body
        self.properties: dict[str, Any] = message.properties
        self.headers: dict[str, Any] = message.properties.get("application_headers") or {}

    def ack(self) -> None:
        self._settle(lambda: self._channel.basic_ack(self.tag))

    def requeue(self) -> None:
        self._settle(lambda: self._channel.basic_reject(self.tag, requeue=True))

    def reject(self) -> None:
        """For good: the broker moves it to the queue's dead letters, if it has any."""
        self._settle(lambda: self._channel.basic_reject(self.tag, requeue=False))

    def answer(self, exchange: str, routing_key: str, body: str, correlation_id: str | None) -> None:
        """Reply on the consuming channel, transient and unconfirmed, then ack: the order is the wire's."""
        reply = Message(
            body,
            content_type="application/json",
            content_encoding="utf-8",
            correlation_id=correlation_id or "",
        )

        def send() -> None:
            cork = self._channel.connection.cork
            cork.hold()
            try:
                self._channel.send_method(
                    spec.Basic.Publish, "Bssbb", (0, exchange, routing_key, False, False), reply
                )
                self._channel.basic_ack(self.tag)
            finally:
                cork.release()

        self._settle(send)

    def _settle(self, act: Callable[[], None]) -> None:
        if not self._consumer.in_hand(self):
            return
        try:
            act()
        except LOST as problem:
            log.warning("delivery_not_settled", **places(problem))
        finally:
            self._consumer.put_down(self)


class Subscription:
    """A queue to take from, how many messages at a time, and who receives them."""

    def __init__(self, queue: str, prefetch: int, receive: Callable[[Delivery], None]) -> None:
        self.queue = queue
        self.prefetch = prefetch
        self.receive = receive


class Consumer(SharedExtension):
    """The container's one consumer connection and its greenthread."""

    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []
        self._hands: set[Delivery] = set()
        self._connection: Any = None
        self._channels: dict[str, Any] = {}
        self._stopping = False
        self._thread: Any = None
        self._reading = False
        self.consuming = False

    def subscribe(self, subscription: Subscription) -> None:
        """Called by entrypoints during setup."""
        self._subscriptions.append(subscription)

    def start(self) -> None:
        if self._subscriptions and self._thread is None:
            self._thread = self.container.spawn_managed_thread(self._run, identifier="consumer")

    def finish(self) -> None:
        """Take nothing new, wait for what is in hand, at most ``DRAIN_SECONDS``. May be called often."""
        if not self._stopping:
            self._stopping = True
            self._cancel()
        deadline = time.monotonic() + DRAIN_SECONDS
        while self._hands and time.monotonic() < deadline:
            eventlet.sleep(0.02)

    def stop(self) -> None:
        self.finish()
        self._wait_for_thread()
        if self._hands:
            # Unacked, so the broker gives them to another replica.
            log.warning("deliveries_requeued_at_stop", count=len(self._hands))
            discard(self._connection)
        elif self._connection is not None:
            farewell(self._connection)
        self._connection = None

    def _wait_for_thread(self) -> None:
        """Two greenthreads may not read one socket, so the farewell waits for the reader to leave it."""
        deadline = time.monotonic() + 2 * IDLE_SECONDS
        while self._reading and not self._hands and time.monotonic() < deadline:
            eventlet.sleep(0.02)

    def in_hand(self, delivery: Delivery) -> bool:
        return delivery in self._hands

    def put_down(self, delivery: Delivery) -> None:
        self._hands.discard(delivery)

    def _run(self) -> None:
        pause = 0.2
        while not self._stopping:
            try:
                self._connect()
                pause = 0.2
                self._drain()
            except LOST as problem:
                if not self._stopping:
                    log.warning("consumer_lost", service=self.container.service_name, **places(problem))
            if self._stopping and self._hands:
                # Acks still need the connection; finish() waits for them.
                continue
            self._forget()
            if not self._stopping:
                eventlet.sleep(pause * (0.5 + random.random()))  # noqa: S311 - jitter, not a secret
                pause = min(pause * 2, 5.0)

    def _connect(self) -> None:
        if self._connection is not None:
            return
        name = f"{self.container.service_name} consumer"
        self._connection = open_connection(self.container.config["AMQP_URI"], name)
        for subscription in self._subscriptions:
            channel = self._connection.channel()
            channel.auto_decode = False
            channel.basic_qos(0, subscription.prefetch, a_global=False)
            channel.basic_consume(
                subscription.queue,
                no_ack=False,
                callback=self._receiver(subscription, channel),
                consumer_tag=subscription.queue,
            )
            self._channels[subscription.queue] = channel
        self.consuming = True

    def _receiver(self, subscription: Subscription, channel: Any) -> Callable[[Any], None]:
        def receive(message: Any) -> None:
            delivery = Delivery(self, channel, message)
            self._hands.add(delivery)
            try:
                subscription.receive(delivery)
            except Exception as problem:
                # One message must not take the connection, and with it every other queue, down.
                log.error("delivery_rejected", queue=subscription.queue, **places(problem))
                delivery.reject()

        return receive

    def _drain(self) -> None:
        self._reading = True
        try:
            self._read_until_stopped()
        finally:
            self._reading = False

    def _read_until_stopped(self) -> None:
        last_tick = time.monotonic()
        while not self._stopping or self._hands:
            with contextlib.suppress(TimeoutError):
                read_message(self._connection, IDLE_SECONDS)
            now = time.monotonic()
            if now - last_tick > HEARTBEAT_SECONDS / 4:
                self._connection.heartbeat_tick()
                last_tick = now

    def _cancel(self) -> None:
        self.consuming = False
        for queue, channel in self._channels.items():
            try:
                channel.basic_cancel(queue, nowait=True)
            except LOST as problem:
                log.warning("cancel_failed", queue=queue, **places(problem))

    def _forget(self) -> None:
        """The connection is gone, and with it the right to settle what it delivered."""
        self.consuming = False
        self._hands.clear()
        self._channels.clear()
        if not self._stopping:
            discard(self._connection)
            self._connection = None
