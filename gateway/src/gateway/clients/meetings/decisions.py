"""What groups decided, and when they look at it again (row 45)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

DECISIONS = "meetings_decisions"


@query(DECISIONS)
def list_decisions(
    *,
    region: str | None = None,
    words: str | None = None,
    method: str | None = None,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``state`` is in_force, ended, superseded or review_due."""
    return given(region=region, words=words, method=method, state=state, cursor=cursor, limit=limit)


@query(DECISIONS)
def decisions_of_meeting(meeting_id: str) -> Payload:
    return {"meeting": meeting_id}


@query(DECISIONS)
def get_decision(decision_id: str) -> Payload:
    return {"id": decision_id}


@query(DECISIONS)
def voters_of_meeting(meeting_id: str) -> Payload:
    """Who held a seat that day, whether they were present, and how many make a quorum."""
    return {"meeting": meeting_id}


@command(DECISIONS)
def record_decision(
    meeting_id: str,
    *,
    title: str,
    method: str,
    text: str | None = None,
    took_part: Sequence[str] | None = None,
    favour: int | None = None,
    against: int | None = None,
    abstain: int | None = None,
    objections: Sequence[Mapping[str, Any]] | None = None,
    review_on: str | None = None,
    supersedes: str | None = None,
    section: str | None = None,
    item: str | None = None,
    is_closed: bool | None = None,
) -> Payload:
    """``took_part`` are member ids; left out, the attendance of the meeting says who."""
    return given(
        meeting=meeting_id,
        title=title,
        text=text,
        method=method,
        took_part=took_part,
        favour=favour,
        against=against,
        abstain=abstain,
        objections=objections,
        review_on=review_on,
        supersedes=supersedes,
        section=section,
        item=item,
        is_closed=is_closed,
    )


@command(DECISIONS)
def change_decision(decision_id: str, changes: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """What is among ``changes`` replaces what was written down; a ``review_on`` of None takes it away."""
    return {**given(id=decision_id, version=version), **changes}


@command(DECISIONS)
def review_decision(
    decision_id: str,
    *,
    outcome: str,
    words: str | None = None,
    on: str | None = None,
    next_on: str | None = None,
    version: int | None = None,
) -> Payload:
    """``outcome`` is kept, changed or ended."""
    return given(id=decision_id, outcome=outcome, words=words, on=on, next_on=next_on, version=version)
