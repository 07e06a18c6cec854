"""Asking to join a project: waiting, accepted, declined or taken back (row 70)."""

from dataclasses import dataclass, replace
from datetime import datetime

from exchange.refusal import Refusal

WAITING, ACCEPTED, DECLINED, TAKEN_BACK = "waiting", "accepted", "declined", "taken_back"


@dataclass(frozen=True)
class JoinRequest:
    """``words`` and ``shown_name`` are for whoever answers, and go some time after the answer."""

    id: str
    version: int
    project_id: str
    member_id: str
    region: str
    state: str
    asked_at: datetime
    words: str = ""
    shown_name: str = ""
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING


def answer(before: JoinRequest, is_accepted: bool, words: str, now: datetime) -> JoinRequest:
    """Refused: ``join_answered``."""
    _refuse_over(before)
    state = ACCEPTED if is_accepted else DECLINED
    return replace(before, version=before.version + 1, state=state, answer=words, answered_at=now)


def take_back(before: JoinRequest, now: datetime) -> JoinRequest:
    """Its words go at once. Refused: ``join_answered``."""
    _refuse_over(before)
    return replace(
        before, version=before.version + 1, state=TAKEN_BACK, answered_at=now, words="", shown_name=""
    )


def _refuse_over(request: JoinRequest) -> None:
    if not request.is_waiting:
        raise Refusal("join_answered")
