"""Development opportunities over the API (row 88)."""

from datetime import timedelta

import pytest

from chassis.identity import VISITOR
from gateway.portal.dates import today

from ..register import keep  # noqa: TID252 - tests are no installed package

COURSE = {
    "region": "WOE",
    "title": "Charts that tell",
    "kind": "course",
    "provider": "West of England AHSN",
    "begins": today().isoformat(),
    "ends": (today() + timedelta(days=30)).isoformat(),
    "places": ["Bristol"],
    "access": "Step-free; a hearing loop.",
    "teaches": ["SPC"],
}


@pytest.fixture
def listed(api, calling, people):
    """``listed(**more)``: an opportunity of WOE; its path."""

    def add(**more):
        calling(people["coordinator"])
        made = api("POST", "/development", json=COURSE | more)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return add


def test_what_a_keeper_lists_everybody_finds_in_the_region_and_by_kind(api, calling, people, listed):
    path = listed()
    national = {"region": "UK", "title": "QI for all", "kind": "webinar"}
    calling(people["national"])
    assert api("POST", "/development", json=COURSE | national).status_code == 201
    calling(VISITOR)
    titles = [each["title"] for each in api("GET", "/development?region=WOE").get_json()["items"]]
    assert titles == ["Charts that tell", "QI for all"]
    assert len(api("GET", "/development?region=SW").get_json()["items"]) == 1
    assert len(api("GET", "/development?kind=course&limit=1").get_json()["items"]) == 1
    one = api("GET", path).get_json()
    assert (one["open_to"], one["is_open_to_all"], one["teaches"]) == (
        "Every member", True, [{"skill": "spc", "word": "SPC"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "status", "code", "field"),
    [
        ({"teaches": ["juggling"]}, 422, "skill_unknown", "teaches"),
        ({"ends": "2018-01-01"}, 422, "development_ends_first", "ends"),
        ({"begins": "someday"}, 422, "invalid_input", "begins"),
        ({"kind": "party"}, 422, "invalid_input", "kind"),
        ({"booking": "https://example.org"}, 422, "invalid_input", "booking"),
        ({"region": "NOWHERE"}, 404, "region_unknown", "region"),
    ],
)
def test_what_is_wrong_is_refused_beside_its_field(api, calling, people, wrong, status, code, field):
    calling(people["coordinator"])
    problem = api.refused("POST", "/development", status, code, json=COURSE | wrong)
    assert list(problem["fields"]) == [field]


def test_keepers_change_and_withdraw_their_own_and_members_none(api, calling, people, listed):
    path = listed()
    read = api("GET", path).headers["ETag"]
    changed = api(
        "PUT", path, json=COURSE | {"title": "Better charts"}, headers={"If-Match": read}
    ).get_json()
    assert (changed["title"], changed["version"]) == ("Better charts", 2)
    api.refused("PUT", path, 412, "stale_version", json=COURSE, headers={"If-Match": read})
    calling(people["stranger"])
    api.refused("PUT", path, 404, "not_found", json=COURSE)
    api.refused("POST", "/development", 403, "not_your_region", json=COURSE)
    calling(people["member"])
    api.refused("POST", f"{path}/withdrawal", 403, "role_required")
    calling(people["coordinator"])
    assert api("POST", f"{path}/withdrawal").get_json()["is_withdrawn"]
    api.refused("PUT", path, 409, "development_withdrawn", json=COURSE)
    assert api("GET", "/development").get_json()["items"] == []


def test_what_a_member_completed_is_theirs_alone_and_offers_its_skill(api, bus, calling, listed):
    path = listed()
    calling(keep(bus, "ann"))
    early = api.refused("POST", f"{path}/completion", 409, "development_not_begun", json={"on": "2018-01-01"})
    assert list(early["fields"]) == ["on"]
    done = api("POST", f"{path}/completion", json={}).get_json()
    assert done["offers"] == [{"skill": "spc", "word": "SPC", "words": "Add SPC to my skills"}]
    assert [each["title"] for each in api("GET", "/development/mine").get_json()["items"]] == [
        "Charts that tell"
    ]
    assert api("GET", path).get_json()["completed_on"] == today().isoformat()
    calling(keep(bus, "ben"))
    assert api("GET", path).get_json()["completed_on"] is None
    assert api("GET", "/development/mine").get_json()["items"] == []
    calling(keep(bus, "ann"))
    assert api("DELETE", f"{path}/completion").status_code == 200
    api.refused("DELETE", f"{path}/completion", 404, "not_found")
