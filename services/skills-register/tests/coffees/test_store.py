"""Coffees are kept as they were made, on memory and on MongoDB, and no finder scans."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from skills_desk import INDEXES, NOW, Desk

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, watched
from skills_register.coffees.domain import Group, Opted, Round
from skills_register.coffees.drawing import Drawn
from skills_register.coffees.store import CoffeeStore

GUEST = Opted("ann", 1, "SW", "Torbay", "Torquay", "Ann", 2, NOW, "2018-10", "2018-11")
ROUND = Round("2018-11", 1, "seed", NOW)
GROUP = Group("g-1", 1, "2018-11", ("ann", "ben", "cat"), (("ann", "Bench"),), (("ben", True),))
LINES = [Drawn(1, 1, (), 1), Drawn(0, 1, (3,), 1), Drawn(2, 0, (2,), 1)]
PAGE = {"limit": 2}
FINDERS: dict[str, Callable[[CoffeeStore], Any]] = {
    "guest": lambda s: s.guest("ann"),
    "everybody": lambda s: s.everybody(),
    "names_of": lambda s: s.names_of(["ann"]),
    "round": lambda s: s.round("2018-11"),
    "next_round": lambda s: s.next_round(),
    "is_one_going": lambda store: store.is_one_going(),
    "rounds_page": lambda s: s.rounds_page(PAGE),
    "group": lambda s: s.group("g-1"),
    "group_of": lambda s: s.group_of("ben"),
    "groups_in": lambda s: s.groups_in("2018-11"),
    "draw": lambda s: s.draw("2018-11"),
    "met_by": lambda s: s.met_by(["ann", "ben"]),
}
WRITERS = {"save_guest", "had_coffee", "plan", "save_round", "save_group", "deal", "keep_draw"}
WRITERS |= {"forget_met_before", "forget_groups", "forget_group", "forget_guest"}


def saved(work: UnitOfWork, call: Call) -> CoffeeStore:
    store = CoffeeStore(work)

    def save() -> None:
        store.save_guest(GUEST), store.plan(ROUND), store.deal([GROUP], NOW)
        store.keep_draw("2018-11", ["cat", "ann", "ben"], LINES)

    work.in_transaction(call, save)
    return store


def test_what_was_saved_is_read_as_it_was(work, call):
    store = saved(work, call)
    assert (store.guest("ann"), store.everybody()) == (GUEST, [GUEST])
    assert (store.round("2018-11"), store.next_round()) == (ROUND, ROUND)
    assert store.group("g-1") == store.group_of("cat") == GROUP
    assert store.groups_in("2018-11") == [GROUP]
    assert store.draw("2018-11") == (["cat", "ann", "ben"], LINES)
    assert store.met_by(["ann", "ben", "zoe"]) == {"ann": {"ben"}, "ben": {"ann"}, "zoe": set()}


def test_a_coffee_is_noted_for_all_and_forgotten_of_whoever_leaves(work, call):
    store = saved(work, call)
    work.in_transaction(call, lambda: store.had_coffee(["ann"], "2018-11"))
    after = store.guest("ann")
    assert after is not None
    assert (after.last, after.skips, after.version) == ("2018-11", "", 2)
    work.in_transaction(call, lambda: store.deal([Group("g-2", 1, "2018-12", ("ann", "ben"))], NOW))
    work.in_transaction(call, lambda: store.forget_guest("ann"))
    assert store.guest("ann") is None
    assert store.draw("2018-11") == (["cat", "", "ben"], LINES)
    assert store.met_by(["ann", "ben", "cat"]) == {"ann": set(), "ben": {"cat"}, "cat": {"ben"}}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(CoffeeStore).items() if callable(value) and name[0] != "_"}
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
def test_a_round_of_three_thousand_is_dealt_and_kept_in_one_transaction(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        names = [f"m-{number:04}" for number in range(3_001)]
        people = [
            {
                "_id": name,
                "version": 1,
                "region": "SW",
                "status": "active",
                "joined": "2018-01-15",
                "roles": [],
            }
            for name in names
        ]
        work.collection("people").insert_many(people)
        guest = asdict(replace(GUEST, pace=1, last="", skips=""))
        del guest["id"]
        work.collection("coffee_guests").insert_many([{"_id": name, **guest} for name in names])
        desk = Desk(work)
        work.in_transaction(Call(now=NOW), lambda: CoffeeStore(work).plan(ROUND))
        work.in_transaction(Call(now=NOW), lambda: work.schedule("coffee_deal", "2018-11", NOW))
        desk.do_due_work()
        dealt = CoffeeStore(work).groups_in("2018-11")
        assert sorted(each for group in dealt for each in group.people) == names
        assert len(desk.events("notice_raised")) == len(dealt) == 1_500
