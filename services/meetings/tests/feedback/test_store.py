"""The roll, the answers beside it, summaries and lessons, in memory and on MongoDB."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from meetings_desk import INDEXES, NOW

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from contracts.refusals import Refused
from meetings.feedback.domain import Answer, Lesson, Summary
from meetings.feedback.store import FeedbackStore

ANSWER = Answer("f" * 32, "event-1", "yes", 5, True, "Ask first")
FINDERS: dict[str, Callable[[FeedbackStore], Any]] = {
    "answers_of": lambda s: s.answers_of("event-1"),
    "forget_texts": lambda s: s.forget_texts("event-1"),
    "summary": lambda s: s.summary("event-1"),
    "lessons_of": lambda s: s.lessons_of("event-1"),
}
WRITERS = {"add", "save_summary", "add_lesson"}


def test_answers_lie_in_the_order_of_lots_and_lose_their_words(work):
    store = FeedbackStore(work)
    for lot in ("c" * 32, "a" * 32):
        store.add(Answer(lot, "event-1", "no", 1, False, "Words"))
    assert [each.id[0] for each in store.answers_of("event-1")] == ["a", "c"]
    store.forget_texts("event-1")
    assert {each.take_back for each in store.answers_of("event-1")} == {""}


def test_two_first_summaries_at_once_are_one(work):
    first = Summary("event-1", 1, "Positive", None)
    work.in_transaction(Call(now=NOW), lambda: FeedbackStore(work).save_summary(first))
    with pytest.raises(Refused) as no:
        work.in_transaction(Call(now=NOW), lambda: FeedbackStore(work).save_summary(first))
    assert no.value.code == "stale_version"
    assert FeedbackStore(work).summary("event-1") == first


def test_lessons_come_in_the_order_in_which_they_were_written(work):
    for number in (1, 2):
        lesson = Lesson(f"l-{number}", "event-1", "NENC", f"Lesson {number}", NOW)
        work.in_transaction(Call(now=NOW), lambda lesson=lesson: FeedbackStore(work).add_lesson(lesson, []))
    assert [each.id for each in FeedbackStore(work).lessons_of("event-1")] == ["l-1", "l-2"]


def test_every_finder_is_watched():
    methods = {name for name, value in vars(FeedbackStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
class TestIndexes:
    @pytest.fixture(autouse=True)
    def _seeded(self, mongo_uri: str) -> Iterator[None]:
        with watched(mongo_uri, "meetings", INDEXES) as (self.work, self.watching):
            store = FeedbackStore(self.work)
            store.roll.ask("event-1", ["m-1", "m-2"])
            store.add(ANSWER)
            self.watching.commands.clear()
            yield

    def test_no_finder_scans_a_collection(self):
        for name, call in FINDERS.items():
            before = len(self.watching.commands)
            call(FeedbackStore(self.work))
            assert len(self.watching.commands) > before, f"{name} asked nothing"
        client, own = self.work.database.client, self.work.database.name
        beside = [each for each in self.watching.commands if each[next(iter(each))] == "feedback_answers"]
        inside = [each for each in self.watching.commands if each not in beside]
        assert collection_scans(client, own, inside) == []
        assert collection_scans(client, f"{own}_closed", beside) == []
