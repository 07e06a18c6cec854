"""QI capacity: how many people of a body are trained, as it reports itself (row 66)."""

from gateway.clients.doors import Payload, command, given, query

CAPACITY = "skills_register_capacity"


@command(CAPACITY)
def report_capacity(
    region: str,
    *,
    day: str,
    source: str,
    trained: int | None = None,
    headcount: int | None = None,
    organisation: str | None = None,
    organisation_id: str | None = None,
    self_reported: bool | None = None,
) -> Payload:
    """By keepers; a figure that is left out is unknown. ``organisation_unknown``, ``capacity_wrong``,
    ``capacity_day_reported``."""
    return given(
        region=region,
        organisation=organisation,
        day=day,
        source=source,
        trained=trained,
        headcount=headcount,
        organisation_id=organisation_id,
        self_reported=self_reported,
    )


@command(CAPACITY)
def correct_capacity(
    body_id: str,
    snapshot_id: str,
    *,
    note: str,
    day: str,
    source: str,
    trained: int | None = None,
    headcount: int | None = None,
    self_reported: bool | None = None,
    version: int | None = None,
) -> Payload:
    """By keepers; the earlier stays with the note. ``snapshot_corrected``, ``reason_required``."""
    return given(
        body_id=body_id,
        snapshot_id=snapshot_id,
        note=note,
        day=day,
        source=source,
        trained=trained,
        headcount=headcount,
        self_reported=self_reported,
        version=version,
    )


@query(CAPACITY)
def list_capacity(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """The latest of each body by name, and the region's sum."""
    return given(region=region, cursor=cursor, limit=limit)


@query(CAPACITY)
def get_capacity(body_id: str) -> Payload:
    """A body with its trend over snapshots."""
    return {"body_id": body_id}
