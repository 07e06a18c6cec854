"""Several people at the same time, each in a process of their own: counted once, and nothing lost."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stewardship_desk import INDEXES, NATIONAL, Desk, convenor, coordinator

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.testkit.desk import on_mongodb
from contracts.refusals import Refused

pytestmark = pytest.mark.servers
TIME = {"group": "SW", "title": "More time for members", "text": "How?"}


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Four desks over one database, each with a client of its own, as processes have."""
    clients = [connect(mongo_uri, "one-of-four") for _ in range(4)]
    with on_mongodb(mongo_uri, "stewardship", INDEXES) as work:
        yield [Desk(UnitOfWork(database_of(each, "", work.database.name))) for each in clients]
    for each in clients:
        each.close()


def at_once(acts: list[Callable[[], Any]]) -> list[str]:
    """How each ended: "done", or the code of its refusal."""
    ready, ends = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            act()
            ends.append("done")
        except Refused as no:
            ends.append(no.code)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def test_a_region_that_joins_from_two_places_is_counted_once_and_no_region_is_lost(desks):
    raised = desks[0].knock("matters.raise_matter", TIME, by=convenor("SW"))["id"]

    def joining(desk: Desk, by: Caller, group: str) -> Callable[[], Any]:
        return lambda: desk.knock("matters.join_matter", {"id": raised, "group": group}, by=by)

    ends = at_once(
        [
            joining(desks[0], convenor("WOE"), "WOE"),
            joining(desks[1], coordinator("WOE"), "WOE"),
            joining(desks[2], convenor("NENC"), "NENC"),
            joining(desks[3], coordinator("NENC"), "NENC"),
        ]
    )
    assert ends == ["done", "done", "matter_already_joined", "matter_already_joined"]
    seen = desks[0].knock("matters.get_matter", {"id": raised})
    assert seen["raised_by_number"] == 3
    assert sorted(each["group"] for each in seen["raised_by"]) == ["NENC", "SW", "WOE"]
    assert seen["version"] == 3


def test_two_of_the_centre_who_answer_alike_answer_once(desks):
    raised = desks[0].knock("matters.raise_matter", TIME, by=convenor("SW"))["id"]
    answer = {"id": raised, "group": "UK", "outcome": "accepted", "reasons": "Yes."}
    ends = at_once(
        [lambda desk=desk: desk.knock("matters.answer_matter", answer, by=NATIONAL) for desk in desks]
    )
    assert ends == ["done"] * 4
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
    ends = at_once(
        [
            lambda desk=desk, number=number: desk.knock(
                "self_organised.join_group", {"id": made}, by=Caller(f"m-{number}", member, "SW")
            )
            for number, desk in enumerate(desks, 1)
        ]
    )
    assert ends == ["done"] * 4
    seen = desks[0].knock("self_organised.get_group", {"id": made}, by=Caller("m-0", member, "SW"))
    assert seen["members"] == 5
