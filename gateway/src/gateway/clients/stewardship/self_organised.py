"""The doors of members' own groups: start, join, tell, hand over, end (row 87)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

SELF_ORGANISED = "stewardship_self_organised"


@query(SELF_ORGANISED)
def list_groups(
    *,
    region: str | None = None,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Visitors see purpose and regions alone."""
    return given(region=region, state=state, cursor=cursor, limit=limit)


@query(SELF_ORGANISED)
def get_group(group_id: str) -> Payload:
    return {"id": group_id}


@query(SELF_ORGANISED)
def my_groups() -> Payload:
    return {}


@command(SELF_ORGANISED)
def start_group(answers: Mapping[str, Any]) -> Payload:
    """``{name, purpose, regions, shown_name, reach, compact_accepted, ends_on}``; live at once."""
    return dict(answers)


@command(SELF_ORGANISED)
def join_group(group_id: str, *, shown_name: str | None = None) -> Payload:
    return given(id=group_id, shown_name=shown_name)


@command(SELF_ORGANISED)
def leave_group(group_id: str) -> Payload:
    return {"id": group_id}


@command(SELF_ORGANISED)
def tell_news(group_id: str, *, text: str) -> Payload:
    return {"id": group_id, "text": text}


@command(SELF_ORGANISED)
def change_group(
    group_id: str,
    *,
    name: str,
    purpose: str,
    regions: Sequence[str],
    ends_on: str | None = None,
    version: int | None = None,
) -> Payload:
    """The whole of it as it is to be."""
    return given(id=group_id, name=name, purpose=purpose, regions=regions, ends_on=ends_on, version=version)


@command(SELF_ORGANISED)
def step_down(group_id: str) -> Payload:
    """The contact asks for a successor."""
    return {"id": group_id}


@command(SELF_ORGANISED)
def take_contact(group_id: str, *, shown_name: str | None = None, reach: str | None = None) -> Payload:
    return given(id=group_id, shown_name=shown_name, reach=reach)


@command(SELF_ORGANISED)
def end_group(group_id: str, *, came_of_it: str | None = None) -> Payload:
    return given(id=group_id, came_of_it=came_of_it)
