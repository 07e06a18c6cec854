"""What goes when somebody leaves Q."""

from typing import Any

from chassis.call import Call
from exchange.learning import domain
from exchange.learning.store import LearningStore
from exchange.settings import Settings


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """What they published stays without who wrote it; what they had not published goes."""
    store = LearningStore(work)
    for item in store.all_by(member_id):
        if item.edition is None and item.state != domain.WITHDRAWN:
            store.delete(item.id)
        else:
            store.save(domain.forget_author(item))
    store.forget_reuser(member_id)
