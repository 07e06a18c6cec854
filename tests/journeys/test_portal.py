"""Joining in a browser, from the form to the profile: with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.browsing import sign_in_with_second_factor
from journeys.people import People, Person, sign_in_link_of
from journeys.running import Platform

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.timeout(300)]

REGION = "KSS"


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_somebody_joins_is_accepted_and_chooses_what_others_see(
    scripts: bool, chromium: Browser, platform: Platform, people: People
) -> None:
    applicant = Person("", people.address("grace"), f"Grace {'Script' if scripts else 'Plain'}")
    keeper = people.officer("coordinator", REGION, token=False)
    contexts = [chromium.new_context(base_url=platform.url, java_script_enabled=scripts) for _ in range(2)]
    try:
        theirs, office = (context.new_page() for context in contexts)
        apply(theirs, applicant)
        sign_in_with_second_factor(office, people, keeper, f"/pipeline/{REGION}")
        accept(office, applicant)
        welcome = platform.letter(applicant.email, "Welcome")
        choose_what_others_see(theirs, sign_in_link_of(welcome), applicant)
    finally:
        for context in contexts:
            context.close()


def apply(page: Page, applicant: Person) -> None:
    page.goto("/join")
    page.get_by_label("Your region or nation").select_option(REGION)
    page.get_by_label("Your name").fill(applicant.name)
    page.get_by_label("E-mail address").fill(applicant.email)
    page.get_by_label("Why would you like to join?").fill("To share what works on our ward.")
    page.get_by_label("I accept the Compact").check()
    page.get_by_role("button", name="Send application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Application sent"))


def accept(page: Page, applicant: Person) -> None:
    page.goto(f"/pipeline/{REGION}")
    page.get_by_role("link", name=applicant.name).click()
    page.get_by_role("button", name="I will read this application").click()
    page.get_by_role("radio", name="Accept").check()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("The application is accepted.")).to_be_visible()
    expect(page.get_by_role("button", name="Save the decision")).to_have_count(0)


def choose_what_others_see(page: Page, link: str, member: Person) -> None:
    assert not visitors_find(page, member)
    page.goto(link)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/me")
    expect(page.get_by_text(member.email).first).to_be_visible()
    page.goto("/me/visibility")
    page.get_by_label("Name", exact=True).select_option("public")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
    assert member.name in page.get_by_role("main").inner_text()
    assert visitors_find(page, member)


def visitors_find(page: Page, member: Person) -> bool:
    """Whether the directory shows this name to somebody who is not signed in; never the address."""
    browser = page.context.browser
    assert browser is not None
    visitor = browser.new_page(base_url="/".join(page.url.split("/")[:3]))
    try:
        visitor.goto(f"/members?q={member.name.split()[1]}")
        assert member.email not in visitor.content()
        return visitor.get_by_role("main").get_by_text(member.name).count() > 0
    finally:
        visitor.close()
