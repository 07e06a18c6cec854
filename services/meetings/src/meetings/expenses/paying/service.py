"""The doors of paying: the national team sends what was approved, and notes what was paid (row 51)."""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from commons.places import name_of
from contracts.refusals import Refused
from meetings.expenses import domain as claims
from meetings.expenses import telling
from meetings.expenses.deployed import times_of
from meetings.expenses.paying import domain, schemas
from meetings.expenses.paying.domain import MOST_IN_A_BATCH, Batch, payment_of
from meetings.expenses.paying.store import ERASE, PayingStore
from meetings.expenses.store import ClaimStore
from meetings.refusal import Refusal
from meetings.settings import Settings

LOOK_AGAIN = timedelta(days=30)


class Paying:
    """Batches for whoever pays."""

    name = "meetings_paying"
    context = "meetings"
    refusals = (Refusal,)
    store_class = PayingStore
    settings_class = Settings
    store: PayingStore
    settings: Settings

    @query(Nothing, by=(PUBLIC,))
    def expense_totals(self, _call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What was sent to be paid, by region and year of the journeys; null below five claims."""
        years = self.store.years()
        regions = self.settings.regions
        return {"items": [schemas.year_view(each, name_of(regions, each.region)) for each in years]}

    @query(schemas.ListBatches, by=("national_team",))
    def list_batches(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Batches, the newest first, with how many claims wait for the next one."""
        page = self.store.page(asked)
        waiting = ClaimStore(self.store.work).approved(MOST_IN_A_BATCH)
        return {
            **page,
            "items": [schemas.short_view(each) for each in page["items"]],
            "waiting": {"claims": len(waiting), "total_pence": sum(claim.total for claim in waiting)},
        }

    @query(schemas.GetBatch, by=("national_team",))
    def get_batch(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One batch with its lines, the same however often it is asked for. Refused: ``not_found``."""
        return schemas.batch_view(self._known(asked["id"]))

    @command(Nothing, by=("national_team",))
    def make_batch(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Send what was approved, the longest waiting first, at most a hundred claims; each goes once.

        Refused: ``no_expenses_to_send``, ``stale_version`` when two people send at the same time.
        """
        store = ClaimStore(self.store.work)
        approved = store.approved(MOST_IN_A_BATCH)
        if not approved:
            raise Refusal("no_expenses_to_send")
        by = call.caller.subject
        batch = Batch(call.new_id(), 1, call.now, by, tuple(payment_of(each) for each in approved))
        for claim in approved:
            store.save(claims.send_to_payer(claim, batch.id, by, call.now), erase_at=None)
        self.store.save(batch, erase_at=call.now + timedelta(days=self.settings.expense_keep_days))
        known = self.store.years_of((each.region, each.on.year) for each in batch.payments)
        self.store.save_years(domain.add_up(known, batch.payments))
        return {"id": batch.id, "version": batch.version}

    @command(schemas.RecordPayment, by=("national_team",))
    def record_payment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """These claims of a batch were paid, all when none is named; twice is once. Their claimants are told.

        Refused: ``not_found``, also for a claim that is not in the batch.
        """
        batch = self._known(asked["id"])
        wanted = set(asked["claim_ids"] or batch.unpaid)
        if not wanted <= {each.claim_id for each in batch.payments}:
            raise Refused("not_found")
        store = ClaimStore(self.store.work)
        for claim in store.several(wanted - batch.paid):
            paid = claims.pay(claim, call.caller.subject, call.now)
            ends = claims.ends(paid, call.now, times_of(self.settings))
            store.save(paid, telling.paid(self.settings, paid), erase_at=ends)
        settled = domain.settle(batch, wanted)
        if settled is not batch:
            self.store.save(settled)
        return {"id": settled.id, "version": settled.version}

    @due(ERASE)
    def erase_batch(self, call: Call, job: Job) -> Again | None:
        """Its time is over: it is forgotten, once everything in it was paid."""
        batch = self.store.get(job.key)
        if batch is not None and batch.unpaid:
            return Again(call.now + LOOK_AGAIN, {})
        if batch is not None:
            self.store.erase(batch)
        return None

    def _known(self, batch_id: str) -> Batch:
        found = self.store.get(batch_id)
        if found is None:
            raise Refused("not_found")
        return found
