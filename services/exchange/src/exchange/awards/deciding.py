"""What an approval does beside the award: the pot is taken from, and the proposal is what it became."""

from datetime import datetime
from typing import Any

from chassis.call import Call
from contracts.refusals import Refused
from exchange.awards import pot
from exchange.awards.domain import AWARDED, PROPOSED, SKIPPED, Award, Project, overtake
from exchange.awards.store import AwardStore
from exchange.proposals import domain as proposals
from exchange.proposals.domain import Proposal
from exchange.proposals.store import ProposalStore
from exchange.results.domain import Result
from exchange.results.store import ResultStore
from exchange.rounds.domain import Round, refuse_unless, refuse_unpublished
from exchange.rounds.phases import AWARD

OPENING = "unfunded_opening"
"""Due work: ideas without an award are offered what else there is (row 58)."""
STAGE_OF = {AWARDED: proposals.AWARDED, SKIPPED: proposals.NOT_AWARDED}


def refuse_before_awards(found: Round, now: datetime) -> None:
    """From the first day of the award phase on, without an end; what was counted elsewhere is known already.

    Refused: ``round_not_published``, ``round_cancelled``, ``phase_not_open``.
    """
    phase = found.phase(AWARD)
    if phase is None or found.counted_elsewhere or now < phase.opens_at:
        refuse_unless(found, AWARD, now)
    refuse_unpublished(found)


def result_of(work: Any, round_id: str) -> Result:
    """What the votes say. Refused: ``not_tallied``."""
    found = ResultStore(work).get(round_id)
    if found is None:
        raise Refused("not_tallied")
    return found


def project_of(work: Any, proposal: Proposal) -> Project:
    """As an award is about it. Refused: ``not_tallied``."""
    won = proposal.id in result_of(work, proposal.round_id).chosen
    return Project(proposal.id, proposal.title, proposal.region, proposal.ask, proposal.team, won=won)


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
            for each in self._store.skipped_of(found.id, award.project.proposal_id):
                self._store.save(overtake(each, self._call.now))
        self._move(award.project.proposal_id, STAGE_OF[award.state])
        if self._store.pot(found.id).announced_at is not None:
            self._plan_opening(found.id)

    def release(self, award: Award) -> None:
        """What an award that ended was not paid goes back into the pot."""
        if award.unpaid:
            self.take_in(award.round_id, award.unpaid)

    def take_in(self, round_id: str, amount: int) -> None:
        """So much is in the pot again."""
        self._store.save_pot(pot.give_back(self._store.pot(round_id), amount))

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
