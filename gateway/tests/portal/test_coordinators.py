"""Coordinators decide on applications of their own region; convenors see no names (row 2)."""

import pytest


@pytest.fixture
def coordinator(community):
    return community.sign_in(community.admit("Coordinator", roles=("coordinator:WOE",)))


def test_with_one_region_the_way_leads_straight_to_its_pipeline(browser, coordinator):
    response = browser.client.get("/pipeline")
    assert response.headers["Location"] == "/pipeline/WOE"


def test_the_national_team_chooses_among_all_regions(browser, community):
    community.sign_in(community.admit("Nat", roles=("national_team",)))
    assert (
        len([href for href in browser.get("/pipeline").links().values() if href.startswith("/pipeline/")])
        == 18
    )


def test_the_pipeline_shows_counts_and_the_list(browser, community, coordinator):
    community.apply("Amina Khan")
    community.apply("From Devon", "SW")
    page = browser.get("/pipeline/WOE")
    assert "Amina Khan" in page.text
    assert "From Devon" not in page.text
    assert "Amina Khan" not in browser.get("/pipeline/WOE?stage=declined").text


def test_the_home_page_says_what_waits(browser, community, coordinator):
    community.apply("Amina Khan")
    assert "Applications in West of England: 1 waiting" in browser.get("/").text


def test_an_application_is_taken_up_and_accepted_once(browser, community, coordinator):
    path = f"/applications/{community.apply('Amina Khan')['id']}"
    page = browser.send(browser.get(path), f"{path}/take-up", {})
    assert "You are now reviewing this application." in page.text
    before = community.knock("regions", "get_region", {"code": "WOE"})["members"]
    answers = {**page.answers(f"{path}/decision"), "decision": "accept"}
    for _ in range(2):
        browser.post(f"{path}/decision", answers)
    assert community.knock("regions", "get_region", {"code": "WOE"})["members"] == before + 1
    assert "Decide" not in browser.get(path).text


def test_declining_needs_a_reason_and_keeps_the_feedback(browser, community, coordinator):
    path = f"/applications/{community.apply('Amina Khan')['id']}"
    page = browser.send(
        browser.get(path), f"{path}/decision", {"decision": "decline", "feedback": "Try the open day."}, 422
    )
    assert page.error_of("reason") == "Give the reason for declining"
    assert page.answers(f"{path}/decision")["feedback"] == "Try the open day."
    done = browser.send(page, f"{path}/decision", {"decision": "decline", "reason": "Lives abroad."})
    assert "The application is declined." in done.text


def test_a_decision_must_be_chosen(browser, community, coordinator):
    path = f"/applications/{community.apply('Amina Khan')['id']}"
    assert browser.send(browser.get(path), f"{path}/decision", {}, 422).error_of("decision")


def test_an_application_of_another_region_is_not_found_and_its_pipeline_forbidden(
    browser, community, coordinator
):
    elsewhere = community.apply("From Devon", "SW")
    assert browser.get(f"/applications/{elsewhere['id']}", 404)
    assert browser.get("/pipeline/SW", 403).h1 == "This belongs to another region"


def test_what_is_not_sent_yet_stands_in_the_pipeline_without_its_person(browser, community, coordinator):
    path = f"/applications/{community.apply('Amina Khan', save_only=True)['id']}"
    assert "Amina Khan" not in browser.get("/pipeline/WOE").text
    page = browser.get(path)
    assert page.h1 == "Application of somebody who has not sent it yet"
    assert "E-mail address" not in page.text


def test_a_convenor_sees_the_pipeline_without_names(browser, community):
    application = community.apply("Amina Khan")
    community.sign_in(community.admit("Con", roles=("convenor:WOE",)))
    page = browser.get("/pipeline/WOE")
    assert "Amina Khan" not in page.html
    assert "Name not shown to your role" in page.text
    assert browser.get(f"/applications/{application['id']}", 403)


def test_a_tip_is_shared_with_all_regions(browser, community, coordinator):
    page = browser.send(browser.get("/pipeline/WOE"), "/pipeline/WOE/tips", {}, 422)
    assert page.error_of("text")
    browser.send(page, "/pipeline/WOE/tips", {"text": "Ring people within a week."})
    community.sign_in(community.admit("Other", "SW", roles=("coordinator:SW",)))
    assert "Ring people within a week." in browser.get("/pipeline/SW").text


def test_a_plain_member_gets_no_officers_page(browser, community):
    community.sign_in(community.admit("Member"))
    for path in ("/pipeline", "/imports", "/members/export", "/roles", "/compact/new"):
        assert browser.get(path, 403).h1 == "This page is not for your role"


def test_a_role_is_given_and_ended(browser, community):
    community.sign_in(community.admit("Nat", roles=("national_team",)))
    other = community.admit("Future Coordinator")
    assert "Future Coordinator" in browser.get("/roles?q=future").text
    path = f"/roles/{other.subject}"
    assert browser.send(browser.get(path), f"{path}/grant", {}, 422).error_of("role")
    missing = browser.send(browser.get(path), f"{path}/grant", {"role": "coordinator"}, 422)
    assert missing.error_of("region")
    given = browser.send(missing, f"{path}/grant", {"role": "coordinator", "region": "SW"})
    assert "Coordinator, South West of England" in given.text
    ended = browser.send(given, f"{path}/end", {})
    assert "No role yet." in ended.text


def test_the_role_of_a_paused_member_is_seen_and_ended(browser, community, bus):
    away = community.admit("Away", roles=("convenor:WOE",))
    members = bus.databases["membership"].database["members"]
    members.update_one({"_id": away.subject}, {"$set": {"status": "paused"}})
    community.sign_in(community.admit("Nat", roles=("national_team",)))
    page = browser.get(f"/roles/{away.subject}")
    assert "Convenor, West of England" in page.text
    assert "No role yet." in browser.send(page, f"/roles/{away.subject}/end", {}).text


def test_who_hides_the_name_is_found_by_the_whole_address(browser, community):
    community.sign_in(community.admit("Nat", roles=("national_team",)))
    hidden = community.admit("Hidden")
    version = community.knock("members", "my_profile", {}, hidden)
    payload = {"version": version["version"], "visibility": {"name": "nobody"}}
    community.knock("members", "change_profile", payload, hidden)
    assert "Nobody was found." in browser.get("/roles?q=Hidden").text
    response = browser.client.get("/roles", query_string={"q": version["email"]})
    assert response.headers["Location"] == f"/roles/{hidden.subject}"
    assert browser.get("/roles?q=nobody@example.org")
    assert browser.get("/roles/no-such-member", 404)
