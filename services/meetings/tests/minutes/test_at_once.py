"""Two sessions that save the same section at once, each in a process of its own, lose nothing (row 44)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from meetings_desk import INDEXES, Desk, convenor, coordinator

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.testkit.at_once import answers_at_once
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
MEETING = {"id": "meeting-1"}


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Four desks over one database, each with a client of its own, as processes have."""
    clients = [connect(mongo_uri, "one-of-four") for _ in range(4)]
    with on_mongodb(mongo_uri, "meetings", INDEXES) as work:
        made = [Desk(UnitOfWork(database_of(each, "", work.database.name))) for each in clients]
        made[0].work.in_transaction(Call(now=made[0].now), made[0].meeting)
        made[0].member("v-NENC", "NENC", "convenor:NENC")
        made[0].knock("minutes.start_minutes", MEETING, by=coordinator())
        yield made
    for each in clients:
        each.close()


def section(desk: Desk, text: str) -> dict[str, Any]:
    words = {**MEETING, "heading": "Welcome", "text": text}
    made = desk.knock("drafts.add_section", words, by=coordinator())
    return {**MEETING, "section": made["section"], "read": 1}


def saving(desk: Desk, asked: dict[str, Any], text: str) -> Callable[[], Any]:
    return lambda: desk.knock("drafts.save_section", {**asked, "text": text}, by=coordinator())


def test_four_who_add_a_line_to_one_section_at_once_find_all_four_lines_in_it(desks):
    asked = section(desks[0], "We began.")
    ends = answers_at_once([saving(desk, asked, f"We began.\nLine {n}.") for n, desk in enumerate(desks)])
    assert sorted(each["outcome"] for each in ends) == ["merged", "merged", "merged", "saved"]
    seen = desks[0].knock("drafts.get_section", asked_for(asked), by=coordinator())
    lines = seen["text"].split("\n")
    assert (lines[0], sorted(lines[1:])) == ("We began.", [f"Line {n}." for n in range(4)])
    assert seen["version"] == 5


def test_of_four_who_change_the_same_line_at_once_one_is_saved_and_the_words_of_all_are_kept(desks):
    asked = section(desks[0], "Ten came.")
    texts = [f"{word} came." for word in ("One", "Two", "Three", "Four")]
    ends = answers_at_once([saving(desk, asked, text) for desk, text in zip(desks, texts, strict=True)])
    assert sorted(each["outcome"] for each in ends) == ["beside", "beside", "beside", "saved"]
    seen = desks[0].knock("drafts.get_section", asked_for(asked), by=coordinator())
    assert {each["text"] for each in seen["history"]} == {"Ten came.", *texts}
    waiting = desks[0].knock("drafts.get_draft", MEETING, by=coordinator())["waiting"]
    assert {seen["text"], *(each["text"] for each in waiting)} == set(texts)


def test_different_sections_never_collide(desks):
    several = [section(desks[0], "") for _ in desks]
    ends = answers_at_once(
        [saving(desk, each, f"Mine {n}.") for n, (desk, each) in enumerate(zip(desks, several, strict=True))]
    )
    assert [each["outcome"] for each in ends] == ["saved"] * 4


def test_a_word_that_slips_in_beside_the_submission_is_not_approved_unseen(desks):
    asked = section(desks[0], "We began.")
    ends = answers_at_once(
        [
            lambda: desks[0].knock("minutes.submit_minutes", MEETING, by=coordinator()),
            saving(desks[1], asked, "We began late."),
        ]
    )
    text = desks[0].knock("drafts.get_section", asked_for(asked), by=coordinator())["text"]
    approving = answers_at_once([lambda: desks[0].knock("minutes.approve_minutes", MEETING, by=convenor())])
    before = desks[0].knock("drafts.get_draft", MEETING, by=coordinator())["state"]
    # Either the words were there before, or they came too late, or the approval notices them.
    assert (
        "minutes_not_draft" in ends
        or approving == ["minutes_changed_meanwhile"]
        or (before == "approved" and text == "We began late.")
    )


def asked_for(asked: dict[str, Any]) -> dict[str, Any]:
    return {"id": asked["id"], "section": asked["section"]}
