"""When and where groups meet (rows 41, 43 and 50)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

CALENDAR = "meetings_calendar"


@query(CALENDAR)
def list_meetings(
    *,
    region: str | None = None,
    when: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Published meetings, ``upcoming`` or ``past``; of one region also unpublished ones, to its table."""
    return given(region=region, when=when, cursor=cursor, limit=limit)


@query(CALENDAR)
def get_meeting(meeting_id: str) -> Payload:
    """One meeting; ``not_found`` too before it is published, except for the group's table."""
    return {"id": meeting_id}


@query(CALENDAR)
def meeting_cycle(region: str, *, on: str | None = None) -> Payload:
    """How a group's cycle of a day stands."""
    return given(region=region, on=on)


@query(CALENDAR)
def count_invited(groups: Sequence[str], *, on: str | None = None) -> Payload:
    """How many seat holders of these groups there are on a day."""
    return given(groups=list(groups), on=on)


@command(CALENDAR)
def plan_meeting(region: str, planned: Mapping[str, Any]) -> Payload:
    """A meeting to come, or one of the past; it is not published yet."""
    return {"region": region, **planned}


@command(CALENDAR)
def change_meeting(meeting_id: str, changes: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """What is left out stays as it is."""
    return {"id": meeting_id, **changes, **given(version=version)}


@command(CALENDAR)
def publish_meeting(meeting_id: str, *, version: int | None = None) -> Payload:
    """Everybody sees it, and the tables are told."""
    return given(id=meeting_id, version=version)


@command(CALENDAR)
def hold_meeting(meeting_id: str, *, observers: int | None = None, version: int | None = None) -> Payload:
    """It took place."""
    return given(id=meeting_id, observers=observers, version=version)


@command(CALENDAR)
def cancel_meeting(meeting_id: str, cause: str, *, version: int | None = None) -> Payload:
    """It does not take place, and why."""
    return given(id=meeting_id, cause=cause, version=version)


@command(CALENDAR)
def set_cycle(
    region: str,
    *,
    starts_on: str,
    ends_on: str,
    instead_of: str | None = None,
    version: int | None = None,
) -> Payload:
    """Record a group's cycle; ``instead_of`` is the first day of the one it corrects."""
    return given(region=region, starts_on=starts_on, ends_on=ends_on, instead_of=instead_of, version=version)
