"""What goes when somebody leaves Q: their name beside projects, how to reach them, what they asked."""

from typing import Any

from chassis.call import Call
from exchange.projects.domain import forget
from exchange.projects.joining.store import JoinStore
from exchange.projects.store import ProjectStore


def leave(work: Any, _call: Call, member_id: str) -> None:
    """The projects stay, without them; those that nobody leads any more are kept by their region."""
    store = ProjectStore(work)
    for project in store.all_of_member(member_id):
        store.save(forget(project, member_id), project)
    JoinStore(work).forget(member_id)
