"""Members: the directory, one's own record, roles."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

MEMBERS = "membership_members"


@query(MEMBERS)
def search_members(
    *,
    q: str | None = None,
    region: str | None = None,
    sector: str | None = None,
    topic: str | None = None,
    connectors_only: bool | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """The directory, as far as the caller may see it."""
    return given(
        q=q,
        region=region,
        sector=sector,
        topic=topic,
        connectors_only=connectors_only,
        cursor=cursor,
        limit=limit,
    )


@query(MEMBERS)
def get_member(member_id: str) -> Payload:
    return {"id": member_id}


@query(MEMBERS)
def my_profile() -> Payload:
    """The caller's own profile, with what others see of it in ``seen_by``."""
    return {}


@command(MEMBERS)
def change_profile(version: int, changes: Mapping[str, Any]) -> Payload:
    """Only the named fields change."""
    return {**changes, "version": version}


@command(MEMBERS)
def move_region(
    version: int, region: str, *, from_: str | None = None, member_id: str | None = None
) -> Payload:
    """The caller's own home region, or that of ``member_id``; ``from_`` is a date (YYYY-MM-DD)."""
    moved = given(version=version, region=region, id=member_id)
    return {**moved, "from": from_} if from_ is not None else moved


@command(MEMBERS)
def leave(version: int, *, reason: str | None = None) -> Payload:
    return given(version=version, reason=reason)


@query(MEMBERS)
def identify(*, email: str | None = None, member_id: str | None = None) -> Payload:
    """By the gateway itself, for signing in: id, name, e-mail, region, status and roles."""
    return given(email=email, id=member_id)


@command(MEMBERS)
def grant_role(member_id: str, role: str, *, region: str | None = None) -> Payload:
    return given(id=member_id, role=role, region=region)


@command(MEMBERS)
def end_role(member_id: str, role: str, *, region: str | None = None) -> Payload:
    return given(id=member_id, role=role, region=region)


@query(MEMBERS)
def export_members(
    *, region: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(region=region, cursor=cursor, limit=limit)
