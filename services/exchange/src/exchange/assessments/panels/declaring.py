"""What a conflict does beside its record when it is told, and when it is undone (row 56)."""

from typing import Any

from chassis.call import Call
from exchange.assessments.domain import ASSIGNED, CONFLICTED
from exchange.assessments.panels import domain
from exchange.assessments.panels.domain import Assessor, Panel
from exchange.assessments.panels.store import PanelStore
from exchange.assessments.shortlists.domain import without
from exchange.assessments.shortlists.store import OutcomeStore
from exchange.assessments.store import AssessmentStore
from exchange.assessments.telling import Telling
from exchange.assessments.vacating import give_back_after_conflict, vacate_for_conflict
from exchange.proposals.domain import Proposal
from exchange.rounds.domain import Round


class Declaring:
    """One member's conflict with one proposal."""

    def __init__(
        self, work: Any, call: Call, found: Round, panel: Panel, proposal: Proposal, member_id: str
    ) -> None:
        self._work = work
        self._call = call
        self._panel = panel
        self._proposal = proposal
        self._member = member_id
        self._panels = PanelStore(work)
        self._telling = Telling(work, found, panel, call.now)

    def tell(self, reason: str) -> Assessor:
        """What they judged, recommended or determined of it counts no longer; keepers hear of a free place.

        Refused: ``shortlist_published``, and what ``domain.declare`` refuses.
        """
        domain.refuse_published(self._panel)
        after = domain.declare(
            self._panels.assessor(self._panel.id, self._member),
            round_id=self._panel.id,
            member_id=self._member,
            proposal_id=self._proposal.id,
            reason=reason,
            by=self._call.caller.subject,
            now=self._call.now,
        )
        self._panels.save_assessor(after)
        self._void_outcome()
        ended = vacate_for_conflict(self._work, self._proposal.id, self._member, reason)
        if ended is not None:
            self._work.publish(self._telling.vacant(f"{ended.id} {CONFLICTED} {ended.version}", 1))
        return after

    def undo(self, before: Assessor, reason: str) -> Assessor:
        """What they had of it is theirs again if there is room; somebody else's undoing is told to them.

        Refused: ``shortlist_published``, and what ``domain.undo_conflict`` refuses.
        """
        domain.refuse_published(self._panel)
        given = AssessmentStore(self._work).of_proposal(self._proposal.id)
        by, now = self._call.caller.subject, self._call.now
        is_judged = any(each.submitted_at is not None for each in given)
        after = domain.undo_conflict(before, self._proposal.id, reason, by, now, is_judged=is_judged)
        self._panels.save_assessor(after)
        again = give_back_after_conflict(self._work, self._panel, self._proposal.id, after, now)
        if again is not None and again.state == ASSIGNED and by != self._member:
            self._work.publish(self._telling.assigned({self._member: 1}))
        return after

    def _void_outcome(self) -> None:
        outcomes = OutcomeStore(self._work)
        said = outcomes.get(self._proposal.id)
        if said is not None and (after := without(said, self._member)) is not said:
            outcomes.save(after)
