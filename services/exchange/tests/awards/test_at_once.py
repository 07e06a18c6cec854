"""Two approvers at the same time, each in a process of their own: the pot holds, whoever is quicker."""

from collections.abc import Iterator

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk
from voted_round import OTHER, approve, make, proposal, propose, voted

from chassis.identity import Caller
from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.desk import on_mongodb

pytestmark = pytest.mark.servers
ASK = 30_000_00
POT = 300_000_00


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Four desks over one database, each with a client of its own; a pot of ten awards, fifteen projects."""
    with on_mongodb(mongo_uri, "exchange", INDEXES) as work, several_works(mongo_uri, work, 4) as works:
        made = [Desk(each) for each in works]
        voted(made[0], [proposal(number) for number in range(1, 16)])
        for desk in made:
            desk.now = made[0].now
        yield made


def once_approved(desk: Desk, number: int) -> dict:
    award = propose(desk, number)
    approve(desk, award, NATIONAL)
    return award


def pot(desk: Desk) -> tuple[int, int, int]:
    seen = desk.knock("awards.get_pot", {"round_id": "r-1"})
    states = [each["state"] for each in desk.knock("awards.list_awards", {"round_id": "r-1"})["items"]]
    return seen["awarded"], seen["left"], states.count("awarded")


def test_of_the_tenth_and_the_eleventh_award_at_once_one_is_made(desks):
    waiting = [once_approved(desks[0], number) for number in (10, 11)]
    for number in range(1, 10):
        make(desks[0], number)
    pairs = zip(desks, waiting, strict=False)
    ends = all_at_once([lambda desk=desk, award=award: approve(desk, award, OTHER) for desk, award in pairs])
    assert ends == {"done": 1, "award_over_pot": 1}
    assert pot(desks[0]) == (POT, 0, 10)


def test_fifteen_approved_from_four_places_at_once_are_ten(desks):
    waiting = [once_approved(desks[0], number) for number in range(1, 16)]
    told: dict[str, int] = {}
    while waiting:
        now, waiting = waiting[:4], waiting[4:]
        ends = all_at_once(
            [
                lambda desk=desk, award=award: approve(desk, award, OTHER)
                for desk, award in zip(desks, now, strict=False)
            ]
        )
        for end, number in ends.items():
            told[end] = told.get(end, 0) + number
    assert told == {"done": 10, "award_over_pot": 5}
    assert pot(desks[0]) == (POT, 0, 10)


def test_two_who_approve_the_same_award_at_once_are_the_two_it_needs(desks):
    award = propose(desks[0], 1)
    people = (NATIONAL, OTHER)
    ends = all_at_once(
        [lambda desk=desk, by=by: approve(desk, award, by) for desk, by in zip(desks, people, strict=False)]
    )
    assert ends == {"done": 2}
    assert pot(desks[0]) == (ASK, POT - ASK, 1)


def test_one_person_in_two_windows_is_one_approval(desks):
    award = propose(desks[0], 1)
    ends = all_at_once([lambda desk=desk: approve(desk, award, NATIONAL) for desk in desks])
    assert ends == {"done": 1, "award_approved_already": 3}
    assert pot(desks[0]) == (0, POT, 0)


def test_four_who_propose_for_one_project_at_once_make_one_proposal(desks):
    people = [Caller(f"n-{number}", NATIONAL.roles) for number in range(4)]
    ends = all_at_once(
        [lambda desk=desk, by=by: propose(desk, 1, by=by) for desk, by in zip(desks, people, strict=True)]
    )
    assert ends == {"done": 1, "award_exists": 3}
