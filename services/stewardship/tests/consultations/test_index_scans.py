"""Every finder of the consultations' store uses an index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stewardship_desk import INDEXES, Desk, convenor

from chassis.identity import Caller
from chassis.testkit.index_scan import collection_scans, watched
from stewardship.consultations.store import ConsultationStore

PAGE: dict[str, Any] = {"limit": 2}


def page(**wanted: Any) -> Callable[[ConsultationStore], Any]:
    sought = {"place": None, "ended": None, "inside": True, **wanted}
    return lambda store: store.page(PAGE, **sought)


FINDERS: dict[str, list[Callable[[ConsultationStore], Any]]] = {
    "get": [lambda s: s.get("q-1")],
    "page": [page(), page(inside=False), page(place="SW"), page(ended=False), page(place="SW", ended=True)],
    "comment": [lambda s: s.comment("c-1")],
    "comments_page": [lambda s: s.comments_page("q-1", PAGE)],
    "standing": [lambda s: s.standing("q-1")],
    "of_member": [lambda s: s.of_member("q-1", "m-1")],
    "forget_name": [lambda s: s.forget_name("m-1")],
}
WRITERS = {"save", "save_comment", "hold"}


def test_every_finder_is_watched():
    found = vars(ConsultationStore).items()
    methods = {name for name, value in found if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "stewardship", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            desk = Desk(self.work)
            question = {
                "title": "T",
                "question": "Q?",
                "asked_by": "SW",
                "scope": "regions",
                "regions": ["SW"],
            }
            for _ in range(3):
                asked = desk.knock("consultations.ask_question", question, by=convenor("SW"))
                member = Caller("m-1", frozenset({"member"}), "SW")
                desk.knock("consultations.add_comment", {"id": asked["id"], "text": "Yes."}, by=member)
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, ways in FINDERS.items():
            for call in ways:
                before = len(self.watching.commands)
                call(ConsultationStore(self.work))
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_a_finder_without_an_index_is_found_out(self):
        list(self.work.collection("consultation_comments").find({"text": {"$eq": "Yes."}}))
        assert len(collection_scans(self.client, self.name, list(self.watching.commands))) == 1
