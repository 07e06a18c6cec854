"""Extracts for evaluators (row 79): counts alone, approved by two people, each hand-over recorded."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

EXTRACTS = "exchange_extracts"


@command(EXTRACTS)
def ask_extract(
    region: str, asker: str, purpose: str, dataset: str, until: str, *, fields: Sequence[str] | None = None
) -> Payload:
    """``not_your_region``, ``extract_fields_wrong``, ``extract_end_wrong``, ``identity_in_text``."""
    return given(
        region=region, asker=asker, purpose=purpose, dataset=dataset, until=until, fields_wanted=fields
    )


@command(EXTRACTS)
def decide_extract(
    extract_id: str, is_approved: bool, *, reason: str | None = None, version: int | None = None
) -> Payload:
    """``extract_own_request``, ``extract_decided``, ``reason_required``, ``stale_version``."""
    return given(id=extract_id, is_approved=is_approved, reason=reason, version=version)


@command(EXTRACTS)
def hand_over_extract(extract_id: str, *, version: int | None = None) -> Payload:
    """``extract_not_approved``, ``extract_ended``, ``stale_version``."""
    return given(id=extract_id, version=version)


@command(EXTRACTS)
def end_extract(extract_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``extract_not_approved``, ``extract_ended``, ``stale_version``."""
    return given(id=extract_id, reason=reason, version=version)


@query(EXTRACTS)
def list_extracts(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(EXTRACTS)
def get_extract(extract_id: str) -> Payload:
    """``not_found``."""
    return {"id": extract_id}


@query(EXTRACTS)
def extracts_of(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """For the region's keepers; ``not_your_region``."""
    return given(region=region, cursor=cursor, limit=limit)


@query(EXTRACTS)
def extracts_to_decide(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(EXTRACTS)
def list_hand_overs(extract_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """``not_found``."""
    return given(id=extract_id, cursor=cursor, limit=limit)


@query(EXTRACTS)
def get_hand_over(extract_id: str, number: int) -> Payload:
    """``not_found``, ``extract_ended``."""
    return {"id": extract_id, "number": number}
