"""What happens to a meeting's actions and decisions when its minutes are published (row 45)."""

from chassis.mongo import UnitOfWork
from meetings.actions.store import ActionStore
from meetings.decisions.store import DecisionStore


def share_papers(work: UnitOfWork, meeting_id: str) -> None:
    """Everybody may read them from now on, except those of a closed part; again at each correction."""
    ActionStore(work).share(meeting_id)
    DecisionStore(work).share(meeting_id)
