"""Who leaves Q: nobody waits for them, and what was done is settled all the same."""

import pytest
from skills_desk import Desk, coordinator

from contracts.membership import MEMBER_LEFT


def leave(desk: Desk, member_id: str, region: str) -> None:
    state = {"member_id": member_id, "version": 9, "region": region, "status": "left", "roles": []}
    state |= {"joined": "2018-01-15", "left": "2018-10-04", "cohort": "2018"}
    desk.hear(MEMBER_LEFT, member_id, 9, state, region)


@pytest.mark.parametrize(
    ("gone", "agreed", "ending"),
    [("ann", False, "withdrawn"), ("ben", False, "declined"), ("ann", True, "called_off")],
)
def test_what_was_not_done_yet_is_called_off_and_the_other_side_is_told(two, gone, agreed, ending):
    two.propose()
    if agreed:
        two.act("agree_exchange", two.ben)
    leave(two.desk, gone, "SW" if gone == "ann" else "WOE")
    there, name = (two.ben, "ben") if gone == "ann" else (two.ann, "ann")
    seen = two.act("get_exchange", there)
    assert (seen["state"], seen["ending"], two.told("exchange_ended")) == ("cancelled", ending, [name])


def test_what_an_organisation_would_exchange_is_called_off_when_it_is_closed(two, desk):
    keeper, entered = coordinator("SW"), {"region": "SW", "name": "Devon Trust", "kind": "trust"}
    trust = desk.knock("organisations.enter_organisation", entered, by=keeper)["id"]
    named = {"id": trust, "member_id": "ann", "role": "contact"}
    desk.knock("organisations.name_representative", named, by=keeper)
    two.propose(account=f"organisation:{trust}")
    desk.knock("organisations.close_organisation", {"id": trust, "reason": "It merged."}, by=keeper)
    assert (two.act("get_exchange", two.ben)["ending"], two.told("exchange_ended")) == ("withdrawn", ["ben"])


def test_what_was_done_is_settled_when_nobody_answers(two):
    two.done()
    leave(two.desk, "ben", "WOE")
    two.later(15)
    assert two.act("get_exchange", two.ann)["state"] == "settled"
