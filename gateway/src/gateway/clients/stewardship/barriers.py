"""What stands in the way of improvement, said without blame (row 40)."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

BARRIERS = "stewardship_barriers"


@query(BARRIERS)
def list_barriers(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(region=region, cursor=cursor, limit=limit)


@query(BARRIERS)
def get_barrier(barrier_id: str) -> Payload:
    return {"id": barrier_id}


@query(BARRIERS)
def shared_barriers() -> Payload:
    """What groups share UK-wide, by theme."""
    return {}


@command(BARRIERS)
def log_barrier(region: str, *, theme: str, text: str) -> Payload:
    """By a member of the region or who keeps its group; ``barrier_blames``."""
    return {"region": region, "theme": theme, "text": text}


@command(BARRIERS)
def change_barrier(barrier_id: str, changes: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """``{text, theme, state, action, action_path, shared}``; what is left out stays as it is."""
    return {"id": barrier_id, **changes, **given(version=version)}
