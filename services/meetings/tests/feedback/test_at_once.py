"""Many at the same time on MongoDB: everybody who came answers once, and the answers keep no order."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from feeds_world import booking, event
from meetings_desk import INDEXES, Desk

from chassis.identity import Caller
from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
AT_ONCE = 8
ANSWER = {
    "event_id": "event-1",
    "expectation": "yes",
    "learning": 4,
    "met_somebody": True,
    "take_back": "Ask",
}


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """As many desks as people, each with a client of its own, the morning after an event."""
    with on_mongodb(mongo_uri, "meetings", INDEXES) as work:
        here = Desk(work)
        event(here)
        for number in range(AT_ONCE):
            booking(here, f"m-{number}", checked_in_at=datetime(2018, 5, 10, 9, number, tzinfo=UTC))
        with several_works(mongo_uri, work, AT_ONCE) as works:
            made = [Desk(each) for each in works]
            for each in made:
                each.now = datetime(2018, 5, 11, 8, 0, tzinfo=UTC)
            yield made


def give(desk: Desk, number: int) -> Any:
    return desk.knock(
        "feedback.give_feedback", ANSWER, by=Caller(f"m-{number}", frozenset({"member"}), "NENC")
    )


def test_everybody_who_came_answers_at_once_and_each_answer_is_kept(desks):
    ended = all_at_once(
        [lambda desk=desk, number=number: give(desk, number) for number, desk in enumerate(desks)]
    )
    assert ended == Counter({"done": AT_ONCE})
    work = desks[0].work
    assert work.collection("feedback_answers", "closed").count_documents({}) == AT_ONCE
    assert work.collection("feedback_roll").count_documents({"answered": True}) == AT_ONCE


def test_one_member_who_answers_many_times_at_once_has_one_answer(desks):
    ended = all_at_once([lambda desk=desk: give(desk, 3) for desk in desks])
    assert ended == Counter({"done": 1, "feedback_given": AT_ONCE - 1})
    assert desks[0].work.collection("feedback_answers", "closed").count_documents({}) == 1


def test_answers_are_stored_by_lot_so_the_database_keeps_no_order(desks):
    beside = desks[0].work.collection("feedback_answers", "closed")
    assert beside.options()["clusteredIndex"]["key"] == {"_id": 1}
