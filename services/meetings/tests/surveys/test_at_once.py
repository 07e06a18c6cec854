"""Many at the same time on MongoDB: one answer of each, none lost at the end, and no trace of an order."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from meetings_desk import INDEXES, Desk, coordinator

from chassis.identity import Caller
from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
AT_ONCE = 6
NOON = datetime(2018, 11, 26, 12, 0, tzinfo=UTC)
DRAFT = {
    "region": "NENC", "title": "Incidents", "purpose": "To plan.",
    "questions": [{"kind": "yes_no", "text": "Do you learn from incidents?"}],
}  # fmt: skip


@pytest.fixture
def survey() -> dict[str, Any]:
    return {}


@pytest.fixture
def desks(mongo_uri: str, survey: dict[str, Any]) -> Iterator[list[Desk]]:
    """As many desks as members, each with a client of its own, a second before the survey's noon."""
    with on_mongodb(mongo_uri, "meetings", INDEXES) as work:
        here = Desk(work)
        here.now = NOON - timedelta(days=2)
        for number in range(AT_ONCE):
            here.member(f"m-{number}", "NENC")
        made = here.knock("surveys.draft_survey", DRAFT, by=coordinator())
        opening = {"id": made["id"], "closes_on": "2018-11-26"}
        survey.update(here.knock("surveys.open_survey", opening, by=coordinator()))
        with several_works(mongo_uri, work, AT_ONCE) as works:
            others = [Desk(each) for each in works]
            for each in others:
                each.now = NOON - timedelta(seconds=1)
            yield others


def answering(desk: Desk, survey: dict[str, Any], number: int) -> Callable[[], Any]:
    me = Caller(f"m-{number}", frozenset({"member"}), "NENC")
    sent = {"survey": survey["id"], "answers": {"q1": "yes"}}
    return lambda: desk.knock("survey_answers.answer_survey", sent, by=me)


def box(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.work.collection("survey_answers", "closed").find({}))


def test_one_member_answers_once_however_many_ask_at_the_same_time(desks, survey):
    ends = all_at_once([answering(desk, survey, 0) for desk in desks])
    assert ends == {"done": 1, "survey_answered": AT_ONCE - 1}
    assert len(box(desks[0])) == 1


def test_every_answer_that_was_taken_is_counted_at_the_close(desks, survey):
    closer, *others = desks
    closer.now = NOON
    acts = [answering(desk, survey, number) for number, desk in enumerate(others)]
    ends = all_at_once([*acts, closer.do_due_work])
    taken = ends["done"] - 1
    assert ends == Counter({"done": taken + 1, "survey_not_open": len(others) - taken})
    seen = closer.knock("survey_answers.survey_results", {"survey": survey["id"]})["waves"][0]
    assert (seen["responses"], len(box(closer))) == (taken, taken)


def test_the_box_is_stored_by_lot_and_holds_no_hint_of_an_order(desks, survey):
    for number, desk in enumerate(desks):
        answering(desk, survey, number)()
    rows = box(desks[0])
    assert all(set(row) == {"_id", "survey", "given"} for row in rows)
    assert len(rows) == AT_ONCE
    beside = desks[0].work.database.client[f"{desks[0].work.database.name}_closed"]
    assert "clusteredIndex" in beside["survey_answers"].options()
