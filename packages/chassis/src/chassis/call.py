"""One knock at a door: who, when, and under which command id."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chassis.identity import VISITOR, Caller
from chassis.ids import new_id


def _now() -> datetime:
    # MongoDB keeps milliseconds; a finer instant would not survive the round trip.
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(frozen=True)
class Call:
    """What a door knows of the call it answers; the clock and the ids come from here."""

    caller: Caller = VISITOR
    now: datetime = field(default_factory=_now)
    new_id: Callable[[], str] = new_id
    command_id: str | None = None
    call_id: str = ""
    trace_id: str = ""


@dataclass(frozen=True)
class Job:
    """A piece of due work, as its handler receives it. ``attempt`` counts from 1.

    ``claim`` is this replica's right to it; None when a test performs it without a scheduler.
    """

    id: str
    kind: str
    key: str
    due_at: datetime
    data: dict[str, Any]
    attempt: int = 1
    claim: str | None = None


@dataclass(frozen=True)
class Again:
    """What a due handler returns when the work goes on: when, and with which data."""

    due_at: datetime
    data: dict[str, Any]
