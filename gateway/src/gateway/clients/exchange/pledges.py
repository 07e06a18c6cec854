"""What members pool (row 62): money in pence, hours in minutes, rooms in how many times."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

PLEDGES = "exchange_pledges"
Offer = Mapping[str, Any]


@command(PLEDGES)
def make_pledge(region: str, kind: str, offer: Offer) -> Payload:
    """``offer`` as ``PledgeOffer`` of the service; ``local_finance_off``, ``pledge_amount_wrong``."""
    return {"region": region, "kind": kind, **offer}


@command(PLEDGES)
def change_pledge(pledge_id: str, offer: Offer, *, version: int | None = None) -> Payload:
    """``pledge_not_yours``, ``pledge_ended``, ``pledge_used_up``."""
    return given(id=pledge_id, version=version, **offer)


@command(PLEDGES)
def withdraw_pledge(pledge_id: str, *, version: int | None = None) -> Payload:
    """``pledge_not_yours``, ``pledge_ended``."""
    return given(id=pledge_id, version=version)


@command(PLEDGES)
def claim_pledge(
    pledge_id: str, amount: int, purpose: str, *, shown_name: str | None = None, reach: str | None = None
) -> Payload:
    """``pledge_own``, ``pledge_ended``, ``claim_amount_wrong``, ``claim_open_already``."""
    return given(id=pledge_id, amount=amount, purpose=purpose, shown_name=shown_name, reach=reach)


@command(PLEDGES)
def answer_claim(pledge_id: str, claim_id: str, agrees: bool) -> Payload:
    """``pledge_not_yours``, ``claim_answered``, ``pledge_used_up``."""
    return {"id": pledge_id, "claim_id": claim_id, "agrees": agrees}


@command(PLEDGES)
def note_use(pledge_id: str, claim_id: str, amount: int) -> Payload:
    """``claim_not_yours``, ``claim_not_agreed``, ``claim_amount_wrong``."""
    return {"id": pledge_id, "claim_id": claim_id, "amount": amount}


@command(PLEDGES)
def end_claim(pledge_id: str, claim_id: str) -> Payload:
    """``claim_not_yours``, ``claim_not_agreed``."""
    return {"id": pledge_id, "claim_id": claim_id}


@query(PLEDGES)
def get_pledge(pledge_id: str) -> Payload:
    """``not_found``."""
    return {"id": pledge_id}


@query(PLEDGES)
def list_pledges(
    *, region: str | None = None, kind: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """``region_unknown``."""
    return given(region=region, kind=kind, cursor=cursor, limit=limit)


@query(PLEDGES)
def my_pledges(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(PLEDGES)
def list_pools(*, region: str | None = None) -> Payload:
    """``region_unknown``."""
    return given(region=region)


@query(PLEDGES)
def list_flows(region: str, kind: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """``region_unknown``."""
    return given(region=region, kind=kind, cursor=cursor, limit=limit)
