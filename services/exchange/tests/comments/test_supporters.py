"""Supporters: each member once, each group once, nobody for themselves."""

from datetime import timedelta

import pytest
from exchange_desk import NATIONAL, coordinator
from proposals_desk import Fair

from chassis.testkit.refusing import refused


@pytest.fixture
def fair(desk):
    return Fair(desk)


@pytest.fixture
def made(fair):
    return fair.submitted(fair.ann)


def listed(fair, made, by):
    return fair.desk.knock("supporters.list_supporters", {"proposal_id": made["id"]}, by=by)


def test_a_member_supports_once_and_takes_it_back(fair, made):
    fair.support(made, fair.cy, shown_name="Cy")
    fair.support(made, fair.cy, shown_name="Another")
    page = listed(fair, made, fair.cy)
    assert [(each["by"], each["shown_name"]) for each in page["items"]] == [("cy", "Cy")]
    assert (page["is_mine"], fair.get(made, fair.bo)["supporters"]) == (True, 1)
    back = fair.desk.knock("supporters.take_back_support", {"proposal_id": made["id"]}, by=fair.cy)
    assert back == {"supporters": 0}
    assert listed(fair, made, fair.cy)["is_mine"] is False


def test_all_groups_are_named_on_every_page(fair, made):
    for number in range(3):
        fair.support(made, fair.desk.member(f"m-{number}"))
    fair.desk.now += timedelta(hours=1)
    fair.support(made, coordinator("WOE"), group="WOE")
    fair.support(made, NATIONAL, group="UK")
    payload = {"proposal_id": made["id"], "limit": 2}
    page = fair.desk.knock("supporters.list_supporters", payload, by=fair.cy)
    assert ([each["group"] for each in page["items"]], page["groups"]) == ([None, None], ["UK", "WOE"])


def test_nobody_of_the_team_supports_their_own(fair, made):
    fair.join(made, fair.bo)
    for own in (fair.ann, fair.bo):
        with refused("support_own"):
            fair.support(made, own)


def test_a_group_supports_by_its_keepers_and_once(fair, made):
    keeper = coordinator("WOE")
    fair.support(made, keeper, group="WOE")
    fair.support(made, coordinator("WOE"), group="WOE")
    fair.support(made, keeper)
    assert [each["group"] for each in listed(fair, made, fair.cy)["items"]] == ["WOE", None]
    assert fair.get(made, fair.cy)["supporters"] == 1
    with refused("not_your_region"):
        fair.support(made, keeper, group="SW")
    with refused("region_unknown"):
        fair.support(made, keeper, group="XX")
    with refused("not_your_region"):
        fair.support(made, fair.cy, group="WOE")
