"""Regions, and how each has grown."""

from gateway.clients.doors import Payload, given, query

REGIONS = "membership_regions"
GROWTH = "membership_growth"


@query(REGIONS)
def list_regions() -> Payload:
    """All regions, by name, with how many members each has."""
    return {}


@query(REGIONS)
def get_region(code: str) -> Payload:
    """One region with its settings, or ``region_unknown``."""
    return {"code": code}


@query(GROWTH)
def region_growth(code: str, *, as_at: str | None = None) -> Payload:
    return given(code=code, as_at=as_at)


@query(GROWTH)
def community_growth() -> Payload:
    return {}


@query(GROWTH)
def inclusion(region: str) -> Payload:
    """Counts by sector, perspective and profession; small cells masked."""
    return {"region": region}
