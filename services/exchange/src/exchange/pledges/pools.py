"""A pool: all that is pledged to one region in one kind, as an account with what came in and went out."""

from dataclasses import dataclass, field
from datetime import datetime

from exchange.pledges.domain import Pledge, Totals

PLEDGED, LOWERED, USED, WITHDRAWN = "pledged", "lowered", "used", "withdrawn"
INFLOW = (PLEDGED,)


@dataclass(frozen=True)
class Pool:
    """``id`` is ``SW:hours``; version 0 is not saved yet. ``dry_since``: since when there is a drought."""

    id: str
    region: str
    kind: str
    version: int = 0
    totals: Totals = field(default_factory=Totals)
    dry_since: datetime | None = None


@dataclass(frozen=True)
class Flow:
    """What one step put into a pool or took out of it: ``amount`` is above 0, ``why`` says which way."""

    why: str
    amount: int

    @property
    def is_inflow(self) -> bool:
        return self.why in INFLOW


def pool_id(region: str, kind: str) -> str:
    return f"{region}:{kind}"


def moved(pool: Pool, before: Pledge | None, after: Pledge, now: datetime) -> Pool:
    """The pool after a step of one of its pledges; the same object where no figure differs."""
    was = before.totals if before is not None else Totals()
    if was == after.totals:
        return pool
    totals = pool.totals.moved(was, after.totals)
    dry = (pool.dry_since or now) if totals.is_over_claimed else None
    return Pool(pool.id, pool.region, pool.kind, pool.version + 1, totals, dry)


def flows(before: Pledge | None, after: Pledge) -> tuple[Flow, ...]:
    """What the step put in and took out; what is asked or promised moves nothing yet."""
    was, now = before.totals if before is not None else Totals(), after.totals
    changes = (
        (PLEDGED, now.pledged - was.pledged),
        (LOWERED, was.pledged - now.pledged),
        (USED, now.used - was.used),
        (WITHDRAWN, now.withdrawn - was.withdrawn),
    )
    return tuple(Flow(why, amount) for why, amount in changes if amount > 0)
