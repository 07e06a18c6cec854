"""Panels, assessments and shortlists over the API (row 56)."""

import pytest

from ..shortlisting import CRITERIA, Shortlisting, opinion  # noqa: TID252 - tests are no installed package

ROUND = "/rounds/round-shortlisting"


@pytest.fixture
def world(bus, people):
    """A round of WOE with three proposals; its coordinator and its convenor keep it."""
    return Shortlisting(bus, people["coordinator"])


@pytest.fixture
def ann(world):
    return world.volunteer(world.member("ann"), organisation="A practice")


@pytest.fixture
def given(world, ann):
    """Every proposal was given to Ann and Ben; the first one."""
    world.volunteer(world.member("ben"))
    world.deal()
    return world.proposals[0]


def own(proposal_id):
    return f"/proposals/{proposal_id}/assessments/mine"


def test_everybody_reads_by_what_is_judged_and_members_volunteer(api, calling, world):
    panel = api("GET", f"{ROUND}/panel").get_json()
    assert [each["key"] for each in panel["criteria"]] == ["benefit", "doable"]
    api.refused("PUT", f"{ROUND}/panel/offer", 401, "sign_in_required", json={"most": 2})
    calling(world.member("ann"))
    assert api("PUT", f"{ROUND}/panel/offer", json={"most": 2}).get_json()["state"] == "offered"
    problem = api.refused("PUT", f"{ROUND}/panel/offer", 422, "invalid_input", json={"most": 0})
    assert "most" in problem["fields"]
    assert api("GET", f"{ROUND}/panel").get_json()["own"]["most"] == 2
    assert api("POST", f"{ROUND}/panel/offer/withdrawal").get_json()["state"] == "withdrawn"
    calling(world.member("lead-0"))
    problem = api.refused("PUT", f"{ROUND}/panel/offer", 403, "assessment_conflict", json={"most": 2})
    assert problem["detail"].endswith("Who brings a proposal to this round does not assess its rivals.")


@pytest.mark.usefixtures("world")
def test_a_panel_is_opened_once_and_changed_by_the_version_that_was_read(api, calling, people):
    calling(people["coordinator"])
    rules = {"criteria": CRITERIA, "wanted": 1}
    tag = {"If-Match": api("GET", f"{ROUND}/panel").headers["ETag"]}
    api.refused("POST", f"{ROUND}/panel", 409, "panel_exists", json=rules)
    assert api("PUT", f"{ROUND}/panel", json=rules, headers=tag).get_json()["wanted"] == 1
    api.refused("PUT", f"{ROUND}/panel", 412, "stale_version", json=rules, headers=tag)
    problem = api.refused("PUT", f"{ROUND}/panel", 422, "panel_wrong", json={**rules, "due_on": "2018-01-01"})
    assert "due_on" in problem["fields"]
    calling(people["stranger"])
    api.refused("PUT", f"{ROUND}/panel", 404, "not_found", json=rules)


def test_keepers_deal_proposals_out_and_see_who_may_not_judge_what(api, calling, people, world, ann):
    calling(people["coordinator"])
    answer = api("POST", f"{ROUND}/panel/assignments").get_json()
    assert (answer["given"], [each["missing"] for each in answer["short"]]) == (3, [1, 1, 1])
    noted = {"member_id": ann.subject, "reason": "They share an office."}
    api("POST", f"/proposals/{world.proposals[1]}/conflicts", json=noted)
    (assessor,) = api("GET", f"{ROUND}/panel/assessors").get_json()["items"]
    assert (assessor["given"], assessor["organisation"]) == (2, "A practice")
    assert [(each["kind"], each["reason"]) for each in assessor["conflicts"]] == [
        ("declared", "Declared: They share an office."),
    ]
    path = f"/proposals/{world.proposals[1]}/assessments"
    api.refused("POST", path, 403, "assessment_conflict", json={"member_id": ann.subject})
    ben = world.volunteer(world.member("ben"))
    made = api("POST", path, json={"member_id": ben.subject}).get_json()
    gone = api("POST", f"{path}/{made['id']}/removal", json={"reason": "By mistake.", "version": 1})
    assert gone.get_json()["state"] == "taken_back"
    away = api("POST", f"{ROUND}/panel/assessors/{ben.subject}/dismissal", json={"reason": "No answer."})
    assert away.get_json()["state"] == "stood_down"


def test_an_assessor_says_that_there_is_no_conflict_keeps_a_draft_and_hands_it_in(api, calling, ann, given):
    calling(ann)
    (first, *_others) = api("GET", "/assessments/mine").get_json()["items"]
    assert (first["state"], first["round_title"]) == ("assigned", "Q Exchange in the West")
    before = api("GET", own(given)).get_json()
    assert (before["proposal"]["plan"], before["engagement"]) == (None, None)
    api.refused("PUT", own(given), 409, "conflict_unanswered", json=opinion())
    api("POST", f"{own(given)}/acceptance")
    read = api("GET", own(given))
    assert read.get_json()["engagement"]["questions_unanswered"] == 1
    draft = {"scores": [{"key": "doable", "points": 3}]}
    kept = api("PUT", own(given), json=draft, headers={"If-Match": read.headers["ETag"]}).get_json()
    api.refused(
        "PUT", own(given), 412, "stale_version", json=draft, headers={"If-Match": read.headers["ETag"]}
    )
    problem = api.refused("POST", f"{own(given)}/submission", 422, "scores_wrong", json=draft)
    assert set(problem["fields"]) == {"scores.benefit", "scores.doable"}
    named = {**opinion(), "for_team": "Ask Dr Smith."}
    api.refused("POST", f"{own(given)}/submission", 422, "assessment_names_somebody", json=named)
    done = api("POST", f"{own(given)}/submission", json={**opinion(), "version": kept["version"]}).get_json()
    assert done["state"] == "submitted"
    api.refused("POST", f"{own(given)}/return", 409, "assessment_submitted", json={"reason": "Ill."})


def test_an_assessment_by_a_declared_conflict_is_403_with_the_reason(api, calling, ann, given):
    calling(ann)
    api.refused("POST", f"/proposals/{given}/conflicts", 422, "reason_required", json={})
    answer = api("POST", f"/proposals/{given}/conflicts", json={"reason": "My sister leads it."})
    assert answer.get_json()["kind"] == "declared"
    for method, path, sent in (
        ("POST", f"{own(given)}/acceptance", {}),
        ("PUT", own(given), opinion()),
        ("POST", f"{own(given)}/submission", opinion()),
    ):
        problem = api.refused(method, path, 403, "assessment_conflict", json=sent)
        assert problem["detail"] == "There is a conflict of interest. Declared: My sister leads it."
    assert api("GET", own(given)).get_json()["conflict"]["kind"] == "declared"
    path = f"/proposals/{given}/conflicts/undoing"
    api.refused("POST", path, 422, "reason_required", json={})
    assert api("POST", path, json={"reason": "It is another Sarah."}).get_json()["kind"] == "declared"
    api.refused("POST", path, 404, "conflict_unknown", json={"reason": "Again."})
    read = api("GET", own(given)).get_json()
    assert (read["conflict"], read["state"]) == (None, "assigned")


def test_somebody_who_was_not_given_it_does_not_judge_it(api, calling, world, given):
    calling(world.member("eve"))
    api.refused("GET", own(given), 403, "assessment_not_yours")
    calling(world.member("lead-0"))
    problem = api.refused("POST", f"{own(given)}/submission", 403, "assessment_conflict", json=opinion())
    assert problem["detail"].endswith("It is one's own proposal.")


def test_one_keeper_recommends_another_determines_and_the_shortlist_is_published(
    api, calling, people, world, ann, given
):
    ben = world.member("ben")
    for each in world.proposals:
        world.assess(ann, each, 5, 5)
        world.assess(ben, each, 3, 4)
    calling(people["coordinator"])
    rows = api("GET", f"{ROUND}/shortlist/results?order=entered").get_json()["items"]
    assert [(each["total"], each["spread"], each["submitted"]) for each in rows] == [(83.3, 33.3, 2)] * 3
    items = [
        {"proposal_id": each, "verdict": verdict, "reason": "Assessors agree."}
        for each, verdict in zip(
            world.proposals, ("shortlisted", "not_shortlisted", "not_shortlisted"), strict=True
        )
    ]
    path = f"{ROUND}/shortlist"
    steps = api("POST", f"{path}/recommendations", json={"items": items}).get_json()["items"]
    assert {each["is_determined"] for each in steps} == {False}
    items = [{**each, "version": 1} for each in items]
    api.refused("POST", f"{path}/determinations", 403, "determined_by_same_keeper", json={"items": items})
    api.refused("POST", f"{path}/publication", 409, "determinations_missing")
    calling(people["convenor"])
    api("POST", f"{path}/determinations", json={"items": items})
    sheet = api("GET", f"{path}/results.csv").get_data(as_text=True)
    assert "Fewer falls on wards at night,Flow,WOE,20000.00,submitted,2,2,,83.3" in sheet
    api.refused("GET", path, 409, "shortlist_not_published")
    api("POST", f"{path}/publication")
    calling(people["visitor"])
    shown = api("GET", path).get_json()
    assert [(each["title"], each["reason"]) for each in shown["items"]] == [
        ("Fewer falls on wards at night", "Assessors agree."),
    ]
    assert shown["considered"] == 3
    calling(people["convenor"])
    late = {"proposal_id": world.proposals[1], "reason": "An assessment was read wrongly."}
    assert api("POST", f"{path}/additions", json=late).get_json()["verdict"] == "shortlisted"
    calling(world.member("lead-1"))
    told = api("GET", f"/proposals/{world.proposals[1]}/feedback").get_json()
    assert (told["reason"], told["assessments"], len(told["words"])) == (late["reason"], 2, 2)
    assert not {"ann", "ben"} & set(str(told).replace("'", " ").split())
    calling(world.member("lead-2"))
    api.refused("GET", f"/proposals/{world.proposals[1]}/feedback", 404, "not_found")
