"""A topic that a member asks for, until an event takes it up (row 54)."""

from dataclasses import dataclass, replace
from datetime import datetime

from meetings.refusal import Refusal

OPEN, TAKEN_UP = "open", "taken_up"
STATES = (OPEN, TAKEN_UP)


@dataclass(frozen=True)
class TopicRequest:
    """A topic in a few words. ``supporters`` are member ids, who asked for it first."""

    id: str
    version: int
    region: str
    topic: str
    asked_at: datetime
    supporters: tuple[str, ...]
    state: str = OPEN
    event_id: str | None = None

    @property
    def support(self) -> int:
        return len(self.supporters)


def support(request: TopicRequest, member_id: str) -> TopicRequest:
    """One more who would like it; once each. Refused: ``topic_taken_up``."""
    if request.state != OPEN:
        raise Refusal("topic_taken_up")
    if member_id in request.supporters:
        return request
    return replace(request, supporters=(*request.supporters, member_id), version=request.version + 1)


def take_up(request: TopicRequest, event_id: str) -> TopicRequest:
    """An event is about it. Refused: ``topic_taken_up``."""
    if request.state != OPEN:
        raise Refusal("topic_taken_up")
    return replace(request, state=TAKEN_UP, event_id=event_id, version=request.version + 1)
