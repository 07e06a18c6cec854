"""Due work in the database: claimed atomically, so any number of replicas may look for it.

Claiming moves the due time ahead by the lease: whoever dies with a claim in hand loses it
when the lease runs out, and somebody else performs the work.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import ReturnDocument

from chassis.call import Job
from chassis.ids import new_id
from chassis.logs import get_logger

LEASE_SECONDS = 60
MOST_ATTEMPTS = 12
log = get_logger()


def claim(
    database: Any, kinds: Iterable[str], now: datetime, lease_seconds: int = LEASE_SECONDS
) -> Job | None:
    """The longest-due work of these kinds, now this caller's; None when nothing is due."""
    token = new_id()
    row = database["jobs"].find_one_and_update(
        {"state": {"$eq": "waiting"}, "kind": {"$in": list(kinds)}, "due_at": {"$lte": now}},
        {"$set": {"due_at": now + timedelta(seconds=lease_seconds), "claim": token}, "$inc": {"attempts": 1}},
        sort=[("due_at", 1)],
        return_document=ReturnDocument.AFTER,
    )
    if row is None:
        return None
    return Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"], row["attempts"], token)


def claim_unless_given_up(database: Any, kinds: Iterable[str]) -> Job | None:
    """The same now; what ended its process at every attempt, so that nobody put it back, is stuck."""
    now = datetime.now(UTC)
    job = claim(database, kinds, now)
    if job is None or job.attempt <= MOST_ATTEMPTS:
        return job
    put_back(database, job, "unfinished", now)
    return None


def put_back(database: Any, job: Job, problem: str, now: datetime) -> None:
    """After a failure: due again in 2, 4, 8 ... seconds (at most an hour); stuck after ``MOST_ATTEMPTS``.

    Stuck work stays, until an operator has it tried again (``bus stuck``).
    """
    stuck = job.attempt >= MOST_ATTEMPTS
    if stuck:
        log.error("due_work_stuck", kind=job.kind, job=job.id, told=problem)
    wait = min(2**job.attempt, 3600)
    database["jobs"].update_one(
        {"_id": {"$eq": job.id}, "claim": {"$eq": job.claim}},
        {
            "$set": {
                "state": "stuck" if stuck else "waiting",
                "due_at": now + timedelta(seconds=wait),
                "problem": problem,
            },
            "$unset": {"claim": ""},
        },
    )
