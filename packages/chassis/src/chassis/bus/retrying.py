"""What becomes of an event whose handler failed: up the ladder, then to the dead queue.

The copy is confirmed by the broker before the original is acked, so nothing is lost; it keeps
its message id, so the inbox knows it again (ARCHITECTURE rule 5).
"""

from typing import Any

import eventlet
from eventlet.semaphore import Semaphore
from nameko.extensions import SharedExtension

from chassis.bus.connecting import LOST
from chassis.bus.consuming import Delivery
from chassis.bus.headers import ATTEMPTS, INCIDENT, REASON
from chassis.bus.publishing import ConfirmedPublisher, Outgoing
from chassis.bus.topology import DEAD_EXCHANGE, LADDER_SECONDS, retry_exchange
from chassis.logs import get_logger, places

log = get_logger()


class Retrier(SharedExtension):
    """Publishes failed events onward, one at a time, over its own confirmed connection."""

    def __init__(self) -> None:
        self._publisher: ConfirmedPublisher | None = None
        self._turn = Semaphore(1)

    def setup(self) -> None:
        name = f"{self.container.service_name} retrier"
        self._publisher = ConfirmedPublisher(self.container.config["AMQP_URI"], name)

    def stop(self) -> None:
        if self._publisher is not None:
            self._publisher.close()

    def try_later(self, delivery: Delivery, queue: str, reason: str, incident: str) -> None:
        """Put the message on the next rung, or bury it when it has been on the last."""
        attempts = int(delivery.headers.get(ATTEMPTS) or 0)
        if attempts >= len(LADDER_SECONDS):
            self.bury(delivery, queue, reason, incident)
            return
        headers = {ATTEMPTS: attempts + 1, REASON: reason, INCIDENT: incident}
        self._move(delivery, retry_exchange(LADDER_SECONDS[attempts]), queue, headers)

    def bury(self, delivery: Delivery, queue: str, reason: str, incident: str = "") -> None:
        """To the handler's dead queue, with the reason; an operator replays or discards it."""
        log.error("event_buried", queue=queue, message_id=message_id(delivery), reason=reason)
        headers = {
            ATTEMPTS: int(delivery.headers.get(ATTEMPTS) or 0),
            REASON: reason,
            INCIDENT: incident,
        }
        self._move(delivery, DEAD_EXCHANGE, queue, headers)

    def _move(self, delivery: Delivery, exchange: str, queue: str, headers: dict[str, Any]) -> None:
        kept = {name: value for name, value in delivery.headers.items() if not name.startswith("x-")}
        outgoing = Outgoing(
            message_id(delivery), exchange, queue, delivery.body, {**kept, **headers},
            delivery.properties.get("type", ""),
        )  # fmt: skip
        try:
            with self._turn:
                assert self._publisher is not None
                moved = self._publisher.send([outgoing])
        except LOST as problem:
            log.warning("event_not_moved", queue=queue, **places(problem))
            moved = []
        if moved:
            delivery.ack()
        else:
            # Not confirmed: the original goes back, slowly, so that a broken ladder does not spin.
            eventlet.sleep(1.0)
            delivery.requeue()


def message_id(delivery: Delivery) -> str:
    return str(delivery.properties.get("message_id") or "")
