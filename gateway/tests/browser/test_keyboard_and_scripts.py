"""The portal without JavaScript and without a mouse."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_somebody_applies_without_scripts(open_page, site):
    page = open_page("/join", scripts=False)
    page.get_by_role("button", name="Send application").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    assert page.title().startswith("Error: Join Q")
    page.get_by_label("Your region or nation").select_option("WOE")
    page.get_by_label("Your name").fill("Sam Without-Scripts")
    page.get_by_label("E-mail address").fill("sam@example.org")
    page.get_by_label("Why would you like to join?").fill("To share what I know.")
    page.get_by_label("I accept the Compact").check()
    page.get_by_role("button", name="Send application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Application sent")


def test_the_menu_is_whole_without_scripts(open_page):
    page = open_page("/", "coordinator", width=375, scripts=False)
    for name in ("Regions", "Members", "My profile", "Applications", "Import", "Compact"):
        assert page.get_by_role("navigation", name="Main").get_by_role("link", name=name).is_visible()


def test_an_import_is_followed_without_scripts(open_page, site):
    page = open_page("/imports/" + site.world.ids["working_import_id"], "coordinator", scripts=False)
    page.get_by_role("link", name="Check again").click()
    expect(page.get_by_role("progressbar")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/join", "/regions/WOE", "/members"])
def test_the_first_tab_stop_is_the_skip_link_and_it_leads_to_the_content(open_page, path):
    page = open_page(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")
    page.wait_for_url("**#maincontent")  # the browser goes there in its own time
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_after_a_mistake_the_summary_has_the_focus_and_leads_to_the_field(open_page):
    page = open_page("/join")
    page.get_by_role("button", name="Send application").click()
    page.wait_for_function("document.activeElement.classList.contains('nhsuk-error-summary')")
    page.get_by_role("link", name="Enter your name").click()
    expect(page.locator("#name")).to_be_focused()


def test_no_page_is_stopped_by_its_own_policy_or_asks_another_host(open_page, site, contexts):
    page = open_page("/")
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/regions/WOE", "/growth", "/join"):
        page.goto(path)
    assert said == []
    assert [url for url in asked if not url.startswith(site.url)] == []


def test_a_running_import_is_looked_at_again_by_itself(open_page, site):
    page = open_page("/imports/" + site.world.ids["working_import_id"], "coordinator")
    with page.expect_request(lambda request: request.resource_type == "fetch", timeout=10_000) as asked:
        page.wait_for_timeout(100)
    assert asked.value.url == page.url
