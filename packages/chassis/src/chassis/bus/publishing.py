"""Publishing with pipelined confirms: many messages on the way, each answered for."""

import contextlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import amqp

from chassis.bus.connecting import LOST, discard, farewell, open_connection
from chassis.faults import fault

CONFIRM_SECONDS = 5.0
TOGETHER = 25
"""Messages in one system call: enough to make it cheap, few enough to let others have the processor."""
PERSISTENT = 2


@dataclass(frozen=True)
class Outgoing:
    """One message to be confirmed by the broker before it counts as sent."""

    id: str
    exchange: str
    key: str
    body: str | bytes
    headers: dict[str, Any] = field(default_factory=dict)
    type: str = ""


def batched(messages: Iterable[Outgoing], size: int) -> Iterator[list[Outgoing]]:
    """The messages in their order, up to ``size`` at a time."""
    rest = iter(messages)
    while some := list(islice(rest, size)):
        yield some


class ConfirmedPublisher:
    """One connection, one channel in confirm mode. For one thread at a time."""

    def __init__(self, uri: str, name: str) -> None:
        self._uri = uri
        self._name = name
        self._connection: Any = None
        self._channel: Any = None
        self._waiting: dict[int, str] = {}
        self._confirmed: list[str] = []
        self._returned: set[str] = set()
        self._last_tag = 0

    def send(self, messages: Iterable[Outgoing]) -> list[str]:
        """Publish all, wait for their confirms; the ids of those the broker has taken.

        What is not among them may be there or not: it is to be sent again, and whoever
        receives it knows it by its id. Bounded by ``CONFIRM_SECONDS``, also when the broker
        is blocked by an alarm or the wire is dead. Raises one of ``LOST`` when nobody is there.
        """
        self._confirmed = []
        try:
            if self._channel is None:
                self._open()
            deadline = time.monotonic() + CONFIRM_SECONDS
            with self._connection.transport.having_timeout(CONFIRM_SECONDS):
                for some in batched(messages, TOGETHER):
                    self._write(some)
            fault("publisher.after_publish")
            while self._waiting:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError("the broker did not confirm in time")
                self._connection.drain_events(timeout=left)
        except LOST:
            self.drop()
            if not self._confirmed:
                raise
        return [sent for sent in self._confirmed if sent not in self._returned]

    def _write(self, messages: Iterable[Outgoing]) -> None:
        """Put these on the wire in one system call."""
        cork = self._connection.cork
        cork.hold()
        try:
            for message in messages:
                self._publish(message)
        finally:
            cork.release()

    def _publish(self, message: Outgoing) -> None:
        packed = amqp.Message(
            message.body,
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=PERSISTENT,
            message_id=message.id,
            type=message.type,
            application_headers=message.headers,
        )
        self._last_tag += 1
        self._waiting[self._last_tag] = message.id
        # send_method, not basic_publish: that one looks for blocked-notices before every message.
        mandatory, immediate = True, False
        self._channel.send_method(
            amqp.spec.Basic.Publish,
            "Bssbb",
            (0, message.exchange, message.key, mandatory, immediate),
            packed,
        )

    def _open(self) -> None:
        # No heartbeat: every send is bounded by its own deadline, and a failure drops the connection.
        self._connection = open_connection(self._uri, self._name, heartbeat=0)
        channel = self._connection.channel()
        channel.confirm_select()
        channel.events["basic_ack"].add(self._on_ack)
        channel.events["basic_return"].add(self._on_return)
        channel.events["basic_nack"].add(self._on_nack)
        self._channel = channel
        self._waiting.clear()
        self._returned.clear()
        self._last_tag = 0

    def _settle(self, tag: int, multiple: bool) -> list[str]:
        tags = [known for known in self._waiting if known <= tag] if multiple else [tag]
        return [self._waiting.pop(known) for known in tags if known in self._waiting]

    def _on_ack(self, delivery_tag: int, multiple: bool) -> None:
        self._confirmed.extend(self._settle(delivery_tag, multiple))

    def _on_nack(self, delivery_tag: int, multiple: bool) -> None:
        self._settle(delivery_tag, multiple)

    def _on_return(self, _problem: Any, _exchange: str, _key: str, message: Any) -> None:
        self._returned.add(message.properties.get("message_id", ""))

    def drop(self) -> None:
        """Forget the connection; the next send opens a new one."""
        discard(self._connection)
        self._connection = self._channel = None
        self._waiting.clear()

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(*LOST):
                farewell(self._connection)
        self._connection = self._channel = None
