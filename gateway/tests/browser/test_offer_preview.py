"""Before an offer is published its owner sees what others will see; the page comes of a form (row 59)."""

import re

import pytest
from playwright.sync_api import expect

from .looking import keep_picture, lay_out, too_wide, violations

pytestmark = pytest.mark.browser


def test_the_preview_is_as_good_as_any_page(open_page):
    page = open_page("/offers/new", "member")
    page.get_by_label("What do you offer, in a few words?").fill("Coaching in control charts")
    page.get_by_label("How much time in all?").fill("1.5")
    page.get_by_label("It can be online").check()
    page.get_by_role("button", name="Go on to the preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you publish")
    expect(page.get_by_label(re.compile("Statistical process control"))).to_be_checked()
    for width in (1280, 375):
        lay_out(page, width)
        assert violations(page) == []
        keep_picture(page, "/offers/new-preview", "member", width)
    lay_out(page, 320)
    assert too_wide(page) == []
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Offer: Coaching in control charts")
