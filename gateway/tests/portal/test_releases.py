"""Help next door on the pages: asked, offered, released by a line manager's link (row 61)."""

import re
from datetime import timedelta

import pytest

from ..next_door import BOSS, SOUTH, devon, manager_ticket  # noqa: TID252 - tests are no installed package

NEW = "/release-requests/new"
STEPS = "Enter days in steps of half a day, up to 260 days."
WANTED = {
    "need": "Coach our ward in SPC.",
    "skills": "SPC, coaching",
    "days": "2.5",
    "where": "Plymouth",
    "starts_on-day": "1",
    "starts_on-month": "3",
    "starts_on-year": "2030",
    "ends_on-day": "31",
    "ends_on-month": "3",
    "ends_on-year": "2030",
}


@pytest.fixture
def places(bus, community):
    return devon(bus, lambda name: community.admit(name, "SW"))


@pytest.fixture
def as_(community, places):
    """``as_("Sue")``: the requests come from her."""
    return lambda name: community.sign_in(places.people[name])


def of_link(ticket):
    return f"/release-answer?ticket={ticket}"


def test_a_signatory_asks_and_each_field_says_what_is_wrong(browser, places, as_):
    as_("Sue")
    page = browser.get(NEW)
    assert "You ask for Plymouth Trust, under: Concordat of Devon." in page.text
    wrong = browser.send(page, NEW, {**WANTED, "days": "1.3", "need": "", "ends_on-month": "13"}, 422)
    assert wrong.error_of("days") == "Use whole or half days, like 2 or 2.5"
    assert wrong.error_of("need") == "Say what you need help with"
    assert wrong.error_of("ends_on-date") == "The last day must be a real date, like 21 11 2026"
    none = browser.send(page, NEW, {**WANTED, "days": "0"}, 422)
    assert none.error_of("days") == STEPS
    early = browser.send(page, NEW, {**WANTED, "ends_on-year": "2029"}, 422)
    assert early.error_of("ends_on-date") == "Give a day that is not before the first one."
    made = browser.send(early, NEW, WANTED)
    assert made.h1 == "Plymouth Trust: 2 and a half days of help with SPC, coaching"
    assert "Between 1 March 2030 and 31 March 2030" in made.text
    assert "Find somebody who could help" in made.links()
    listed = browser.get("/release-requests?state=open")
    assert made.h1 in listed.links()


def test_who_signed_nothing_is_told_how_it_can(browser, places, as_):
    as_("Ed")
    page = browser.get(NEW)
    assert "Only organisations that signed a concordat ask or lend. Torbay Trust has not signed" in page.text
    as_("Ben")
    assert "You do not act for an organisation yet." in browser.get(NEW).text


def test_a_member_is_asked_consents_and_has_their_line_manager_asked(browser, places, as_):
    request = places.request()
    path = f"/release-requests/{request}"
    ann = places.people["Ann"]
    places.knock("releases", "invite_member", places.people["Sue"], id=request, member_id=ann.subject)
    as_("Ann")
    assert "Plymouth Trust asks whether you would help." in browser.get(path).text
    consent = browser.get(f"{path}/consent")
    assert [each.text for each in consent.all("option")] == ["Choose one", "Northern Devon Trust"]
    wrong = browser.send(consent, f"{path}/consent", {}, 422)
    assert wrong.error_of("lender_id") == "Choose where you work"
    yes = {"lender_id": places.north, "shown_name": "Ann of ward 7"}
    manager = browser.send(wrong, f"{path}/consent", yes)
    assert "Thank you. Now have your line manager asked." in manager.text
    action = re.search(r'action="(/releases/[^"]+)"', manager.html)[1]
    own = browser.send(manager, action, {"email": "person4@example.org"}, 422)
    assert own.error_of("email") == "Enter the address of your line manager."
    asked = browser.send(own, action, {"email": BOSS})
    assert "Your line manager has until" in asked.text
    taken_back = browser.send(asked, action.replace("line-manager", "withdraw"), {})
    assert "You have taken it back." in taken_back.text
    assert "Taken back" in taken_back.text


def test_the_one_who_asks_finds_helpers_with_reasons_and_asks_them(browser, places, as_):
    ann = places.people["Ann"]
    profile = {"visibility": "members", "shown_name": "Ann the coach"}
    places.knock("skills", "save_profile", ann, **profile)
    places.knock("skills", "add_skill", ann, skill="spc", level="coaching")
    request = places.request(skills=["SPC", "juggling"])
    path = f"/release-requests/{request}/helpers"
    as_("Sue")
    page = browser.get(path)
    assert "Ann the coach" in page.text
    assert "Our list of skills has no word like juggling." in page.text
    asked = browser.send(page, path, {})
    assert "They are asked whether they would help." in asked.text
    assert "Asked to help" in asked.text
    as_("Ben")
    browser.get(path, 403)


def test_a_line_manager_reads_what_is_asked_and_answers_once(browser, calling, places, as_, ticket_key):
    release = places.consent(places.request())
    link = of_link(manager_ticket(ticket_key, places.ask_manager(release)))
    calling()
    page = browser.get(link)
    assert page.h1 == "Can Ann of ward 7 help next door?"
    wrong = browser.send(page, "/release-answer", {}, 422)
    assert wrong.error_of("decision") == "Choose your answer"
    no = browser.send(page, "/release-answer", {"decision": "decline"}, 422)
    assert no.error_of("reason") == "Say why, in a line"
    none = browser.send(page, "/release-answer", {"decision": "fewer", "days": "0"}, 422)
    assert none.error_of("days") == STEPS
    fewer = {"decision": "fewer", "days": "5"}
    assert "Release at most what is asked for." in browser.send(page, "/release-answer", fewer, 422).text
    done = browser.send(no, "/release-answer", {"decision": "fewer", "days": "1.5"})
    assert done.h1 == "You have answered"
    assert "1 and a half days" in done.text
    assert browser.get(link).h1 == "You have answered"
    assert "Ann" not in done.text
    as_("Sue")
    seen = browser.get(f"/release-requests/{_request_of(places, release)}")
    assert "Agree the placement" in seen.links()


def test_a_link_that_ran_out_offers_a_fresh_one_and_is_then_replaced(browser, calling, places, ticket_key):
    release = places.consent(places.request())
    ticket = manager_ticket(ticket_key, places.ask_manager(release), timedelta(seconds=1))
    places.over(release)
    calling()
    page = browser.get(of_link(ticket), 410)
    assert page.h1 == "This link has run out"
    assert "Ann" not in page.text
    sent = browser.send(page, "/release-answer/fresh-link", {})
    assert sent.h1 == "A fresh link is on its way"
    assert browser.get(of_link(ticket), 409).h1 == "This link was replaced"
    fresh = manager_ticket(ticket_key, places.newest_ask(release))
    assert browser.get(of_link(fresh)).h1 == "Can Ann of ward 7 help next door?"
    places.knock("releases", "withdraw_consent", places.people["Ann"], id=release)
    assert browser.get(of_link(fresh), 409).h1 == "This needs no answer any more"
    assert browser.get(of_link("forged"), 422).h1 == "This link does not work"


def test_a_no_is_read_by_the_lender_and_not_by_who_asks(browser, calling, places, as_, ticket_key):
    release = places.consent(places.request())
    ticket = manager_ticket(ticket_key, places.ask_manager(release))
    calling()
    browser.send(
        browser.get(of_link(ticket)), "/release-answer", {"decision": "decline", "reason": "We are too few."}
    )
    path = f"/release-requests/{_request_of(places, release)}"
    for who, reads in (("Ann", True), ("Nora", True), ("Sue", False)):
        as_(who)
        assert ("We are too few." in browser.get(path).text) is reads


def test_each_reader_of_a_request_sees_their_own_next_step(browser, places, as_):
    request = places.request()
    path = f"/release-requests/{request}"
    steps = lambda: {who: _step(browser, as_, who, path) for who in ("Ann", "Sue", "Nora", "Ben")}  # noqa: E731
    assert steps() == {
        "Ann": "Offer your help",
        "Sue": "Find somebody who could help",
        "Nora": "Offer your help",
        "Ben": "Offer your help",
    }
    release = places.consent(request)
    assert steps()["Ann"] == "Have your line manager asked"
    assert steps()["Nora"] == "Have their line manager asked"
    ask = places.ask_manager(release)
    assert steps()["Ann"] == ""
    places.over(release)
    assert steps()["Ann"] == "Have it sent again"
    places.knock("releases", "ask_line_manager", places.people["Ann"], id=release, email=BOSS)
    assert ask != places.newest_ask(release)
    places.grant(places.newest_ask(release))
    assert steps()["Sue"] == "Agree the placement"
    places.knock("placements", "agree_placement", places.people["Sue"], release_id=release)
    assert {*steps().values()} == {"See the placement", ""}


def test_where_skills_begin_says_what_waits_for_a_member(browser, places, as_):
    release = places.consent(places.request())
    as_("Ann")
    waiting = f"{SOUTH}: 2 days of help"
    assert waiting in browser.get("/skills-and-time").links()
    places.ask_manager(release)
    assert waiting not in browser.get("/skills-and-time").links()


def test_my_releases_show_what_i_offered_and_who_my_organisation_lends(browser, places, as_):
    places.consent(places.request())
    as_("Ann")
    assert f"{SOUTH}: 2 days of help with SPC" in browser.get("/my-releases").links()
    as_("Nora")
    page = browser.get("/my-releases")
    assert "People of Northern Devon Trust" in page.text
    assert "Ann of ward 7, Northern Devon Trust" in page.text


def test_a_request_is_closed_by_who_asks_alone(browser, places, as_):
    path = f"/release-requests/{places.request()}"
    as_("Sue")
    form = browser.get(f"{path}/close")
    assert browser.send(form, f"{path}/close", {}, 422).error_of("reason") == "Say why it is closed"
    closed = browser.send(form, f"{path}/close", {"reason": "We found a bank nurse."})
    assert "We found a bank nurse." in closed.text
    as_("Ben")
    browser.get(f"{path}/close", 404)


def _request_of(places, release):
    return places.knock("releases", "get_release", places.people["Ann"], id=release)["request_id"]


def _step(browser, as_, who, path):
    as_(who)
    buttons = [each.text for each in browser.get(path).all("a", class_="nhsuk-button")]
    return buttons[0] if buttons else ""
