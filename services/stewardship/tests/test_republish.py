"""A copy that is filled from what is told again equals one that heard everything as it happened."""

from typing import Any

import pytest
from stewardship_desk import NATIONAL, Desk

from contracts.events import Fact
from stewardship.service import republish

Copy = dict[str, dict[str, Any]]


@pytest.fixture
def lived(desk: Desk) -> Desk:
    """Two groups; in one a seat was filled, vacated and filled again, in the other a term was renewed."""
    for region in ("SW", "NENC"):
        desk.knock("network.form_group", {"region": region, "on": "2017"}, by=NATIONAL)
        desk.knock("network.open_group", {"region": region, "on": "2018-01-01"}, by=NATIONAL)
    desk.knock("network.close_group", {"region": "NENC", "on": "2018-09-01", "reason": "Done"}, by=NATIONAL)
    seats = [seat_of(desk, "SW", member) for member in ("m-1", "m-2", "m-3")]
    leaving = {"seat_id": seats[1]["id"], "reason": "Other work commitments", "on": "2018-06"}
    desk.knock("seats.vacate_seat", leaving, by=NATIONAL)
    seat_of(desk, "SW", "m-4", seat_id=seats[1]["id"], start="2018-07-01")
    desk.knock("seats.renew_seat", {"seat_id": seats[2]["id"], "months": 6}, by=NATIONAL)
    return desk


def seat_of(desk: Desk, region: str, member_id: str, **more: Any) -> Any:
    desk.member(member_id, region)
    body = {
        "region": region,
        "member_id": member_id,
        "kind": "member",
        "background": "Nurse",
        "designation": "appointed",
        "start": "2018-01-01",
        "months": 12,
        **more,
    }
    return desk.knock("seats.record_term", body, by=NATIONAL)


def told(desk: Desk, limit: int) -> list[Fact]:
    facts, after = republish(desk.work, None, limit)
    while after is not None:
        more, after = republish(desk.work, after, limit)
        facts += more
    return facts


def keep(copy: Copy, key: str, state: dict[str, Any]) -> None:
    """As a listener does: what is not newer is not kept."""
    if copy.get(key, {"version": 0})["version"] < state["version"]:
        copy[key] = state


def copied(bodies: list[dict[str, Any]]) -> Copy:
    copy: Copy = {}
    for body in bodies:
        state = body["data"]
        if body["type"] == "group_changed":
            keep(copy, state["region"], state)
        elif body["type"].startswith("seat_"):
            keep(copy, state["term_id"], state)
    return copy


def without_versions(copy: Copy) -> Copy:
    return {
        key: {name: value for name, value in state.items() if name != "version"}
        for key, state in copy.items()
    }


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_a_copy_from_nothing_knows_the_same_as_one_that_listened(lived: Desk, limit: int):
    heard = copied(lived.events())
    again = copied([{"type": fact.type.name, "data": fact.data} for fact in told(lived, limit)])
    assert len(again) == 2 + 5
    assert without_versions(again) == without_versions(heard)


def test_a_copy_that_listened_is_not_set_back(lived: Desk):
    heard = copied(lived.events())
    both = copied(
        [*lived.events(), *({"type": fact.type.name, "data": fact.data} for fact in told(lived, 2))]
    )
    assert without_versions(both) == without_versions(heard)


def test_nobody_is_sent_a_notice_or_a_declaration_again(lived: Desk):
    assert {fact.type.name for fact in told(lived, 500)} == {"group_changed", "seat_filled", "seat_vacated"}


def test_what_is_told_again_keeps_its_contract(lived: Desk):
    for fact in told(lived, 500):
        assert fact.type.data().validate(fact.data) == {}
