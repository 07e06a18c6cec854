"""Ideas without an award over the API: listed by choice, helped, sponsored, carried on (row 58)."""

from dataclasses import replace
from datetime import date

import pytest

from chassis.call import Call
from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People
from exchange.proposals.store import ProposalStore

from ..voted_round import LATER, ROUND, result_day, voted_round  # noqa: TID252 - tests are no installed package

IDEA = "/unfunded/project-0"
WISH = {"wanted": "Somebody who knows falls.", "shown_name": "Lee", "reach": "ward 5"}
KEEPER = Caller("keeper-1", frozenset({"member", "national_team"}), "WOE")
COORDINATOR = Caller("coordinator-sw", frozenset({"member", "coordinator:SW"}), "SW")
LEAD, OTHER, BEN = (Caller(name, frozenset({"member"}), "SW") for name in ("lead-0", "lead-1", "ben"))


@pytest.fixture(autouse=True)
def after(bus, calling):
    """Result day is over and nothing was awarded; the lead of the first idea is calling."""
    people = People(bus.databases["exchange"])
    for each in (KEEPER, COORDINATOR, LEAD, OTHER, BEN):
        roles = ("coordinator:SW",) if each is COORDINATOR else ()
        people.keep(Person(each.subject, 1, each.region, "active", date(2018, 1, 15), roles))
    voted_round(bus, [LEAD, OTHER])
    result_day(bus, KEEPER)
    calling(LEAD)


def test_its_people_alone_see_it_with_what_matches_until_they_list_it(api, calling):
    seen = api("GET", IDEA).get_json()
    assert (seen["choice"], seen["is_mine"], seen["options"]["has_group"]) == ("unanswered", True, True)
    assert [each["id"] for each in seen["options"]["next_rounds"]] == [LATER]
    assert {"fall", "fewer", "night"} <= set(seen["options"]["similar"][0]["shared"])
    calling(BEN)
    api.refused("GET", IDEA, 404, "not_found")
    api.refused("PUT", f"{IDEA}/listing", 404, "not_found", json=WISH)
    calling(LEAD)
    api("PUT", f"{IDEA}/listing", json=WISH)
    calling(BEN)
    (listed,) = api("GET", "/unfunded?region=SW").get_json()["items"]
    assert (listed["wanted"], listed["reach"], listed["is_mine"]) == (WISH["wanted"], None, False)
    assert api("GET", f"/unfunded?round_id={LATER}").get_json()["items"] == []
    calling(LEAD)
    assert api("DELETE", f"{IDEA}/listing").get_json()["choice"] == "private"


def test_help_is_offered_answered_and_ended(api, calling):
    api("PUT", f"{IDEA}/listing", json=WISH)
    body = {"kind": "time", "words": "Two days.", "shown_name": "Ben", "reach": "x7"}
    api.refused("POST", f"{IDEA}/help", 409, "unfunded_own", json=body)
    calling(BEN)
    offered = api("POST", f"{IDEA}/help", json=body)
    assert offered.status_code == 201
    help_ = f"{IDEA}/help/{offered.get_json()['help'][0]['id']}"
    api.refused("POST", f"{IDEA}/help", 409, "help_offered_already", json=body)
    api.refused("POST", f"{help_}/answer", 404, "not_found", json={"agrees": True})
    calling(LEAD)
    assert api("POST", f"{help_}/answer", json={"agrees": True}).get_json()["help"][0]["reach"] == "x7"
    calling(BEN)
    assert api("GET", IDEA).get_json()["reach"] == "ward 5"
    assert [each["id"] for each in api("GET", "/unfunded/mine").get_json()["items"]] == ["project-0"]
    assert api("POST", f"{help_}/ending").get_json()["help"][0]["state"] == "ended"
    api.refused("POST", f"{IDEA}/help", 422, "invalid_input", json=body | {"kind": "magic"})


def test_the_group_of_its_region_sponsors_it_and_notes_what_became_of_it(api, calling, people):
    api("PUT", f"{IDEA}/listing", json=WISH)
    calling(people["coordinator"])
    api.refused("PUT", f"{IDEA}/sponsorship", 403, "not_your_region", json={})
    calling(COORDINATOR)
    sponsored = api("PUT", f"{IDEA}/sponsorship", json={"words": "A room."}).get_json()
    assert sponsored["sponsor"]["words"] == "A room."
    assert api("DELETE", f"{IDEA}/sponsorship").get_json()["sponsor"] is None
    noted = api("PUT", f"{IDEA}/outcome", json={"kind": "joined", "words": "With Exeter."}).get_json()
    assert noted["outcome"]["kind"] == "joined"
    counts = api("GET", f"/unfunded/counts?round_id={ROUND}&region=SW").get_json()
    assert (counts["submitted"], counts["awarded"], counts["to_support"]) == (2, 0, 2)
    assert (counts["listed"], counts["outcomes"]) == (1, {"joined": 1})
    calling(BEN)
    api.refused("PUT", f"{IDEA}/outcome", 403, "unfunded_not_yours", json={"kind": "joined"})
    api.refused("PUT", f"{IDEA}/sponsorship", 403, "role_required", json={})


def test_it_goes_on_in_a_later_round_with_its_history(api, bus):
    work = bus.databases["exchange"]
    store = ProposalStore(work)
    first = store.get("project-0")
    following = replace(first, id="project-9", version=1, round_id=LATER)
    work.in_transaction(Call(), lambda: store.save(following))
    api.refused("PUT", f"{IDEA}/continuation", 422, "unfunded_next_wrong", json={"next_id": "project-1"})
    tag = {"If-Match": api("GET", IDEA).headers["ETag"]}
    carried = api("PUT", f"{IDEA}/continuation", json={"next_id": "project-9"}, headers=tag).get_json()
    assert carried["outcome"]["next_id"] == "project-9"
    (step,) = api("GET", "/unfunded/project-9/history").get_json()["items"]
    assert (step["id"], step["stage"]) == ("project-0", "not_awarded")
    api.refused("PUT", f"{IDEA}/outcome", 409, "unfunded_carried_on", json={"kind": "funded"})


def test_visitors_see_none_of_it(api, calling):
    calling()
    for path in (IDEA, "/unfunded", f"/unfunded/counts?round_id={ROUND}"):
        api.refused("GET", path, 401, "sign_in_required")
