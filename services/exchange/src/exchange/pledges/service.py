"""The doors of pledges: offered, claimed, agreed, used, taken back, and seen as an account (row 62)."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of
from commons.people.store import People
from commons.places import keeps, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.local_finance import refuse_local_money
from exchange.pledges import clock, domain, schemas
from exchange.pledges.accounting import Accounting
from exchange.pledges.clock import CLOCK
from exchange.pledges.domain import KINDS, MONEY, OPEN, Claim, Pledge
from exchange.pledges.store import PledgeStore
from exchange.pledges.telling import Telling
from exchange.refusal import Refusal
from exchange.settings import Settings


class Pledges:
    """A pool of a region in one kind is an account: what was pledged, used, promised, withdrawn, left."""

    name = "exchange_pledges"
    context = "exchange"
    refusals = (Refusal,)
    store_class = PledgeStore
    settings_class = Settings
    store: PledgeStore
    settings: Settings

    @command(schemas.MakePledge, by=("member",))
    def make_pledge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``region_unknown``, ``local_finance_off`` (money for a region that takes none),
        ``pledge_amount_wrong``, ``pledge_day_wrong``."""
        region, kind, by = asked["region"], asked["kind"], call.caller.subject
        refuse_unknown(self.settings.regions, region)
        if kind == MONEY:
            refuse_local_money(self.settings.regions, region)
        offer, today = schemas.offer_of(asked), day_of(call.now)
        made = domain.pledge(call.new_id(), region, kind, offer, by, call.now, today)
        return self._saved(call, None, made)

    @command(schemas.ChangePledge, by=("member",))
    def change_pledge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, and what ``pledges.domain.change`` refuses."""
        before = self._found(asked)
        offer = schemas.offer_of(asked)
        return self._saved(call, before, domain.change(before, offer, call.caller.subject, day_of(call.now)))

    @command(schemas.KnownPledge, by=("member",))
    def withdraw_pledge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By its giver at any time, or by who keeps the pool. Refused: ``not_found``, ``stale_version``,
        ``pledge_not_yours``, ``pledge_ended``."""
        before = self._found(asked)
        if call.caller.subject != before.giver and not keeps(call.caller, before.region):
            raise Refused("pledge_not_yours")
        after = domain.withdraw(before, call.now)
        facts = Telling(self.store.work).withdrawn(before, after, call.caller.subject)
        return self._saved(call, before, after, facts)

    @command(schemas.ClaimPledge, by=("member",))
    def claim_pledge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask to use some of it. Asked for more than is left, the pool's keepers are told.

        Refused: ``not_found``, and what ``pledges.domain.claim`` refuses.
        """
        before = self._found(asked)
        wanted = Claim(
            call.new_id(),
            call.caller.subject,
            asked["amount"],
            asked["purpose"],
            call.now,
            shown_name=asked["shown_name"],
            reach=asked["reach"],
        )
        after = domain.claim(before, wanted)
        return self._saved(call, before, after, Telling(self.store.work).claimed(after, wanted))

    @command(schemas.AnswerClaim, by=("member",))
    def answer_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By the giver. Refused: ``not_found``, and what ``pledges.domain.answer`` refuses."""
        before, claim_id = self._found(asked), asked["claim_id"]
        after = domain.answer(before, claim_id, asked["agrees"], call.caller.subject)
        facts = Telling(self.store.work).answered(after, after.claim(claim_id))
        return self._saved(call, before, after, facts)

    @command(schemas.NoteUse, by=("member",))
    def note_use(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How much of what was agreed was used, by either of the two. Refused: ``not_found``, and what
        ``pledges.domain.note_use`` refuses."""
        before, claim_id, by = self._found(asked), asked["claim_id"], call.caller.subject
        after = domain.note_use(before, claim_id, asked["amount"], by)
        facts = Telling(self.store.work).used(after, after.claim(claim_id), by)
        return self._saved(call, before, after, facts)

    @command(schemas.OneClaim, by=("member",))
    def end_claim(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Taken back by who asked, or called off by the giver. Refused: ``not_found``, and what
        ``pledges.domain.end_claim`` refuses."""
        before, claim_id, by = self._found(asked), asked["claim_id"], call.caller.subject
        after = domain.end_claim(before, claim_id, by)
        facts = Telling(self.store.work).claim_ended(after, after.claim(claim_id), by)
        return self._saved(call, before, after, facts)

    @query(schemas.OnePledge, by=(PUBLIC,))
    def get_pledge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``."""
        return self._views(call, [self._found(asked)])[0]

    @query(schemas.ListPledges, by=(PUBLIC,))
    def list_pledges(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What is offered now, the newest first. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked, OPEN, region=asked["region"], kind=asked["kind"])
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.Page, by=("member",))
    def my_pledges(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller gives, and what they asked to use; the newest first."""
        page = self.store.page_of(call.caller.subject, asked)
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.ListPools, by=(PUBLIC,))
    def list_pools(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Each kind's account: offered, used, promised, withdrawn, left. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        places = [asked["region"]] if asked["region"] else [UK, *self.settings.regions.by_code]
        found = self.store.pools((region, kind) for region in places for kind in KINDS)
        wanted = [each for each in found if asked["region"] or each.version]
        return {"items": [schemas.pool_view(each) for each in wanted]}

    @query(schemas.ListFlows, by=(PUBLIC,))
    def list_flows(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What went in and out of a pool, the newest first; nobody is named. Refused: ``region_unknown``."""
        refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page_of_flows(asked["region"], asked["kind"], asked)
        return {**page, "items": [schemas.flow_view(each, asked["kind"]) for each in page["items"]]}

    @due(CLOCK)
    def when_a_pledge_is_over_close_it(self, call: Call, job: Job) -> Again | None:
        """Its last day has passed; or it ended long ago, and only its figures stay."""
        before = self.store.get(job.key)
        at = clock.next_at(before, self.settings) if before is not None else None
        if before is None or at is None:
            return None
        if at > call.now:
            return Again(at, {})
        if before.state == OPEN:
            after = domain.run_out(before, call.now)
            facts = Telling(self.store.work).ended(before, after)
            Accounting(self.store, call).save(before, after, facts)
            again = clock.next_at(after, self.settings)
            return Again(again, {}) if again is not None else None
        Accounting(self.store, call).save(before, domain.forget_words(before), [])
        return None

    def _found(self, asked: dict[str, Any]) -> Pledge:
        found = self.store.get(asked["id"])
        if found is None:
            raise Refused("not_found")
        refuse_stale(found.version, asked.get("version"))
        return found

    def _saved(
        self, call: Call, before: Pledge | None, after: Pledge, facts: list[Fact] | None = None
    ) -> dict[str, Any]:
        Accounting(self.store, call).save(before, after, facts or [])
        clock.plan(self.store.work, self.settings, after)
        return self._views(call, [after])[0]

    def _views(self, call: Call, found: list[Pledge]) -> list[dict[str, Any]]:
        """As the caller may see them, with where their people are at home."""
        people = {
            each for pledge in found for each in (pledge.giver, *(one.by for one in pledge.claims)) if each
        }
        known = {} if call.caller.is_visitor else People(self.store.work).several(people)
        homes = {member: person.region for member, person in known.items()}
        return [schemas.pledge_view(each, call.caller, homes) for each in found]
