"""Who still waited for an answer when a project ended is told so, and waits no longer (row 70)."""

from datetime import datetime
from typing import Any

from exchange.projects import telling
from exchange.projects.domain import FINISHED, Project
from exchange.projects.joining.domain import answer
from exchange.projects.joining.store import JoinStore


def lapse(work: Any, project: Project, now: datetime) -> None:
    """All that wait are declined without a word, once the project has ended."""
    if project.stage != FINISHED:
        return
    store = JoinStore(work)
    for request in store.waiting_at(project.id):
        store.save(
            answer(request, False, "", now), telling.join_lapsed(project, request.member_id, request.id)
        )
