"""Matters on the pages: raised, joined, answered, seen by both sides and by visitors (row 24)."""

import re
from xml.etree import ElementTree

import pytest

TEXT = "Employers give no time for meetings. Can the centre write to them?"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def convenor(community):
    return community.sign_in(community.admit("Con", "SW", roles=("convenor:SW",)))


@pytest.fixture
def raised(browser, convenor):
    """The path of a matter that SW raised."""
    page = browser.send(
        browser.get("/matters/new"), "/matters/new", {"title": "More time for members", "text": TEXT}
    )
    assert "The matter is raised." in page.text
    listed = browser.get("/matters").links()
    return listed["More time for members"]


def as_centre(community):
    return community.sign_in(community.admit("Nat", roles=("national_team",)))


def test_a_matter_of_a_region_is_answered_and_the_answer_is_read_by_everybody(browser, community, raised):
    assert "due by" in browser.get(raised).text
    as_centre(community)
    page = browser.get(raised)
    assert "Answer it" in page.links()
    wrong = browser.send(browser.get(f"{raised}/answer"), f"{raised}/answer", {}, 422)
    assert wrong.error_of("outcome") == "Choose your answer"
    assert wrong.error_of("reasons") == "Give the reasons of your answer"
    done = browser.send(
        wrong, f"{raised}/answer", {"outcome": "partly", "reasons": "We write to five of them."}
    )
    assert "Your answer is sent." in done.text
    for reader in (community.admit("Other", "NENC", roles=("convenor:NENC",)), None):
        community.calling(reader) if reader else community.calling()
        seen = browser.get(raised)
        assert "Accepted in part" in seen.text
        assert "We write to five of them." in seen.text
        assert "What you can do" not in seen.text


def test_a_second_submit_raises_nothing_twice(browser, convenor):
    page = browser.get("/matters/new")
    answers = {**page.answers("/matters/new"), "title": "Parking", "text": "It costs."}
    places = {browser.post("/matters/new", answers).headers["Location"] for _ in range(2)}
    assert len(places) == 1


def test_what_looks_alike_is_shown_with_the_way_to_join_it(browser, community, raised):
    community.sign_in(community.admit("Woe", "WOE", roles=("convenor:WOE",)))
    words = {"title": "Members lack time", "text": "Here too."}
    held = browser.send(browser.get("/matters/new"), "/matters/new", words, 422)
    assert "More time for members" in held.text
    joining = next(href for text, href in held.links().items() if text.startswith("join it instead"))
    assert joining == f"{raised}/join"
    done = browser.send(browser.get(joining), joining, {"words": "We have none either."})
    assert "Raised by 2 regions" in done.text
    assert "We have none either." in done.text
    own = browser.send(held, "/matters/new", {"is_new": "yes"})
    assert own.h1 == "Members lack time"


def test_the_centre_writes_to_regions_and_one_passes_it_on_and_does_it_otherwise(browser, community):
    as_centre(community)
    words = {"title": "A survey", "text": "Please pass it on."}
    missing = browser.send(browser.get("/matters/new"), "/matters/new", words, 422)
    assert missing.error_of("to") == "Choose who is to answer"
    sent = browser.send(missing, "/matters/new", {"to": ["SW", "WOE"]})
    path = re.search(r"/matters/[\w-]+", sent.response.request.path).group()
    community.sign_in(community.admit("Con", "SW", roles=("convenor:SW",)))
    assert browser.send(browser.get(f"{path}/pass_on"), f"{path}/pass_on", {}, 422).error_of("notes")
    browser.send(browser.get(f"{path}/pass_on"), f"{path}/pass_on", {"notes": "In Devon by post."})
    otherwise = {"outcome": "otherwise", "reasons": "We ask at the event."}
    done = browser.send(browser.get(f"{path}/answer"), f"{path}/answer", otherwise)
    assert "We do it otherwise" in done.text
    assert "In Devon by post." in done.text
    assert "From the centre to the regions" in browser.get("/matters").text


def test_only_a_region_is_offered_to_do_it_otherwise(browser, community, raised):
    as_centre(community)
    page = browser.get(f"{raised}/answer")
    assert {each.attributes["value"] for each in page.all("input", name="outcome")} == {
        "accepted",
        "partly",
        "declined",
        "noted",
    }


def test_who_has_nothing_to_do_here_is_told_so(browser, community, raised):
    community.sign_in(community.admit("Member", "SW"))
    assert browser.get(f"{raised}/answer", 403)
    assert browser.get(f"{raised}/paint", 404)
    assert browser.get("/matters/none", 404)
    community.calling()
    assert browser.client.get(f"{raised}/join").headers["Location"].startswith("/sign-in?")


def test_a_member_proposes_and_reads_what_became_of_it(browser, community):
    community.sign_in(community.admit("Ada", "SW"))
    page = browser.get("/matters/new")
    assert page.h1 == "Propose a matter"
    assert browser.send(page, "/matters/propose", {}, 422).error_of("title")
    mine = browser.send(page, "/matters/propose", {"title": "Parking", "text": "It costs too much."})
    assert "Waiting for your group" in mine.text
    ada = community.members["Ada"]
    community.sign_in(community.admit("Con", "SW", roles=("convenor:SW",)))
    waiting = browser.get("/matters/proposals/SW")
    path = waiting.links()["Parking"]
    assert browser.send(browser.get(path), path, {}, 422).error_of("decision")
    no_reason = browser.send(browser.get(path), path, {"decision": "turn_down"}, 422)
    assert no_reason.error_of("reason")
    browser.send(browser.get(path), path, {"decision": "raise", "title": "Parking costs at events"})
    assert "None is waiting." in browser.get("/matters/proposals/SW").text
    community.sign_in(ada)
    mine = browser.get("/matters/mine")
    assert "Your group raised it" in mine.text
    matter = next(href for text, href in mine.links().items() if text.startswith("See the matter"))
    assert browser.get(matter).h1 == "Parking costs at events"


def test_a_member_of_another_region_is_led_from_a_matter_to_proposing_that_theirs_joins(
    browser, community, raised
):
    community.sign_in(community.admit("Ada", "WOE"))
    way = next(
        href for text, href in browser.get(raised).links().items() if text.startswith("Propose to your")
    )
    page = browser.get(way)
    assert page.answers("/matters/propose")["title"] == "More time for members"
    browser.send(page, "/matters/propose", {"text": "We have none in Bristol."})
    community.sign_in(community.admit("Woe", "WOE", roles=("convenor:WOE",)))
    links = browser.get("/matters").links()
    path = browser.get(links["What members in West of England propose"]).links()["More time for members"]
    matter_id = raised.rpartition("/")[2]
    browser.send(browser.get(path), path, {"decision": "join", "matter_id": matter_id})
    assert "Raised by 2 regions" in browser.get(raised).text


def test_a_proposal_is_taken_back(browser, community):
    community.sign_in(community.admit("Ada", "SW"))
    browser.send(browser.get("/matters/new"), "/matters/propose", {"title": "Parking", "text": "It costs."})
    page = browser.get("/matters/mine")
    action = next(
        each.attributes["action"]
        for each in page.all("form")
        if "take-back" in (each.attributes["action"] or "")
    )
    assert "You took it back" in browser.send(page, action, {}).text


def test_the_list_is_filtered_and_its_empty_states_say_so(browser, community, raised):
    assert "More time for members" in browser.get("/matters?group=SW&state=raised").text
    for nothing in ("/matters?group=WOE", "/matters?state=closed", "/matters?state=overdue"):
        assert "More time for members" not in browser.get(nothing).text


def test_the_feed_is_an_atom_feed_of_what_happened_last(browser, community, raised):
    community.calling()
    answer = browser.client.get("/matters.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "More time for members"
    assert entry.find(f"{ATOM}id").text == f"http://localhost{raised}"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "South West of England"


def test_a_title_that_is_markup_stays_text_in_the_feed_and_on_the_page(browser, convenor):
    words = {"title": "<b>Time</b> & money", "text": "<script>alert(1)</script>"}
    browser.send(browser.get("/matters/new"), "/matters/new", words)
    feed = ElementTree.fromstring(browser.client.get("/matters.atom").data)
    assert feed.find(f"{ATOM}entry/{ATOM}title").text == "<b>Time</b> & money"
    assert feed.find(f"{ATOM}entry/{ATOM}content").text == "<script>alert(1)</script>"


def test_a_title_that_is_too_long_is_said_beside_it_and_the_text_is_kept(browser, community, convenor):
    words = {"title": "More time " * 13, "text": TEXT}
    refused = browser.send(browser.get("/matters/new"), "/matters/new", words, 422)
    assert "at most 120" in refused.error_of("title")
    assert refused.answers("/matters/new")["text"] == TEXT
    community.sign_in(community.admit("Ada", "SW"))
    refused = browser.send(browser.get("/matters/new"), "/matters/propose", words, 422)
    assert refused.answers("/matters/propose")["text"] == TEXT


def test_a_proposal_is_not_offered_a_matter_that_its_group_cannot_join(browser, community):
    as_centre(community)
    words = {"title": "More time for members", "text": "How do you find it?", "to": ["WOE"]}
    browser.send(browser.get("/matters/new"), "/matters/new", words)
    community.sign_in(community.admit("Ada", "SW"))
    mine = {"title": "Time for members", "text": TEXT}
    browser.send(browser.get("/matters/new"), "/matters/propose", mine)
    community.sign_in(community.admit("Con", "SW", roles=("convenor:SW",)))
    waiting = browser.get("/matters/proposals/SW").links()["Time for members"]
    (choices,) = browser.get(waiting).all("select", id="matter_id")
    assert "More time for members" not in choices.text
