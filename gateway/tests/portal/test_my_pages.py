"""A member's own pages: the profile, who sees what, moving, another address, leaving, the Compact."""

import pytest


@pytest.fixture
def me(community):
    return community.sign_in(community.admit("Ngozi Obi", profession="Nurse"))


def test_visitors_are_sent_to_sign_in_and_back(browser):
    response = browser.client.get("/me/edit")
    assert response.status_code == 302
    assert response.headers["Location"] == "/sign-in?next=%2Fme%2Fedit"


def test_the_profile_shows_each_answer_with_who_sees_it(browser, me):
    page = browser.get("/me")
    assert "Profession Nurse Seen by: members" in page.text
    assert "E-mail address" in page.text


def test_a_changed_profile_is_saved_and_confirmed(browser, me):
    page = browser.send(
        browser.get("/me/edit"),
        "/me/edit",
        {"about": "Ask me\nabout falls.", "interests": "falls\n\nfrailty"},
    )
    assert "Your profile is saved." in page.text
    assert "falls, frailty" in page.text


def test_a_profile_changed_elsewhere_meanwhile_is_not_overwritten(browser, me):
    old = browser.get("/me/edit")
    browser.send(browser.get("/me/edit"), "/me/edit", {"about": "First"})
    page = browser.send(old, "/me/edit", {"about": "Second"}, 422)
    assert "Somebody changed this since you read it" in page.text
    assert page.answers("/me/edit")["about"] == "Second"


def test_an_empty_name_is_refused_at_its_field(browser, me):
    assert browser.send(browser.get("/me/edit"), "/me/edit", {"name": " "}, 422).error_of("name")


def test_who_sees_what_can_be_changed_and_is_then_shown(browser, me):
    page = browser.send(browser.get("/me/visibility"), "/me/visibility", {"sees-name": "public"})
    assert page.h1 == "What others see of me"
    visitors = page.text.split("Visitors to this site")[1].split("Members whose home")[0]
    assert "Ngozi Obi" in visitors.split("Signed-in members")[0]
    assert "Nurse" not in visitors.split("Signed-in members")[0]


def test_an_impossible_audience_is_refused(browser, me):
    page = browser.send(browser.get("/me/visibility"), "/me/visibility", {"sees-name": "$ne"}, 422)
    assert page.all("div", class_="nhsuk-error-summary")


def test_moving_keeps_the_history(browser, me):
    page = browser.send(browser.get("/me/region"), "/me/region", {"region": "SW"})
    assert "Your home region is changed." in page.text
    assert "South West of England, since" in page.text
    assert "West of England, from" in page.text


def test_a_day_that_does_not_exist_is_refused_at_its_field(browser, me):
    day = {"from-day": "31", "from-month": "2", "from-year": "2026"}
    page = browser.send(browser.get("/me/region"), "/me/region", {"region": "SW", **day}, 422)
    assert page.error_of("from-date") == "The date must be a real date, like 21 11 2026"
    assert page.answers("/me/region")["from-day"] == "31"


def test_nobody_leaves_by_accident(browser, me):
    page = browser.send(browser.get("/me/leave"), "/me/leave", {}, 422)
    assert page.error_of("sure")


def test_leaving_asks_for_nothing_that_nobody_would_read(browser, me):
    assert "reason" not in browser.get("/me/leave").answers("/me/leave")


def test_who_chooses_nobody_is_told_what_the_register_still_knows(browser, me):
    page = browser.get("/me/visibility")
    assert "stay known to who keeps the register" in page.text
    assert "and those who look after it" in page.text


def test_leaving_is_confirmed_and_ends_membership(browser, community, me):
    page = browser.send(browser.get("/me/leave"), "/me/leave", {"sure": "yes"})
    assert page.h1 == "You have left Q"
    assert browser.get("/me", 404)


def test_a_new_version_of_the_compact_is_put_before_the_member_until_accepted(browser, community, me):
    from datetime import UTC, datetime

    new = {
        "text": "# The Compact\n\n## New\n\n- One\n- Two",
        "summary_of_changes": "Shorter.",
        "effective": datetime.now(UTC).date().isoformat(),
    }
    community.knock("compact", "publish_compact", new)
    for path in ("/", "/me"):
        assert "There is a new version of the Compact." in browser.get(path).text
    page = browser.get("/compact")
    assert "What changed: Shorter." in page.text
    accepted = browser.send(page, "/compact/accept", {})
    assert "You have accepted this version of the Compact." in accepted.text
    assert "There is a new version" not in browser.get("/me").text


def test_a_paused_member_is_told_so_and_what_ends_it(browser, bus, me):
    members = bus.databases["membership"].database["members"]
    members.update_one({"_id": me.subject}, {"$set": {"status": "paused", "compact.version": "0"}})
    for path in ("/", "/me", "/compact"):
        assert "Your membership is paused" in browser.get(path).text
    accepted = browser.send(browser.get("/compact"), "/compact/accept", {})
    assert "Your membership is paused" not in accepted.text


def test_an_outdated_version_of_the_compact_cannot_be_accepted(browser, community, me):
    page = browser.get("/compact", 200)
    token = browser.get("/me/leave").answers("/me/leave")["csrf_token"]
    response = browser.post("/compact/accept", {"csrf_token": token, "version": "7"}, 422)
    assert "This is not the current version" in response.get_data(as_text=True)
    assert browser.post("/compact/accept", {"csrf_token": token, "version": "x"}, 422)
    assert page.h1 == "The Compact"


def test_the_national_team_publishes_a_version(browser, community):
    community.sign_in(community.admit("Nat", roles=("national_team",)))
    page = browser.send(browser.get("/compact/new"), "/compact/new", {"text": ""}, 422)
    assert page.error_of("text")
    assert page.error_of("summary_of_changes")
    assert page.error_of("effective-date")
    answers = {"text": "Be kind.", "summary_of_changes": "Shorter.", "effective-day": "1"}
    done = browser.send(page, "/compact/new", {**answers, "effective-month": "1", "effective-year": "2099"})
    assert "The new version is published." in done.text
    assert "Version 2" in browser.get("/compact/history").text
