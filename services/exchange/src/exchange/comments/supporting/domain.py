"""Support for a proposal: a member's own, or that of a group, said by those who keep it (row 56)."""

from dataclasses import dataclass
from datetime import datetime

from exchange.proposals.domain import Proposal
from exchange.refusal import Refusal


@dataclass(frozen=True)
class Support:
    """``group`` is the region's code (or ``UK``) for which it was said, "" for a member's own."""

    id: str
    proposal_id: str
    by: str
    group: str
    shown_name: str
    at: datetime


def support(proposal: Proposal, *, by: str, group: str, shown_name: str, now: datetime) -> Support:
    """One of each member, one of each group. Refused: ``support_own`` for the team."""
    if by in proposal.team:
        raise Refusal("support_own")
    return Support(support_id(proposal.id, by, group), proposal.id, by, group, shown_name, now)


def support_id(proposal_id: str, by: str, group: str) -> str:
    """The same member, or the same group, has the same id again."""
    return f"{proposal_id}:group:{group}" if group else f"{proposal_id}:member:{by}"
