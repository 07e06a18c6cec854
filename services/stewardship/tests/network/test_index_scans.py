"""Every finder of the registry, the costs, the support, the barriers, the alliances and the convenors'
network uses an index; a finder without one is found out."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from stewardship_desk import INDEXES, NATIONAL, Desk, convenor, coordinator

from chassis.testkit.index_scan import collection_scans, watched
from stewardship.alliances.store import AllianceStore
from stewardship.barriers.store import BarrierStore
from stewardship.convenors.store import ConvenorStore
from stewardship.costs.store import CostStore
from stewardship.network.store import NetworkStore
from stewardship.support.store import SupportStore

DAY = date(2017, 9, 7)
PAGE: dict[str, Any] = {"limit": 2}

FINDERS: dict[type, dict[str, list[Callable[[Any], Any]]]] = {
    NetworkStore: {
        "get": [lambda s: s.get("SW")],
        "several": [lambda s: s.several(["SW", "WOE"])],
        "current_facts": [lambda s: s.current_facts()],
    },
    CostStore: {
        "of_year": [lambda s: s.of_year("SW", DAY)],
        "of_regions": [lambda s: s.of_regions(["SW"]), lambda s: s.of_regions(["SW", "WOE"])],
        "joined_in": [lambda s: s.joined_in(["SW", "WOE"], DAY, DAY + timedelta(365))],
    },
    SupportStore: {"get": [lambda s: s.get("s-1")], "of_region": [lambda s: s.of_region("SW")]},
    BarrierStore: {
        "get": [lambda s: s.get("b-1")],
        "page": [lambda s: s.page("SW", PAGE), lambda s: s.page("SW", {**PAGE, "cursor": second_page(s)})],
        "shared": [lambda s: s.shared()],
    },
    AllianceStore: {
        "get": [lambda s: s.get("b-1")],
        "of_region": [lambda s: s.of_region("SW")],
        "organisations": [lambda s: s.organisations("SW")],
        "with_next_step": [lambda s: s.with_next_step(["SW"]), lambda s: s.with_next_step(["SW", "WOE"])],
        "initiative": [lambda s: s.initiative("i-1")],
        "all_initiatives": [lambda s: s.all_initiatives()],
    },
    ConvenorStore: {
        "session": [lambda s: s.session("s-1")],
        "sessions": [lambda s: s.sessions(None, PAGE), lambda s: s.sessions("convenors", PAGE)],
        "topic": [lambda s: s.topic("t-1")],
        "topics": [lambda s: s.topics(PAGE)],
        "topics_of": [lambda s: s.topics_of(["t-1"])],
        "training": [lambda s: s.training("t-1")],
        "booking": [lambda s: s.booking("s-1", "v-SW")],
        "trainings_of": [lambda s: s.trainings_of("v-SW")],
        "note": [lambda s: s.note("n-1")],
        "own_notes": [lambda s: s.own_notes("v-SW")],
        "shared_notes": [lambda s: s.shared_notes(PAGE)],
    },
}
"""Store -> finder -> the ways in which doors call it. A store's new finder belongs in here."""

WRITERS = {
    "save",
    "take_pilot_place",
    "save_initiative",
    "save_session",
    "save_topic",
    "save_training",
    "save_note",
    "forget",
}


def second_page(store: BarrierStore) -> str:
    cursor = store.page("SW", PAGE)["next"]
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
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            _seed(Desk(self.work))
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
        list(self.work.collection("barriers").find({"text": {"$eq": "Cause 1"}}))
        list(self.work.collection("stakeholders").find({"kind": {"$eq": "board"}}))
        assert len(self.scans()) == 2


def _seed(desk: Desk) -> None:
    desk.knock("network.form_group", {"region": "SW", "on": "2017"}, by=NATIONAL)
    desk.member("m-1", "SW")
    cost = {
        "starts": "2017-09-07",
        "ends": "2018-09-07",
        "amount_pence": 1,
        "approximate": True,
        "source": "x",
    }
    support = {"supporter": "AHSN", "tasks": ["venues"], "starts": "2017"}
    body = {"organisation": "STP", "kind": "system", "contact_role": "Chair"}
    keeper = coordinator("SW")
    desk.knock("costs.record_cost", {"region": "SW", **cost}, by=keeper)
    desk.knock("support.record_support", {"region": "SW", **support}, by=keeper)
    desk.knock("alliances.add_stakeholder", {"region": "SW", **body}, by=keeper)
    desk.knock("alliances.add_initiative", {"name": "GIRFT", "about": "x"}, by=keeper)
    for number in range(4):
        logged = {"region": "SW", "theme": "time", "text": f"Cause {number}"}
        desk.knock("barriers.log_barrier", logged, by=keeper)
    session = {"title": "WebEx", "kind": "training", "audience": "convenors", "on": "2018-11"}
    planned = desk.knock("convenors.plan_session", session, by=NATIONAL)
    desk.knock("convenors.propose_topic", {"text": "x"}, by=convenor("SW"))
    desk.knock("convenors.book_training", {"session_id": planned["id"]}, by=convenor("SW"))
    desk.knock("convenors.write_note", {"text": "x", "shared": True}, by=convenor("SW"))
