"""A new e-mail address: wished for, confirmed by the link that went there, signed in with."""

import pytest

from journeys.people import Browser, People, ticket_of
from journeys.running import Platform

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

WANTED, NOTED, CHANGED = "Confirm your new e-mail address", "asked to change", "is changed"


def test_a_new_address_is_taken_when_its_link_is_confirmed(platform: Platform, people: People) -> None:
    # Given a member who is signed in and wishes for another address
    person = people.member("KSS")
    new = people.address("new")
    with Browser(platform) as browser:
        browser.follow(people.sign_in_link(person))
        page = browser.look("/me/email")
        version = str(browser.look("/api/v1/me").json()["version"])
        browser.submit(page, "/me/email", email=new, version=version)
        # Then a link goes to the new address and a note to the old one, and nothing has changed
        letter = platform.letter(new, WANTED)
        assert person.email not in letter["text"]
        assert new not in platform.letter(person.email, NOTED)["text"]
        assert browser.look("/api/v1/me").json()["email"] == person.email
        # When the link is opened, as a mail scanner does, still nothing changes
        link = next(each for each in letter["links"] if "/email-change?" in each)
        with Browser(platform) as elsewhere:
            for _ in range(2):
                looked = elsewhere.look(link)
                assert "Confirm your new e-mail address" in looked.text
            assert browser.look("/api/v1/me").json()["email"] == person.email
            # and when its button is pressed, the address is the member's
            elsewhere.submit(looked, "/email-change", ticket=ticket_of(link))
            assert browser.look("/api/v1/me").json()["email"] == new
            assert elsewhere.look(link).status_code == 409
    platform.letter(person.email, CHANGED)
    # From then on the new address signs in, and the old one is nobody's
    platform.wait_until_quiet()
    for email in (person.email, new):
        assert people.ask("POST", "/sign-in", json={"email": email}).status_code == 202
    platform.letter(new, "link to sign in")
    assert len(platform.letters(person.email, "link to sign in")) == 1
