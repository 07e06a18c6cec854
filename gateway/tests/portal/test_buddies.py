"""Buddies on the pages (row 64)."""

import pytest

from ..pairing import known, sent_to  # noqa: TID252 - tests are no installed package

WISH = {"goal": "To plot a run chart", "shown_name": "Lee", "reach": "Ward 7, after ten"}
OFFER = {"topics": "SPC", "shown_name": "Bea", "reach": "Room 4 on Tuesdays", "background": "clinician"}


@pytest.fixture
def lee(bus):
    return known(bus, "lee")


@pytest.fixture
def bea(bus):
    return known(bus, "bea")


@pytest.fixture
def offered(browser, community, bea):
    community.sign_in(bea)
    page = browser.send(browser.get("/buddies/offer"), "/buddies/offer", OFFER)
    assert "0 of 3 pairs run" in page.text


@pytest.fixture
def asked(browser, community, lee):
    community.sign_in(lee)
    page = browser.send(browser.get("/buddies/ask"), "/buddies/ask", WISH)
    assert "To plot a run chart" in page.text


@pytest.fixture
def paired(browser, community, offered, asked, bea, lee):
    """The path of the pair that Lee asked for and Bea agreed to; Bea is signed in."""
    proposed = browser.send(browser.get("/buddies"), "/buddies/propose", {})
    assert "We have asked Bea" in proposed.text
    community.sign_in(bea)
    page = browser.get("/buddies")
    assert "Do you agree? Lee learns from you" in page.text
    assert "Ward 7" not in page.html
    action = sent_to(page, "/answer")
    agreed = browser.get(browser.post(action, {**page.answers(action), "agrees": "yes"}).headers["Location"])
    return agreed.links()["Lee learns from you"]


def test_two_become_a_pair_reach_each_other_look_at_it_and_end_it(browser, community, paired, lee):
    page = browser.get(paired)
    assert "Ward 7, after ten" in page.text
    noted = browser.send(page, f"{paired}/checks", {})
    assert "Today is noted." in noted.text
    day = {"on-day": "31", "on-month": "1", "on-year": "2999"}
    assert "31 January 2999" in browser.send(noted, f"{paired}/next-check", day).text
    past = {"on-day": "31", "on-month": "1", "on-year": "2001"}
    wrong = browser.send(browser.get(paired), f"{paired}/next-check", past, 422)
    assert "Choose a day after today" in wrong.error_of("on-date")
    community.sign_in(lee)
    assert "Room 4 on Tuesdays" in browser.get("/buddies").text
    ended = browser.send(browser.get(paired), f"{paired}/end", {})
    assert "Ended" in ended.text
    assert "Room 4" not in ended.html
    assert "You learn from Bea" in browser.get("/buddies").text


def test_a_no_is_an_answer_and_the_wish_waits_on(browser, community, offered, asked, bea, lee):
    browser.send(browser.get("/buddies"), "/buddies/propose", {})
    community.sign_in(bea)
    page = browser.get("/buddies")
    assert "not made again for this wish" in page.text, "a no is kept as long as the wish"
    action = sent_to(page, "/answer")
    browser.post(action, {**page.answers(action), "agrees": "no"})
    assert "Do you agree?" not in browser.get("/buddies").text
    community.sign_in(lee)
    again = browser.get("/buddies")
    assert "/buddies/propose" not in again.html
    withdraw = browser.send(again, "/buddies/wish/withdraw", {})
    assert "Ask for a buddy" in withdraw.text


@pytest.mark.parametrize(
    ("path", "fields", "sent"),
    [
        ("/buddies/ask", ("goal", "shown_name"), {}),
        ("/buddies/offer", ("topics", "shown_name"), {}),
        ("/buddies/offer", ("most",), {**OFFER, "most": "none"}),
        ("/buddies/offer", ("most",), {**OFFER, "most": "0"}),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(browser, community, lee, path, fields, sent):
    community.sign_in(lee)
    wrong = browser.send(browser.get(path), path, sent, 422)
    assert all(wrong.error_of(field) for field in fields)


def test_an_offer_is_changed_and_taken_back(browser, offered):
    form = browser.get("/buddies/offer")
    assert form.answers("/buddies/offer")["most"] == "3"
    changed = browser.send(form, "/buddies/offer", {"topics": "PDSA", "most": "1"})
    assert "PDSA" in changed.text
    assert "0 of 1 pairs run" in changed.text
    assert "Offer to be a buddy" in browser.send(changed, "/buddies/offer/withdraw", {}).text


def test_keepers_propose_a_pair_and_see_counts_alone(browser, community, people, offered, asked):
    community.sign_in(people["coordinator"])
    wishes = browser.get("/buddies/wishes/WOE")
    assert "To plot a run chart" in wishes.text
    assert "Ward 7" not in wishes.html
    path = wishes.links()["Propose a buddy to Lee"]
    assert "Choose a buddy" in browser.send(browser.get(path), path, {}, 422).error_of("buddy_id")
    proposed = browser.send(browser.get(path), path, {"buddy_id": "bea"})
    assert "A pair is proposed" in proposed.text
    browser.get("/buddies/wishes/SW", 403)
    browser.get("/buddies/wishes/WOE/nothing", 404)


def test_a_pair_is_for_its_two_alone(browser, community, bus, paired):
    community.sign_in(known(bus, "zoe"))
    browser.get(paired, 404)
    community.calling()
    assert browser.client.get("/buddies").status_code == 302
