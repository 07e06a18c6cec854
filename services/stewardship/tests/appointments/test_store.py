"""What we remember of calls behaves the same in memory and on MongoDB."""

import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from seat_calls import agree, decide, propose, ready
from stewardship_desk import INDEXES, NOW, Desk

from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from commons.rough_dates import rough
from contracts.refusals import Refused
from stewardship.appointments import expressions, panels, past
from stewardship.appointments.calls import Call, Wanted
from stewardship.appointments.expressions import About, Decision, Offer
from stewardship.appointments.panels import Interest
from stewardship.appointments.store import AppointmentStore
from stewardship.refusal import Refusal


def a_call(call_id: str = "call-1", region: str = "SW", **more) -> Call:
    panel = panels.seat(["p-1", "p-2"], "p-1", NOW)
    wanted = Wanted(region, "convenor", 1, "Listens.", starts_on=NOW.date(), basis="", represents=("SW",))
    call = Call(call_id, 1, wanted, NOW, "c-1", NOW + timedelta(days=9), panel)
    return replace(call, **more)


def asked(expression_id: str = "e-1", member_id: str = "m-1", **about):
    words = About("Ada", "Nurse", "To listen.", "Devon", "acute hospital", True, 240)
    return expressions.express(
        expression_id,
        call_id="call-1",
        region="SW",
        member_id=member_id,
        about=replace(words, **about),
        now=NOW,
    )


class TestAppointmentStore:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.call, self.store = work, call, AppointmentStore(work)

    def save(self, *changed):
        def all_of_them() -> None:
            for each in changed:
                save = self.store.save_call if isinstance(each, Call) else self.store.save_expression
                save(each)

        self.work.in_transaction(self.call, all_of_them)

    def test_a_call_comes_back_as_saved(self):
        call = a_call()
        self.save(call)
        declared = panels.declare(call.panel, "p-1", [Interest("kin", NOW, "e-1")], NOW)
        after = replace(call, version=2, panel=declared, state="closed", declared_at=NOW)
        self.save(after)
        assert self.store.get("call-1") == after
        assert self.store.several(["call-1", "none"]) == {"call-1": after}

    def test_an_expression_comes_back_as_saved_at_every_step(self):
        first = asked()
        proposed = expressions.propose(first, Decision("appoint", "r", "f", ("p-1",), NOW))
        offered = expressions.agree(proposed, "p-2", Offer("convenor", NOW + timedelta(days=7)), NOW)
        taken = expressions.seated(expressions.answer(offered, True, NOW), "seat-1")
        for step in (first, proposed, offered, taken):
            self.save(step)
            assert self.store.expression("e-1") == step
        assert self.store.of_call("call-1") == [taken]
        assert self.store.of_calls(["call-1", "none"]) == {"call-1": [taken], "none": []}

    def test_one_call_runs_for_a_seat_and_another_when_it_is_over(self):
        first = a_call()
        self.save(first)
        with pytest.raises(Refusal, match="call_running"):
            self.save(a_call("call-2"))
        self.save(a_call("call-3", "WOE"))
        self.save(replace(first, version=2, state="ended", ended_at=NOW))
        self.save(a_call("call-2"))

    def test_a_member_asks_once_until_it_is_taken_back(self):
        first = asked()
        self.save(first)
        with pytest.raises(Refusal, match="already_expressed"):
            self.save(asked("e-2"))
        self.save(expressions.withdraw(first, NOW))
        self.save(asked("e-2"))
        assert {each.id for each in self.store.of_member("m-1")} == {"e-1", "e-2"}

    def test_lists_are_of_the_region_the_state_and_the_panel(self):
        for n, region in enumerate(("SW", "WOE", "NENC")):
            self.save(a_call(f"call-{n}", region, closes_at=NOW + timedelta(days=n)))
        self.save(replace(a_call("call-0"), version=2, closes_at=NOW, state="ended", ended_at=NOW))
        limit = {"limit": 9}
        assert [each.id for each in self.store.page(None, None, limit)["items"]] == [
            "call-2",
            "call-1",
            "call-0",
        ]
        assert [each.id for each in self.store.page("WOE", "open", limit)["items"]] == ["call-1"]
        assert self.store.page("SW", "open", limit)["items"] == []
        assert len(self.store.of_panel_member("p-2", limit)["items"]) == 3
        assert self.store.of_panel_member("p-3", limit)["items"] == []

    def test_only_what_was_measured_counts_as_time(self):
        self.save(asked("e-1", "m-1", seconds_taken=100), asked("e-2", "m-2", seconds_taken=None))
        assert self.store.seconds_taken() == [100]

    def test_a_past_call_comes_back_as_recorded_the_latest_first(self):
        outcomes = (past.PastOutcome("convenor", "GP"), past.PastOutcome("", "Nurse", patient=True))
        made = [
            past.PastCall(f"h-{year}", 1, "SW", "convenor", None, rough(year), "a report", outcomes, "n", NOW)
            for year in ("2016", "2017-09")
        ]
        self.work.in_transaction(self.call, lambda: [self.store.save_past(each) for each in made])
        assert self.store.past("SW", {"limit": 9})["items"] == made[::-1]
        assert self.store.past("WOE", {"limit": 9})["items"] == []


@pytest.mark.servers
class TestAtTheSameMoment:
    """What only a real database shows: the panel's members act at once."""

    @pytest.fixture(autouse=True)
    def _database(self, mongo_uri):
        with on_mongodb(mongo_uri, "stewardship", INDEXES) as work:
            self.database = work.database
            yield

    def desk(self, now=None) -> Desk:
        made = Desk(UnitOfWork(self.database))
        made.now = now or made.now
        return made

    def at_once(self, *acts):
        outcomes = []

        def run(act):
            try:
                act()
                outcomes.append("done")
            except Refused as no:
                outcomes.append(no.code)

        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(outcomes)

    def test_two_agreements_at_once_never_promise_one_seat_to_two(self):
        for region in ("SW", "WOE", "NENC"):
            desk = self.desk()
            call, sent = ready(desk, f"m-{region}-1", f"m-{region}-2", region=region)
            for each in sent:
                propose(desk, each, "appoint")
            now = desk.now
            outcomes = self.at_once(*(partial(agree, self.desk(now), each) for each in sent))
            assert outcomes == ["done", "no_place_left"]
            states = self.database["expressions_of_interest"].distinct("state", {"call_id": call["id"]})
            assert sorted(states) == ["offered", "sent"]

    def test_accepting_many_times_at_once_fills_one_seat(self):
        desk = self.desk()
        _call, (sent,) = ready(desk, "m-1")
        decide(desk, sent, "appoint")
        now = desk.now
        me = desk.member("m-1")
        yes = {"id": sent["id"], "accepts": True}
        knocks = [partial(self.desk(now).knock, "appointments.answer_offer", yes, by=me) for _ in range(5)]
        outcomes = self.at_once(*knocks)
        assert outcomes == ["done"] * 5
        assert self.database["seats"].count_documents({}) == 1
