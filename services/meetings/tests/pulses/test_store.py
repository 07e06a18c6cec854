"""What is remembered of pulses: flags here, answers in a database beside, by lot (ADR 0013)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from meetings_desk import INDEXES, NOW, Desk

from chassis.mongo.connecting import database_beside
from chassis.testkit.index_scan import collection_scans, watched
from meetings.pulses import domain
from meetings.pulses.domain import Answer, Rounds
from meetings.pulses.needs.store import NeedStore
from meetings.pulses.store import PulseStore


def test_a_pulse_and_its_rounds_come_back_as_saved(work, call):
    store, made = PulseStore(work), domain.opened("meeting-1", "NENC", NOW, NOW)
    work.in_transaction(call, lambda: store.save(made))
    assert store.get("meeting-1") == made
    rounds = Rounds("meeting-1", 1, frozenset({"i-1", "i-2"}))
    work.in_transaction(call, lambda: store.save_rounds(rounds))
    assert store.rounds_of("meeting-1") == rounds
    assert store.rounds_of("meeting-2") == Rounds("meeting-2", 0)


def test_answers_come_by_lot(work, call):
    store = PulseStore(work)
    for lot in ("c", "a", "b"):
        store.add(Answer(lot, "meeting-1", True, lot))
    assert [each.id for each in store.answers_of("meeting-1")] == ["a", "b", "c"]


def test_a_need_is_kept_taken_back_and_erased(work):
    store = NeedStore(work)
    for member in ("m-1", "m-2", "m-3"):
        store.keep("meeting-1", member, "A ramp")
    store.keep("meeting-1", "m-2", "")
    assert (store.of("meeting-1"), store.get("meeting-1", "m-2")) == ({"m-1": "A ramp", "m-3": "A ramp"}, "")
    store.forget("m-3")
    assert store.of("meeting-1") == {"m-1": "A ramp"}
    store.erase("meeting-1")
    assert store.of("meeting-1") == {}


FINDERS = {
    "get": lambda s: s.get("meeting-1"),
    "answers_of": lambda s: s.answers_of("meeting-1"),
    "rounds_of": lambda s: s.rounds_of("meeting-1"),
}
WRITERS = {"save", "add", "save_rounds"}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(PulseStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            store = PulseStore(self.work)
            for number in range(4):
                store.roll.ask(f"meeting-{number}", ["m-1", "m-2"])
                store.add(Answer(f"lot-{number}", "meeting-1", True))
                NeedStore(self.work).keep(f"meeting-{number}", "m-1", "A ramp")
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        store = PulseStore(self.work)
        for name, call in FINDERS.items():
            before = len(self.watching.commands)
            call(store)
            assert len(self.watching.commands) > before, f"{name} asked nothing"
        store.roll.ask_no_more("meeting-1", ["m-1"])
        NeedStore(self.work).of("meeting-1")
        NeedStore(self.work).forget("m-9")
        answers = [each for each in self.watching.commands if "pulse_answers" in each.values()]
        own = [each for each in self.watching.commands if each not in answers]
        assert collection_scans(self.client, self.name, own) == []
        assert len(answers) == 1
        assert (
            collection_scans(self.client, database_beside(self.work.database, "closed").name, answers) == []
        )

    def test_the_answers_are_stored_by_lot(self):
        beside = database_beside(self.work.database, "closed")
        assert "clusteredIndex" in beside["pulse_answers"].options()


@pytest.mark.servers
def test_two_answers_of_one_member_at_once_are_one(mongo_uri: str):
    """The second waits for the first one's transaction, and finds the flag set."""
    from concurrent.futures import ThreadPoolExecutor

    from chassis.mongo import UnitOfWork
    from chassis.testkit.desk import on_mongodb
    from contracts.refusals import Refused

    with on_mongodb(mongo_uri, "meetings", INDEXES) as work:
        first = Desk(work)
        me = first.holder("m-1")
        ended = first.meeting().ends_at
        PulseStore(work).roll.ask("meeting-1", ["m-1"])
        work.collection("pulses").insert_one(
            {
                "_id": "meeting-1",
                "version": 1,
                "region": "NENC",
                "opened_at": ended,
                "closes_at": ended + timedelta(days=7),
                "closed_at": None,
            }
        )

        def try_it(_: int) -> str:
            desk = Desk(UnitOfWork(work.database))
            desk.now = ended
            try:
                desk.knock("pulses.answer_pulse", {"meeting": "meeting-1", "could": True}, by=me)
            except Refused as no:
                return no.code
            return "accepted"

        with ThreadPoolExecutor(4) as several:
            said = sorted(several.map(try_it, range(4)))
        assert said == ["accepted", "pulse_answered", "pulse_answered", "pulse_answered"]
        assert len(PulseStore(work).answers_of("meeting-1")) == 1
