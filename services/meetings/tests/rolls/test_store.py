"""A roll says who was asked and whether they answered, and nothing else."""

import pytest
from meetings_desk import INDEXES

from chassis.testkit.index_scan import collection_scans, watched
from meetings.rolls.store import Roll

ROLL = "survey_roll"
METHODS = {
    "ask": lambda roll: roll.ask("s-1", ["m-1", "m-2"]),
    "ask_no_more": lambda roll: roll.ask_no_more("s-1", ["m-1"]),
    "answered": lambda roll: roll.answered("s-1", "m-1"),
    "mark": lambda roll: roll.mark("s-1", "m-1"),
    "waiting": lambda roll: roll.waiting("s-1"),
    "count_asked": lambda roll: roll.count_asked("s-1"),
    "count_waiting": lambda roll: roll.count_waiting("s-1"),
    "asking": lambda roll: roll.asking("m-1"),
    "forget": lambda roll: roll.forget("s-1"),
}


@pytest.fixture
def roll(work) -> Roll:
    made = Roll(work, ROLL)
    assert made.ask("s-1", ["m-2", "m-1"]) == ["m-1", "m-2"]
    made.ask("s-2", ["m-1"])
    return made


def test_a_flag_is_set_once_and_only_for_those_who_were_asked(roll: Roll):
    assert [roll.mark("s-1", each) for each in ("m-1", "m-1", "m-9")] == [True, False, False]
    assert [roll.answered("s-1", each) for each in ("m-1", "m-2", "m-9")] == [True, False, None]
    assert (roll.count_asked("s-1"), roll.count_waiting("s-1"), roll.waiting("s-1")) == (2, 1, ["m-2"])
    assert roll.asking("m-1") == {"s-1": True, "s-2": False}


def test_who_is_asked_again_keeps_the_flag(roll: Roll):
    roll.mark("s-1", "m-1")
    assert roll.ask("s-1", ["m-1", "m-3"]) == ["m-3"]
    assert roll.answered("s-1", "m-1")


def test_who_was_not_there_after_all_is_asked_no_more_unless_they_answered(roll: Roll):
    roll.mark("s-1", "m-1")
    roll.ask_no_more("s-1", [])
    assert (roll.answered("s-1", "m-1"), roll.answered("s-1", "m-2")) == (True, None)
    assert roll.answered("s-2", "m-1") is False


def test_a_row_holds_a_flag_and_no_time_and_goes_when_it_is_over(roll: Roll):
    roll.mark("s-1", "m-1")
    assert {frozenset(row) for row in roll.rows.find({})} == {
        frozenset({"_id", "subject", "member", "answered"})
    }
    roll.forget("s-1")
    assert roll.asking("m-1") == {"s-2": False}


@pytest.mark.servers
def test_nothing_is_found_by_walking_a_roll(mongo_uri):
    assert {name for name in vars(Roll) if name[0] != "_"} - {"rows"} == set(METHODS)
    with watched(mongo_uri, "meetings", INDEXES) as (work, watching):
        for act in METHODS.values():
            act(Roll(work, ROLL))
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
