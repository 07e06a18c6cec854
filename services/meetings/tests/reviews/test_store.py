"""What is remembered of cycles, in memory and on MongoDB; every finder uses an index."""

from collections.abc import Iterator
from datetime import date

import pytest
from meetings_desk import INDEXES, NOW, Desk, convenor

from chassis.testkit.index_scan import collection_scans, watched
from contracts.refusals import Refused
from meetings.reviews.domain import Act, Cycle, Plan, Series, Study
from meetings.reviews.store import ReviewStore

PLAN = Plan("Decide faster", "All in time", NOW, "v-1")
WHOLE = Cycle(
    "meeting-1", 1, "NENC", PLAN, None, Study("Done", "partly", ""), Act("adopt", "Go on", NOW, "v-1")
)
YEAR = Cycle("c-1", 1, "NENC", PLAN, Series("2018", date(2018, 4, 1), date(2019, 3, 31)))


@pytest.mark.parametrize("cycle", [WHOLE, YEAR])
def test_a_cycle_comes_back_as_saved_and_the_first_of_two_stays(work, call, cycle):
    store = ReviewStore(work)
    work.in_transaction(call, lambda: store.save(cycle))
    assert (store.get(cycle.id), store.of_region("NENC"), store.of_region("SW")) == (cycle, [cycle], [])
    with pytest.raises(Refused, match="stale_version"):
        work.in_transaction(call, lambda: store.save(cycle))


FINDERS = {"get": lambda s: s.get("meeting-1"), "of_region": lambda s: s.of_region("NENC")}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(ReviewStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save"} == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            desk.meeting()
            words = {"meeting": "meeting-1", "aim": "Decide", "prediction": "All in time"}
            desk.knock("reviews.plan_cycle", words, by=convenor())
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, call in FINDERS.items():
            before = len(self.watching.commands)
            call(ReviewStore(self.work))
            assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
