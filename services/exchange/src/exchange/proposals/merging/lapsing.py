"""Offers to merge that come to nothing, because one of the two is given up (row 56)."""

from datetime import datetime
from typing import Any

from exchange.proposals import telling
from exchange.proposals.domain import GIVEN_UP, Proposal
from exchange.proposals.merging.domain import lapse
from exchange.proposals.merging.store import MergeStore
from exchange.proposals.store import ProposalStore


def lapse_offers(work: Any, proposal: Proposal, now: datetime) -> None:
    """Nobody is asked any more for what cannot be; whoever leads the other side and waited for an answer is
    told. Of a proposal that goes on nothing happens."""
    if proposal.stage not in GIVEN_UP:
        return
    store = MergeStore(work)
    for before in store.open_of(proposal.id):
        after = lapse(before, now)
        waits = before.into if before.to_answer == before.gone else before.gone
        other = ProposalStore(work).get(waits) if waits != proposal.id else None
        store.save(after, telling.merge_answered(after, other, proposal) if other is not None else [])
