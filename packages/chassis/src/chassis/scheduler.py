"""Due work: looked for by any number of replicas, handed to its doors."""

from datetime import UTC, datetime
from typing import Any

import eventlet
from nameko.extensions import Entrypoint, SharedExtension
from pymongo.errors import PyMongoError

from chassis import metrics
from chassis.bus.replies import Outcome
from chassis.call import Call, Job
from chassis.identity import system
from chassis.logs import get_logger, places
from chassis.mongo.due_work import claim_unless_given_up, put_back
from chassis.waking import work_planned

POLL_SECONDS = 0.2
SLOTS = 4
"""Pieces of due work in hand at once, per nameko container."""
log = get_logger()


class DuePoller(SharedExtension):
    """Looks for due work of the container's kinds and hands it to their doors."""

    def __init__(self) -> None:
        self._doors: dict[str, DueDoor] = {}
        self._in_hand = 0
        self._stopping = False
        self._thread: Any = None

    def register(self, door: "DueDoor") -> None:
        self._doors[door.kind] = door

    def start(self) -> None:
        if self._doors and self._thread is None:
            self._thread = self.container.spawn_managed_thread(self._run, identifier="due work")

    def finish(self) -> None:
        """Claim nothing new; the container waits for what is in hand."""
        self._stopping = True

    def put_down(self) -> None:
        self._in_hand -= 1

    def _run(self) -> None:
        while not self._stopping:
            job = None
            try:
                if self._in_hand < SLOTS:
                    job = claim_unless_given_up(self.container.config["database"], self._doors)
            except PyMongoError as problem:
                log.warning("due_work_not_claimed", **places(problem))
                eventlet.sleep(1.0)
            if job is None:
                work_planned.wait(POLL_SECONDS)
                work_planned.clear()
                continue
            self._in_hand += 1
            self._doors[job.kind].dispatch(job)


class DueDoor(Entrypoint):
    """One kind of due work."""

    poller = DuePoller()

    def __init__(self, kind: str, **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    def setup(self) -> None:
        self.poller.register(self)

    def stop(self) -> None:
        self.poller.finish()

    def dispatch(self, job: Job) -> None:
        name = f"{self.container.service_name}.{self.kind}"
        call = Call(caller=system(name), call_id=job.id)

        def settle(_context: Any, outcome: Any, _problem: Any) -> tuple[None, None]:
            label = outcome.label if isinstance(outcome, Outcome) else "incident"
            if label != "ok":
                self._failed(job, label, getattr(outcome, "incident", "") or "")
            metrics.DUE.labels(self.kind, label).inc()
            self.poller.put_down()
            work_planned.set()
            return None, None

        self.container.spawn_worker(self, (call, job), {}, handle_result=settle)

    def _failed(self, job: Job, label: str, incident: str) -> None:
        try:
            told = f"{label} {incident}".strip()
            put_back(self.container.config["database"], job, told, datetime.now(UTC))
        except PyMongoError as problem:
            # The lease gives it back.
            log.warning("due_work_not_put_back", kind=job.kind, **places(problem))
