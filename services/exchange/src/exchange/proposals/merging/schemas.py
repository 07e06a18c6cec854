"""The shapes at the doors of merging."""

from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Identifier, Paragraphs
from exchange.proposals.domain import Proposal
from exchange.proposals.merging.domain import OFFERED, Merge


class OfferMerge(Schema):
    """``gone`` is given up for ``into``; the caller leads one of the two."""

    gone = Identifier(required=True)
    into = Identifier(required=True)
    words = Paragraphs(load_default="")


class OneMerge(Schema):
    id = Identifier(required=True)


class AnswerMerge(OneMerge):
    agrees = fields.Bool(required=True)


class ListMerges(Schema):
    """Of one proposal, on either side, for its team."""

    proposal_id = Identifier(required=True)


def merge_view(merge: Merge, gone: Proposal, into: Proposal, member_id: str) -> dict[str, Any]:
    """``mine_to_answer`` is whether the caller is the lead who is asked."""
    asked = into if merge.by_gone else gone
    return {
        "id": merge.id,
        "version": merge.version,
        "round_id": merge.round_id,
        "gone": {"id": gone.id, "title": gone.title, "stage": gone.stage},
        "into": {"id": into.id, "title": into.title, "stage": into.stage},
        "offered_by": merge.offered_by,
        "words": merge.words or None,
        "state": merge.state,
        "at": merge.at.isoformat(),
        "decided_at": merge.decided_at.isoformat() if merge.decided_at else None,
        "mine_to_answer": merge.state == OFFERED and asked.lead == member_id,
    }
