"""What the stores of claims remember, in memory and on MongoDB, and that every finder uses an index."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from meetings_desk import INDEXES, NOW

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from contracts.refusals import Refused
from meetings.expenses import claims
from meetings.expenses.carers.domain import Naming
from meetings.expenses.carers.store import CarerStore
from meetings.expenses.claims import Claim, Occasion, Receipt, Step
from meetings.expenses.costs import Cost
from meetings.expenses.paying.domain import Batch, Payment, Year
from meetings.expenses.paying.store import PayingStore
from meetings.expenses.store import ClaimStore

DAY = date(2018, 4, 17)
CLAIM = Claim(
    id="claim-1",
    version=1,
    claimant_id="m-1",
    occasion=Occasion("meeting", "meeting-1", "NENC", "First meeting", DAY),
    payee="Sam Example",
    answers={"status": "carer", "paid_public_sector_job": False},
    costs=(Cost("l-1", "claimant", "journey", DAY, 828, "car", "Carlisle", "Penrith", 184, 45),),
    receipts=(Receipt("r-1", "ticket.pdf", "application/pdf", 90),),
    assistant_id="m-7",
    assistant_required=True,
    named_by=("m-9",),
    state=claims.APPROVED,
    submitted_at=NOW,
    approvals=(Step("approved", NOW, "c-1"), Step("approved", NOW, "v-1", "Yes.")),
    history=(Step("began", NOW, "m-1"), Step("submitted", NOW, "m-1")),
)
PAYMENT = Payment("claim-1", "m-1", "NENC", "Sam Example", "First meeting", DAY, 828, 0, (DAY, DAY))
BATCH = Batch("b-1", 1, datetime(2018, 5, 3, tzinfo=UTC), "n-1", (PAYMENT,), frozenset({"claim-1"}))
PAGE: dict[str, Any] = {"limit": 2}


def keep(work, call, *claims):
    for each in claims:
        work.in_transaction(call, lambda each=each: ClaimStore(work).save(each, erase_at=None))


def test_a_claim_comes_back_as_saved(work, call):
    keep(work, call, CLAIM, replace(CLAIM, id="claim-2", occasion=Occasion("other", "", "UK", "Panel", None)))
    store = ClaimStore(work)
    assert store.get("claim-1") == CLAIM
    assert store.get("claim-2").occasion == Occasion("other", "", "UK", "Panel", None)
    assert store.get("claim-3") is None
    assert [each.id for each in store.several(["claim-2", "claim-1"])] == ["claim-1", "claim-2"]


def test_lists_hold_what_their_reader_may_see(work, call):
    draft = replace(CLAIM, id="claim-2", state=claims.DRAFT, submitted_at=None)
    sent = replace(CLAIM, id="claim-3", state=claims.SUBMITTED, claimant_id="m-2")
    keep(work, call, CLAIM, draft, sent)
    store = ClaimStore(work)
    assert [each.id for each in store.mine("m-1", PAGE)["items"]] == ["claim-2", "claim-1"]
    assert [each.id for each in store.listed(["NENC"], None, PAGE)["items"]] == ["claim-3"]
    assert [each.id for each in store.listed(None, "approved", PAGE)["items"]] == ["claim-1"]
    assert store.listed(None, "draft", PAGE)["items"] == store.listed(["SW"], None, PAGE)["items"] == []
    assert [each.id for each in store.approved(5)] == ["claim-1"]
    assert (store.others(draft), store.others(CLAIM), store.others(sent)) == (1, 0, 0)


def test_of_two_who_change_a_claim_at_once_one_is_refused(work, call):
    keep(work, call, CLAIM)
    changed = replace(CLAIM, version=2, payee="Another")
    keep(work, call, changed)
    with pytest.raises(Refused, match="stale_version"):
        keep(work, call, changed)


def test_a_claim_is_forgotten_and_its_erasure_planned_once(work, call):
    store = ClaimStore(work)
    work.in_transaction(call, lambda: store.save(CLAIM, erase_at=NOW))
    assert work.database["jobs"].count_documents({"kind": "erase_expense"}) == 1
    keep(work, call, replace(CLAIM, version=2))
    assert work.database["jobs"].count_documents({"kind": "erase_expense"}) == 0
    work.in_transaction(call, lambda: store.erase(CLAIM))
    assert store.get("claim-1") is None


def test_batches_and_years_come_back_as_saved(work, call):
    store = PayingStore(work)
    work.in_transaction(call, lambda: store.save(BATCH))
    work.in_transaction(call, lambda: store.save_years([Year("NENC", 2018, 1, 4, 736)]))
    work.in_transaction(call, lambda: store.save_years([Year("NENC", 2018, 2, 5, 920)]))
    assert store.get("b-1") == BATCH
    assert store.page(PAGE)["items"] == [BATCH]
    assert store.years() == [Year("NENC", 2018, 2, 5, 920)]
    assert store.years_of([("NENC", 2018), ("SW", 2018)]) == {("NENC", 2018): Year("NENC", 2018, 2, 5, 920)}


def test_a_carer_is_named_once_by_each_and_the_first_day_stays(work, call):
    store = CarerStore(work)
    later = Naming("m-1", "m-2", NOW.replace(year=2019))
    work.in_transaction(call, lambda: store.save(Naming("m-1", "m-2", NOW)))
    work.in_transaction(call, lambda: store.save(later))
    assert (store.namers_of("m-1"), store.named_by("m-2")) == (["m-2"], [Naming("m-1", "m-2", NOW)])
    work.in_transaction(call, lambda: store.remove("m-1", "m-2"))
    assert store.namers_of("m-1") == store.named_by("m-2") == []
    for pair in (("m-1", "m-2"), ("m-2", "m-3"), ("m-3", "m-4")):
        work.in_transaction(call, lambda pair=pair: store.save(Naming(*pair, NOW)))
    work.in_transaction(call, lambda: store.forget("m-2"))
    assert (store.namers_of("m-1"), store.namers_of("m-2"), store.namers_of("m-3")) == ([], [], ["m-4"])


FINDERS: dict[str, list[Callable[[Any], Any]]] = {
    "get": [lambda s: ClaimStore(s).get("claim-1"), lambda s: PayingStore(s).get("b-1")],
    "mine": [lambda s: ClaimStore(s).mine("m-1", PAGE)],
    "listed": [
        lambda s: ClaimStore(s).listed(None, None, PAGE),
        lambda s: ClaimStore(s).listed(["NENC", "SW"], None, PAGE),
        lambda s: ClaimStore(s).listed(["NENC"], "paid", PAGE),
    ],
    "approved": [lambda s: ClaimStore(s).approved(5)],
    "several": [lambda s: ClaimStore(s).several(["claim-1"])],
    "others": [lambda s: ClaimStore(s).others(CLAIM)],
    "page": [lambda s: PayingStore(s).page(PAGE)],
    "years": [lambda s: PayingStore(s).years()],
    "years_of": [lambda s: PayingStore(s).years_of([("NENC", 2018)])],
    "namers_of": [lambda s: CarerStore(s).namers_of("m-1")],
    "named_by": [lambda s: CarerStore(s).named_by("m-2")],
}
WRITERS = {"save", "erase", "forget", "save_years", "remove"}


def test_every_finder_is_watched():
    stores = (ClaimStore, PayingStore, CarerStore)
    methods = {
        name for each in stores for name, value in vars(each).items() if callable(value) and name[0] != "_"
    }
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            call = Call(now=NOW)
            keep(self.work, call, *(replace(CLAIM, id=f"claim-{number}") for number in range(1, 4)))
            self.work.in_transaction(call, lambda: PayingStore(self.work).save(BATCH))
            self.work.in_transaction(call, lambda: PayingStore(self.work).save_years([Year("NENC", 2018, 1)]))
            self.work.in_transaction(call, lambda: CarerStore(self.work).save(Naming("m-1", "m-2", NOW)))
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(self.watching.commands)
                find(self.work)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
