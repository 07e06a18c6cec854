"""About what a group costs in a year (row 35)."""

from gateway.clients.doors import Payload, command, given, query

COSTS = "stewardship_costs"


@query(COSTS)
def list_costs(*, region: str | None = None) -> Payload:
    """Every year of a region, or the newest year of each; amounts in pence and as shown."""
    return given(region=region)


@command(COSTS)
def record_cost(
    region: str,
    *,
    starts: str,
    ends: str,
    amount_pence: int,
    approximate: bool,
    source: str,
    new_members: int | None = None,
    new_members_source: str | None = None,
    version: int | None = None,
) -> Payload:
    """``ends`` is exclusive; a correction needs the version that was read."""
    return given(
        region=region,
        starts=starts,
        ends=ends,
        amount_pence=amount_pence,
        approximate=approximate,
        source=source,
        new_members=new_members,
        new_members_source=new_members_source,
        version=version,
    )
