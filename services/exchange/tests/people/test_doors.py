"""The copy of members, in whatever order membership's events arrive."""

from typing import Any

import pytest
from exchange_desk import Desk

from chassis.call import Call
from commons.people.store import People
from contracts.membership import MEMBER_JOINED, MEMBER_LEFT
from exchange.ballots.roll.store import RollStore

STATE: dict[str, Any] = {
    **{"member_id": "ann", "region": "SW", "joined": "2018-01-15", "cohort": "2018", "roles": []},
    "left": None,
}


@pytest.fixture
def drafts(desk: Desk) -> Any:
    """What ann means to vote for; () once it is forgotten."""
    desk.member("ann")
    roll = RollStore(desk.work)
    desk.work.in_transaction(Call(now=desk.now), lambda: roll.freeze("r-1", {"SW": ["ann"]}))
    roll.keep_draft("r-1", "ann", ["p-1"])
    return lambda: roll.standing("r-1", "ann")[1]


def hear(desk: Desk, event: Any, version: int, **state: Any) -> None:
    told = {**STATE, **state, "version": version}
    known = event.data().fields
    desk.hear(event, "ann", version, {name: told[name] for name in told if name in known}, "SW")


def test_what_somebody_prepared_goes_when_they_leave(desk: Desk, drafts: Any):
    hear(desk, MEMBER_LEFT, 3, status="left", left="2018-11-30")
    assert People(desk.work).gone(["ann"]) == {"ann"}
    assert drafts() == ()


def test_who_left_and_came_back_loses_nothing_when_the_news_of_leaving_comes_last(desk: Desk, drafts: Any):
    hear(desk, MEMBER_JOINED, 4, status="active", route="application")
    hear(desk, MEMBER_LEFT, 3, status="left", left="2018-11-30")
    assert People(desk.work).gone(["ann"]) == set()
    assert drafts() == ("p-1",)
