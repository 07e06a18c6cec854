"""The engagement of one proposal's team, from what is remembered: assessors' doors ask here, too."""

from datetime import datetime
from typing import Any

from exchange.comments.domain import evidence_until
from exchange.comments.engagement import Engagement, engagement
from exchange.comments.store import CommentStore
from exchange.comments.supporting.store import SupportStore
from exchange.proposals.domain import Proposal
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import Round


def engagement_of(work: Any, proposal: Proposal, found: Round, now: datetime) -> Engagement:
    """Until the proposals' deadline, its grace included; comments on what was merged into it count, its
    texts and its supporters, too."""
    places = (proposal.id, *proposal.merged_from)
    return engagement(
        proposal.team,
        CommentStore(work).all_of(*places),
        ProposalStore(work).texts_of(*places),
        SupportStore(work).all_of(*places),
        evidence_until(found, now),
    )
