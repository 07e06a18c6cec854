"""Feedback and certificates on the pages: a minute for those who came, counts for everybody (rows 52, 53)."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.identity import Caller

from ..past_event import held_event  # noqa: TID252 - tests are no installed package

GIVEN = {"expectation": "partly", "learning": "4", "met_somebody": "yes", "take_back": "Draw it first"}


@pytest.fixture
def came(community):
    return community.sign_in(community.admit("Came", "WOE"))


@pytest.fixture
def path(bus, came):
    return f"/events/{held_event(bus, [came.subject]).id}"


def test_who_came_answers_on_one_page_and_a_second_press_is_no_error(browser, path):
    page = browser.get(f"{path}/feedback")
    wrong = browser.send(page, f"{path}/feedback", {"learning": "4"}, 422)
    assert wrong.error_of("expectation") == "Say whether it was what you expected"
    assert wrong.error_of("met_somebody") == "Say whether you met somebody new"
    done = browser.send(wrong, f"{path}/feedback", GIVEN)
    assert "nobody knows that it is yours" in done.text
    again = browser.post(f"{path}/feedback", {**wrong.answers(f"{path}/feedback"), **GIVEN})
    assert again.headers["Location"].endswith("/feedback?done=feedback-given")
    assert "You have answered. Thank you." in browser.get(f"{path}/feedback").text


def test_visitors_read_until_when_it_is_open_and_find_no_form(browser, community, path):
    community.calling()
    page = browser.get(f"{path}/feedback")
    assert "The counts are shown after that" in page.text
    assert "Send my answer" not in page.text


def test_counts_are_shown_with_their_base_and_the_words_to_organisers_alone(browser, bus, community):
    event = held_event(bus, [f"m-{number}" for number in range(6)])
    for number in range(6):
        community.calling(Caller(f"m-{number}", frozenset({"member"}), "WOE"))
        browser.send(browser.get(f"/events/{event.id}/feedback"), f"/events/{event.id}/feedback", GIVEN)
    longer_ago = {"$set": {"starts_at": datetime.now(UTC) - timedelta(days=30)}}
    bus.databases["meetings"].database["events"].update_one({}, longer_ago)
    community.calling()
    page = browser.get(f"/events/{event.id}/feedback")
    assert "6 people answered." in page.text
    assert "Partly People 6 Of 6 100%" in page.text
    assert "Draw it first" not in page.text
    community.sign_in(community.admit("Con", "WOE", roles=("convenor:WOE",)))
    assert page.text.count("Draw it first") == 0
    assert browser.get(f"/events/{event.id}/feedback").text.count("Draw it first") == 6


def test_organisers_record_what_a_source_says_with_its_base_blank_and_share_a_lesson(
    browser, community, path
):
    community.sign_in(community.admit("Con", "WOE", roles=("convenor:WOE",)))
    form = browser.get(f"{path}/feedback/summary")
    wrong = browser.send(form, f"{path}/feedback/summary", {"words": "Positive", "base": "many"}, 422)
    assert "as a number" in wrong.error_of("base")
    done = browser.send(wrong, f"{path}/feedback/summary", {"base": "", "source": "Pilot report"})
    assert "Number who answered not published" in done.text
    again = browser.get(f"{path}/feedback/summary")
    browser.send(again, f"{path}/feedback/summary", {"words": "Mostly positive"})
    lesson = browser.get(f"{path}/feedback/lesson")
    named = browser.send(lesson, f"{path}/feedback/lesson", {"text": "Ask Dr Example"}, 422)
    assert "Dr Example" in named.error_of("text")
    shared = browser.send(named, f"{path}/feedback/lesson", {"text": "Send data ahead"})
    assert "Send data ahead" in shared.text
    community.calling()
    assert "Mostly positive" in browser.get(f"{path}/feedback").text


def test_only_organisers_find_their_forms(browser, path):
    for part in ("lesson", "summary"):
        browser.get(f"{path}/feedback/{part}", 403)


def test_who_came_gets_a_certificate_that_anybody_can_check_by_its_code(
    browser, bus, client, community, path
):
    assert browser.get(path).links()["Your certificate of attendance (PDF)"] == f"{path}/certificate"
    assert f"{path}/certificate" in browser.get("/my-bookings").links().values()
    pdf = client.get(f"{path}/certificate")
    assert (pdf.mimetype, pdf.headers["Cache-Control"]) == ("application/pdf", "no-store")
    (row,) = bus.databases["meetings"].database["certificates"].find()
    community.calling()
    page = browser.get(f"/certificates/{row['_id']}")
    assert page.h1 == "This certificate is valid"
    assert "attended Making best use of data on" in page.text
    typed = client.get("/certificates", query_string={"code": f"{row['_id'][:4].lower()}-{row['_id'][4:]}"})
    assert typed.headers["Location"] == f"/certificates/{row['_id']}"
    assert browser.get(f"/certificates/{'A' * 16}", 404).h1 == "We know no such certificate"
    assert browser.get("/certificates").h1 == "Check a certificate"


def test_the_certificate_falls_back_to_the_own_name_when_the_booking_forgot_it(bus, client, path):
    bus.databases["meetings"].database["bookings"].update_many({}, {"$set": {"name": ""}})
    assert client.get(f"{path}/certificate").status_code == 200


def test_who_only_booked_has_no_certificate(browser, bus, came):
    event = held_event(bus, [], [came.subject])
    assert "checked in" in browser.get(f"/events/{event.id}/certificate", 403).text
