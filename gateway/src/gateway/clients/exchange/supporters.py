"""Who supports a proposal: members in their own name, groups by their keepers (row 56)."""

from gateway.clients.doors import Payload, command, given, query

SUPPORTERS = "exchange_supporters"


@command(SUPPORTERS)
def support_proposal(proposal_id: str, *, group: str | None = None, shown_name: str | None = None) -> Payload:
    """``support_own``, ``proposal_comments_closed``, ``region_unknown``, ``not_your_region``."""
    return given(proposal_id=proposal_id, group=group, shown_name=shown_name)


@command(SUPPORTERS)
def take_back_support(proposal_id: str, *, group: str | None = None) -> Payload:
    """``proposal_comments_closed``, ``region_unknown``, ``not_your_region``."""
    return given(proposal_id=proposal_id, group=group)


@query(SUPPORTERS)
def list_supporters(proposal_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """``not_found``."""
    return given(proposal_id=proposal_id, cursor=cursor, limit=limit)
