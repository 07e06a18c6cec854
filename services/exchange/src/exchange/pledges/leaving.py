"""Who leaves Q: what they offered is withdrawn, what they asked for ends, their names go."""

from typing import Any

from chassis.call import Call
from exchange.pledges import clock, domain
from exchange.pledges.accounting import Accounting
from exchange.pledges.store import PledgeStore
from exchange.pledges.telling import Telling
from exchange.settings import Settings


def leave(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """The figures stay; who waited for what they offered is told."""
    store = PledgeStore(work)
    for before in store.all_of(member_id):
        after = domain.without_names_of(before, member_id, call.now)
        if after is not before:
            facts = Telling(work).ended(before, after) if before.giver == member_id else []
            Accounting(store, call).save(before, after, facts)
            clock.plan(work, settings, after)
