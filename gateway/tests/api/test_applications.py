"""From the first form to the decision, over the API, on the real services in memory."""

import pytest


def test_an_application_is_accepted_and_becomes_a_member(api, applied, joined, calling, people):
    colleague = joined(email="colleague@example.org")
    made = applied()
    calling(people["coordinator"])
    listed = api("GET", "/applications?stage=applied").get_json()
    assert [each["id"] for each in listed["items"]] == [made["id"]]

    taken = api("POST", f"/applications/{made['id']}/take-up").get_json()
    assert (taken["stage"], taken["reviewer"]) == ("in_review", "coordinator-1")
    decided = api("POST", f"/applications/{made['id']}/decision", json={"decision": "accept"}).get_json()
    assert decided["stage"] == "accepted"

    calling(colleague)
    member = api("GET", f"/members/{decided['member_id']}").get_json()
    assert member["id"] == decided["member_id"]


def test_accepting_twice_changes_nothing(api, applied, calling, people):
    made = applied()
    calling(people["coordinator"])
    decision = f"/applications/{made['id']}/decision"
    first = api("POST", decision, json={"decision": "accept"})
    second = api("POST", decision, json={"decision": "accept"})
    assert second.status_code == 200
    assert second.get_json() == first.get_json()


def test_declining_needs_a_reason(api, applied, calling, people):
    made = applied()
    calling(people["coordinator"])
    decision = f"/applications/{made['id']}/decision"
    api.refused("POST", decision, 422, "reason_required", json={"decision": "decline"})
    body = {"decision": "decline", "reason": "Works outside health and care."}
    assert api("POST", decision, json=body).get_json()["stage"] == "declined"
    api.refused("POST", decision, 409, "application_already_decided", json={"decision": "accept"})


def test_the_new_application_says_where_it_is(api, applied, calling, people):
    made = applied()
    calling(people["coordinator"])
    place = f"/applications/{made['id']}"
    assert api("GET", place).get_json()["id"] == made["id"]


def test_a_second_application_for_the_same_address_is_refused(api, applied, application):
    applied()
    api.refused("POST", "/applications", 409, "duplicate_application", json=application)


@pytest.mark.parametrize("role", ["visitor", "member", "operator"])
def test_only_officers_of_membership_read_applications(api, applied, calling, people, role):
    applied()
    calling(people[role])
    status, code = (401, "sign_in_required") if role == "visitor" else (403, "role_required")
    api.refused("GET", "/applications", status, code)


def test_somebody_elses_region_is_refused_when_named_and_unknown_when_an_id(api, applied, calling, people):
    made = applied()
    calling(people["stranger"])
    api.refused("GET", "/applications?region=WOE", 403, "not_your_region")
    api.refused("GET", f"/applications/{made['id']}", 404, "not_found")
    api.refused("GET", "/regions/WOE/pipeline", 403, "not_your_region")
    body = {"decision": "accept"}
    api.refused("POST", f"/applications/{made['id']}/decision", 404, "not_found", json=body)


def test_a_convenor_sees_the_pipeline_without_names(api, applied, calling, people):
    applied()
    calling(people["convenor"])
    item = api("GET", "/applications").get_json()["items"][0]
    assert (item["name"], item["email"]) == (None, None)
    assert api("GET", "/regions/WOE/pipeline").get_json()["counts"]["applied"] == 1


def test_lists_are_cut_into_pages_and_link_the_next(api, applied, calling, people):
    for number in range(3):
        applied(email=f"applicant{number}@example.org")
    calling(people["coordinator"])
    first = api("GET", "/applications?limit=2")
    assert len(first.get_json()["items"]) == 2
    link = first.headers["Link"]
    assert link.endswith('; rel="next"')
    second = api("GET", link[1 : link.index(">")].removeprefix("/api/v1")).get_json()
    assert len(second["items"]) == 1
    assert second["next"] is None


def test_a_cursor_of_another_list_is_refused(api, calling, people):
    calling(people["coordinator"])
    problem = api.refused("GET", "/applications?cursor=bm90aGluZw", 422, "invalid_input")
    assert "cursor" in problem["fields"]


def test_a_tip_is_shared_with_every_region(api, calling, people):
    calling(people["convenor"])
    tip = api("POST", "/regions/WOE/tips", json={"text": "Ring every applicant within a week."})
    assert tip.status_code == 201
    calling(people["stranger"])
    tips = api("GET", "/regions/SW/pipeline").get_json()["tips"]
    assert [each["text"] for each in tips] == ["Ring every applicant within a week."]
