"""Pages of projects that come of a form: a search by keyboard, a sheet before it is brought in (row 70)."""

import pytest
from playwright.sync_api import expect

from .looking import keep_picture, lay_out, too_wide, violations

pytestmark = pytest.mark.browser

SHEET = (
    "title,region,issue,date,colour\n"
    "Sepsis six on time,WOE,Sepsis,2018,red\n"
    "Excellence every single day,WOE,Safety,2018,\n"
    "A title that goes on and on and on until no phone can hold it in one line any more,WOE,Flow,soon,\n"
)


def test_a_sheet_before_it_is_brought_in_is_as_good_as_any_page(open_page):
    page = open_page("/projects/import", "coordinator")
    file = {"name": "projects.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the file would do")
    for width in (1280, 375):
        lay_out(page, width)
        assert violations(page) == []
        keep_picture(page, "/projects/import-preview", "coordinator", width)
    lay_out(page, 320)
    assert too_wide(page) == []
    page.get_by_role("button", name="Bring the other lines in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The file is brought in")
    assert violations(page) == []
    keep_picture(page, "/projects/import-apply", "coordinator", 320)


def test_a_facet_is_opened_ticked_and_searched_by_keyboard_alone(open_page):
    page = open_page("/projects", "visitor")
    summary = page.locator("summary", has_text="Medical condition")
    summary.focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("Frailty (1)")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="1 project")).to_be_visible()
    expect(page.get_by_role("link", name="Excellence Every Day")).to_be_visible()
    page.get_by_role("link", name="Remove Frailty").press("Enter")
    expect(page.get_by_role("link", name="Clear all")).to_have_count(0)
