"""What happens to a proposal by itself: its team is reminded of the deadline, and an unsent draft ends."""

from datetime import datetime, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from commons.london import noon
from exchange.comments.store import CommentStore
from exchange.comments.supporting.store import SupportStore
from exchange.proposals.domain import DRAFT, WITHDRAWN, Proposal
from exchange.proposals.merging.store import MergeStore
from exchange.proposals.store import ProposalStore
from exchange.proposals.telling import deadline_near
from exchange.rounds.domain import PUBLISHED, Round
from exchange.rounds.phases import PROPOSAL
from exchange.rounds.store import RoundStore
from exchange.settings import Settings
from exchange.unfunded.store import UnfundedStore

DEADLINE, UNSENT = "proposal_deadline", "proposal_unsent"


class Clock:
    """The due work of one call."""

    def __init__(self, store: ProposalStore, settings: Settings) -> None:
        self.store = store
        self.settings = settings

    @property
    def work(self) -> Any:
        return self.store.work

    def plan(self, proposal: Proposal, found: Round, now: datetime) -> None:
        """A draft is reminded of its deadline; what may never be submitted gets its end."""
        tell_at = self._tell_at(found)
        if proposal.stage == DRAFT and tell_at is not None and now < tell_at:
            self.work.schedule(DEADLINE, proposal.id, tell_at)
        if is_unsent(proposal):
            self.work.schedule(UNSENT, proposal.id, self._ends_at(proposal))
        else:
            self.work.unschedule(UNSENT, proposal.id)

    def tell_of_deadline(self, call: Call, job: Job) -> Again | None:
        """Once for each deadline: it looks again when that has passed, and a round that was put off tells
        again, later."""
        proposal = self.store.get(job.key)
        found = RoundStore(self.work).get(proposal.round_id) if proposal is not None else None
        if proposal is None or found is None or proposal.stage != DRAFT or found.state != PUBLISHED:
            return None
        phase, tell_at = found.phase(PROPOSAL), self._tell_at(found)
        if phase is None or tell_at is None or call.now >= phase.closes_at:
            return None
        if call.now < tell_at:
            return Again(tell_at, {})
        self.work.publish(deadline_near(proposal, found))
        return Again(phase.closes_at, {})

    def delete_unsent(self, call: Call, job: Job) -> Again | None:
        """With everything that was said about it; not what is carried on without an award (row 58)."""
        proposal = self.store.get(job.key)
        if proposal is None or not is_unsent(proposal) or UnfundedStore(self.work).get(proposal.id):
            return None
        if call.now < self._ends_at(proposal):
            return Again(self._ends_at(proposal), {})
        CommentStore(self.work).delete_of(proposal.id)
        SupportStore(self.work).delete_of(proposal.id)
        MergeStore(self.work).delete_of(proposal.id)
        self.store.delete(proposal.id)
        return None

    def _tell_at(self, found: Round) -> datetime | None:
        phase = found.phase(PROPOSAL)
        if phase is None:
            return None
        return noon(phase.last - timedelta(days=self.settings.proposal_notice_days))

    def _ends_at(self, proposal: Proposal) -> datetime:
        return proposal.changed_at + timedelta(days=self.settings.proposal_unsent_days)


def is_unsent(proposal: Proposal) -> bool:
    """A draft, or what was withdrawn, that was never submitted; an idea stays, others may take it up."""
    return not proposal.was_submitted and proposal.stage in (DRAFT, WITHDRAWN)
