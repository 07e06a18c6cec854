"""Extracts on their pages: asked for, decided by another, handed over with a digest (row 79)."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from chassis.identity import Caller

CENTRE = Caller("n-1", frozenset({"member", "national_team"}), "WOE")
KEEPER = Caller("c-1", frozenset({"member", "coordinator:WOE"}), "WOE")


def answers(**more):
    day = datetime.now(UTC) + timedelta(days=60)
    return {
        "region": "WOE",
        "asker": "RAND Europe",
        "purpose": "The evaluation of Q.",
        "dataset": "members",
        "fields": ["joined"],
        "until-day": str(day.day),
        "until-month": str(day.month),
        "until-year": str(day.year),
        **more,
    }


def submit(browser, place, answers, action="", status=303):
    """Fill in the form of a page and send it."""
    return browser.send(browser.get(place), action or place, answers, status)


@pytest.fixture
def asked(browser, calling):
    """The page of a request that a keeper recorded."""
    calling(KEEPER)
    page = submit(browser, "/extracts/new", answers())
    assert page.h1 == "Extract for RAND Europe"
    return browser.get("/extracts").links()["RAND Europe"]


def test_a_request_is_decided_by_the_centre_and_only_then_public(browser, calling, asked):
    calling()
    assert browser.get(asked, 404)
    assert "None has been approved yet." in browser.get("/extracts").text
    calling(CENTRE)
    assert "Waiting for a decision" in browser.get("/extracts").text
    assert submit(browser, asked, {}, f"{asked}/decision", 422).error_of("answer") == "Choose yes or no"
    no = submit(browser, asked, {"answer": "no"}, f"{asked}/decision", 422)
    assert no.error_of("reason") == "Say why not."
    submit(browser, asked, {"answer": "yes"}, f"{asked}/decision")
    calling()
    assert "Counted by region and the year they joined" in browser.get(asked).text


def test_who_recorded_a_request_is_told_that_somebody_else_decides(browser, calling):
    calling(CENTRE)
    page = submit(browser, "/extracts/new", answers())
    assert "You recorded this request, so somebody else" in page.text
    assert "Decide" not in [each.text for each in page.all("h2")]


def test_each_hand_over_is_listed_with_the_digest_of_the_very_file(browser, calling, client, asked):
    calling(CENTRE)
    submit(browser, asked, {"answer": "yes"}, f"{asked}/decision")
    calling(KEEPER)
    page = submit(browser, asked, {}, f"{asked}/hand-overs")
    file = client.get(page.links()["Download hand-over 1 as CSV"])
    assert file.data == b"region,joined,count\r\n"
    assert hashlib.sha256(file.data).hexdigest() in page.text
    assert "Number 1 When" in page.text
    assert "Asked for in your region" not in browser.get("/extracts").text
    ended = submit(browser, asked, {"end_reason": "Done."}, f"{asked}/end")
    assert "The counts that were handed over are deleted here." in ended.text
    assert "Download hand-over" not in ended.text


def test_the_form_says_what_is_missing_and_which_fields_there_are(browser, calling):
    calling(KEEPER)
    page = submit(browser, "/extracts/new", answers(asker="", fields=["theme"]), status=422)
    assert page.error_of("asker") == "Enter which organisation asks"
    page = submit(browser, "/extracts/new", answers(fields=["theme"]), status=422)
    assert page.error_of("fields") == "Of members there are: status, joined; each once, beside the region."
