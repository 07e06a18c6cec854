"""What goes when somebody leaves Q: their name beside projects, how to reach them, what they asked."""

from typing import Any

from chassis.call import Call
from exchange.projects import telling
from exchange.projects.domain import forget
from exchange.projects.joining.store import JoinStore
from exchange.projects.store import ProjectStore


def leave(work: Any, _call: Call, member_id: str) -> None:
    """The projects stay, without them; what nobody leads any more is kept by its region, who are told."""
    store = ProjectStore(work)
    for project in store.all_of_member(member_id):
        after = forget(project, member_id)
        is_left = project.lead == member_id and project.is_current
        store.save(after, project, telling.left_without_lead(work, after) if is_left else ())
    JoinStore(work).forget(member_id)
