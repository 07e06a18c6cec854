"""Every finder of the surveys' stores uses an index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from meetings_desk import INDEXES

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from meetings.surveys.answers.domain import Answers
from meetings.surveys.answers.store import AnswerStore
from meetings.surveys.domain import Survey
from meetings.surveys.store import SurveyStore

FINDERS: dict[str, list[Callable[[AnswerStore], Any]]] = {
    "get": [lambda s: s.get("s-1")],
    "several": [lambda s: s.several(["s-1", "s-2"])],
    "page": [
        lambda s: s.page({"limit": 1}, region=None, drafts_of=None),
        lambda s: s.page({"limit": 1}, region=None, drafts_of={"NENC"}),
        lambda s: s.page({"limit": 1}, region="NENC", drafts_of=set()),
    ],
    "waves": [lambda s: s.waves("s-1")],
    "of_decision": [lambda s: s.of_decision("d-1")],
}
WRITERS = {"save", "discard"}
OF_ANSWERS = {"add", "answers_of", "count", "forget_texts"}


def methods(store: type) -> set[str]:
    return {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}


def test_every_finder_is_watched():
    assert methods(SurveyStore) - WRITERS == set(FINDERS)
    assert methods(AnswerStore) == OF_ANSWERS


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            self.client, self.name = self.work.database.client, self.work.database.name
            store = AnswerStore(self.work)
            for number in range(3):
                made = Survey(f"s-{number}", 1, "NENC", "Incidents", "To plan.")
                self.work.in_transaction(Call(), lambda made=made: store.save(made))
                self.work.in_transaction(Call(), lambda made=made: store.roll.ask(made.id, ["m-1", "m-2"]))
                given = Answers(f"a-{number}", made.id, {"q1": ("yes",)})
                self.work.in_transaction(Call(), lambda given=given: store.add(given))
            self.watching.commands.clear()
            yield

    def test_no_finder_and_no_writer_scans_a_collection(self):
        store = AnswerStore(self.work)
        for name, ways in FINDERS.items():
            for call in ways:
                before = len(self.watching.commands)
                call(store)
                assert len(self.watching.commands) > before, f"{name} asked nothing"
        store.roll.mark("s-1", "m-1")
        store.roll.forget("s-1")
        assert collection_scans(self.client, self.name, list(self.watching.commands)) == []

    def test_no_finder_of_answers_scans_the_database_beside(self):
        store = AnswerStore(self.work)
        store.answers_of("s-1")
        store.count("s-1")
        store.forget_texts("s-1", ["q1"])
        beside = f"{self.name}_closed"
        assert len(self.watching.commands) == 3
        assert collection_scans(self.client, beside, list(self.watching.commands)) == []
