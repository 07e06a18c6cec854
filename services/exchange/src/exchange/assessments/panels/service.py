"""The doors of panels: opened by a round's keepers, offered to by members, conflicts told (row 56)."""

from collections import Counter
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.people.store import People
from commons.places import KEEPERS, keeps
from contracts.refusals import Refused
from exchange.assessments.domain import STANDING, SUBMITTED, give_back, take_back
from exchange.assessments.forgetting import plan_forgetting
from exchange.assessments.panels import domain, schemas
from exchange.assessments.panels.assigning import Assigning
from exchange.assessments.panels.declaring import Declaring
from exchange.assessments.panels.domain import Assessor, Panel
from exchange.assessments.panels.reading import (
    handed_in,
    kept_proposal,
    kept_round,
    panel_of,
    reader_of,
    refuse_interest,
    round_of,
    teams_of,
)
from exchange.assessments.panels.store import PanelStore
from exchange.assessments.reminding import plan_reminder
from exchange.assessments.results import averages
from exchange.assessments.schemas import per_cent
from exchange.assessments.shortlists.store import OutcomeStore
from exchange.assessments.store import AssessmentStore
from exchange.assessments.telling import Telling
from exchange.assessments.vacating import vacate
from exchange.proposals.domain import SUBMITTED as TAKES_PART
from exchange.proposals.domain import Proposal
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_unless
from exchange.rounds.phases import SHORTLIST
from exchange.settings import Settings

OFFER_TAKEN_BACK = "The assessor took their offer back."


class Panels:
    """One panel for each round that has a shortlist."""

    name = "exchange_panels"
    context = "exchange"
    refusals = (Refusal,)
    store_class = PanelStore
    settings_class = Settings
    store: PanelStore
    settings: Settings

    @command(schemas.OpenPanel, by=KEEPERS)
    def open_panel(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``panel_exists``, ``round_cancelled``, ``phase_not_open`` for a round
        without a shortlist, or whose shortlist is over or was made elsewhere, ``criteria_wrong``,
        ``panel_wrong``."""
        found = kept_round(self.store.work, call, asked["round_id"])
        made = domain.open_panel(found, schemas.rules_of(asked), call.caller.subject, call.now)
        self.store.save(made)
        plan_forgetting(self.store.work, self.settings, found, made)
        return self._view(made, found)

    @command(schemas.ChangePanel, by=KEEPERS)
    def change_panel(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``panel_assigned`` for other criteria once proposals
        were given out, ``panel_decides`` for one keeper instead of two once something was recommended,
        ``shortlist_published``, ``criteria_wrong``, ``panel_wrong``."""
        found, before = self._kept(call, asked["round_id"])
        refuse_stale(before.version, asked["version"])
        is_deciding = bool(OutcomeStore(self.store.work).of_round(found.id))
        after = domain.change_panel(before, found, schemas.rules_of(asked), is_deciding=is_deciding)
        self.store.save(after)
        if after.assigned_at is not None:
            plan_reminder(self.store.work, self.settings, found, after, call.now)
        return self._view(after, found)

    @query(schemas.OneRound, by=(PUBLIC,))
    def get_panel(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By what is judged, and ``own``: what the caller offered and declared. Refused: ``not_found``."""
        found = round_of(self.store.work, asked["round_id"])
        panel = panel_of(self.store.work, found.id)
        own = None if call.caller.is_visitor else self.store.assessor(found.id, call.caller.subject)
        return {**self._view(panel, found), "own": schemas.own_offer_view(own) if own else None}

    @command(schemas.OfferToAssess, by=("member",))
    def offer_to_assess(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Volunteer, or change how many one would read, or anew after having taken it back.

        Refused: ``not_found``, ``member_not_active``, ``phase_not_open``, ``round_cancelled``,
        ``assessor_stood_down``, ``shortlist_published``, ``assessment_conflict`` (403) for who brings a
        proposal to the round where the panel does not allow that.
        """
        found = round_of(self.store.work, asked["round_id"])
        panel, me = panel_of(self.store.work, found.id), call.caller.subject
        domain.refuse_published(panel)
        person = People(self.store.work).get(me)
        if person is None or not person.is_active:
            raise Refused("member_not_active")
        teams_of(self.store.work, panel).refuse_rival(me)
        before = self.store.assessor(found.id, me)
        told = {name: asked[name] for name in ("most", "organisation", "shown_name")}
        after = domain.offer(before, found, member_id=me, now=call.now, **told)
        self.store.save_assessor(after)
        return schemas.offer_view(after)

    @command(schemas.WithdrawOffer, by=("member",))
    def withdraw_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What was handed in stays; what was not is given to others. Refused: ``not_found``,
        ``assessor_not_offered``."""
        found = round_of(self.store.work, asked["round_id"])
        after = domain.withdraw(self._assessor(found.id, call.caller.subject))
        self.store.save_assessor(after)
        why = asked["reason"] or OFFER_TAKEN_BACK
        self._vacate(call, found, after, lambda each: give_back(each, why))
        return schemas.offer_view(after)

    @command(schemas.StandDownAssessor, by=KEEPERS)
    def stand_down_assessor(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A keeper lets a volunteer go, who is told and reads why. Refused: ``not_found``,
        ``assessor_not_offered``, ``reason_required``."""
        found = kept_round(self.store.work, call, asked["round_id"])
        after = domain.stand_down(self._assessor(found.id, asked["member_id"]), asked["reason"])
        telling = Telling(self.store.work, found, panel_of(self.store.work, found.id), call.now)
        self.store.save_assessor(after, telling.let_go(after))
        self._vacate(call, found, after, lambda each: take_back(each, after.reason))
        return schemas.offer_view(after)

    @command(schemas.DeclareConflict, by=("member",))
    def declare_conflict(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A volunteer, or a keeper who is to decide, says that they must not judge a proposal.

        Refused: ``not_found``, ``reason_required``, ``conflict_declared``, ``shortlist_published``.
        """
        proposal = handed_in(self.store.work, asked["proposal_id"])
        found, me = round_of(self.store.work, proposal.round_id), call.caller.subject
        if self.store.assessor(found.id, me) is None and not keeps(call.caller, found.region):
            raise Refused("not_found")
        after = self._declaring(call, found, proposal, me).tell(asked["reason"])
        return schemas.conflict_view(after, proposal.id)

    @command(schemas.NoteConflict, by=KEEPERS)
    def note_conflict(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A keeper knows of a conflict that was not told; the assessor reads the reason. Refused: as
        ``declare_conflict``, and ``assessment_conflict`` (403) for a keeper with an interest in the
        proposal: what was handed in would count no more by their word."""
        proposal, found = kept_proposal(self.store.work, call, asked["proposal_id"])
        refuse_interest(self.store.work, call, panel_of(self.store.work, found.id), proposal.id)
        member = self._assessor(found.id, asked["member_id"]).member_id
        after = self._declaring(call, found, proposal, member).tell(asked["reason"])
        return schemas.conflict_view(after, proposal.id)

    @command(schemas.DeclareConflict, by=("member",))
    def undo_conflict(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller told of a conflict by mistake; both stay on record, and what they had of the proposal is
        theirs again if there is room.

        Refused: ``not_found``, ``conflict_unknown``, ``conflict_not_yours`` for what a keeper noted,
        ``conflict_stands`` once an assessment of the proposal was handed in, ``reason_required``,
        ``shortlist_published``.
        """
        proposal = handed_in(self.store.work, asked["proposal_id"])
        found, me = round_of(self.store.work, proposal.round_id), call.caller.subject
        after = self._declaring(call, found, proposal, me).undo(self._assessor(found.id, me), asked["reason"])
        return schemas.conflict_view(after, proposal.id)

    @command(schemas.NoteConflict, by=KEEPERS)
    def strike_conflict(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A keeper undoes what a keeper noted of somebody else. Refused: as ``undo_conflict``, and
        ``assessment_conflict`` (403) for a keeper with an interest in the proposal."""
        proposal, found = kept_proposal(self.store.work, call, asked["proposal_id"])
        refuse_interest(self.store.work, call, panel_of(self.store.work, found.id), proposal.id)
        before = self._assessor(found.id, asked["member_id"])
        after = self._declaring(call, found, proposal, before.member_id).undo(before, asked["reason"])
        return schemas.conflict_view(after, proposal.id)

    @query(schemas.OneRound, by=KEEPERS)
    def list_assessors(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Everybody who volunteered or declared a conflict: what they have, how strict they are (by what the
        keeper has no interest in), with what there is a conflict, and why. Refused: ``not_found``."""
        _found, panel = self._kept(call, asked["round_id"])
        work = self.store.work
        teams, people = teams_of(work, panel), self.store.assessors_of(panel.id)
        given = AssessmentStore(work).of_round(panel.id)
        standing = Counter(each.assessor for each in given if each.state in STANDING)
        submitted = Counter(each.assessor for each in given if each.state == SUBMITTED)
        known = People(work).several(each.member_id for each in people)
        submitted_ids = [each.id for each in ProposalStore(work).of_round(panel.id, TAKES_PART)]
        me = reader_of(work, panel.id, call.caller.subject)
        seen = [each for each in given if teams.interest(me, each.proposal_id) is None]
        means = averages(panel.rules.criteria, seen)
        return {
            "items": [
                schemas.assessor_view(
                    each,
                    is_active=each.member_id in known and known[each.member_id].is_active,
                    given=standing[each.member_id],
                    submitted=submitted[each.member_id],
                    average=per_cent(means.get(each.member_id)),
                    conflicts=teams.conflicts(each.reader, submitted_ids),
                )
                for each in people
            ]
        }

    @command(schemas.OneRound, by=KEEPERS)
    def assign_assessors(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every proposal gets the assessors that it lacks: none in conflict, loads as even as they can be;
        again when places became free. ``short`` says what nobody is left for.

        Refused: ``not_found``, ``shortlist_published``, ``phase_not_open``.
        """
        found, panel = self._assignable(call, asked["round_id"])
        given = Assigning(self.store.work, found, panel).give_out(call)
        if given.assessments:
            self._note_assigned(call, found, panel, given.numbers())
        short = [
            {"proposal_id": each.id, "title": each.title, "missing": number} for each, number in given.short
        ]
        return {"given": len(given.assessments), "assessors": len(given.numbers()), "short": short}

    @command(schemas.AssignAssessor, by=KEEPERS)
    def assign_assessor(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give one proposal to one volunteer.

        Refused: ``not_found``, ``phase_not_open``, ``shortlist_published``, ``assessment_not_needed``,
        ``assessor_not_offered``, ``assessment_conflict`` (403) of the volunteer or of the keeper,
        ``assessor_assigned``, ``assessor_full``.
        """
        proposal, _found = kept_proposal(self.store.work, call, asked["proposal_id"])
        found, panel = self._assignable(call, proposal.round_id)
        refuse_interest(self.store.work, call, panel, proposal.id)
        if proposal.stage != TAKES_PART:
            raise Refusal("assessment_not_needed")
        to = self._assessor(found.id, asked["member_id"])
        made = Assigning(self.store.work, found, panel).give_one(call, proposal, to)
        self._note_assigned(call, found, panel, {to.member_id: 1})
        return {"id": made.id, "version": made.version, "state": made.state}

    def _declaring(self, call: Call, found: Round, proposal: Proposal, member_id: str) -> Declaring:
        work = self.store.work
        return Declaring(work, call, found, panel_of(work, found.id), proposal, member_id)

    def _vacate(self, call: Call, found: Round, assessor: Assessor, end: Any) -> None:
        """What they have not handed in goes to others; keepers are told of the free places."""
        given = AssessmentStore(self.store.work).of_assessor(found.id, assessor.member_id)
        number = vacate(self.store.work, given, end)
        panel = panel_of(self.store.work, found.id)
        facts = Telling(self.store.work, found, panel, call.now).vacant(
            f"{assessor.id} {assessor.version}", number
        )
        self.store.work.publish(facts)

    def _note_assigned(self, call: Call, found: Round, panel: Panel, numbers: dict[str, int]) -> None:
        work, noted = self.store.work, domain.note_assigned(panel, call.now)
        facts = Telling(work, found, noted, call.now).assigned(numbers)
        self.store.save(noted, facts)
        plan_reminder(work, self.settings, found, noted, call.now)

    def _assignable(self, call: Call, round_id: str) -> tuple[Round, Panel]:
        found, panel = self._kept(call, round_id)
        domain.refuse_published(panel)
        refuse_unless(found, SHORTLIST, call.now)
        return found, panel

    def _kept(self, call: Call, round_id: str) -> tuple[Round, Panel]:
        found = kept_round(self.store.work, call, round_id)
        return found, panel_of(self.store.work, found.id)

    def _assessor(self, round_id: str, member_id: str) -> Assessor:
        found = self.store.assessor(round_id, member_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _view(self, panel: Panel, found: Round) -> dict[str, Any]:
        deadline = panel.deadline(found).isoformat() if found.phase(SHORTLIST) else None
        return schemas.panel_view(panel, deadline)
