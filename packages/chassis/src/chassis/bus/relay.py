"""The relay: what the outbox holds is published, confirmed, and only then marked sent.

One relay at a time per context, held by a lease; the others stand by. Delivery is at least
once: a relay killed between confirm and mark sends again, and the inboxes know the id.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from pymongo.errors import DuplicateKeyError, PyMongoError

from chassis import metrics
from chassis.bus.connecting import LOST
from chassis.bus.publishing import CONFIRM_SECONDS, ConfirmedPublisher, Outgoing
from chassis.faults import fault
from chassis.ids import new_id
from chassis.logs import get_logger, places
from chassis.waking import outbox_written

BATCH = 500
POLL_SECONDS = 0.2
LEASE_SECONDS = 5
REST_SECONDS = CONFIRM_SECONDS + 2
"""How long a batch in hand may take at a stop: its confirms, and the mark behind them."""
log = get_logger()


class Relay:
    """The relay of one context in one process."""

    def __init__(self, context: str, database: Any, amqp_uri: str) -> None:
        self._context = context
        self._database = database
        self._outbox = database["outbox"]
        self._publisher = ConfirmedPublisher(amqp_uri, f"{context} relay")
        self._me = new_id()
        self._lease_until = 0.0
        self._stopping = False
        self._at_rest = threading.Event()
        self._at_rest.set()
        self.last_good = time.monotonic()

    def run(self) -> None:
        """Until ``stop``: send what there is, sleep when there is nothing."""
        self._at_rest.clear()
        try:
            while not self._stopping:
                self._send_or_wait()
        finally:
            self._at_rest.set()

    def _send_or_wait(self) -> None:
        try:
            sent = self.send_waiting()
            self.last_good = time.monotonic()
        except (*LOST, PyMongoError) as problem:
            log.warning("relay_waits", **places(problem))
            sent = 0
            time.sleep(1.0)
        if not sent:
            outbox_written.wait(POLL_SECONDS)
            outbox_written.clear()

    def stop(self) -> None:
        """Finish the batch in hand, let another replica take over at once."""
        self._stopping = True
        outbox_written.set()
        # Two greenthreads may not read one socket, so the farewell waits for the batch in hand.
        self._at_rest.wait(REST_SECONDS)
        self._publisher.close()
        try:
            self._database["leases"].delete_one({"_id": {"$eq": "relay"}, "holder": {"$eq": self._me}})
        except PyMongoError as problem:
            log.warning("lease_not_returned", **places(problem))

    def send_waiting(self) -> int:
        """Publish what waits, batch after batch in the order it was saved; how many the broker took.

        While one batch is on its way, the one before is marked sent and the next is read.
        """
        total = 0
        rows = self._read() if self._holds_lease() else []
        metrics.UNSENT.labels(self._context).set(len(rows))
        confirmed: list[str] = []
        while rows:
            meanwhile = _Meanwhile(partial(self._mark_and_read, confirmed, rows))
            try:
                fault("relay.before_publish")
                confirmed = self._publisher.send(_outgoing(row) for row in rows)
                fault("relay.after_confirm")
            finally:
                following = meanwhile.result()
            total += len(confirmed)
            all_sent = len(confirmed) == len(rows)
            if not all_sent:
                log.warning("relay_unconfirmed", unconfirmed=len(rows) - len(confirmed))
                time.sleep(POLL_SECONDS)
            going_on = all_sent and not self._stopping and self._holds_lease()
            rows = following if going_on else []
        self._mark(confirmed)
        return total

    def _mark_and_read(self, confirmed: list[str], batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Mark the batch before this one, and read the one behind it."""
        self._mark(confirmed)
        return self._read(after=batch[-1]["_id"]) if len(batch) == BATCH else []

    def _read(self, after: str = "") -> list[dict[str, Any]]:
        """The next batch. One that was begun earlier may be saved later, so each pass begins at the front."""
        waiting = {"sent_at": {"$eq": None}, "_id": {"$gt": after}}
        return list(self._outbox.find(waiting).sort([("sent_at", 1), ("_id", 1)]).limit(BATCH))

    def _mark(self, confirmed: list[str]) -> None:
        if confirmed:
            self._outbox.update_many({"_id": {"$in": confirmed}}, {"$set": {"sent_at": datetime.now(UTC)}})
            metrics.RELAYED.labels(self._context).inc(len(confirmed))

    def _holds_lease(self) -> bool:
        now = time.monotonic()
        if now < self._lease_until - LEASE_SECONDS / 2:
            return True
        held = take_lease(self._database, "relay", self._me, LEASE_SECONDS)
        self._lease_until = now + LEASE_SECONDS if held else 0.0
        return held


class _Meanwhile:
    """Work on the database that goes on while the caller waits for the broker."""

    def __init__(self, work: Callable[[], list[dict[str, Any]]]) -> None:
        self._work = work
        self._rows: list[dict[str, Any]] = []
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._rows = self._work()
        except BaseException as problem:  # handed to whoever asks for the result
            self._problem = problem

    def result(self) -> list[dict[str, Any]]:
        """Its rows, once it is done; raises what it raised."""
        self._thread.join()
        if self._problem is not None:
            raise self._problem
        return self._rows


def take_lease(
    database: Any,
    name: str,
    holder: str,
    seconds: float,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> bool:
    """Take or renew a lease in the database; False while somebody else holds it."""
    now = clock()
    free = {"$or": [{"holder": {"$eq": holder}}, {"until": {"$lt": now}}]}
    try:
        database["leases"].find_one_and_update(
            {"_id": {"$eq": name}, **free},
            {"$set": {"holder": holder, "until": now + timedelta(seconds=seconds)}},
            upsert=True,
        )
    except DuplicateKeyError:
        return False
    return True


def _outgoing(row: dict[str, Any]) -> Outgoing:
    return Outgoing(
        row["_id"], row["exchange"], row["key"], row["body"], {"trace": row["trace_id"]}, row["key"]
    )
