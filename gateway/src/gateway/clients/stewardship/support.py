"""Operational support: who does what for a group, and who takes over in a gap (row 39)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

SUPPORT = "stewardship_support"


@query(SUPPORT)
def list_support(region: str, *, as_at: str | None = None) -> Payload:
    """Every support with its gaps, and who does each task."""
    return given(region=region, as_at=as_at)


@command(SUPPORT)
def record_support(region: str, *, supporter: str, tasks: Sequence[str], starts: str) -> Payload:
    return {"region": region, "supporter": supporter, "tasks": list(tasks), "starts": starts}


@command(SUPPORT)
def end_support(support_id: str, *, ends: str, version: int | None = None) -> Payload:
    """``ends`` is the first day without it."""
    return given(id=support_id, ends=ends, version=version)


@command(SUPPORT)
def flag_gap(
    support_id: str, *, tasks: Sequence[str], starts: str, reason: str, version: int | None = None
) -> Payload:
    return given(id=support_id, tasks=list(tasks), starts=starts, reason=reason, version=version)


@command(SUPPORT)
def end_gap(support_id: str, gap_id: str, *, ends: str, version: int | None = None) -> Payload:
    return given(id=support_id, gap_id=gap_id, ends=ends, version=version)
