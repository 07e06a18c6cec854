"""The store of applications behaves the same in memory and on MongoDB."""

import threading
from datetime import timedelta

import pytest
from membership_desk import NOW, Desk, application, coordinator

from chassis.call import Call
from contracts.refusals import Refused
from membership.applications import domain
from membership.applications.domain import Tip
from membership.applications.store import ApplicationStore, facts_of
from membership.members.domain import Acceptance
from membership.refusal import Refusal


def begun(application_id="a-1", email="Ada@example.org", region="WOE"):
    return domain.begin(application_id, region=region, name="Ada", email=email, why="To learn.", now=NOW)


class TestApplicationStore:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.call, self.store = work, call, ApplicationStore(work)

    def save(self, application, facts=()):
        self.work.in_transaction(self.call, lambda: self.store.save(application, facts))
        return application

    def test_an_application_comes_back_as_saved_at_every_step(self):
        steps = [self.save(domain.keep(begun(), Acceptance("1", NOW)))]
        steps.append(self.save(domain.submit(steps[-1], None, NOW)))
        steps.append(self.save(domain.take_up(steps[-1], "c-1", NOW + timedelta(hours=1))))
        assert self.store.get("a-1") == steps[-1]
        assert self.store.open_for("ADA@example.org") == steps[-1]
        decided = self.save(domain.decline(steps[-1], "c-1", "no", "sorry", NOW + timedelta(days=1)))
        assert self.store.get("a-1") == decided
        assert self.store.open_for("ada@example.org") is None

    def test_one_address_has_one_open_application(self):
        first = self.save(begun())
        with pytest.raises(Refusal, match="duplicate_application"):
            self.save(begun("a-2", "ADA@example.org"))
        self.save(domain.withdraw(first, NOW))
        self.save(begun("a-3"))
        self.save(begun("a-4", "other@example.org"))

    def test_a_stale_version_is_refused_and_its_events_are_not_kept(self):
        first = self.save(begun())
        self.save(domain.withdraw(first, NOW))
        late = domain.submit(first, Acceptance("1", NOW), NOW)
        with pytest.raises(Refused, match="stale_version"):
            self.save(late, facts_of(first, late))
        assert self.work.database["outbox"].count_documents({}) == 0

    def test_lists_and_figures_are_of_the_region(self):
        for n, region in enumerate(("WOE", "WOE", "SW")):
            self.save(begun(f"a-{n}", f"a{n}@example.org", region))
        sent = domain.submit(self.store.get("a-1"), Acceptance("1", NOW), NOW + timedelta(hours=2))
        self.save(sent)
        page = self.store.page(frozenset({"WOE"}), None, {"limit": 9})
        assert [each.id for each in page["items"]] == ["a-0", "a-1"]
        assert [each.id for each in self.store.page(None, "prospect", {"limit": 9})["items"]] == [
            "a-0",
            "a-2",
        ]
        assert self.store.counts("WOE")["applied"] == 1
        assert sorted(len(steps) for steps in self.store.histories("WOE")) == [1, 2]
        assert self.store.oldest_waiting("WOE") == NOW + timedelta(hours=2)
        assert self.store.oldest_waiting("SW") is None

    def test_the_newest_tips_come_first(self):
        tips = [Tip(f"t-{n}", "Ring them.", "WOE", "c-1", NOW + timedelta(days=n)) for n in range(25)]
        self.work.in_transaction(self.call, lambda: [self.store.add_tip(tip) for tip in tips])
        assert self.store.tips() == tips[:4:-1]


@pytest.mark.servers
class TestAtTheSameMoment:
    """What only a real database shows: several replicas at once."""

    @pytest.fixture(autouse=True)
    def _database(self, mongo_uri):
        from membership_desk import on_mongodb

        made = on_mongodb(mongo_uri)
        self.database = next(made).database
        yield
        made.close()

    def desk(self) -> Desk:
        from chassis.mongo import UnitOfWork

        return Desk(UnitOfWork(self.database))

    def at_once(self, act, times=6):
        outcomes = []

        def run():
            try:
                outcomes.append(act(self.desk()))
            except Refused as no:
                outcomes.append(no.code)

        threads = [threading.Thread(target=run) for _ in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes

    def test_one_of_many_equal_applications_gets_in(self):
        desk = self.desk()
        desk.knock("compact.current_compact")
        outcomes = self.at_once(
            lambda each: each.knock("applications.submit_application", application())["stage"]
        )
        assert sorted(outcomes) == ["applied"] + ["duplicate_application"] * 5

    def test_many_acceptances_make_one_member(self):
        sent = self.desk().knock("applications.submit_application", application())
        decision = {"id": sent["id"], "decision": "accept"}
        outcomes = self.at_once(
            lambda each: each.knock("applications.decide_application", decision, by=coordinator())[
                "member_id"
            ]
        )
        assert len(set(outcomes)) == 1, outcomes
        assert self.database["members"].count_documents({}) == 1
        assert len(self.desk().events("member_joined")) == 1

    def test_version_one_of_the_compact_is_begun_once(self):
        from membership.service import before_serving

        outcomes = self.at_once(lambda each: before_serving(each.work, Call(now=NOW)))
        assert outcomes == [None] * 6
        assert self.database["compacts"].count_documents({}) == 1
        assert len(self.desk().events("compact_published")) == 1
