"""The elections of one deployment, opened by a command instead of a door."""

from typing import Any

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from stewardship.elections.domain import Election
from stewardship.elections.rehearsal.domain import bring_forward
from stewardship.elections.store import ElectionStore
from stewardship.refusal import Refusal


def rehearse(work: UnitOfWork, call: Call, election_id: str, days: int) -> Election:
    """Bring an election's days forward; the service does what is due then.

    Refused: ``not_found``, ``election_begun``.
    """
    store = ElectionStore(work)

    def moved() -> Election:
        before = store.get(election_id)
        if before is None:
            raise Refusal("not_found")
        after = bring_forward(before, days, call.caller.subject, call.now)
        store.save(after)
        store.plan(after)
        return after

    return work.in_transaction(call, moved)


def open_work(mongo_uri: str, prefix: str) -> Any:
    """stewardship's own database, as its settings name it."""
    return UnitOfWork(database_of(connect(mongo_uri, "rehearsal"), prefix, "stewardship"))
