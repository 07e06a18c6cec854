"""Development: what there is to learn, and what a member completed (row 88)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

DEVELOPMENT = "skills_register_development"


@command(DEVELOPMENT)
def add_development(
    region: str,
    *,
    title: str,
    kind: str,
    provider: str,
    begins: str,
    ends: str | None = None,
    places: Sequence[str] | None = None,
    access: str | None = None,
    open_to: str | None = None,
    booking: str | None = None,
    teaches: Sequence[str] | None = None,
) -> Payload:
    """By keepers; dates may be a month or a year; ``teaches`` words of the vocabulary: ``skill_unknown``."""
    return given(
        region=region,
        title=title,
        kind=kind,
        provider=provider,
        begins=begins,
        ends=ends,
        places=places,
        access=access,
        open_to=open_to,
        booking=booking,
        teaches=teaches,
    )


@command(DEVELOPMENT)
def change_development(
    opportunity_id: str,
    *,
    region: str,
    title: str,
    kind: str,
    provider: str,
    begins: str,
    ends: str | None = None,
    places: Sequence[str] | None = None,
    access: str | None = None,
    open_to: str | None = None,
    booking: str | None = None,
    teaches: Sequence[str] | None = None,
    version: int | None = None,
) -> Payload:
    """By keepers, all of it said anew; ``development_withdrawn``."""
    return given(
        id=opportunity_id,
        region=region,
        title=title,
        kind=kind,
        provider=provider,
        begins=begins,
        ends=ends,
        places=places,
        access=access,
        open_to=open_to,
        booking=booking,
        teaches=teaches,
        version=version,
    )


@command(DEVELOPMENT)
def withdraw_development(opportunity_id: str) -> Payload:
    """By keepers."""
    return {"id": opportunity_id}


@query(DEVELOPMENT)
def list_development(
    *,
    region: str | None = None,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Of a region and the UK, the earliest first."""
    return given(region=region, kind=kind, since=since, until=until, cursor=cursor, limit=limit)


@query(DEVELOPMENT)
def get_development(opportunity_id: str) -> Payload:
    return {"id": opportunity_id}


@command(DEVELOPMENT)
def complete_development(opportunity_id: str, *, on: str | None = None) -> Payload:
    """By the member; the answer's ``offers`` are skills they may add. ``development_not_begun``."""
    return given(id=opportunity_id, on=on)


@query(DEVELOPMENT)
def my_development(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """What the caller completed."""
    return given(cursor=cursor, limit=limit)


@command(DEVELOPMENT)
def forget_completion(opportunity_id: str) -> Payload:
    """Gone at once."""
    return {"id": opportunity_id}
