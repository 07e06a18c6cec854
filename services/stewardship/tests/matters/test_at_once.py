"""Several people at the same time, each in a process of their own: counted once, and nothing lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stewardship_desk import INDEXES, NATIONAL, Desk, convenor, coordinator

from chassis.identity import Caller
from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
TIME = {"group": "SW", "title": "More time for members", "text": "How?"}


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Four desks over one database, each with a client of its own, as processes have."""
    with on_mongodb(mongo_uri, "stewardship", INDEXES) as work, several_works(mongo_uri, work, 4) as works:
        yield [Desk(each) for each in works]


def test_a_region_that_joins_from_two_places_is_counted_once_and_no_region_is_lost(desks):
    raised = desks[0].knock("matters.raise_matter", TIME, by=convenor("SW"))["id"]

    def joining(desk: Desk, by: Caller, group: str) -> Callable[[], Any]:
        return lambda: desk.knock("matters.join_matter", {"id": raised, "group": group}, by=by)

    ends = all_at_once(
        [
            joining(desks[0], convenor("WOE"), "WOE"),
            joining(desks[1], coordinator("WOE"), "WOE"),
            joining(desks[2], convenor("NENC"), "NENC"),
            joining(desks[3], coordinator("NENC"), "NENC"),
        ]
    )
    assert ends == {"done": 2, "matter_already_joined": 2}
    seen = desks[0].knock("matters.get_matter", {"id": raised})
    assert seen["raised_by_number"] == 3
    assert sorted(each["group"] for each in seen["raised_by"]) == ["NENC", "SW", "WOE"]
    assert seen["version"] == 3


def test_two_of_the_centre_who_answer_alike_answer_once(desks):
    raised = desks[0].knock("matters.raise_matter", TIME, by=convenor("SW"))["id"]
    answer = {"id": raised, "group": "UK", "outcome": "accepted", "reasons": "Yes."}
    ends = all_at_once(
        [lambda desk=desk: desk.knock("matters.answer_matter", answer, by=NATIONAL) for desk in desks]
    )
    assert ends == {"done": 4}
    seen = desks[0].knock("matters.get_matter", {"id": raised})
    assert [step["kind"] for step in seen["history"]] == ["raised", "answered"]


def test_everybody_who_joins_a_group_at_once_belongs(desks):
    answers = {
        "name": "Frailty",
        "purpose": "To learn.",
        "regions": ["SW"],
        "shown_name": "Ada",
        "reach": "My page.",
        "compact_accepted": True,
    }
    member = frozenset({"member"})
    made = desks[0].knock("self_organised.start_group", answers, by=Caller("m-0", member, "SW"))["id"]
    ends = all_at_once(
        [
            lambda desk=desk, number=number: desk.knock(
                "self_organised.join_group", {"id": made}, by=Caller(f"m-{number}", member, "SW")
            )
            for number, desk in enumerate(desks, 1)
        ]
    )
    assert ends == {"done": 4}
    seen = desks[0].knock("self_organised.get_group", {"id": made}, by=Caller("m-0", member, "SW"))
    assert seen["members"] == 5
