"""Local contacts and questions on the pages (row 65)."""

import pytest

from ..pairing import known, sent_to  # noqa: TID252 - tests are no installed package

ABOUT = {"shown_name": "Cleo", "hours": "Tuesdays after four", "topics": "SPC\nPDSA", "areas": "Bath"}
QUESTION = {"words": "How do I read this run chart?", "shown_name": "Lee", "topic": "SPC"}


@pytest.fixture
def lee(bus):
    return known(bus, "lee")


@pytest.fixture
def cleo(bus, browser, community, people):
    """A contact of the West of England, named through the API's door and listed by her own yes."""
    who = known(bus, "cleo")
    bus.call(
        "skills_register_coaching",
        "name_contact",
        {"region": "WOE", "member_id": "cleo"},
        caller=people["coordinator"],
    )
    community.sign_in(who)
    page = browser.get("/coaching/desk")
    assert "Those who keep West of England ask you" in page.text
    listed = browser.send(page, "/coaching/desk/about", ABOUT)
    assert "SPC, PDSA" in listed.text
    return who


@pytest.fixture
def asked(browser, community, lee, cleo):
    """Lee asked; the answer's address on Cleo's desk, who is signed in."""
    community.sign_in(lee)
    page = browser.send(browser.get("/coaching/ask"), "/coaching/ask", QUESTION)
    assert "Cleo has it, and until" in page.text
    community.sign_in(cleo)
    return sent_to(browser.get("/coaching/desk"), "/answer")


def test_the_table_shows_gaps_and_visitors_no_names(browser, community, cleo):
    community.calling()
    rows = {each.text for each in browser.get("/coaching").all("tr")}
    assert any("West of England" in row and "1 of 1 needed" in row and "Covered" in row for row in rows)
    assert any("South West" in row and "0 of 1 needed" in row and "Nobody" in row for row in rows)
    page = browser.get("/coaching/contacts/WOE")
    assert "Tuesdays after four" in page.text
    assert "Cleo" not in page.html
    assert "There is nobody here just now" in browser.get("/coaching/contacts/SW").text
    browser.get("/coaching/contacts/ATLANTIS", 404)


def test_a_question_is_answered_on_the_desk_and_closed_by_its_asker(browser, community, lee, asked):
    desk = browser.get("/coaching/desk")
    assert QUESTION["words"] in desk.text
    name = next(iter(desk.fields(asked) - {"csrf_token", "command_id"}))
    assert "Write your answer" in browser.send(desk, asked, {}, 422).error_of(name)
    done = browser.send(desk, asked, {name: "Look for runs."})
    assert "Nothing waits for you" in done.text
    community.sign_in(lee)
    mine = browser.get("/coaching/questions")
    assert "Look for runs." in mine.text
    closing = sent_to(mine, "/close")
    assert "The question is closed." in browser.send(mine, closing, {}).text


def test_a_contact_reads_when_a_question_has_gone_on_to_somebody_else(browser, community, people, bus, asked):
    assert "to be answered by" in browser.get("/coaching/desk").text
    dan, keeper = known(bus, "dan"), people["coordinator"]

    def knock(door, by, **sent):
        return bus.call("skills_register_coaching", door, sent, caller=by)

    knock("name_contact", keeper, region="WOE", member_id="dan")
    knock("accept_contact", dan, shown_name="Dan", hours="Mondays")
    knock("hand_question", keeper, id=asked.split("/")[3], member_id="dan")
    desk = browser.get("/coaching/desk").text
    assert "It has gone on, and you can still answer it. Dan has it, and until" in desk
    assert "to be answered by" not in desk


def test_a_contact_is_away_comes_back_and_stops(browser, cleo):
    day = {"until-day": "31", "until-month": "1", "until-year": "2999"}
    away = browser.send(browser.get("/coaching/desk"), "/coaching/desk/away", day)
    assert "You are away until 31 January 2999" in away.text
    back = browser.send(away, "/coaching/desk/back", {})
    past = {**day, "until-year": "2001"}
    wrong = browser.send(back, "/coaching/desk/away", past, 422)
    assert "Choose a day after today" in wrong.error_of("until-date")
    form = browser.get("/coaching/desk/about")
    assert form.answers("/coaching/desk/about")["topics"] == "SPC\nPDSA"
    assert browser.send(form, "/coaching/desk/about", {"hours": ""}, 422).error_of("hours")
    stopped = browser.send(back, "/coaching/desk/step-down", {})
    assert "You are not a local contact." in stopped.text


def test_keepers_hand_on_what_waits_without_reading_it(browser, community, people, bus, cleo):
    community.sign_in(known(bus, "sue", "SW"))
    page = browser.send(browser.get("/coaching/ask"), "/coaching/ask", QUESTION)
    assert "No contact is free just now" in page.text
    community.sign_in(people["stranger"])
    path = "/coaching/waiting/SW"
    waits = browser.get(path)
    assert "SPC, asked on" in waits.text
    assert QUESTION["words"] not in waits.html
    assert "Nobody can be reached in South West of England" in waits.text
    other = browser.get(f"{path}?of=WOE")
    assert browser.send(other, path, {}, 422).error_of("member_id")
    handed = browser.send(other, path, {"member_id": "cleo"})
    assert "With a contact until" in handed.text
    browser.get("/coaching/waiting/WOE", 403)


def test_keepers_find_a_member_name_them_and_take_them_off(browser, community, people):
    dora = community.admit("Dora", "WOE")
    community.show_publicly(dora, "name")
    community.bus.relay()
    community.sign_in(people["coordinator"])
    path = "/coaching/contacts/WOE/name"
    found = browser.get(f"{path}?q=Dora")
    named = browser.send(found, path, {})
    assert "has not said yes yet" in named.text
    again = browser.send(browser.get(f"{path}?q=Dora"), path, {}, 422)
    assert "was asked to be one, already" in again.text
    removal = sent_to(named, "/remove")
    assert "has not said yes yet" not in browser.send(named, removal, {}).text


def test_what_is_missing_is_said_beside_its_field(browser, community, lee):
    community.sign_in(lee)
    wrong = browser.send(browser.get("/coaching/ask"), "/coaching/ask", {}, 422)
    assert wrong.error_of("words")
    assert wrong.error_of("shown_name")
