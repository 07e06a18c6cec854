"""The registry's store behaves the same in memory and on MongoDB."""

import threading

import pytest
from stewardship_desk import NOW

from chassis.call import Call
from commons.rough_dates import rough
from contracts.refusals import Refused
from stewardship.network import domain
from stewardship.network.domain import Report
from stewardship.network.store import NetworkStore
from stewardship.refusal import Refusal


def formed(region="SW"):
    return domain.form(None, region, rough("2017"), "n-1", NOW)


def whole(region="SW"):
    group = domain.begin_pilot(formed(region), rough("2017-02"), "n-1", NOW)
    group = domain.move_pilot_on(group, "running", rough("2017-09"), "n-1", NOW)
    group = domain.set_clock(group, "term", rough("2017-09"), rough("2018-09"))
    group = domain.add_report(group, Report("r-1", "Part 5", rough("2018-08"), "https://example.org"))
    return domain.describe(group, "About us.", ("Health Foundation",), ("South West AHSN",))


class TestNetworkStore:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.call, self.store = work, call, NetworkStore(work)

    def save(self, before, after):
        self.work.in_transaction(self.call, lambda: self.store.save(before, after))
        return after

    def test_a_group_comes_back_as_saved(self):
        first = self.save(None, formed())
        later = domain.replace(whole(), version=2)
        self.save(first, later)
        assert self.store.get("SW") == later
        assert self.store.several(["SW", "WOE"]) == {"SW": later}
        assert self.store.get("WOE") is None

    def test_a_region_has_one_group(self):
        self.save(None, formed())
        with pytest.raises(Refusal, match="group_exists"):
            self.save(None, formed())

    def test_a_stale_version_is_refused(self):
        first = self.save(None, formed())
        opened = domain.open_(first, rough("2018"), "n-1", NOW)
        self.save(first, opened)
        with pytest.raises(Refused, match="stale_version"):
            self.save(first, opened)

    def test_a_place_that_is_refused_is_not_kept(self):
        def take(region, most):
            places = self.store.take_pilot_place(region)
            if len(places) > most:
                raise Refusal("pilot_limit_reached")

        self.work.in_transaction(self.call, lambda: take("WOE", 1))
        with pytest.raises(Refusal):
            self.work.in_transaction(self.call, lambda: take("SW", 1))
        self.work.in_transaction(self.call, lambda: take("WOE", 1))


@pytest.mark.servers
class TestTwoAtOnce:
    @pytest.fixture
    def databases(self, mongo_uri):
        from stewardship_desk import INDEXES

        from chassis.testkit.desk import on_mongodb

        with on_mongodb(mongo_uri, "stewardship", INDEXES) as database:
            yield database

    def _race(self, databases, attempts):
        from chassis.mongo import UnitOfWork

        barrier, outcomes = threading.Barrier(len(attempts)), []

        def run(attempt):
            work = UnitOfWork(databases.database)
            barrier.wait(5)
            try:
                work.in_transaction(Call(now=NOW), lambda: attempt(NetworkStore(work)))
                outcomes.append("done")
            except Refusal as no:
                outcomes.append(no.code)

        threads = [threading.Thread(target=run, args=(attempt,)) for attempt in attempts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        return sorted(outcomes)

    def test_of_two_who_form_a_group_at_once_one_does(self, databases):
        attempt = lambda store: store.save(None, formed())  # noqa: E731 - two of the same
        assert self._race(databases, [attempt, attempt]) == ["done", "group_exists"]

    def test_of_four_regions_at_once_three_become_pilots(self, databases):
        def taking(region):
            def attempt(store):
                if len(store.take_pilot_place(region)) > 3:
                    raise Refusal("pilot_limit_reached")

            return attempt

        attempts = [taking(region) for region in ("WOE", "SW", "NENC", "WAL")]
        assert self._race(databases, attempts) == ["done", "done", "done", "pilot_limit_reached"]
