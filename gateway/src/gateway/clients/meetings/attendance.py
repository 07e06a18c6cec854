"""Which seats were present, and what that comes to (row 46)."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

ATTENDANCE = "meetings_attendance"


@query(ATTENDANCE)
def get_attendance(meeting_id: str) -> Payload:
    """One meeting's figures; who it was only for its table."""
    return {"meeting": meeting_id}


@query(ATTENDANCE)
def region_attendance(region: str, *, since: str | None = None, until: str | None = None) -> Payload:
    """A group's meetings one by one and pooled; ``since`` and ``until`` are days, both included."""
    return given(region=region, since=since, until=until)


@query(ATTENDANCE)
def my_attendance() -> Payload:
    """The caller's own record."""
    return {}


@command(ATTENDANCE)
def mark_attendance(
    meeting_id: str, presences: Mapping[str, str], *, reason: str | None = None, version: int | None = None
) -> Payload:
    """``presences`` by seat; those left out stay as they are."""
    marks: list[Any] = [{"seat": seat, "presence": presence} for seat, presence in presences.items()]
    return given(meeting=meeting_id, marks=marks, reason=reason, version=version)


@command(ATTENDANCE)
def send_apology(meeting_id: str, reason: str = "") -> Payload:
    return {"meeting": meeting_id, "reason": reason}


@command(ATTENDANCE)
def take_back_apology(meeting_id: str) -> Payload:
    return {"meeting": meeting_id}


@command(ATTENDANCE)
def note_published_attendance(region: str, *, period: str, low: int, high: int, source: str) -> Payload:
    """What others published of past meetings, apart from our records."""
    return {"region": region, "period": period, "low": low, "high": high, "source": source}


@command(ATTENDANCE)
def remove_published_attendance(range_id: str) -> Payload:
    return {"id": range_id}
