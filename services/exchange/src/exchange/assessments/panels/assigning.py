"""Proposals are given out: conflicts are checked first, loads are even, the order is the round's lot."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chassis.call import Call
from commons.people.store import People
from exchange.assessments.domain import STANDING, Assessment, assign
from exchange.assessments.panels.conflicts import Teams, refuse_conflict
from exchange.assessments.panels.domain import OFFERED, Assessor, Panel, refuse_not_offered
from exchange.assessments.panels.reading import teams_of
from exchange.assessments.panels.sharing import Sharing
from exchange.assessments.panels.store import PanelStore
from exchange.assessments.store import AssessmentStore
from exchange.proposals.domain import SUBMITTED, Proposal
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds.domain import Round
from exchange.tally.lots import lot_order


@dataclass(frozen=True)
class Given:
    """What was given out by one call; ``short`` are the proposals that lack readers, and how many."""

    assessments: tuple[Assessment, ...]
    short: tuple[tuple[Proposal, int], ...]

    def numbers(self) -> dict[str, int]:
        """How many proposals each assessor got."""
        return dict(Counter(each.assessor for each in self.assessments))


class Assigning:
    """Everything that one call about a round's panel has to know."""

    def __init__(self, work: Any, found: Round, panel: Panel) -> None:
        self._work = work
        self._round = found
        self._panel = panel
        self._teams: Teams = teams_of(work, panel)
        self._assessments = AssessmentStore(work).of_round(found.id)
        self._loads = Counter(each.assessor for each in self._assessments if each.state in STANDING)
        self._had = {(each.proposal_id, each.assessor) for each in self._assessments}

    def give_out(self, call: Call) -> Given:
        """Every submitted proposal gets the readers that it lacks, as far as volunteers can take them.

        Whoever had it before, and gave it back or could not, does not get it again.
        """
        proposals = {each.id: each for each in ProposalStore(self._work).of_round(self._round.id, SUBMITTED)}
        volunteers = self._volunteers()
        shared = Sharing(
            self._needs(proposals),
            {each: self._eligible(each, volunteers) for each in proposals},
            self._loads,
            {each.member_id: each.most for each in volunteers},
        ).out()
        made = tuple(self._assign(call, *pair) for pair in shared.pairs)
        short = tuple((proposals[each], number) for each, number in shared.short.items())
        return Given(made, short)

    def give_one(self, call: Call, proposal: Proposal, to: Assessor) -> Assessment:
        """A keeper chooses. Refused: ``assessor_not_offered``, ``assessment_conflict`` (403),
        ``assessor_assigned``, ``assessor_full``."""
        refuse_not_offered(to)
        refuse_conflict(self._teams.conflict(to.reader, proposal.id))
        if (proposal.id, to.member_id) in self._had:
            raise Refusal("assessor_assigned")
        if self._loads[to.member_id] >= to.most:
            raise Refusal("assessor_full", f"They have {to.most}, as many as they offered to read.")
        return self._assign(call, proposal.id, to.member_id)

    def _assign(self, call: Call, proposal_id: str, assessor: str) -> Assessment:
        made = assign(call.new_id(), self._round.id, proposal_id, assessor, call.now)
        AssessmentStore(self._work).save(made)
        return made

    def _volunteers(self) -> list[Assessor]:
        """Active members who offered, in the order of the lot."""
        offered = {
            each.member_id: each
            for each in PanelStore(self._work).assessors_of(self._round.id)
            if each.state == OFFERED
        }
        known = People(self._work).several(offered)
        active = [member for member in offered if member in known and known[member].is_active]
        return [offered[each] for each in lot_order(self._round.terms.seed, active)]

    def _needs(self, proposals: Iterable[str]) -> dict[str, int]:
        places = Counter(each.proposal_id for each in self._assessments if each.state in STANDING)
        order = lot_order(self._round.terms.seed, proposals)
        return {each: max(0, self._panel.rules.wanted - places[each]) for each in order}

    def _eligible(self, proposal_id: str, volunteers: Iterable[Assessor]) -> list[str]:
        return [
            each.member_id
            for each in volunteers
            if (proposal_id, each.member_id) not in self._had
            and self._teams.conflict(each.reader, proposal_id) is None
        ]
