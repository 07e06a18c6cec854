"""What an approval does beside the award: the pot is taken from, and the proposal is what it became."""

from typing import Any

from chassis.call import Call
from exchange.awards import pot
from exchange.awards.domain import AWARDED, PROPOSED, SKIPPED, Award
from exchange.awards.store import AwardStore
from exchange.proposals import domain as proposals
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import Round

OPENING = "unfunded_opening"
"""Due work: ideas without an award are offered what else there is (row 58)."""
STAGE_OF = {AWARDED: proposals.AWARDED, SKIPPED: proposals.NOT_AWARDED}


class Deciding:
    """The round's pot and its proposals, in the transaction of the decision."""

    def __init__(self, store: AwardStore, call: Call) -> None:
        self._store = store
        self._call = call
        self._proposals = ProposalStore(store.work)

    def weigh(self, found: Round, amount: int) -> None:
        """Whether the pot would hold so much more. Refused: ``award_over_pot``."""
        pot.refuse_over(self._store.pot(found.id), amount, found.terms.limits.pot)

    def settle(self, found: Round, award: Award) -> None:
        """After an approval: an award that is made is taken from the pot. Refused: ``award_over_pot``."""
        if award.state == PROPOSED:
            self.weigh(found, award.terms.amount)
            return
        if award.state == AWARDED:
            known = self._store.pot(found.id)
            self._store.save_pot(pot.take(known, award.terms.amount, found.terms.limits.pot))
        self._move(award.project.proposal_id, STAGE_OF[award.state])
        if self._store.pot(found.id).announced_at is not None:
            self._plan_opening(found.id)

    def release(self, award: Award) -> None:
        """What an award that ended was not paid goes back into the pot."""
        if award.unpaid:
            self._store.save_pot(pot.give_back(self._store.pot(award.round_id), award.unpaid))

    def announce(self, found: Round) -> pot.Pot:
        """Refused: ``awards_undecided``."""
        known = self._store.pot(found.id)
        after = pot.announce(known, self._store.waiting_in(found.id, PROPOSED), self._call.now)
        if after is known:
            return known
        self._store.save_pot(after)
        for each in self._proposals.of_round(found.id, proposals.SUBMITTED, proposals.SHORTLISTED):
            self._proposals.save(proposals.move(each, proposals.NOT_AWARDED, self._call.now))
        self._plan_opening(found.id)
        return after

    def _move(self, proposal_id: str, stage: str) -> None:
        found: Any = self._proposals.get(proposal_id)
        moved = proposals.move(found, stage, self._call.now)
        if moved is not found:
            self._proposals.save(moved)

    def _plan_opening(self, round_id: str) -> None:
        self._store.work.schedule(OPENING, round_id, self._call.now)
