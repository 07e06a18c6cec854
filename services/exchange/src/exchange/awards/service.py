"""The doors of awards: decided by two of the round's keepers, paid, and reported on (row 57)."""

from datetime import date
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.awards import correcting, domain, reminding, schemas
from exchange.awards.deciding import Deciding, project_of, refuse_before_awards, result_of
from exchange.awards.domain import PROPOSED, Award
from exchange.awards.domain import PUBLIC as TO_BE_READ
from exchange.awards.store import AwardStore
from exchange.awards.telling import Telling
from exchange.local_finance import refuse_local_money
from exchange.proposals.domain import NOT_AWARDED, SHORTLISTED, SUBMITTED
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds.domain import PUBLISHED, Round, refuse_unless
from exchange.rounds.phases import AWARD
from exchange.rounds.store import RoundStore
from exchange.settings import Settings

REPORTS = "award_reports"
MAY_BE_AWARDED = (SUBMITTED, SHORTLISTED, NOT_AWARDED)


class Awards:
    """A round's keepers decide; who has a part in the project never does, whatever their role."""

    name = "exchange_awards"
    context = "exchange"
    refusals = (Refusal,)
    store_class = AwardStore
    settings_class = Settings
    store: AwardStore
    settings: Settings

    @command(schemas.ProposeAward, by=KEEPERS)
    def propose_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """An award, a part of what was asked, or (``amount`` 0) that the project is skipped.

        Refused: ``not_found``, ``local_finance_off``, ``phase_not_open``, ``not_tallied``, ``award_exists``,
        ``award_over_pot``, ``proposal_stage_wrong``, and what ``awards.domain.propose`` refuses.
        """
        proposal = ProposalStore(self.store.work).get(asked["proposal_id"])
        found = self._kept_round(call, proposal.round_id if proposal is not None else "")
        refuse_unless(found, AWARD, call.now)
        if proposal is None or proposal.stage not in MAY_BE_AWARDED:
            raise Refused("proposal_stage_wrong")
        terms = schemas.terms_of(asked)
        made = domain.propose(
            call.new_id(),
            found.id,
            found.region,
            project_of(self.store.work, proposal),
            terms,
            call.caller.subject,
            call.now,
        )
        skips_again = proposal.stage == NOT_AWARDED and not terms.amount
        if skips_again or self.store.standing_of(proposal.id) is not None:
            raise Refused("award_exists")
        Deciding(self.store, call).weigh(found, terms.amount)
        return self._saved(call, made, Telling(self.store.work).to_approve(made, call.caller.subject))

    @command(schemas.ChangeAward, by=KEEPERS)
    def change_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Other terms; who approved the earlier ones approves anew.

        Refused: ``not_found``, ``stale_version``, ``award_decided``, and as ``propose_award``.
        """
        before = self._kept(call, asked)
        found = self._kept_round(call, before.round_id)
        refuse_unless(found, AWARD, call.now)
        after = domain.change(before, schemas.terms_of(asked), call.caller.subject)
        Deciding(self.store, call).weigh(found, after.terms.amount)
        return self._saved(call, after, Telling(self.store.work).to_approve(after, call.caller.subject))

    @command(schemas.ApproveAward, by=KEEPERS)
    def approve_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The second approval makes it an award, if the pot holds it then.

        Refused: ``not_found``, ``phase_not_open``, ``award_interest`` unless one has none,
        ``award_over_pot``, and what ``awards.domain.approve`` refuses.
        """
        before = self._kept(call, asked)
        found = self._kept_round(call, before.round_id)
        refuse_unless(found, AWARD, call.now)
        proposal = ProposalStore(self.store.work).get(before.project.proposal_id)
        if proposal is not None:
            before = domain.with_team(before, proposal.team)
        after = domain.approve(before, asked["edition"], call.caller.subject, call.now)
        if not asked["has_no_interest"]:
            raise Refused("award_interest")
        Deciding(self.store, call).settle(found, after)
        if after.state == PROPOSED:
            return self._saved(call, after)
        self._plan_reminder(after)
        return self._saved(call, after, Telling(self.store.work).decided(after))

    @command(schemas.OneAward, by=KEEPERS)
    def recuse_from_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller has an interest in it and takes no part. Refused: ``not_found``, ``award_decided``."""
        before = self._kept(call, asked)
        after = domain.recuse(before, call.caller.subject)
        return self._saved(call, after) if after is not before else self._view(call, before)

    @command(schemas.KnownAward, by=KEEPERS)
    def drop_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It is proposed no more; nothing was promised yet. Refused: ``not_found``, ``stale_version``,
        ``award_decided``, ``award_own_project``."""
        return self._saved(call, domain.drop(self._kept(call, asked), call.caller.subject))

    @command(schemas.WithReason, by=KEEPERS)
    def end_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One keeper says why, a second one ends it; what was not paid goes back into the pot.

        Refused: ``not_found``, ``stale_version``, ``reason_required``, ``award_not_made``,
        ``award_own_project``, ``award_approved_already``.
        """
        before = self._kept(call, asked)
        return self._ended(call, domain.end(before, call.caller.subject, asked["reason"], call.now))

    @command(schemas.KnownAward, by=KEEPERS)
    def keep_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It goes on, though somebody wanted to end it. Refused: ``not_found``, ``stale_version``,
        ``award_not_made``, ``award_own_project``."""
        before = self._kept(call, asked)
        after = domain.keep(before, call.caller.subject)
        return self._saved(call, after) if after is not before else self._view(call, before)

    @command(schemas.WithReason, by=("member",))
    def give_up_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By its applicants: they want the rest no more. Refused: ``not_found``, ``stale_version``,
        ``award_not_made``."""
        before = self._own(call, asked)
        return self._ended(call, domain.give_up(before, call.caller.subject, asked["reason"], call.now))

    @command(schemas.OnePart, by=KEEPERS)
    def meet_condition(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, and what ``awards.domain.meet`` refuses."""
        before = self._kept(call, asked)
        after = domain.meet(before, asked["number"], call.caller.subject, call.now)
        return self._saved(call, after) if after is not before else self._view(call, before)

    @command(schemas.PayInstalment, by=KEEPERS)
    def pay_instalment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Note that it was paid. Refused: ``not_found``, ``stale_version``, ``day_ahead``, and what
        ``awards.domain.pay`` refuses."""
        before, on = self._kept(call, asked), _day_on(call, asked)
        after = domain.pay(before, asked["number"], on, asked["reference"], call.caller.subject)
        return self._saved(call, after, Telling(self.store.work).paid(after, asked["number"]))

    @command(schemas.UndoStep, by=KEEPERS)
    def undo_award_step(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Something was noted by mistake; both stay on record, and who applied is told. Refused:
        ``not_found``, ``stale_version``, and what ``awards.correcting.undo`` refuses."""
        before, by = self._kept(call, asked), call.caller.subject
        after = correcting.undo(before, asked["part"], asked["number"], asked["reason"], by, call.now)
        self._plan_reminder(after)
        return self._saved(call, after, Telling(self.store.work).corrected(after))

    @command(schemas.NoteMoneyBack, by=KEEPERS)
    def note_money_back(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Some of what was paid came back, and is in the pot again. Refused: ``not_found``,
        ``stale_version``, ``day_ahead``, and what ``awards.correcting.note_money_back`` refuses."""
        before, on = self._kept(call, asked), _day_on(call, asked)
        amount, reference = asked["amount"], asked["reference"]
        after = correcting.note_money_back(before, amount, on, reference, call.caller.subject)
        Deciding(self.store, call).take_in(after.round_id, amount)
        return self._saved(call, after)

    @command(schemas.HandInReport, by=("member",))
    def hand_in_report(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By an applicant, early or late. Refused: ``not_found``, ``stale_version``, and what
        ``awards.domain.hand_in`` refuses."""
        before = self._own(call, asked)
        text, spent = asked["text"], asked["spent"]
        after = domain.hand_in(before, asked["number"], text, spent, call.caller.subject, call.now)
        self._plan_reminder(after)
        return self._saved(call, after)

    @command(schemas.SkipReport, by=KEEPERS)
    def skip_report(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It is asked for no more, and why. Refused: ``not_found``, ``stale_version``, and what
        ``awards.domain.skip_report`` refuses."""
        before = self._kept(call, asked)
        after = domain.skip_report(before, asked["number"], asked["reason"], call.caller.subject)
        self._plan_reminder(after)
        return self._saved(call, after)

    @command(schemas.OfRound, by=KEEPERS)
    def announce_awards(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Result day: what has no award by now gets none, and is offered what else there is (row 58). It may
        come late, after the phase: nobody waits for ever because it was forgotten.

        Refused: ``not_found``, ``phase_not_open``, ``not_tallied``, ``awards_undecided``.
        """
        found = self._kept_round(call, asked["round_id"])
        refuse_before_awards(found, call.now)
        result_of(self.store.work, found.id)
        pot = Deciding(self.store, call).announce(found)
        return schemas.pot_view(pot, found.terms.limits.pot, self.store.made_in(found.id), call.now)

    @query(schemas.OneAward, by=(PUBLIC,))
    def get_award(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For everybody once it is decided; before, and who approved it, for its keepers. Of a project of
        their own these read what everybody reads.

        Refused: ``not_found``.
        """
        award = self.store.get(asked["id"])
        if award is None or not self._may_read(call, award):
            raise Refused("not_found")
        return self._view(call, award)

    @query(schemas.ListAwards, by=(PUBLIC,))
    def list_awards(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What was decided in a round, the newest first: awards, skipped projects, awards that ended."""
        page = self.store.page(asked["round_id"], TO_BE_READ, asked)
        return {**page, "items": [self._view(call, each) for each in page["items"]]}

    @query(schemas.ListAwards, by=KEEPERS)
    def list_undecided_awards(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that wait for approvals, for the round's keepers but not of their own projects. Refused:
        ``not_found``."""
        found = self._round_of(call, asked["round_id"])
        page = self.store.page(found.id, (PROPOSED,), asked, not_of=call.caller.subject)
        return {**page, "items": [self._view(call, each) for each in page["items"]]}

    @query(schemas.Page, by=("member",))
    def my_awards(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Decided ones of projects in which the caller has a part, the newest first."""
        page = self.store.page_of(call.caller.subject, TO_BE_READ, asked)
        return {**page, "items": [self._view(call, each) for each in page["items"]]}

    @query(schemas.OfRound, by=(PUBLIC,))
    def get_pot(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What a round's pot holds, and what of it is awarded, paid and left. Refused: ``not_found``."""
        found = RoundStore(self.store.work).get(asked["round_id"])
        if found is None or found.state != PUBLISHED:
            raise Refused("not_found")
        made = self.store.made_in(found.id)
        return schemas.pot_view(self.store.pot(found.id), found.terms.limits.pot, made, call.now)

    @due(REPORTS)
    def when_reports_are_due_remind(self, call: Call, job: Job) -> Again | None:
        award = self.store.get(job.key)
        if award is None:
            return None
        days = self.settings.award_notice_days, self.settings.award_late_days
        numbers = reminding.due_now(award, call.now, *days) if award.state == domain.AWARDED else ()
        if numbers:
            facts = Telling(self.store.work).reports(award, numbers)
            award = domain.reminded(award, numbers)
            self.store.save(award, facts)
        at = reminding.next_at(award, *days)
        return Again(at, {}) if at is not None else None

    def _round_of(self, call: Call, round_id: str) -> Round:
        found = RoundStore(self.store.work).get(round_id)
        if found is None or not keeps(call.caller, found.region):
            raise Refused("not_found")
        return found

    def _kept_round(self, call: Call, round_id: str) -> Round:
        found = self._round_of(call, round_id)
        refuse_local_money(self.settings.regions, found.region)
        return found

    def _kept(self, call: Call, asked: dict[str, Any]) -> Award:
        award = self.store.get(asked["id"])
        if award is None or not keeps(call.caller, award.group):
            raise Refused("not_found")
        refuse_stale(award.version, asked.get("version"))
        return award

    def _own(self, call: Call, asked: dict[str, Any]) -> Award:
        award = self.store.get(asked["id"])
        if award is None or call.caller.subject not in award.project.applicants:
            raise Refused("not_found")
        refuse_stale(award.version, asked["version"])
        return award

    def _may_read(self, call: Call, award: Award) -> bool:
        return award.state in TO_BE_READ or self._decides_on(call, award)

    def _decides_on(self, call: Call, award: Award) -> bool:
        """As a keeper of its round, without a part in the project."""
        return keeps(call.caller, award.group) and call.caller.subject not in award.project.applicants

    def _plan_reminder(self, award: Award) -> None:
        at = reminding.next_at(award, self.settings.award_notice_days, self.settings.award_late_days)
        if at is not None:
            self.store.work.schedule(REPORTS, award.id, at)
        else:
            self.store.work.unschedule(REPORTS, award.id)

    def _ended(self, call: Call, after: Award) -> dict[str, Any]:
        if after.state != domain.ENDED:
            return self._saved(call, after, Telling(self.store.work).ending_asked(after, call.caller.subject))
        Deciding(self.store, call).release(after)
        self.store.work.unschedule(REPORTS, after.id)
        return self._saved(call, after, Telling(self.store.work).decided(after))

    def _saved(self, call: Call, award: Award, facts: list[Fact] | None = None) -> dict[str, Any]:
        self.store.save(award, facts or ())
        return self._view(call, award)

    def _view(self, call: Call, award: Award) -> dict[str, Any]:
        if self._decides_on(call, award):
            return schemas.keepers_view(award, call.caller.subject, call.now)
        return schemas.award_view(award, call.caller.subject, call.now)


def _day_on(call: Call, asked: dict[str, Any]) -> date:
    """The day that was told, else today. Refused: ``day_ahead``."""
    today = day_of(call.now)
    on: date = asked["on"] or today
    if on > today:
        raise Refused("day_ahead", fields={"on": ["Choose today or an earlier day."]})
    return on
