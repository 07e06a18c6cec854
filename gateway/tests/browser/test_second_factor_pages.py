"""The pages of the second factor, reached as an officer reaches them: app, codes, signing in again."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from .conftest import SIGNED_IN
from .looking import violations

pytestmark = pytest.mark.browser


def test_setting_up_the_app_its_codes_and_the_next_sign_in_have_no_violations(open_page, site):
    page = open_page("/sign-in/second-factor/set-up", f"convenor{SIGNED_IN}")
    key = re.sub(r"\s", "", page.locator("code").first.inner_text())
    page.get_by_label("code", exact=False).last.fill(pyotp.TOTP(key).now())
    page.locator("main form button").click()
    expect(page.locator("h1")).to_contain_text(re.compile("recovery", re.IGNORECASE))
    assert violations(page) == []
    page.goto("/me/second-factor")
    assert violations(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    page.goto(site.sign_in_link("convenor"))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("h1")).to_have_text("Enter your code")
    assert violations(page) == []
