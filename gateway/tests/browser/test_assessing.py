"""An assessment and a recommendation in a real browser: by keyboard, without scripts."""

import pytest
from playwright.sync_api import expect

from .test_voting import is_sound

pytestmark = pytest.mark.browser


def test_a_proposal_is_assessed_by_keyboard_alone_with_every_page_sound(open_page, site):
    page = open_page(f"/assessments/{site.world.ids['judged_draft']}", "operator")
    page.get_by_role("button", name="Go on").press("Enter")
    is_sound(page, "assessment_conflict_error")
    page.get_by_role("alert").get_by_role("link").press("Enter")
    assert page.evaluate("document.activeElement.name") == "conflict"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Assess: Fewer falls on wards at night")
    page.get_by_role("radio", name="3").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Most falls happen at night.")
    page.get_by_role("button", name="Hand it in").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Give points, and say why.")
    is_sound(page, "assessment_error")
    expect(page.get_by_label("Why? (Benefit to patients)")).to_have_value("Most falls happen at night.")
    page.get_by_role("radio", name="3").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Your draft is saved. Nobody else reads it.")


def test_several_are_recommended_without_scripts(open_page, site):
    path = f"/rounds/{site.world.ids['assessing_round']}/panel/results"
    page = open_page(path, "convenor", scripts=False)
    page.get_by_role("button", name="Recommend them").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one proposal")
    for title in ("Letters that patients can read", "A huddle that ends on time"):
        page.get_by_role("checkbox", name=title).check()
    page.get_by_role("radio", name="Not on the shortlist").check()
    page.get_by_label("Why?").fill("It is done already.")
    page.get_by_role("button", name="Recommend them").click()
    expect(page.locator("main")).to_contain_text("Your recommendation is kept. Another keeper decides.")
