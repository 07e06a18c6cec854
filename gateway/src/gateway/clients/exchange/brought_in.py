"""Rounds held or begun elsewhere, and what is brought in from them (row 56); money is whole pence."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

BROUGHT_IN = "exchange_brought_in"
Rows = Sequence[Mapping[str, Any]]


@command(BROUGHT_IN)
def take_over_round(round_id: str, source: str, *, version: int | None = None) -> Payload:
    """``round_not_begun``, ``round_published``, ``source_required``, ``pot_wrong``, ``stale_version``."""
    return given(id=round_id, source=source, version=version)


@query(BROUGHT_IN)
def preview_brought_in(round_id: str, rows: Rows) -> Payload:
    """``round_not_taken_over``, ``brought_in_too_late``, ``award_over_pot``."""
    return {"round_id": round_id, "rows": list(rows)}


@command(BROUGHT_IN)
def bring_in_proposals(round_id: str, rows: Rows, *, more_follows: bool | None = None) -> Payload:
    """``brought_in_wrong``, ``round_not_taken_over``, ``brought_in_too_late``, ``award_over_pot``."""
    return given(round_id=round_id, rows=list(rows), more_follows=more_follows)
