"""A vote in a real browser, with and without scripts: the pages that only a form leads to."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .looking import lay_out, violations
from .test_every_page import DESKTOP, NARROWEST, PHONE

pytestmark = pytest.mark.browser


def is_sound(page: Page, name: str) -> None:
    """axe finds nothing on a wide and a narrow screen, and nothing is wider than the narrowest."""
    for width in (DESKTOP, PHONE):
        lay_out(page, width)
        assert violations(page) == []
        folder = os.environ.get("PAGE_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{name}.{width}.png", full_page=True)
    lay_out(page, NARROWEST)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST


def test_a_vote_in_two_pages_and_the_receipt_looked_up(open_page, site):
    page = open_page(f"/elections/{site.world.ids['voting_election']}/vote", "member")
    page.get_by_role("button", name="Check your ballot").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one candidate")
    is_sound(page, "vote_error")
    page.get_by_label("Ben Example").select_option("1")
    page.get_by_label("Ann Example").select_option("2")
    page.get_by_role("button", name="Check your ballot").click()
    expect(page.locator("h1")).to_have_text("Check and cast your ballot")
    is_sound(page, "vote_check")
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.locator("h1")).to_have_text("Your ballot is cast")
    is_sound(page, "vote_done")
    receipt = page.locator(".qc-receipt").inner_text()
    assert receipt not in page.url


def test_a_receipt_is_looked_up_without_scripts(open_page, site):
    page = open_page(f"/elections/{site.world.ids['declared_election']}/ballots", scripts=False)
    receipt = page.locator("tbody tr").first.locator("th, td").first.inner_text().split()[-1]
    page.get_by_label("Your receipt").fill(receipt)
    page.get_by_role("button", name="Find my ballot").click()
    expect(page.locator("h1")).to_have_text("Your ballot was counted")
    assert receipt not in page.url


def test_what_a_receipt_leads_to_is_sound(open_page, site):
    page = open_page(f"/elections/{site.world.ids['declared_election']}/ballots")
    page.get_by_label("Your receipt").fill("A" * 20)
    page.get_by_role("button", name="Find my ballot").click()
    expect(page.get_by_role("alert")).to_contain_text("No published ballot")
    is_sound(page, "receipt_unknown")
    receipt = page.locator("tbody tr").first.locator("th, td").first.inner_text().split()[-1]
    page.get_by_label("Your receipt").fill(receipt)
    page.get_by_role("button", name="Find my ballot").click()
    is_sound(page, "receipt_found")
