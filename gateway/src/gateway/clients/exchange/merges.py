"""Two proposals become one by the consent of both leads (row 56)."""

from gateway.clients.doors import Payload, command, given, query

MERGES = "exchange_merges"


@command(MERGES)
def offer_merge(gone: str, into: str, *, words: str | None = None) -> Payload:
    """``gone`` is given up for ``into``; ``merge_with_itself``, ``merge_other_round``, ``merge_not_open``,
    ``merge_offered_already``, ``not_the_lead``, ``phase_not_open``, ``proposal_stage_wrong``."""
    return given(gone=gone, into=into, words=words)


@command(MERGES)
def answer_merge(merge_id: str, agrees: bool) -> Payload:
    """``not_the_lead``, ``merge_decided``, ``phase_not_open``, ``proposal_stage_wrong``."""
    return {"id": merge_id, "agrees": agrees}


@command(MERGES)
def take_back_merge(merge_id: str) -> Payload:
    """``not_the_lead``, ``merge_decided``."""
    return {"id": merge_id}


@query(MERGES)
def list_merges(proposal_id: str) -> Payload:
    """For its team; ``not_in_team``, ``not_found``."""
    return {"proposal_id": proposal_id}
