"""Help for time in two browsers without JavaScript, from a skill to two statements (rows 59, 63)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.browsing import sign_in
from journeys.people import People, Person
from journeys.running import Platform

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.timeout(300)]

REGION = "SW"


@dataclass(frozen=True)
class Member:
    """A member, and the browser in which they are signed in."""

    person: Person
    page: Page


@pytest.fixture
def helper_and_asker(chromium: Browser, platform: Platform) -> Iterator[tuple[Member, Member]]:
    """Two members of one region, whom every part of the platform knows."""
    named = [People(platform, surname) for surname in ("Helper", "Asker")]
    members = [people.member(REGION) for people in named]
    platform.wait_until_quiet()
    contexts = [chromium.new_context(base_url=platform.url, java_script_enabled=False) for _ in members]
    try:
        pages = [context.new_page() for context in contexts]
        for page, people, person in zip(pages, named, members, strict=True):
            sign_in(page, people, person)
        helper, asker = (Member(*each) for each in zip(members, pages, strict=True))
        yield helper, asker
    finally:
        for context in contexts:
            context.close()


def test_three_hours_of_coaching_are_found_agreed_confirmed_and_stand_in_both_statements(
    helper_and_asker: tuple[Member, Member], people: People
) -> None:
    helper, asker = helper_and_asker

    # Given a member says what they can do, and lets members find it
    say_what_one_can_do(helper.page)

    # When another finds them, asks for three hours, they agree, and both say that it is done
    ask_for_help(asker.page, "Our first run charts")
    take_the_next_step(helper.page, "Agree to 3 hours")
    take_the_next_step(helper.page, "It took this long")
    take_the_next_step(asker.page, "Confirm 3 hours")

    # Then both read it in their own statements, and the sum of all balances stays nothing
    expect_in_statement(helper.page, "3 hours given, nothing received", "Asker")
    expect_in_statement(asker.page, "nothing given, 3 hours received", "Helper")
    summary = people.get("/timebank/summary")
    assert (summary["sum_of_balances"], summary["exchanges"] >= 1) == (0, True)


def say_what_one_can_do(page: Page) -> None:
    page.goto("/skills/mine/add")
    page.get_by_label("What can you do, or are you learning?").fill("run charts")
    page.get_by_label("I coach others in it").check()
    page.get_by_role("button", name="Add this skill").click()
    page.goto("/skills/mine/page")
    page.get_by_label("Members of Q").check()
    page.get_by_label("What are you called beside them?").fill("Ada Helper")
    page.get_by_label("Where are you?").fill("EX4 6NB")
    page.get_by_role("button", name="Save").click()
    page.goto("/skills/mine")
    expect(page.get_by_role("heading", name="Run charts")).to_be_visible()


def ask_for_help(page: Page, what: str) -> None:
    """Of whoever is called Ada Helper; today, for three hours."""
    page.goto("/find-help")
    page.get_by_label("What do you need help with?").fill("who can coach run charts")
    page.get_by_role("button", name="Find help").click()
    card = page.locator(".nhsuk-card", has_text="Ada Helper")
    expect(card).to_contain_text("Run charts")
    card.get_by_role("button", name=re.compile("Ask for help")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Helper")
    page.get_by_label("They help me").check()
    page.get_by_label("What is it about?").fill(what)
    page.get_by_label("How much time?").fill("3")
    today = datetime.now(ZoneInfo("Europe/London")).date()
    for part, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(part, exact=True).fill(str(number))
    page.get_by_role("button", name="Send the proposal").click()
    expect(page.get_by_text("Wait for the other side to agree.")).to_be_visible()


def take_the_next_step(page: Page, button: str) -> None:
    """The one that the page of one's exchanges leads to."""
    page.goto("/my-exchanges")
    page.get_by_role("link", name="Our first run charts").click()
    expect(page.get_by_role("heading", name="Your next step")).to_be_visible()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name=button)).to_have_count(0)


def expect_in_statement(page: Page, sums: str, other: str) -> None:
    page.goto("/my-account")
    page.get_by_role("link", name="Your whole statement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My statement")
    expect(page.get_by_text(sums)).to_be_visible()
    line = page.get_by_role("row").filter(has_text="Our first run charts")
    expect(line).to_contain_text(other)
    expect(line).to_contain_text("3 hours")
