"""Who leaves Q: how they were called beside comments, answers and support is forgotten."""

from typing import Any

from chassis.call import Call
from exchange.comments.domain import forget_names
from exchange.comments.store import CommentStore
from exchange.comments.supporting.store import SupportStore
from exchange.settings import Settings


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """What they said stays with the proposal, under no name."""
    store = CommentStore(work)
    for each in store.naming(member_id):
        after = forget_names(each, member_id)
        if after is not each:
            store.save(after)
    SupportStore(work).forget_name(member_id)
