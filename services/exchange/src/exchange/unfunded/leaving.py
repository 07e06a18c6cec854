"""What goes when somebody leaves Q: their part in it, their words and names; the idea itself stays."""

from typing import Any

from chassis.call import Call
from exchange.settings import Settings
from exchange.unfunded import domain
from exchange.unfunded.store import UnfundedStore


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """Row 58: nothing of the idea is deleted."""
    store = UnfundedStore(work)
    for before in store.all_of(member_id):
        after = domain.without(before, member_id)
        if after is not before:
            store.save(after)
