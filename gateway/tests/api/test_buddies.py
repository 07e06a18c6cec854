"""Buddies over the API (row 64)."""

import pytest

from ..pairing import known  # noqa: TID252 - tests are no installed package

WISH = {"goal": "To plot a run chart", "shown_name": "Lee", "reach": "Ward 7, after ten"}
OFFER = {"topics": "SPC", "shown_name": "Bea", "reach": "Room 4 on Tuesdays", "background": "clinician"}


@pytest.fixture
def lee(bus):
    return known(bus, "lee")


@pytest.fixture
def bea(bus):
    return known(bus, "bea")


@pytest.fixture
def proposed(api, calling, bea, lee):
    """The pair that Lee asked Bea to be."""
    calling(bea)
    assert api("PUT", "/buddies/offer", json=OFFER).status_code == 200
    calling(lee)
    assert api("POST", "/buddies/wish", json=WISH).status_code == 201
    (listed,) = api("GET", "/buddies").get_json()["items"]
    assert "reach" not in listed
    made = api("POST", "/buddies/pairs", json={"buddy_id": listed["buddy_id"]})
    assert made.status_code == 201, made.text
    return f"/buddies/pairs/{made.get_json()['id']}"


def test_both_agree_reach_each_other_look_at_it_and_end_it(api, calling, proposed, lee, bea):
    calling(bea)
    assert api("GET", "/buddies/mine").get_json()["pairs"][0]["reach"] == ""
    agreed = api("POST", f"{proposed}/answer", json={"agrees": True}).get_json()
    assert (agreed["state"], agreed["i_am"], "reach" in agreed) == ("running", "buddy", False)
    (hers,) = api("GET", "/buddies/mine").get_json()["pairs"]
    assert (hers["other"], hers["reach"]) == ("Lee", "Ward 7, after ten")
    planned = api("PUT", f"{proposed}/next-check", json={"on": "2999-01-31"}).get_json()
    assert planned["next_check"] == "2999-01-31"
    assert len(api("POST", f"{proposed}/checks").get_json()["checks"]) == 1
    calling(lee)
    assert api("GET", "/buddies/mine").get_json()["pairs"][0]["reach"] == "Room 4 on Tuesdays"
    ended = api("POST", f"{proposed}/ending").get_json()
    assert ended["state"] == "ended"
    assert api("GET", "/buddies/mine").get_json()["pairs"][0]["reach"] == ""
    api.refused("POST", f"{proposed}/checks", 409, "buddy_ended")


def test_a_no_keeps_nothing_and_the_wish_waits_on(api, calling, proposed, lee, bea):
    calling(bea)
    assert api("POST", f"{proposed}/answer", json={"agrees": False}).get_json()["state"] == "ended"
    assert api("GET", "/buddies/mine").get_json()["pairs"] == []
    calling(lee)
    assert api("GET", "/buddies/mine").get_json()["wish"]["is_proposed"] is False
    api.refused("POST", "/buddies/pairs", 409, "buddy_not_agreed", json={"buddy_id": bea.subject})


def test_keepers_see_wishes_and_counts_and_propose_pairs_of_their_region_alone(
    api, calling, people, bea, lee
):
    calling(bea)
    api("PUT", "/buddies/offer", json=OFFER)
    calling(lee)
    api("POST", "/buddies/wish", json=WISH)
    api.refused("GET", "/buddies/wishes?region=WOE", 403, "role_required")
    calling(people["coordinator"])
    (wish,) = api("GET", "/buddies/wishes?region=WOE").get_json()["items"]
    assert (wish["goal"], "reach" in wish) == (WISH["goal"], False)
    api.refused("GET", "/buddies/wishes?region=SW", 403, "not_your_region")
    made = api("POST", "/buddies/pairs", json={"buddy_id": bea.subject, "wish_id": wish["id"]})
    assert (made.status_code, made.get_json()["state"]) == (201, "proposed")
    assert api("GET", "/buddies/counts?region=WOE").get_json()["items"] == []


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/buddies/wish", {**WISH, "goal": ""}, 422, "invalid_input"),
        ("POST", "/buddies/wish", {**WISH, "background": "astronaut"}, 422, "invalid_input"),
        ("PUT", "/buddies/offer", {**OFFER, "most": 0}, 422, "invalid_input"),
        ("DELETE", "/buddies/wish", None, 404, "not_found"),
        ("DELETE", "/buddies/offer", None, 404, "not_found"),
        ("GET", "/buddies?region=ATLANTIS", None, 404, "region_unknown"),
        ("POST", "/buddies/pairs", {"buddy_id": "nobody"}, 404, "not_found"),
        ("POST", "/buddies/pairs/none/answer", {"agrees": True}, 404, "not_found"),
    ],
)
def test_what_cannot_be_is_refused(api, calling, lee, method, path, body, status, code):
    calling(lee)
    api.refused(method, path, status, code, **({"json": body} if body else {}))


def test_a_second_wish_is_refused_and_visitors_see_nobody(api, calling, lee):
    calling(lee)
    api("POST", "/buddies/wish", json=WISH)
    api.refused("POST", "/buddies/wish", 409, "buddy_asked_already", json=WISH)
    calling()
    api.refused("GET", "/buddies", 401, "sign_in_required")
