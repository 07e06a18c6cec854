"""Q Lab on its pages: everybody reads, members sign up, groups promote, the centre launches (row 77)."""

import pytest

from chassis.identity import Caller

CENTRE = Caller("n-1", frozenset({"member", "national_team"}), "WOE")
KEEPER = Caller("c-1", frozenset({"member", "coordinator:WOE"}), "WOE")
MEMBER = Caller("m-1", frozenset({"member"}), "WOE")


def submit(browser, place, answers, action="", status=303):
    """Fill in the form of a page and send it."""
    return browser.send(browser.get(place), action or place, answers, status)


@pytest.fixture
def second(browser, calling):
    """The page of the second project, as the centre launches it."""
    calling(CENTRE)
    submit(browser, "/lab-projects/new", {"title": "Chronic pain"})
    submit(browser, "/lab-projects/new", {"title": "Back and neck pain", "partner": "MIND"})
    return browser.get("/lab-projects").links()["Back and neck pain"]


def test_a_visitor_reads_the_second_project_with_its_partner_and_may_sign_in(browser, calling, second):
    calling()
    listed = browser.get("/lab-projects")
    assert "Project 2, with MIND. Planned" in listed.text
    page = browser.get(second)
    assert (page.h1, page.links()["Sign in to take part"]) == (
        "Back and neck pain",
        f"/sign-in?next={second}",
    )
    assert "Partner MIND" in page.text
    assert "Nobody has signed up yet" in page.text


def test_a_member_signs_up_and_takes_it_back(browser, calling, second):
    calling(MEMBER)
    assert "You are signed up" in submit(browser, second, {}, f"{second}/sign-up").text
    assert "Taking part 1 member" in browser.get(second).text
    page = submit(browser, second, {}, f"{second}/sign-up")
    assert "You are no longer signed up." in page.text


def test_a_keeper_promotes_it_in_their_region_and_stops(browser, calling, second):
    calling(KEEPER)
    page = submit(browser, second, {}, f"{second}/promotion")
    assert "Promoted in West of England" in page.text
    calling()
    assert "Back and neck pain" in browser.get("/lab-projects?region=WOE").text
    assert "No project is promoted there yet." in browser.get("/lab-projects?region=SW").text
    calling(KEEPER)
    page = submit(browser, second, {}, f"{second}/promotion")
    assert "No region yet" in page.text


def test_the_centre_changes_it_and_moves_it_on_and_the_form_says_what_is_missing(browser, calling, second):
    calling(CENTRE)
    assert submit(browser, "/lab-projects/new", {}, status=422).error_of("title") == "Enter a title"
    changed = submit(browser, f"{second}/change", {"title": "Pain", "partner": "MIND"})
    assert changed.h1 == "Pain"
    moved = submit(browser, second, {"stage": "testing"}, f"{second}/stage")
    assert "Testing ideas, since" in moved.text
    ended = submit(browser, second, {"stage": "ended"}, f"{second}/stage")
    assert "Move it on" not in ended.text


def test_the_centre_links_what_the_library_holds_and_takes_it_off_again(browser, bus, calling, second):
    def knock(door, payload, caller):
        return bus.call("exchange_learning", door, payload, caller=caller)

    words = {"kind": "guidance", "title": "Pain diaries", "learning": "Start small.", "source": "Q Lab"}
    item = {"id": knock("write_item", words, MEMBER)["id"]}
    knock("submit_item", item, MEMBER)
    knock("review_item", {**item, "outcome": "published", "identity_checked": True}, CENTRE)
    calling(CENTRE)
    page = submit(browser, second, {"item_id": item["id"]}, f"{second}/outputs")
    assert page.links()["Pain diaries"] == f"/learning/{item['id']}"
    page = submit(browser, second, {}, f"{second}/outputs/{item['id']}/removal")
    assert "Nothing is in the learning library yet." in page.text
