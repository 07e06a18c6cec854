"""Performs due work of services in memory, as the scheduler would over real stores."""

from datetime import UTC, datetime
from typing import Any

from chassis.call import Again, Call, Job
from chassis.testkit.local_bus import LocalBus
from chassis.wiring import doorway_of
from membership.service import SERVICES


def perform_due(bus: LocalBus, most: int = 500) -> int:
    """Do what is due now until nothing is; how many steps it took."""
    jobs = bus.databases["membership"].database["jobs"]
    for steps in range(most):
        row = jobs.find_one({"state": "waiting", "due_at": {"$lte": datetime.now(UTC)}})
        if row is None:
            return steps
        job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"])
        answer = _handler(bus, row["kind"])(Call(), job)
        if isinstance(answer, Again):
            jobs.update_one({"_id": row["_id"]}, {"$set": {"due_at": answer.due_at, "data": answer.data}})
        else:
            jobs.delete_one({"_id": row["_id"]})
    raise AssertionError("due work does not come to an end")


def _handler(bus: LocalBus, kind: str) -> Any:
    for service in SERVICES:
        for name in dir(service):
            doorway = doorway_of(getattr(service, name))
            if doorway is not None and doorway.kind == "due" and doorway.options["kind"] == kind:
                return getattr(bus.service(service.name), name)
    raise AssertionError(f"nobody handles {kind}")
