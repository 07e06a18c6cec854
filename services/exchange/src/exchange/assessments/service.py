"""The doors of assessments: volunteers read, say that they have no conflict, judge (row 56)."""

from datetime import datetime
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS
from contracts.refusals import Refused
from exchange.assessments import domain, schemas
from exchange.assessments.domain import Assessment
from exchange.assessments.forgetting import FORGET, forget_round, forgets_at
from exchange.assessments.panels.conflicts import Conflict, refuse_conflict
from exchange.assessments.panels.domain import Panel, refuse_published
from exchange.assessments.panels.reading import (
    handed_in,
    kept_proposal,
    panel_of,
    reader_of,
    refuse_interest,
    round_of,
    teams_of,
    told_of,
)
from exchange.assessments.panels.store import PanelStore
from exchange.assessments.reminding import (
    REMIND,
    is_over,
    missing_by_assessor,
    moments,
    next_reminder,
)
from exchange.assessments.store import AssessmentStore
from exchange.assessments.telling import Telling
from exchange.comments.evidence import engagement_of
from exchange.comments.schemas import engagement_view
from exchange.proposals.domain import Proposal
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_unless
from exchange.rounds.phases import SHORTLIST
from exchange.rounds.store import RoundStore
from exchange.settings import Settings

Found = tuple[Assessment, Proposal, Round, Panel]


class Assessments:
    """What a volunteer was given is theirs; a proposal names it, for each has one of it at most."""

    name = "exchange_assessments"
    context = "exchange"
    refusals = (Refusal,)
    store_class = AssessmentStore
    settings_class = Settings
    store: AssessmentStore
    settings: Settings

    @query(schemas.ListMine, by=("member",))
    def list_my_assessments(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller was given, in one round or in all, the newest first, with its round and until
        when it is due."""
        work = self.store.work
        page = self.store.page_of(call.caller.subject, asked["round_id"], asked)
        known = ProposalStore(work).several(each.proposal_id for each in page["items"])
        rounds = {each: told_of(work, each) for each in {one.round_id for one in page["items"]}}
        items = [
            schemas.mine_view(each, known.get(each.proposal_id), rounds[each.round_id])
            for each in page["items"]
        ]
        return {**page, "items": items}

    @query(schemas.OneProposal, by=("member",))
    def get_assessment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own of this proposal: who brings it and what for; once they said that they have no
        conflict also its words, how its team dealt with comments, and what they wrote. ``closed`` says why
        nothing can be written now. Refused: ``not_found``, ``assessment_not_yours``."""
        found, proposal, its_round, panel = self._mine(call, asked["proposal_id"])
        return schemas.whole_view(
            found,
            proposal,
            told_of(self.store.work, its_round.id),
            criteria=panel.rules.criteria,
            conflict=self._conflict(call, panel, proposal.id),
            closed=_closed(its_round, panel, proposal, call.now),
            evidence=engagement_view(engagement_of(self.store.work, proposal, its_round, call.now)),
        )

    @command(schemas.AcceptAssessment, by=("member",))
    def accept_assessment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller says that they have no conflict; nothing is judged before (who has one says so by
        ``panels.declare_conflict``).

        Refused: ``not_found``, ``assessment_conflict`` (403) with the reason, ``assessment_not_yours``,
        ``assessment_over``, ``stale_version``, ``phase_not_open``, ``shortlist_published``,
        ``assessment_not_needed``.
        """
        before, *_ = self._judged(call, asked)
        return self._saved(before, domain.accept(before))

    @command(schemas.SaveAssessment, by=("member",))
    def save_assessment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A draft that nobody else reads. Refused: as ``accept_assessment``, and ``conflict_unanswered``,
        ``assessment_submitted``, ``scores_wrong``."""
        before, _proposal, _round, panel = self._judged(call, asked)
        return self._saved(before, domain.save(before, schemas.opinion_of(asked), panel.rules.criteria))

    @command(schemas.SubmitAssessment, by=("member",))
    def submit_assessment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Hand it in, or hand it in anew until assessments end. Refused: as ``accept_assessment``, and
        ``conflict_unanswered``, ``scores_wrong``, ``assessment_incomplete``, ``assessment_names_somebody``.
        """
        before, proposal, _round, panel = self._judged(call, asked)
        opinion = schemas.opinion_of(asked)
        after = domain.submit(before, opinion, panel.rules.criteria, text=proposal.text, now=call.now)
        return self._saved(before, after)

    @command(schemas.ReturnAssessment, by=("member",))
    def return_assessment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller cannot do it, and keepers are told of the free place. Refused: ``not_found``,
        ``assessment_not_yours``, ``assessment_over``, ``assessment_submitted``, ``reason_required``,
        ``stale_version``."""
        before, _proposal, found, panel = self._mine(call, asked["proposal_id"])
        refuse_stale(before.version, asked["version"])
        after = domain.give_back(before, asked["reason"])
        facts = Telling(self.store.work, found, panel, call.now).vacant(f"{after.id} {after.version}", 1)
        self.store.save(after, facts)
        return schemas.done_view(after)

    @query(schemas.OneProposal, by=KEEPERS)
    def list_assessments(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every assessment of a proposal for its round's keepers, whatever became of it. Refused:
        ``not_found``, ``assessment_conflict`` (403) for a keeper with an interest in the proposal."""
        work = self.store.work
        proposal, found = kept_proposal(work, call, asked["proposal_id"])
        refuse_interest(work, call, panel_of(work, found.id), proposal.id)
        names = {each.member_id: each.shown_name for each in PanelStore(work).assessors_of(found.id)}
        return {
            "items": [
                schemas.keepers_view(each, names.get(each.assessor, ""))
                for each in self.store.of_proposal(proposal.id)
            ]
        }

    @command(schemas.TakeBackAssessment, by=KEEPERS)
    def take_back_assessment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A keeper takes one back that is not handed in; its assessor is told. Refused: ``not_found``,
        ``assessment_conflict`` (403) for a keeper with an interest in the proposal, ``stale_version``,
        ``assessment_over``, ``assessment_submitted``, ``reason_required``."""
        before = self.store.get(asked["id"])
        if before is None:
            raise Refused("not_found")
        proposal, found = kept_proposal(self.store.work, call, before.proposal_id)
        panel = panel_of(self.store.work, found.id)
        refuse_interest(self.store.work, call, panel, proposal.id)
        refuse_stale(before.version, asked["version"])
        after = domain.take_back(before, asked["reason"])
        telling = Telling(self.store.work, found, panel, call.now)
        self.store.save(after, telling.off(proposal, f"{after.id} {after.version}", [after.assessor]))
        return schemas.done_view(after)

    @due(REMIND)
    def remind_assessors(self, call: Call, job: Job) -> Again | None:
        """Who owes assessments is reminded; when the deadline has passed their keepers hear of it, too."""
        work = self.store.work
        found, panel = RoundStore(work).get(job.key), PanelStore(work).get(job.key)
        if found is None or panel is None or is_over(found, panel):
            return None
        deadline = panel.deadline(found)
        if call.now >= moments(deadline, self.settings)[0]:
            numbers = missing_by_assessor(work, found.id)
            telling = Telling(work, found, panel, call.now)
            work.publish(telling.late(numbers) if call.now >= deadline else telling.reminded(numbers))
        onward = next_reminder(deadline, self.settings, call.now)
        return Again(onward, {}) if onward else None

    @due(FORGET)
    def forget_assessors(self, call: Call, job: Job) -> Again | None:
        """Who assessed what, their conflicts, and what keepers alone were to read: kept no longer."""
        work = self.store.work
        found, panel = RoundStore(work).get(job.key), PanelStore(work).get(job.key)
        if found is None or panel is None:
            return None
        end = forgets_at(found, panel, self.settings)
        if call.now < end:
            return Again(end, {})
        forget_round(self.store.work, job.key)
        return None

    def _judged(self, call: Call, asked: dict[str, Any]) -> Found:
        """What the caller may judge now: conflicts first, then whether it is theirs and in time."""
        proposal = handed_in(self.store.work, asked["proposal_id"])
        found = round_of(self.store.work, proposal.round_id)
        panel = panel_of(self.store.work, found.id)
        refuse_conflict(self._conflict(call, panel, proposal.id))
        before, *_ = self._mine(call, proposal.id)
        _refuse_closed(found, panel, proposal, call.now)
        refuse_stale(before.version, asked["version"])
        return before, proposal, found, panel

    def _mine(self, call: Call, proposal_id: str) -> Found:
        proposal = handed_in(self.store.work, proposal_id)
        found = round_of(self.store.work, proposal.round_id)
        own = self.store.of_pair(proposal_id, call.caller.subject)
        if own is None:
            raise Refusal("assessment_not_yours")
        return own, proposal, found, panel_of(self.store.work, found.id)

    def _conflict(self, call: Call, panel: Panel, proposal_id: str) -> Conflict | None:
        reader = reader_of(self.store.work, panel.id, call.caller.subject)
        return teams_of(self.store.work, panel).conflict(reader, proposal_id)

    def _saved(self, before: Assessment, after: Assessment) -> dict[str, Any]:
        if after is not before:
            self.store.save(after)
        return schemas.done_view(after)


def _refuse_closed(found: Round, panel: Panel, proposal: Proposal, now: datetime) -> None:
    refuse_published(panel)
    refuse_unless(found, SHORTLIST, now)
    domain.refuse_no_longer_judged(proposal.stage)


def _closed(found: Round, panel: Panel, proposal: Proposal, now: datetime) -> Refusal | None:
    """Why nothing can be written now; None while it can."""
    try:
        _refuse_closed(found, panel, proposal, now)
    except Refusal as no:
        return no
    return None
