"""Every step of a pledge is booked in its pool, in the same transaction, and a drought is told."""

from chassis.call import Call
from contracts.events import Fact
from exchange.pledges import pools
from exchange.pledges.domain import Pledge
from exchange.pledges.store import PledgeStore
from exchange.pledges.telling import Telling


class Accounting:
    """Saves pledges so that pools and flows always agree with them."""

    def __init__(self, store: PledgeStore, call: Call) -> None:
        self._store = store
        self._call = call

    def save(self, before: Pledge | None, after: Pledge, facts: list[Fact]) -> None:
        """The pledge, its pool, and what went in or out. Refused: ``stale_version``."""
        pool = self._store.pool(after.region, after.kind)
        now = pools.moved(pool, before, after, self._call.now)
        if now is not pool:
            self._store.save_pool(now)
        for flow in pools.flows(before, after):
            self._store.note_flow(self._call.new_id(), after, flow, self._call.now)
        if now.dry_since is not None and pool.dry_since is None:
            facts = [*facts, *Telling(self._store.work).drought(now, after)]
        self._store.save(after, facts)
