"""Every finder of the store of appointments uses an index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from seat_calls import declare, opened, ready
from stewardship_desk import INDEXES, NATIONAL, Desk

from chassis.testkit.index_scan import collection_scans, watched
from stewardship.appointments.store import AppointmentStore

LIMIT: dict[str, Any] = {"limit": 1}

FINDERS: dict[str, list[Callable[[AppointmentStore], Any]]] = {
    "get": [lambda s: s.get("c-1")],
    "several": [lambda s: s.several(["c-1", "c-2"])],
    "page": [
        lambda s: s.page(None, None, LIMIT),
        lambda s: s.page("SW", None, LIMIT),
        lambda s: s.page(None, "open", LIMIT),
        lambda s: s.page("SW", "open", LIMIT),
        lambda s: s.page(None, None, {**LIMIT, "cursor": s.page(None, None, LIMIT)["next"]}),
    ],
    "of_panel_member": [lambda s: s.of_panel_member("p-1", LIMIT)],
    "expression": [lambda s: s.expression("e-1")],
    "of_call": [lambda s: s.of_call("c-1")],
    "of_calls": [lambda s: s.of_calls(["c-1", "c-2"])],
    "of_member": [lambda s: s.of_member("m-1")],
    "seconds_taken": [lambda s: s.seconds_taken()],
    "past": [lambda s: s.past(None, LIMIT), lambda s: s.past("SW", LIMIT)],
}
WRITERS = {"save_call", "save_expression", "save_past"}


def test_every_finder_is_watched():
    public = {name for name, member in vars(AppointmentStore).items() if callable(member)}
    assert {name for name in public if not name.startswith("_")} - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            ready(desk, "m-1", "m-2")
            for region in ("WOE", "NENC"):
                call = opened(desk, region=region, closes_on="2018-10-01")
                declare(desk, call, 1, {"why": "They pay me."})
            past = {"region": "SW", "kind": "convenor", "decided": "2017-09", "source": "a report"}
            asked = {**past, "outcomes": [{"background": "GP"}]}
            desk.knock("appointments.record_past_call", asked, by=NATIONAL)
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        store = AppointmentStore(self.work)
        for name, ways in FINDERS.items():
            for ask in ways:
                before = len(self.watching.commands)
                ask(store)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
