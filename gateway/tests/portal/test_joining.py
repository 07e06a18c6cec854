"""Joining: a few questions, an answer beside each mistake, and nothing sent twice."""

import re
from datetime import timedelta

FILLED = {
    "region": "WOE",
    "name": "Amina Khan",
    "email": "amina@example.org",
    "why": "To make discharge kinder.",
    "compact_accepted": "yes",
    "action": "send",
}


def test_an_empty_form_names_every_answer_that_is_needed_and_no_other(browser):
    page = browser.send(browser.get("/join"), "/join", {"action": "send"}, 422)
    assert page.h1 == "Join Q"
    said = {name: page.error_of(name) for name in ("region", "name", "email", "why", "compact_accepted")}
    assert all(said.values()), said
    assert page.error_of("organisation") == ""
    summary = {href for text, href in page.links().items() if href.startswith("#") and "Skip" not in text}
    assert summary == {"#region", "#name", "#email", "#why", "#compact_accepted"}


def test_answers_are_kept_when_something_is_wrong(browser):
    page = browser.send(browser.get("/join"), "/join", {**FILLED, "email": "not an address"}, 422)
    assert page.error_of("email") == "Enter an e-mail address, like name@example.org."
    kept = page.answers("/join")
    assert {name: kept[name] for name in ("region", "name", "email", "why", "compact_accepted")} == {
        "region": "WOE",
        "name": "Amina Khan",
        "email": "not an address",
        "why": "To make discharge kinder.",
        "compact_accepted": "yes",
    }


def test_a_sent_application_leads_to_a_page_that_says_what_happens_next(browser, community):
    page = browser.send(browser.get("/join"), "/join", FILLED)
    assert page.h1 == "Application sent"
    assert "West of England" in page.text
    assert community.knock("applications", "list_applications", {})["items"][0]["name"] == "Amina Khan"


def test_sending_the_same_form_twice_makes_one_application(browser, community):
    answers = {**browser.get("/join").answers("/join"), **FILLED}
    first, second = browser.post("/join", answers), browser.post("/join", answers)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(community.knock("applications", "list_applications", {})["items"]) == 1


def test_the_same_form_with_other_answers_is_refused_and_may_then_be_sent(browser):
    answers = {**browser.get("/join").answers("/join"), **FILLED}
    browser.post("/join", answers)
    again = browser.post("/join", {**answers, "name": "Amina K", "email": "other@example.org"}, 422)
    page_id = re.findall(r'name="command_id" value="([^"]+)"', again.get_data(as_text=True))[0]
    assert page_id != answers["command_id"]


def test_a_second_open_application_is_refused_in_plain_words(browser):
    browser.send(browser.get("/join"), "/join", FILLED)
    page = browser.send(browser.get("/join"), "/join", FILLED, 422)
    assert "There is an application or a membership for this address already." in page.text


def test_a_name_of_three_hundred_characters_is_refused_at_its_field(browser):
    page = browser.send(browser.get("/join"), "/join", {**FILLED, "name": "x" * 300}, 422)
    assert "too long" in page.error_of("name")


def test_names_in_other_scripts_and_with_emoji_are_taken(browser, community):
    browser.send(browser.get("/join"), "/join", {**FILLED, "name": "محمد 🌻 Şule"})
    assert community.knock("applications", "list_applications", {})["items"][0]["name"] == "محمد 🌻 Şule"


def test_a_form_from_elsewhere_is_refused(browser):
    answers = browser.get("/join").answers("/join")
    response = browser.client.post(
        "/join", data={**answers, **FILLED}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403
    del answers["csrf_token"]
    assert browser.client.post("/join", data={**answers, **FILLED}).status_code == 403


def test_an_unfinished_application_is_saved_sent_and_withdrawn_by_its_link(
    browser, community, applicants_ticket
):
    page = browser.get("/join")
    answers = {"region": "SW", "name": "Jo", "email": "jo@example.org", "action": "save"}
    saved = browser.send(page, "/join", answers)
    assert saved.h1 == "Application saved"
    application = community.knock("applications", "list_applications", {"region": "SW"})["items"][0]
    assert application["stage"] == "prospect"
    link = f"/apply/status?ticket={applicants_ticket(application)}"
    unfinished = browser.send(browser.get(link), "/apply/submit", {}, 422)
    assert unfinished.error_of("why")
    assert unfinished.error_of("compact_accepted")
    more = {"why": "To share what I know.", "compact_accepted": "yes"}
    sent = browser.send(browser.get(link), "/apply/submit", more)
    assert "We have your application." in sent.text
    withdrawn = browser.send(sent, "/apply/withdraw", {})
    assert "You took this application back." in withdrawn.text


def test_what_was_saved_and_is_cleared_before_sending_is_not_sent(browser, community, applicants_ticket):
    said = {"perspective": "carer", "organisation": "A hospice", "compact_accepted": False}
    application = community.apply("Jo", save_only=True, **said)
    page = browser.get(f"/apply/status?ticket={applicants_ticket(application)}")
    browser.send(page, "/apply/submit", {"perspective": "", "organisation": "", "compact_accepted": "yes"})
    [sent] = community.knock("applications", "list_applications", {"region": "WOE"})["items"]
    assert (sent["stage"], sent["perspective"], sent["organisation"]) == ("applied", "", "")


def test_the_page_after_sending_promises_no_more_than_we_do(browser):
    told = browser.send(browser.get("/join"), "/join", FILLED)
    assert "we say why" not in told.text  # the reason is for the file, and feedback is optional
    assert "We write to you with the decision." in told.text


def test_the_applicant_reads_feedback_but_not_the_reason(browser, community, applicants_ticket):
    application = community.apply("Kim")
    decision = {"decision": "decline", "reason": "SECRET", "feedback": "Come to an open event."}
    community.knock("applications", "decide_application", {"id": application["id"], **decision})
    page = browser.get(f"/apply/status?ticket={applicants_ticket(application)}")
    assert "Come to an open event." in page.text
    assert "SECRET" not in page.html


def test_a_tampered_or_expired_link_is_refused_with_a_page(browser, community, applicants_ticket):
    ticket = applicants_ticket(community.apply("Kim"), lifetime=timedelta(hours=1))
    assert browser.get(f"/apply/status?ticket={ticket}", 410).h1 == "This link has run out"
    assert browser.get("/apply/status?ticket=forged", 422).h1 == "This link does not work"
    assert browser.get("/apply/status", 422).h1 == "This link does not work"


def _asked_for(bus):
    return list(bus.databases["notifications"].database["link_requests"].find())


def test_a_link_that_ran_out_leads_to_a_new_one_by_address(browser, community, bus, applicants_ticket):
    application = community.apply("Kim", email="kim@example.org")
    ticket = applicants_ticket(application, lifetime=timedelta(hours=1))
    expired = browser.get(f"/apply/status?ticket={ticket}", 410)
    form = browser.get(expired.links()["get a new one by e-mail"])
    sent = browser.send(form, "/apply/link", {"email": "kim@example.org"})
    assert sent.h1 == "Check your e-mail"
    assert [(row["email"], row["to_application"]) for row in _asked_for(bus)] == [("kim@example.org", True)]


def test_the_page_for_a_new_link_says_the_same_for_every_address(browser, community, bus):
    community.apply("Kim", email="kim@example.org")
    pages = {
        browser.send(browser.get("/apply/link"), "/apply/link", {"email": email}).text
        for email in ("kim@example.org", "nobody@example.org")
    }
    assert len(pages) == 1
    assert len(_asked_for(bus)) == 2


def test_what_is_no_address_is_refused_at_its_field(browser, bus):
    page = browser.send(browser.get("/apply/link"), "/apply/link", {"email": "kim at example"}, 422)
    assert "Enter an e-mail address" in page.error_of("email")
    assert _asked_for(bus) == []


def test_one_address_is_not_flooded_and_the_answer_stays_the_same(browser, bus):
    for _ in range(12):
        page = browser.send(browser.get("/apply/link"), "/apply/link", {"email": "kim@example.org"})
        assert page.h1 == "Check your e-mail"
    assert len(_asked_for(bus)) == 10
