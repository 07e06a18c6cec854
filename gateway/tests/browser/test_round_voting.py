"""A vote in a round in a real browser: by keyboard, without scripts, from two devices."""

import pytest
from playwright.sync_api import Page, expect

from .test_voting import is_sound

pytestmark = pytest.mark.browser

PROJECTS = tuple(f"Flow through hospital project {number}" for number in (2, 3, 4)) + tuple(
    f"Outpatients project {number}" for number in (1, 2, 3)
)


def tick_by_keyboard(page: Page, *titles: str) -> None:
    for title in titles:
        box = page.get_by_role("checkbox", name=title, exact=False)
        if not box.is_checked():
            box.focus()
            page.keyboard.press("Space")


def vote_page(site, name: str = "voting_round") -> str:
    return f"/rounds/{site.world.ids[name]}/vote"


def test_a_vote_by_keyboard_alone_with_every_page_sound(open_page, site):
    page = open_page(vote_page(site), "coordinator")
    page.get_by_role("button", name="Check your ballot").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("leave your ballot blank")
    is_sound(page, "round_vote_error")
    page.get_by_role("alert").get_by_role("link").first.press("Enter")
    assert page.evaluate("document.activeElement.name") == "project"
    tick_by_keyboard(page, *PROJECTS)
    page.get_by_role("button", name="Check your ballot").press("Enter")
    expect(page.locator("h1")).to_have_text("Check and cast your ballot")
    is_sound(page, "round_vote_check")
    page.get_by_role("button", name="Cast my ballot").press("Enter")
    expect(page.locator("h1")).to_have_text("Your ballot is cast")
    is_sound(page, "round_vote_done")
    assert page.locator(".qc-receipt").inner_text() not in page.url


def test_a_choice_is_kept_and_cast_later_without_scripts(open_page, site):
    page = open_page(vote_page(site), "national_team", scripts=False)
    page.get_by_role("checkbox", name=PROJECTS[0]).check()
    page.get_by_role("button", name="Save and come back").click()
    expect(page.locator("main")).to_contain_text("You have not voted yet")
    expect(page.get_by_role("checkbox", name=PROJECTS[0])).to_be_checked()
    for title in PROJECTS[1:]:
        page.get_by_role("checkbox", name=title).check()
    page.get_by_role("button", name="Check your ballot").click()
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.locator("h1")).to_have_text("Your ballot is cast")


def test_of_two_devices_the_second_learns_that_the_vote_was_counted(open_page, site):
    first, second = (open_page(vote_page(site, "knapsack_round"), "member") for _ in range(2))
    for page in (first, second):
        page.get_by_role("checkbox", name=PROJECTS[0]).check()
        page.get_by_role("button", name="Check your ballot").click()
    first.get_by_role("button", name="Cast my ballot").click()
    expect(first.locator("h1")).to_have_text("Your ballot is cast")
    second.get_by_role("button", name="Cast my ballot").click()
    expect(second.locator("h1")).to_have_text("Your vote was counted already")
    is_sound(second, "round_vote_twice")


def test_what_a_receipt_leads_to_is_sound(open_page, site):
    page = open_page(f"/rounds/{site.world.ids['counted_vote']}/ballots")
    page.get_by_label("Your receipt").fill("A" * 20)
    page.get_by_role("button", name="Find my ballot").click()
    expect(page.get_by_role("alert")).to_contain_text("No published ballot")
    is_sound(page, "round_receipt_unknown")
    receipt = page.locator("tbody tr").first.locator("th, td").first.inner_text().split()[-1]
    page.get_by_label("Your receipt").fill(receipt)
    page.get_by_role("button", name="Find my ballot").click()
    expect(page.locator("h1")).to_have_text("Your ballot was counted")
    is_sound(page, "round_receipt")
    assert receipt not in page.url
