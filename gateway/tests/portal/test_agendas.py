"""Agendas on the pages: the table shapes them, everybody reads them when they are out (row 42)."""

import io
import re

import pytest

from chassis.identity import Caller
from meetings.calendar.domain import DISPUTE, ClosedPart

from ..tables import SEATED, a_meeting, a_seat  # noqa: TID252 - tests are no installed package

PATH = "/meetings/meeting-1/agenda"
CONVENOR = Caller("convenor-1", frozenset({"member", "convenor:WOE"}), "WOE")
PDF = b"%PDF-1.4\n% words\n%%EOF\n"
ROOMS = {
    "title": "Rooms for next year",
    "minutes": "30",
    "outcome": "discuss",
    "why": "We outgrew the old one.",
}


@pytest.fixture(autouse=True)
def meeting(bus):
    a_seat(bus)
    a_meeting(bus, closed_parts=(ClosedPart(DISPUTE, "A dispute about a seat"),))


@pytest.fixture
def propose(browser, calling):
    """``propose(title=...)``: an item by the seat holder; the agenda's page."""

    def proposed(by=SEATED, **more):
        calling(by)
        return browser.send(browser.get(PATH), PATH, {**ROOMS, **more})

    return proposed


def item_path(page, title):
    return next(href for text, href in page.links().items() if text == f"Change or add a paper: {title}")


def publish(browser, calling):
    calling(CONVENOR)
    return browser.send(browser.get(PATH), f"{PATH}/publication", {})


def upload(browser, path, content=PDF, name="plan.pdf", status=303):
    answers = {**browser.get(path).answers(f"{path}/papers"), "file": (io.BytesIO(content), name)}
    sent = browser.client.post(f"{path}/papers", data=answers, content_type="multipart/form-data")
    assert sent.status_code == status, sent.get_data(as_text=True)
    return sent


def test_everybody_is_told_that_there_is_none_yet_and_nobody_else_proposes(browser, calling, people):
    page = browser.get(PATH)
    assert "not published yet" in page.text
    assert "Propose an item" not in page.text
    calling(people["member"])
    assert "not published yet" in browser.get(PATH).text


def test_a_member_proposes_another_supports_and_the_convenor_orders_and_publishes(browser, calling, propose):
    page = propose()
    assert "Your proposal is on the agenda." in page.text
    assert "All items together take 30 of the 120 minutes that the meeting has." in page.text
    propose(CONVENOR, title="Money")
    page = browser.get(PATH)
    support = next(each for each in page.all("form") if str(each.attributes["action"]).endswith("/support"))
    page = browser.send(page, support.attributes["action"], {})
    assert "One other supports it." in page.text
    up = {name: value for name, value in page.answers(f"{PATH}/order").items() if name != "direction"}
    browser.post(f"{PATH}/order", {**up, "direction": "up"})
    titles = re.findall(
        r"am (Rooms for next year|Money)|pm (Rooms for next year|Money)", browser.get(PATH).text
    )
    assert ["".join(each) for each in titles][:2] == ["Money", "Rooms for next year"]
    page = publish(browser, calling)
    assert "5 days before the meeting instead of 7." in page.text
    calling()
    seen = browser.get(PATH)
    assert "Proposed by GP, Gloucestershire." in seen.text
    assert not [each for each in seen.all("form") if str(each.attributes["action"]).startswith(PATH)]


def test_five_items_of_30_minutes_are_shown_as_30_over(browser, propose):
    for number in range(5):
        page = propose(title=f"Item {number}")
    assert "All items together take 150 minutes. The meeting has 120: 30 over." in page.text


def test_a_keeper_writes_down_what_somebody_asked_for_by_chat(browser, calling):
    calling(CONVENOR)
    page = browser.get(PATH)
    assert ("GP, Gloucestershire", "seated-1") in [
        (each.text, each.attributes.get("value")) for each in page.all("option")
    ]
    page = browser.send(page, PATH, {**ROOMS, "proposer": "seated-1"})
    assert "Proposed by GP, Gloucestershire." in page.text
    calling(SEATED)
    assert "proposer" not in browser.get(PATH).fields(PATH)


def test_what_is_missing_is_said_beside_the_field(browser, calling):
    calling(SEATED)
    wrong = browser.send(browser.get(PATH), PATH, {"title": "", "minutes": "soon"}, 422)
    assert wrong.error_of("title") == "Say what it is about"
    assert wrong.error_of("minutes") == "Enter a whole number of minutes, like 20"
    assert wrong.error_of("outcome") == "Choose what you want of the group"


def test_a_second_submit_proposes_nothing_twice(browser, calling):
    calling(SEATED)
    answers = {**browser.get(PATH).answers(PATH), **ROOMS}
    for _ in range(2):
        browser.post(PATH, answers)
    assert browser.get(PATH).text.count("Proposed by you") == 1


def test_an_item_is_changed_and_what_was_sent_back_returns_by_that(browser, calling, propose):
    path = item_path(propose(), ROOMS["title"])
    page = browser.send(browser.get(path), path, {"minutes": "20"})
    assert "It is saved." in page.text
    calling(CONVENOR)
    missing = browser.send(browser.get(path), f"{path}/aside", {}, 422)
    assert missing.error_of("aside") == "Choose what becomes of it"
    aside = {"aside": "send-back", "reason": "Say what you want"}
    assert "Say what you want" in browser.send(missing, f"{path}/aside", aside).text
    calling(SEATED)
    back = browser.get(path)
    assert "Save and put it back on the agenda" in back.text
    browser.send(back, path, {"outcome": "decide"})
    assert "20 minutes. To decide." in browser.get(PATH).text


def test_a_parked_item_stands_on_the_next_agenda(browser, bus, calling, propose):
    a_meeting(bus, "meeting-2", days=95)
    path = item_path(propose(), ROOMS["title"])
    calling(CONVENOR)
    page = browser.send(browser.get(path), f"{path}/aside", {"aside": "park", "reason": "No time"})
    assert "Kept for the next meeting" in page.text
    later = browser.get("/meetings/meeting-2/agenda")
    assert "Kept from the meeting of" in later.text
    assert ROOMS["title"] in later.text


def test_a_proposal_is_taken_back(browser, propose):
    path = item_path(propose(), ROOMS["title"])
    page = browser.send(browser.get(path), f"{path}/withdrawal", {})
    assert "Your proposal is taken back." in page.text
    assert "Nothing yet." in page.text
    browser.get(path, 404)


class TestPapers:
    def test_a_paper_is_downloaded_by_everybody_once_the_agenda_is_out(self, browser, calling, propose):
        path = item_path(propose(), ROOMS["title"])
        upload(browser, path)
        page = browser.get(path)
        paper = page.links()["plan.pdf"]
        calling()
        assert browser.client.get(paper).status_code == 404
        publish(browser, calling)
        calling()
        seen = browser.get(PATH)
        got = browser.client.get(seen.links()["plan.pdf"])
        assert (got.data, got.headers["Content-Disposition"]) == (PDF, "attachment; filename=plan.pdf")
        assert got.headers["Content-Security-Policy"].startswith("default-src 'none'")
        calling(CONVENOR)
        page = browser.send(browser.get(path), f"{paper}/removal", {})
        assert "The paper is removed" in page.text
        assert "A paper was removed from “Rooms for next year” (plan.pdf)" in browser.get(PATH).text

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("plan.pdf", b"MZ\x90\x00" + b"\x00" * 90, "is not what its name says"),
            ("plan.pdf.exe", PDF, "We take PDF"),
            ("plan.pdf", b"", "This file is empty"),
        ],
        ids=["a program", "two endings", "nothing"],
    )
    def test_what_is_no_paper_is_refused_on_the_page(self, browser, propose, name, content, said):
        path = item_path(propose(), ROOMS["title"])
        sent = upload(browser, path, content, name, 422)
        assert said in sent.get_data(as_text=True)
        assert browser.send(browser.get(path), f"{path}/papers", {}, 422).error_of("file") == "Choose a file"


def test_a_closed_item_is_counted_for_visitors_and_shown_to_the_table(browser, calling, propose):
    propose(title="A seat in dispute", part="closed")
    page = propose()
    assert "Closed part" in page.text
    publish(browser, calling)
    calling()
    seen = browser.get(PATH)
    assert "One more item is in the closed part of the meeting." in seen.text
    assert "A seat in dispute" not in seen.text


def test_an_agenda_of_the_past_is_published_with_its_own_day(browser, bus, calling):
    a_meeting(bus, "meeting-0", days=-30)
    path = "/meetings/meeting-0/agenda"
    calling(CONVENOR)
    browser.send(browser.get(path), path, ROOMS)
    day = {"published_on-day": "32", "published_on-month": "1", "published_on-year": "2018"}
    wrong = browser.send(browser.get(path), f"{path}/publication", day, 422)
    assert wrong.error_of("published_on-date") == "The day must be a real date, like 21 11 2026"
    page = browser.send(wrong, f"{path}/publication", {**day, "published_on-day": "2"})
    assert "Published on 2 January 2018" in page.text
