"""What assessors see of how a team dealt with comments, beside its words (row 56)."""

from datetime import datetime
from typing import Any

from exchange.comments.domain import evidence_until
from exchange.comments.engagement import engagement
from exchange.comments.store import CommentStore
from exchange.comments.supporting.store import SupportStore
from exchange.proposals.domain import Proposal
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import Round


def evidence_of(work: Any, proposal: Proposal, found: Round, now: datetime) -> dict[str, Any]:
    """Numbers and, for each changed text, the comments because of which it was; with what was merged in."""
    ids = (proposal.id, *proposal.merged_from)
    told = engagement(
        proposal.team,
        CommentStore(work).all_of(*ids),
        ProposalStore(work).texts_of(*ids),
        SupportStore(work).all_of(*ids),
        evidence_until(found, now),
    )
    return {
        "until": told.until.isoformat(),
        "comments": told.comments,
        "commenters": told.commenters,
        "answered": told.answered,
        "questions": told.questions,
        "questions_answered": told.questions_answered,
        "texts": told.texts,
        "changed_by": told.changed_by,
        "changes": [
            {
                "proposal_id": each.proposal_id,
                "number": each.number,
                "at": each.at.isoformat(),
                "because_of": list(each.because_of),
            }
            for each in told.changes
        ],
        "supporters": told.supporters,
        "groups": list(told.groups),
    }
