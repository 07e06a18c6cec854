"""Ideas and proposals of Q Exchange over the API (row 56)."""

import pytest

from chassis.identity import VISITOR

from ..open_round import ALIKE, KEEPER, WORDS, OpenRound  # noqa: TID252 - tests are no installed package


@pytest.fixture
def fair(bus):
    return OpenRound(bus)


@pytest.fixture
def enter(api, calling, fair):
    def entered(by, kind="draft", **words):
        calling(by)
        made = api("POST", f"/rounds/{fair.id}/proposals", json={"kind": kind, **WORDS, **words})
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1"), made

    return entered


def test_an_idea_becomes_a_proposal_and_is_submitted(api, calling, fair, enter):
    path, made = enter(fair.ann, "idea", shown_name="Ann of Devon")
    assert (made.get_json()["stage"], made.get_json()["shown_name"]) == ("idea", "Ann of Devon")
    assert api("POST", f"{path}/development").get_json()["stage"] == "draft"
    submitted = api("POST", f"{path}/submission").get_json()
    assert (submitted["stage"], submitted["may"]) == (
        "submitted",
        ["change", "withdraw", "ask", "merge", "comment", "answer"],
    )
    calling(fair.cat)
    (listed,) = api("GET", f"/rounds/{fair.id}/proposals?stage=submitted&theme=Flow").get_json()["items"]
    assert listed["id"] == submitted["id"]
    assert api("GET", path).get_json()["history"][1]["what"] == "submitted"


def test_what_is_like_it_is_named_and_nothing_is_refused(api, calling, fair, enter):
    enter(fair.ann, "idea")
    calling(fair.ben)
    asked = {"title": ALIKE["title"], "aim": ALIKE["aim"]}
    (like,) = api("GET", f"/rounds/{fair.id}/proposals/similar", query_string=asked).get_json()["items"]
    assert (like["title"], "frail" in like["shared"]) == (WORDS["title"], True)
    _, made = enter(fair.ben, "idea", **ALIKE)
    assert [each["id"] for each in made.get_json()["similar"]] == [like["id"]]


def test_a_change_needs_the_version_that_was_read_and_is_compared_word_by_word(api, fair, enter):
    path, made = enter(fair.ann)
    tag = made.headers["ETag"]
    changed = api("PUT", path, json={**WORDS, "ask": 25_000_00}, headers={"If-Match": tag})
    assert (changed.status_code, changed.get_json()["text_number"]) == (200, 2)
    api.refused("PUT", path, 412, "stale_version", json=WORDS, headers={"If-Match": tag})
    versions = api("GET", f"{path}/versions").get_json()["items"]
    assert [(each["number"], each["changed"]) for each in versions] == [(2, ["ask"]), (1, [])]
    assert api("GET", f"{path}/versions/1").get_json()["ask"] == 20_000_00
    compared = api("GET", f"{path}/versions/2/changes").get_json()
    assert [(each["before"], each["after"]) for each in compared["changes"]] == [(20_000_00, 25_000_00)]
    api.refused("GET", f"{path}/versions/3/changes", 404, "not_found")


@pytest.mark.parametrize("who", [VISITOR, KEEPER])
def test_somebody_elses_draft_is_not_there(api, calling, fair, enter, who):
    path, _ = enter(fair.ann)
    calling(who)
    for below in ("", "/versions", "/comments", "/supporters", "/engagement"):
        api.refused("GET", path + below, 404, "not_found")


def test_a_closed_phase_is_refused_with_why_and_when(api, calling, bus):
    late = OpenRound(bus, shift=15)
    calling(late.ann)
    no = api.refused(
        "POST", f"/rounds/{late.id}/proposals", 409, "phase_not_open", json={**WORDS, "kind": "draft"}
    )
    assert no["detail"].startswith("It is too early. Proposals are taken from")


def test_one_member_leads_one_proposal_in_a_round(api, fair, enter):
    enter(fair.ann)
    path, _ = enter(fair.ann, "idea", title="Another")
    api.refused("POST", f"{path}/development", 409, "proposal_led_already")


def test_what_lacks_is_said_field_by_field(api, fair, enter):
    path, _ = enter(fair.ann, plan="", theme="")
    no = api.refused("POST", f"{path}/submission", 422, "proposal_incomplete")
    assert set(no["fields"]) == {"plan", "theme"}


def test_a_withdrawal_is_undone_and_leaves_its_trace(api, fair, enter):
    path, _ = enter(fair.ann)
    gone = api("POST", f"{path}/withdrawal", json={"reason": "No time."}).get_json()
    assert (gone["stage"], gone["reason"]) == ("withdrawn", "No time.")
    back = api("DELETE", f"{path}/withdrawal").get_json()
    assert (back["stage"], [each["what"] for each in back["history"]]) == (
        "draft",
        ["withdrawn", "reinstated"],
    )


def test_a_co_applicant_is_asked_agrees_and_leaves(api, calling, fair, enter):
    path, _ = enter(fair.ann)
    asked = api("POST", f"{path}/co-applicants", json={"member_id": "ben"})
    assert (asked.status_code, asked.get_json()["co_applicants"][0]["state"]) == (201, "asked")
    api.refused("POST", f"{path}/co-applicants", 409, "co_applicant_twice", json={"member_id": "ben"})
    calling(fair.ben)
    assert [each["my_part"] for each in api("GET", "/proposals/mine").get_json()["items"]] == ["asked"]
    answered = api("POST", f"{path}/co-applicants/answer", json={"agrees": True, "shown_name": "Ben"})
    assert answered.get_json()["co_applicants"][0]["shown_name"] == "Ben"
    assert api("DELETE", f"{path}/co-applicants/ben").status_code == 200
    api.refused("GET", path, 404, "not_found")
    calling(fair.ann)
    assert [each["state"] for each in api("GET", path).get_json()["co_applicants"]] == ["left"]


def test_two_are_merged_when_the_other_lead_agrees(api, calling, fair, enter):
    mine, _ = enter(fair.ann, "idea")
    theirs, made = enter(fair.ben, "idea", **ALIKE)
    calling(fair.ann)
    body = {"other": made.get_json()["id"], "gives_up": True, "words": "The same."}
    offered = api("POST", f"{mine}/merges", json=body).get_json()
    api.refused(
        "POST", f"/proposals/merges/{offered['id']}/answer", 403, "not_the_lead", json={"agrees": True}
    )
    assert api("GET", f"{mine}/merges").get_json()["items"][0]["state"] == "offered"
    calling(fair.ben)
    answered = api("POST", f"/proposals/merges/{offered['id']}/answer", json={"agrees": True}).get_json()
    assert (answered["state"], answered["gone"]["stage"]) == ("agreed", "merged")
    assert api("GET", theirs).get_json()["merged_from"] == [offered["gone"]["id"]]


def test_an_offer_to_merge_is_taken_back(api, calling, fair, enter):
    mine, _ = enter(fair.ann, "idea")
    _, made = enter(fair.ben, "idea", **ALIKE)
    calling(fair.ann)
    offered = api(
        "POST", f"{mine}/merges", json={"other": made.get_json()["id"], "gives_up": False}
    ).get_json()
    assert api("DELETE", f"/proposals/merges/{offered['id']}").get_json()["state"] == "taken_back"
    api.refused("DELETE", f"/proposals/merges/{offered['id']}", 409, "merge_decided")
