"""Members' own groups on the pages (row 87)."""

import re

import pytest

PLACE = "/self-organised-groups"
FRAILTY = {
    "name": "Frailty",
    "purpose": "To keep frail people at home.",
    "regions": ["SW", "WOE"],
    "shown_name": "Ada Example",
    "reach": "Through my page in the directory.",
    "compact_accepted": "yes",
}


@pytest.fixture
def ada(community):
    return community.sign_in(community.admit("Ada", "SW"))


@pytest.fixture
def frailty(browser, ada):
    """The path of the group that Ada started."""
    page = browser.send(browser.get(f"{PLACE}/start"), f"{PLACE}/start", FRAILTY)
    assert "Your group is live." in page.text
    return browser.get(PLACE).links()["Frailty"]


def test_a_group_is_live_at_once_and_members_find_its_contact_and_join(browser, community, frailty):
    community.sign_in(community.admit("Ben", "WOE"))
    assert "Contact: Ada Example" in browser.get(f"{PLACE}?region=WOE").text
    page = browser.get(frailty)
    assert page.links()["Ada Example"].startswith("/members/")
    joined = browser.send(page, f"{frailty}/join", {})
    assert "2 members" in joined.text
    assert "A member of West of England" in joined.text
    left = browser.send(joined, f"{frailty}/leave", {})
    assert "1 member" in left.text


def test_visitors_see_what_it_is_for_and_where_and_nobody_in_it(browser, community, frailty):
    community.calling()
    for path in (PLACE, frailty):
        page = browser.get(path)
        assert "To keep frail people at home." in page.text
        assert "South West of England" in page.text
        assert "Ada Example" not in page.html
        assert "Frailty" not in page.html


def test_what_a_group_cannot_be_is_said_beside_its_field(browser, ada):
    wrong = browser.send(browser.get(f"{PLACE}/start"), f"{PLACE}/start", {"regions": []}, 422)
    for field in ("name", "purpose", "shown_name", "reach", "compact_accepted"):
        assert wrong.error_of(field), field
    outside = browser.send(wrong, f"{PLACE}/start", {**FRAILTY, "reach": "ada@example.org"}, 422)
    assert "Leave out addresses" in outside.error_of("reach")
    past = {"ends_on-day": "1", "ends_on-month": "2", "ends_on-year": "2001"}
    assert browser.send(outside, f"{PLACE}/start", {**FRAILTY, **past}, 422).error_of("ends_on-date")


def test_news_are_told_by_its_members(browser, community, frailty):
    assert browser.send(browser.get(frailty), f"{frailty}/news", {}, 422).error_of("text")
    told = browser.send(browser.get(frailty), f"{frailty}/news", {"text": "We met in Truro."})
    assert "We met in Truro." in told.text
    community.sign_in(community.admit("Ben", "WOE"))
    assert not browser.get(frailty).all("form", action=f"{frailty}/news")


def test_the_contact_hands_over_and_the_group_ends_with_a_note(browser, community, frailty):
    community.sign_in(community.admit("Ben", "WOE"))
    browser.send(browser.get(frailty), f"{frailty}/join", {"shown_name": "Ben Example"})
    assert "has a contact already" in browser.get(f"{frailty}/contact").text
    community.sign_in(community.members["Ada"])
    form = browser.get(f"{frailty}/contact")
    assert form.answers(f"{frailty}/contact")["shown_name"] == "Ada Example"
    free = browser.send(form, f"{frailty}/step-down", {})
    assert "Nobody just now" in free.text
    community.sign_in(community.members["Ben"])
    path = f"{frailty}/contact"
    assert browser.send(browser.get(path), path, {}, 422).error_of("reach")
    taken = browser.send(browser.get(path), path, {"shown_name": "Ben Example", "reach": "My page."})
    assert "Ben Example" in taken.text
    path = f"{frailty}/end"
    assert browser.send(browser.get(path), path, {}, 422).error_of("came_of_it")
    ended = browser.send(browser.get(path), path, {"came_of_it": "Three homes use our list."})
    assert "Three homes use our list." in ended.text
    assert "Ended" in ended.text


def test_the_contact_changes_the_group(browser, frailty):
    path = f"{frailty}/change"
    page = browser.get(path)
    assert page.answers(path)["purpose"] == FRAILTY["purpose"]
    day = {"ends_on-day": "31", "ends_on-month": "1", "ends_on-year": "2999"}
    changed = browser.send(page, path, {"purpose": "To learn.", "regions": ["NENC"], **day})
    assert "To learn." in changed.text
    assert "until 31 January 2999" in changed.text
    again = browser.get(path)
    assert again.answers(path)["ends_on-year"] == "2999"
    assert browser.send(again, path, {"name": ""}, 422).error_of("name")


def test_its_members_ask_each_other_and_others_wait(browser, community, frailty):
    group_id = re.search(r"[\w-]+$", frailty).group()
    page = browser.send(
        browser.get("/consultations/new"),
        "/consultations/new",
        {"asked_by": group_id, "title": "Where?", "question": "Truro or Exeter?", "scope": "group"},
    )
    assert "Frailty" in page.text
    community.calling()
    assert "Where?" not in browser.get("/consultations").text
