"""The address of one's own calendar in a real browser: shown once, and copied with one press."""

import pytest

from .looking import keep_picture, lay_out, too_wide, violations

pytestmark = pytest.mark.browser


def test_an_address_is_made_shown_and_copied(site, read_page):
    page = read_page("/my-calendar", "coordinator", 1280)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Make my address").click()
    field = page.get_by_label("The secret address of your calendar")
    address = field.input_value()
    assert address.endswith(".ics")
    page.get_by_role("button", name="Copy address").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == address
    for width in (1280, 375):
        lay_out(page, width)
        assert violations(page) == []
        keep_picture(page, "/my-calendar-made", "coordinator", width)
    lay_out(page, 320)
    assert too_wide(page) == []
