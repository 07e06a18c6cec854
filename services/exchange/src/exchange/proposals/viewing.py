"""Proposals as a caller sees them: with what is said about them, and what the caller may do now."""

from typing import Any

from chassis.call import Call
from exchange.comments.store import CommentStore
from exchange.comments.supporting.store import SupportStore
from exchange.proposals import schemas
from exchange.proposals.acting import may_do
from exchange.proposals.domain import WRITTEN, Proposal
from exchange.proposals.merging.store import MergeStore
from exchange.proposals.reading import heir_of, reader_of
from exchange.proposals.sight import is_of_team
from exchange.proposals.store import ProposalStore
from exchange.proposals.words import remaining
from exchange.rounds.domain import Round
from exchange.rounds.store import RoundStore


class Viewing:
    """Of several proposals at once, of any rounds."""

    def __init__(self, store: ProposalStore) -> None:
        self.work = store.work

    def views(self, call: Call, proposals: list[Proposal]) -> list[dict[str, Any]]:
        """In their order; ``questions_waiting`` (those on what was merged into it, too) and
        ``merges_waiting`` are numbers."""
        ids = [each.id for each in proposals]
        own = [each.id for each in proposals if is_of_team(each, call.caller.subject)]
        rounds, heirs = self._rounds(proposals), self._heirs(proposals)
        sources = [source for each in proposals for source in (each.id, *each.merged_from)]
        comments = CommentStore(self.work).numbers_of(ids)
        questions = CommentStore(self.work).waiting_on(sources)
        supporters = SupportStore(self.work).numbers_of(ids)
        merges = MergeStore(self.work).waiting_on(own) if own else {}
        return [
            {
                **schemas.proposal_view(each, call.caller.subject),
                "comments": comments.get(each.id, 0),
                "questions_waiting": sum(questions.get(source, 0) for source in (each.id, *each.merged_from)),
                "supporters": supporters.get(each.id, 0),
                "merges_waiting": merges.get(each.id, 0),
                **_now(call, each, heirs.get(each.id, each), rounds.get(each.round_id)),
            }
            for each in proposals
        ]

    def _rounds(self, proposals: list[Proposal]) -> dict[str, Round]:
        store = RoundStore(self.work)
        found = {each: store.get(each) for each in {one.round_id for one in proposals}}
        return {each: known for each, known in found.items() if known is not None}

    def _heirs(self, proposals: list[Proposal]) -> dict[str, Proposal]:
        """What each of those that were merged goes on as."""
        store = ProposalStore(self.work)
        return {each.id: heir_of(store, each) for each in proposals if each.merged_into}


def _now(call: Call, proposal: Proposal, heir: Proposal, found: Round | None) -> dict[str, Any]:
    if found is None:
        return {"may": [], "remaining": {}}
    is_written = is_of_team(proposal, call.caller.subject) and proposal.stage in WRITTEN
    return {
        "may": list(may_do(proposal, heir, found, reader_of(call.caller, found), call.now)),
        "remaining": remaining(found, proposal.words) if is_written else {},
    }
