"""Rooms, and when they are taken (row 49)."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

VENUES = "meetings_venues"


@query(VENUES)
def list_venues(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """A region's venues by name."""
    return given(region=region, cursor=cursor, limit=limit)


@query(VENUES)
def get_venue(venue_id: str) -> Payload:
    """One venue; its contact only for keepers."""
    return {"id": venue_id}


@query(VENUES)
def venue_diary(venue_id: str, *, since: str | None = None) -> Payload:
    """When it is taken, from an instant on."""
    return given(id=venue_id, since=since)


@query(VENUES)
def free_venues(region: str, *, starts_at: str, minutes: int, except_for: str | None = None) -> Payload:
    """The ids of those that nobody has at this time."""
    return given(region=region, starts_at=starts_at, minutes=minutes, except_for=except_for)


@command(VENUES)
def register_venue(region: str, told: Mapping[str, Any]) -> Payload:
    return {"region": region, **told}


@command(VENUES)
def change_venue(venue_id: str, changes: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """What is left out stays as it is."""
    return {"id": venue_id, **changes, **given(version=version)}
