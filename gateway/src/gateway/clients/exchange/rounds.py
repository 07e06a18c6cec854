"""Rounds of Q Exchange (row 56); money is whole pence."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

ROUNDS = "exchange_rounds"
Terms = Mapping[str, Any]
Days = Sequence[Mapping[str, Any]]


@command(ROUNDS)
def draft_round(region: str, terms: Terms) -> Payload:
    """``terms`` as ``RoundTerms`` of the service; ``not_your_region``, ``phases_wrong``, ``pot_wrong``."""
    return {"region": region, **terms}


@command(ROUNDS)
def change_round(round_id: str, terms: Terms, *, version: int | None = None) -> Payload:
    """``round_published``, ``stale_version``, and as ``draft_round``."""
    return {**given(id=round_id, version=version), **terms}


@command(ROUNDS)
def publish_round(round_id: str, *, version: int | None = None) -> Payload:
    """``round_published``, ``round_too_late``, ``stale_version``."""
    return given(id=round_id, version=version)


@command(ROUNDS)
def postpone_round(round_id: str, phases: Days, *, version: int | None = None) -> Payload:
    """``phase_over``, ``phase_earlier``, ``phases_wrong``, ``stale_version``."""
    return given(id=round_id, phases=phases, version=version)


@command(ROUNDS)
def cancel_round(round_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``reason_required``, ``round_cancelled``, ``phase_over``, ``stale_version``."""
    return given(id=round_id, reason=reason, version=version)


@query(ROUNDS)
def get_round(round_id: str) -> Payload:
    """``not_found``."""
    return {"id": round_id}


@query(ROUNDS)
def list_rounds(*, region: str | None = None, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(region=region, cursor=cursor, limit=limit)


@query(ROUNDS)
def list_drafts(*, region: str | None = None, cursor: str | None = None, limit: int | None = None) -> Payload:
    """For keepers, of one region or of all that they keep; ``not_your_region``."""
    return given(region=region, cursor=cursor, limit=limit)
