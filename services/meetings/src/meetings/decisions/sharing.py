"""What happens to a meeting's actions and decisions when its minutes are published (row 45)."""

from collections.abc import Iterable
from typing import Any

from meetings.actions.store import ActionStore
from meetings.decisions.store import DecisionStore


def share_papers(work: Any, meeting_id: str, closed: Iterable[str] = ()) -> None:
    """Everybody may read them from now on, except those of a closed part; again at each correction.

    ``closed`` are the ids of closed sections and agenda items: what links to one stays at the table.
    """
    ActionStore(work).share(meeting_id, closed)
    DecisionStore(work).share(meeting_id, closed)
