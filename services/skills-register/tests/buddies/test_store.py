"""Buddies are kept as they were made, on memory and on MongoDB; no finder scans, no fourth pair at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from skills_desk import INDEXES, NOW, Desk

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, watched
from contracts.refusals import Refused
from skills_register.buddies.domain import Offer, Pair, Side, Wish
from skills_register.buddies.store import BuddyStore
from skills_register.refusal import Refusal

WISH = Wish("w-1", 1, "lee", "SW", "Run charts", "", "Lee", "Ward 7", NOW, not_with=("zoe",))
OFFER = Offer("bea", 1, "SW", "SPC", "clinician", "Bea", "Room 4", 3, NOW)
PAIR = Pair(
    id="p-1",
    version=1,
    region="SW",
    wish_id="w-1",
    goal="Run charts",
    buddy=Side("bea", "Bea", "Room 4", NOW),
    learner=Side("lee", "Lee", "Ward 7", NOW),
    proposed_at=NOW,
    started_at=NOW,
    next_check=date(2018, 11, 15),
    checks=(date(2018, 10, 4),),
)
FINDERS: dict[str, Callable[[BuddyStore], Any]] = {
    "wish": lambda s: s.wish("w-1"),
    "wish_of": lambda s: s.wish_of("lee"),
    "wishes_in": lambda s: s.wishes_in("SW"),
    "offer": lambda s: s.offer("bea"),
    "open_in": lambda s: s.open_in("SW"),
    "pair": lambda s: s.pair("p-1"),
    "pairs_of": lambda s: s.pairs_of("lee"),
    "running_by_month": lambda s: s.running_by_month("SW"),
}
WRITERS = {"save_wish", "save_offer", "save_pair", "forget_wish", "forget_offer", "forget_pair"}


def saved(work: UnitOfWork, call: Call) -> BuddyStore:
    store = BuddyStore(work)

    def save() -> None:
        store.save_wish(WISH), store.save_offer(OFFER), store.save_pair(PAIR)

    work.in_transaction(call, save)
    return store


def test_what_was_saved_is_read_as_it_was(work, call):
    store = saved(work, call)
    assert (store.wish("w-1"), store.wish_of("lee"), store.wishes_in("SW")) == (WISH, WISH, [WISH])
    assert (store.offer("bea"), store.open_in("SW"), store.open_in("WOE")) == (OFFER, [OFFER], [])
    assert store.pair("p-1") == PAIR
    assert store.pairs_of("lee") == store.pairs_of("bea") == [PAIR]
    assert store.running_by_month("SW") == {"2018-10": 1}


def test_a_member_has_one_wish(work, call):
    store = saved(work, call)
    again = Wish("w-2", 1, "lee", "SW", "More", "", "Lee", "", NOW)
    with pytest.raises(Refusal, match="buddy_asked_already"):
        work.in_transaction(call, lambda: store.save_wish(again))


def test_every_finder_is_watched():
    methods = {name for name, value in vars(BuddyStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        store = saved(work, Call(now=NOW))
        watching.commands.clear()
        for name, find in FINDERS.items():
            before = len(watching.commands)
            find(store)
            assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []


@pytest.mark.servers
def test_of_many_learners_who_agree_at_once_a_buddy_gets_three(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        desk = Desk(work)
        bea = desk.member("bea")
        offer = {"topics": "SPC", "shown_name": "Bea"}
        desk.knock("buddies.offer_buddying", offer, by=bea)
        asked = {}
        for number in range(8):
            lee = desk.member(f"lee-{number}")
            desk.knock("buddies.ask_for_buddy", {"goal": "SPC", "shown_name": "Lee"}, by=lee)
            asked[number] = desk.knock("buddies.propose_pair", {"buddy_id": "bea"}, by=lee)["id"]

        def agree(number: int) -> str:
            try:
                mine = Desk(UnitOfWork(work.database))
                mine.knock("buddies.answer_pair", {"id": asked[number], "agrees": True}, by=bea)
            except Refused as no:
                return no.code
            return "agreed"

        with ThreadPoolExecutor(8) as pool:
            done = list(pool.map(agree, asked))
        assert sorted(done) == ["agreed"] * 3 + ["buddy_full"] * 5
        kept = BuddyStore(work).offer("bea")
        assert kept is not None
        assert kept.pairs == 3
