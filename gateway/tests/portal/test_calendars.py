"""Subscribing on the pages: a group's calendar by anybody, one's own by an address shown once."""

import pytest

from contracts.refusals import CODES


@pytest.fixture
def member(community, bus):
    caller = community.sign_in(community.admit("Mem", "SW"))
    bus.relay()
    return caller


def shown_address(page):
    return page.all("input", id="calendar-address")[0].attributes["value"]


def test_a_visitor_finds_the_address_of_a_groups_calendar_and_it_answers(browser, client):
    page = browser.get("/groups/SW/calendar")
    assert page.h1 == "Calendar: South West of England"
    assert shown_address(page) == "http://localhost/api/v1/calendars/regions/SW.ics"
    assert (
        page.links()["Open it in my calendar program"] == "webcal://localhost/api/v1/calendars/regions/SW.ics"
    )
    assert client.get(shown_address(page)).mimetype == "text/calendar"


def test_a_group_that_is_not_there_has_no_calendar(browser):
    assert CODES["region_unknown"].sentence in browser.get("/groups/ATLANTIS/calendar", 404).text


def test_my_address_is_shown_once_works_and_stops_when_it_is_replaced_or_turned_off(browser, client, member):
    first = browser.send(browser.get("/my-calendar"), "/my-calendar", {}, 200)
    address = shown_address(first)
    assert client.get(address).status_code == 200
    later = browser.get("/my-calendar")
    assert address not in later.html
    assert "we cannot show it again" in later.text
    second = browser.send(later, "/my-calendar", {}, 200)
    assert client.get(address).status_code == 404
    assert client.get(shown_address(second)).status_code == 200
    ended = browser.send(second, "/my-calendar/end", {})
    assert "turned off" in ended.text
    assert client.get(shown_address(second)).status_code == 404
    assert "Make my address" in ended.text


def test_the_page_that_shows_an_address_is_kept_by_no_browser(browser, member):
    page = browser.send(browser.get("/my-calendar"), "/my-calendar", {}, 200)
    assert page.response.headers["Cache-Control"] == "no-store"
