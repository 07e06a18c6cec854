"""The doors of the claims: written by members, decided by those who keep the group's papers (row 51).

A claim is private to its claimant and to those who may decide it; for everybody else there is none.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of
from commons.people.store import People
from commons.places import KEEPERS, keeps, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from meetings import speaking
from meetings.calendar.store import MeetingStore
from meetings.called import called
from meetings.events import reach
from meetings.events.store import EventStore
from meetings.expenses import domain, rules, schemas, telling
from meetings.expenses.carers.store import CarerStore
from meetings.expenses.claims import APPROVED, BEGIN, EVENT, MEETING, Claim, Occasion, Step
from meetings.expenses.costs import Limits, cost_of
from meetings.expenses.deployed import limits_of, times_of
from meetings.expenses.store import ERASE, ClaimStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Expenses:
    """Who pays for the journey, and claims for it."""

    name = "meetings_expenses"
    context = "meetings"
    refusals = (Refusal,)
    store_class = ClaimStore
    settings_class = Settings
    store: ClaimStore
    settings: Settings

    @query(schemas.WhoPays, by=(PUBLIC,))
    def who_pays(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who pays in a case, before the trip: payer, line of the table, words, questions still open."""
        answer = schemas.verdict_view(rules.who_pays(asked))
        return {**answer, "questions": list(rules.questions_of(asked[rules.STATUS]))}

    @query(schemas.ListMine, by=("member",))
    def my_claims(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own claims, the newest first."""
        return self._page(self.store.mine(call.caller.subject, asked))

    @query(schemas.ListClaims, by=KEEPERS)
    def list_claims(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Claims that the caller may decide, the oldest first. Refused: ``region_unknown``,
        ``not_your_region``."""
        region, regions = asked["region"], self._kept_by(call)
        if region is not None:
            refuse_unknown(self.settings.regions, region)
            if not keeps(call.caller, region):
                raise Refused("not_your_region")
            regions = [region]
        return self._page(self.store.listed(regions, asked["state"], asked))

    @query(schemas.GetClaim, by=("member", *KEEPERS))
    def get_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One claim, with what the caller may do. Refused: ``not_found`` for everybody else's."""
        return self._view(call, self._seen(call, asked["id"]))

    @command(schemas.BeginClaim, by=("member",))
    def begin_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Begin a claim; nobody but the caller sees it until it is handed in.

        Refused: ``expense_occasion_unknown``, ``region_unknown``, ``expense_own_assistant``,
        ``bank_details_unwanted``.
        """
        caller = call.caller.subject
        blank = Claim(call.new_id(), 1, caller, self._occasion(call, asked), asked["payee"], {})
        made = _with_head(blank, asked)
        domain.refuse_unfit(made)
        return self._kept(call, replace(made, history=(Step(BEGIN, call.now, caller),)))

    @command(schemas.ChangeClaim, by=("member",))
    def change_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Write its head anew. Refused: as ``begin_claim``, ``not_found``, ``expense_not_open``,
        ``stale_version``."""
        before = self._own(call, asked)
        after = _with_head(replace(before, occasion=self._occasion(call, asked)), asked)
        return self._kept(call, domain.changed(before, after), before)

    @command(schemas.AddCost, by=("member",))
    def add_cost(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Add a line. Refused: ``not_found``, ``expense_not_open``, ``expense_line_incomplete``,
        ``expense_day_wrong``, ``expense_amount_wrong``, ``expense_too_many``, ``bank_details_unwanted``,
        ``stale_version``."""
        claim = self._own(call, asked)
        cost = cost_of(call.new_id(), schemas.written_of(asked), day_of(call.now), self._limits)
        return self._kept(call, domain.with_cost(claim, cost), claim)

    @command(schemas.RemoveCost, by=("member",))
    def remove_cost(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a line off; twice is once. Refused: ``not_found``, ``expense_not_open``."""
        claim = self._own(call, asked)
        return self._kept(call, domain.without_cost(claim, asked["cost_id"]), claim)

    @command(schemas.SubmitClaim, by=("member",))
    def submit_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Hand it in; those who decide are told. Refused: ``not_found``, ``stale_version``,
        ``expense_not_open``, ``expense_empty``, ``expense_amount_wrong``, ``expense_day_wrong``,
        ``expense_answers_missing``, ``employer_pays``, ``not_a_carer_here``, ``bank_details_unwanted``."""
        claim = self._own(call, asked)
        named_by = self._namers(claim.claimant_id)
        after = domain.submit(claim, named_by, asked["words"], call.now, self._limits)
        return self._kept(call, after, claim, telling.handed_in(self.store.work, self.settings, after))

    @command(schemas.ActOnClaim, by=("member",))
    def withdraw_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take it back. Refused: ``not_found``, ``expense_decided``, ``stale_version``."""
        claim = self._own(call, asked)
        return self._kept(call, domain.withdraw(claim, call.now), claim)

    @command(schemas.DecideClaim, by=KEEPERS)
    def approve_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The first or the second approval. Refused: ``not_found``, ``expense_own``, ``expense_involved``,
        ``expense_not_waiting``, ``expense_approved_by_you``, ``reason_required``,
        ``bank_details_unwanted``, ``stale_version``."""
        claim = self._waiting(call, asked)
        after = domain.approve(claim, call.caller.subject, asked["reason"], call.now)
        told = telling.decided(self.settings, after, "approved") if after.state == APPROVED else []
        return self._kept(call, after, claim, told)

    @command(schemas.ReturnClaim, by=KEEPERS)
    def return_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give it back with a question. Refused: ``not_found``, ``expense_own``, ``expense_involved``,
        ``expense_not_waiting``, ``reason_required``, ``bank_details_unwanted``, ``stale_version``."""
        claim = self._waiting(call, asked)
        after = domain.send_back(claim, call.caller.subject, asked["question"], call.now)
        return self._kept(call, after, claim, telling.returned(self.settings, after))

    @command(schemas.DecideClaim, by=KEEPERS)
    def refuse_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say no, with a reason. Refused: as ``return_claim``."""
        claim = self._waiting(call, asked)
        after = domain.refuse(claim, call.caller.subject, asked["reason"], call.now)
        return self._kept(call, after, claim, telling.decided(self.settings, after, "refused"))

    @due(ERASE)
    def erase_expense(self, call: Call, job: Job) -> None:
        """Its time is over: what ended, or was never handed in, is forgotten with its receipts."""
        claim = self.store.get(job.key)
        if claim is not None and self._ends(claim, call.now) is not None:
            self.store.erase(claim)

    def _page(self, page: Mapping[str, Any]) -> dict[str, Any]:
        late = self.settings.expense_late_days
        return {**page, "items": [schemas.short_view(each, late) for each in page["items"]]}

    def _view(self, call: Call, claim: Claim) -> dict[str, Any]:
        people = {step.by for step in claim.history}
        names = called(self.store.work, people, claim.occasion.region, day_of(call.now), for_everybody=False)
        by = call.caller.subject
        whole = schemas.claim_view(claim, self.settings.expense_late_days, names)
        # A carer learns that somebody named them, and never who did.
        told: dict[str, Any] = {"named_by": []} if by == claim.claimant_id else {}
        return {
            **whole,
            **told,
            "named": bool(claim.named_by or self._namers(claim.claimant_id)),
            "others": self.store.others(claim),
            "mine": by == claim.claimant_id,
            "may": domain.allowed(claim, by, keeps(call.caller, claim.occasion.region)),
        }

    def _namers(self, member_id: str) -> tuple[str, ...]:
        """The members of Q who name them a carer."""
        namers = CarerStore(self.store.work).namers_of(member_id)
        gone = People(self.store.work).gone(namers) if namers else set()
        return tuple(each for each in namers if each not in gone)

    def _kept_by(self, call: Call) -> list[str] | None:
        """The regions whose papers the caller keeps; None means all."""
        if call.caller.has("national_team"):
            return None
        return sorted({*call.caller.regions_as("coordinator"), *call.caller.regions_as("convenor")})

    def _seen(self, call: Call, claim_id: str) -> Claim:
        """A claim that the caller may read. Refused: ``not_found``; a draft is its claimant's alone."""
        found = self.store.get(claim_id)
        if found is None:
            raise Refused("not_found")
        is_own = found.claimant_id == call.caller.subject
        is_kept = found.submitted_at is not None and keeps(call.caller, found.occasion.region)
        if not is_own and not is_kept:
            raise Refused("not_found")
        return found

    def _own(self, call: Call, asked: Mapping[str, Any]) -> Claim:
        found = self._seen(call, asked["id"])
        if found.claimant_id != call.caller.subject:
            raise Refused("not_found")
        refuse_stale(found.version, asked.get("version"))
        return found

    def _waiting(self, call: Call, asked: Mapping[str, Any]) -> Claim:
        found = self._seen(call, asked["id"])
        refuse_stale(found.version, asked["version"])
        return found

    def _occasion(self, call: Call, asked: Mapping[str, Any]) -> Occasion:
        """What it was for, as it is called now."""
        kind, region = asked["occasion"], asked["region"] or call.caller.region or UK
        if kind == MEETING:
            held = MeetingStore(self.store.work).get(asked["occasion_id"])
            today = day_of(call.now)
            if held and (
                held.is_shown or speaking.is_at_the_table(self.store.work, call.caller, held.region, today)
            ):
                return Occasion(kind, held.id, held.region, held.title, held.day)
        elif kind == EVENT:
            event = EventStore(self.store.work).get(asked["occasion_id"])
            if event and reach.knows_of(self.store.work, call.caller, event):
                return Occasion(kind, event.id, event.region, event.title, event.day)
        else:
            refuse_unknown(self.settings.regions, region)
            return Occasion(kind, "", region, asked["work"], None)
        said = "Choose a meeting or an event from the list."
        raise Refusal("expense_occasion_unknown", fields={"occasion_id": [said]})

    def _kept(
        self, call: Call, after: Claim, before: Claim | None = None, facts: list[Fact] | None = None
    ) -> dict[str, Any]:
        """Save what changed; answers no more than where the claim is now."""
        if after is not before:
            self.store.save(after, facts or [], erase_at=self._ends(after, call.now))
        return schemas.told(after)

    def _ends(self, claim: Claim, now: datetime) -> datetime | None:
        return domain.ends(claim, now, times_of(self.settings))

    @property
    def _limits(self) -> Limits:
        return limits_of(self.settings)


def _with_head(claim: Claim, asked: Mapping[str, Any]) -> Claim:
    return replace(
        claim,
        payee=asked["payee"],
        answers=asked["answers"],
        assistant_required=asked["assistant_required"],
        assistant_id=asked["assistant_id"] or "",
    )
