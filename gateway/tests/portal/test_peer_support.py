"""Groups of peers on the pages: started by a service user, joined, led, handed over, ended (row 89)."""

import pytest

START = {
    "title": "Patients as Equal Partners",
    "offers": "Training in QI\nCompany at a first meeting\n",
    "funded_by": "Q Exchange",
    "expenses": "yes",
    "lead_name": "Pat",
    "leads_as_service_user": "yes",
}
NEEDS = "A seat near the door"


@pytest.fixture
def pat(bus, community):
    pat = community.admit("Pat Lead", "SW")
    community.admit("Lee Learner", "SW")
    bus.relay()
    return community.sign_in(pat)


@pytest.fixture
def group(browser, pat):
    """The path of a group that Pat leads."""
    page = browser.send(browser.get("/peer-support/new"), "/peer-support/new", START)
    assert "The group is there, and you lead it." in page.text
    return browser.get("/peer-support").links()["Patients as Equal Partners"]


@pytest.fixture
def lee(community, group):
    return community.sign_in(community.members["Lee Learner"])


def join(browser, group, **answers):
    return browser.send(browser.get(group), f"{group}/membership", {"shown_name": "Lee", **answers})


def test_everybody_reads_a_group_and_nobody_reads_who_learns_there(browser, community, group, lee):
    join(browser, group, needs=NEEDS)
    community.calling()
    row = browser.get("/peer-support?region=SW").text
    assert "Patients as Equal Partners" in row
    assert "There is none in this region." in browser.get("/peer-support?region=WOE").text
    page = browser.get(group)
    for said in ("Pat, a service user", "Q Exchange", "Fewer than 5 people learn here", "Training in QI"):
        assert said in page.text
    assert page.links()["claim what it costs them"] == "/my-expenses/new"
    assert NEEDS not in page.html
    assert "Lee" not in page.text
    assert browser.client.get(f"{group}/learners").status_code == 302


def test_only_a_service_user_starts_a_group_and_nothing_needed_is_left_out(browser, pat):
    page = browser.get("/peer-support/new")
    wrong = browser.send(page, "/peer-support/new", START | {"leads_as_service_user": ""}, 422)
    assert "led by somebody who uses services" in wrong.error_of("leads_as_service_user")
    empty = browser.send(page, "/peer-support/new", {}, 422)
    assert empty.error_of("title") == "Give the group a name"
    assert empty.error_of("offers") == "Say what the group offers"
    number = browser.send(page, "/peer-support/new", START | {"about": "I am 943 476 5919"}, 422)
    assert "NHS number" in number.error_of("about")


def test_what_a_learner_needs_is_for_the_lead_alone_and_gone_when_they_go(
    browser, community, pat, group, lee
):
    assert (
        browser.send(browser.get(group), f"{group}/membership", {"needs": NEEDS}, 422).error_of("shown_name")
        == "Say how the group calls you"
    )
    page = join(browser, group, needs=NEEDS)
    assert page.answers(f"{group}/needs")["needs"] == NEEDS
    browser.get(f"{group}/learners", 404)
    community.sign_in(pat)
    desk = browser.get(f"{group}/learners")
    assert "Lee" in desk.text
    assert NEEDS in desk.text
    community.sign_in(lee)
    number = browser.send(browser.get(group), f"{group}/needs", {"needs": "943 476 5919"}, 422)
    assert "NHS number" in number.error_of("needs")
    assert "It is taken back." in browser.send(browser.get(group), f"{group}/needs", {"needs": ""}).text
    assert "You are forgotten there." in browser.send(browser.get(group), f"{group}/leaving", {}).text
    community.sign_in(pat)
    assert "Nobody yet." in browser.get(f"{group}/learners").text


def test_a_lead_hands_the_group_over_to_a_learner_who_uses_services(browser, community, pat, group, lee):
    join(browser, group)
    community.sign_in(pat)
    desk = browser.get(f"{group}/learners")
    assert browser.send(desk, f"{group}/next-lead", {}, 422).error_of("member_id").startswith("Choose")
    asked = browser.send(desk, f"{group}/next-lead", {"member_id": lee.subject})
    assert "You asked Lee to lead the group." in asked.text
    assert "Hand the group over" in browser.send(asked, f"{group}/next-lead", {}).text
    browser.send(browser.get(f"{group}/learners"), f"{group}/next-lead", {"member_id": lee.subject})
    community.sign_in(lee)
    assert "Its lead asks you to lead it." in browser.get("/peer-support").text
    page = browser.get(group)
    assert "If you would rather not, you need do nothing." in page.text, "there is no button for a no"
    assert browser.send(page, f"{group}/lead", {}, 422).error_of("leads_as_service_user")
    led = browser.send(page, f"{group}/lead", {"leads_as_service_user": "yes"})
    assert "You lead this group now." in led.text
    assert "Lee, a service user" in led.text
    community.sign_in(pat)
    browser.get(f"{group}/learners", 404)


def test_a_lead_says_it_anew_and_ends_it(browser, community, pat, group):
    change = f"{group}/change"
    page, late = browser.get(change), browser.get(change)
    assert page.answers(change)["offers"] == "Training in QI\nCompany at a first meeting"
    done = browser.send(page, change, {"title": "Equal partners", "expenses": ""})
    assert "What the group says is changed." in done.text
    stale = browser.send(late, change, {"title": "Again"}, 422)
    assert "Somebody changed this" in stale.text
    over = browser.send(browser.get(f"{group}/end"), f"{group}/end", {})
    assert "This group has ended." in over.text
    browser.get(change, 409)
    community.sign_in(community.members["Lee Learner"])
    assert "Join this group" not in browser.get(group).text
    browser.get(f"{group}/end", 404)
