"""Every finder of the actions' store uses an index."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from meetings_desk import INDEXES

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from meetings.actions import domain
from meetings.actions.store import ActionStore

PAGE: dict[str, Any] = {"limit": 2}
HELD, TODAY = date(2018, 4, 17), date(2018, 7, 17)
NOW = datetime(2018, 4, 17, 12, 0, tzinfo=UTC)


def page(state: str | None, public: bool, **more: Any) -> Callable[[ActionStore], Any]:
    return lambda s: s.page("NENC", PAGE | more, state=state, today=TODAY, public=public)


FINDERS: dict[str, list[Callable[[ActionStore], Any]]] = {
    "get": [lambda s: s.get("a-1")],
    "open_in": [lambda s: s.open_in("NENC")],
    "of_meeting": [lambda s: s.of_meeting("meeting-1")],
    "carried_to": [lambda s: s.carried_to("NENC", TODAY)],
    "of_owner": [lambda s: s.of_owner("m-1")],
    "offered_to": [lambda s: s.offered_to("m-3")],
    "held_days": [lambda s: s.held_days("NENC")],
    "page": [page(state, public) for state in (None, "open", "overdue", "done") for public in (True, False)],
}
WRITERS = {"save", "share"}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(ActionStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            call, store = Call(now=NOW), ActionStore(self.work)
            for number in range(4):
                made = domain.raise_action(
                    f"a-{number}", region="NENC", meeting_id="meeting-1", raised_on=HELD, text="Ask",
                    owner_id="m-1", due_on=date(2018, 5, 1 + number), by="m-2", now=NOW,
                )  # fmt: skip
                offered = domain.offer(made, "m-3", "", "m-1", NOW, HELD)
                for each in (made, offered):
                    self.work.in_transaction(call, lambda each=each: store.save(each))
            self.watching.commands.clear()
            yield

    def test_no_finder_and_no_writer_scans_a_collection(self):
        store = ActionStore(self.work)
        cursor = page("open", public=False)(store)["next"]
        assert cursor is not None
        page("open", False, cursor=cursor)(store)
        for name, ways in FINDERS.items():
            for call in ways:
                before = len(self.watching.commands)
                call(store)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        store.share("meeting-1")
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []
