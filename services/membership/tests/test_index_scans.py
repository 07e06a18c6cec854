"""Every finder of membership's stores uses an index; the guard is shown to catch one that does not."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from membership_desk import INDEXES, NATIONAL, NOW, Desk, application

from chassis.testkit.index_scan import collection_scans, watched
from membership.addresses.store import AddressStore
from membership.applications.store import ApplicationStore
from membership.compact.store import CompactStore
from membership.directory.domain import Reader
from membership.directory.store import Directory

DAY = date(2018, 9, 3)
INNER = Reader(is_member=True, regions=frozenset({"WOE", "SW"}))
LIMIT: dict[str, Any] = {"limit": 2}

FINDERS: dict[type, dict[str, list[Callable[[Any], Any]]]] = {
    Directory: {
        "get": [lambda s: s.get("m-1")],
        "several": [lambda s: s.several({"m-1", "m-2"})],
        "by_email": [lambda s: s.by_email("ada@example.org")],
        "count_on": [lambda s: s.count_on("WOE", DAY)],
        "count_all_on": [lambda s: s.count_all_on(DAY)],
        "count_founders": [lambda s: s.count_founders("WOE"), lambda s: s.count_founders()],
        "current_facts": [lambda s: s.current_facts(None, 2), lambda s: s.current_facts("m", 2)],
        "search": [
            lambda s: s.search(Reader(), ["listed"], "", LIMIT),
            lambda s: s.search(Reader(is_member=True), ["r:WOE", "s:hospice"], "ad ör", LIMIT),
            lambda s: s.search(INNER, ["c", "t:frailty"], "", LIMIT),
            lambda s: s.search(INNER, ["listed"], "", {**LIMIT, "cursor": page_two(s, INNER)}),
            lambda s: s.search(Reader(everywhere=True), ["listed"], "a", LIMIT),
        ],
        "belonging": [
            lambda s: s.belonging(None, LIMIT),
            lambda s: s.belonging(frozenset({"WOE", "SW"}), LIMIT),
        ],
    },
    ApplicationStore: {
        "get": [lambda s: s.get("a-1")],
        "open_for": [lambda s: s.open_for("ada@example.org")],
        "page": [
            lambda s: s.page(None, None, LIMIT),
            lambda s: s.page(None, "applied", LIMIT),
            lambda s: s.page(frozenset({"WOE", "SW"}), None, LIMIT),
            lambda s: s.page(frozenset({"WOE"}), "applied", LIMIT),
        ],
        "counts": [lambda s: s.counts("WOE")],
        "histories": [lambda s: list(s.histories("WOE"))],
        "oldest_waiting": [lambda s: s.oldest_waiting("WOE")],
        "tips": [lambda s: s.tips()],
        "current_facts": [lambda s: s.current_facts(None, 2), lambda s: s.current_facts("a", 2)],
    },
    AddressStore: {
        "get": [lambda s: s.get("c-1")],
        "open_of": [lambda s: s.open_of("m-1")],
        "asked_between": [lambda s: s.asked_between("m-1", NOW - timedelta(days=1), NOW)],
    },
    CompactStore: {
        "in_force": [lambda s: s.in_force(DAY)],
        "latest": [lambda s: s.latest()],
        "all": [lambda s: s.all()],
        "current_facts": [lambda s: s.current_facts(None, 2), lambda s: s.current_facts("1", 2)],
        "to_prompt": [lambda s: s.to_prompt("1", "", 2), lambda s: s.to_prompt("2", "m", 2)],
        "past_grace": [lambda s: s.past_grace(NOW, 2)],
    },
}
"""Store -> finder -> the ways in which doors call it. A store's new finder belongs in here."""

WRITERS = {"save", "publish", "begin", "plan_end_of_grace", "add_tip"}


def page_two(store: Directory, reader: Reader) -> str:
    cursor = store.search(reader, ["listed"], "", LIMIT)["next"]
    assert cursor
    return str(cursor)


@pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
def test_every_finder_is_watched(store):
    public = {name for name in dir(store) if not name.startswith("_") and callable(getattr(store, name))}
    assert public - WRITERS == set(FINDERS[store])


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "membership", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            for n in range(5):
                member = desk.member(email=f"m{n}@example.org", name=f"Ada {n}")
                wish = {"version": 1, "email": f"n{n}@example.org"}
                desk.knock("addresses.change_email", wish, by=member)
            desk.knock("applications.submit_application", application())
            desk.knock("applications.share_tip", {"region": "WOE", "text": "Ring them."}, by=NATIONAL)
            desk.now += timedelta(days=1)
            self.watching.commands.clear()
            yield

    def scans(self) -> list[str]:
        return collection_scans(self.client, self.name, list(self.watching.commands))

    @pytest.mark.parametrize("store", FINDERS, ids=lambda store: store.__name__)
    def test_no_finder_scans_a_collection(self, store):
        made = store(self.work)
        for name, ways in FINDERS[store].items():
            for call in ways:
                before = len(self.watching.commands)
                call(made)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert self.scans() == []

    def test_a_finder_without_an_index_is_found_out(self):
        members = self.work.collection("members")
        list(members.find({"profession": {"$eq": "nurse"}}))
        members.count_documents({"about": {"$eq": "x"}})
        list(members.aggregate([{"$group": {"_id": "$system", "n": {"$sum": 1}}}]))
        members.update_one({"organisation": {"$eq": "x"}}, {"$set": {"system": "y"}})
        assert len(self.scans()) == 4
