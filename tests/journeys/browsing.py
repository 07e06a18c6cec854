"""What people do in a browser, whichever page they want: sign in, with a second factor where it is asked."""

import re

import pyotp
from playwright.sync_api import Page, expect

from journeys.people import People, Person, sign_in_link_of


def sign_in(page: Page, people: People, person: Person) -> None:
    """A member asks for a link and follows it."""
    page.goto(people.sign_in_link(person))
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_in_with_second_factor(page: Page, people: People, keeper: Person, closed: str) -> None:
    """A keeper asks for a link, follows it, sets up an app and enters its code.

    ``closed`` is a page that only keepers open: before the code it is not.
    """
    people.platform.letter(keeper.email, "Welcome")
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(keeper.email)
    page.get_by_role("button", name=re.compile("link", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your e-mail")
    letter = people.platform.letter(keeper.email, "link to sign in")
    page.goto(sign_in_link_of(letter))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your authenticator app")
    page.goto(closed)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your authenticator app")
    secret = page.locator("p", has_text="Key:").locator("code").inner_text()
    page.get_by_label("Code from your app").fill(pyotp.TOTP(secret.replace(" ", "")).now())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.get_by_role("button", name="I have written them down").click()
