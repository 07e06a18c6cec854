"""One part is down: the rest goes on, says so plainly, and nobody has to start anything again."""

import pytest

from journeys.people import Browser, People, Person
from journeys.running import Platform, ask, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

SENTENCE = "This part of Q Commons is not answering just now. Try again soon."
BACK_SECONDS = 30.0


def test_without_notifications_an_application_is_accepted_and_the_mail_comes_later(
    platform: Platform, people: People, coordinator: Person
) -> None:
    sent = people.apply("WOE")
    platform.letter(sent["email"])
    platform.stop("notifications")
    try:
        accepted = people.decide(sent["id"], coordinator.token, decision="accept")
        assert (accepted.status_code, accepted.json()["stage"]) == (200, "accepted")
        parts = ask("GET", f"{platform.url}/health/ready").json()["parts"]
        assert (parts["notifications"], parts["membership"]) == ("not answering", "ok")
        assert platform.letters(sent["email"], "Welcome") == []
    finally:
        platform.start("notifications")
    platform.letter(sent["email"], "Welcome")
    platform.wait_until_quiet()
    assert len(platform.letters(sent["email"], "Welcome")) == 1


def test_without_membership_the_portal_stands_and_says_what_is_missing(
    platform: Platform, people: People
) -> None:
    gateway = platform.running["gateway"].pid
    before = people.members_of("WOE")
    with Browser(platform) as browser:
        platform.stop("membership")
        try:
            home, regions = browser.look("/"), browser.look("/regions")
            api = people.ask("GET", "/regions")
        finally:
            platform.start("membership")
        assert (home.status_code, "Q Commons" in home.text) == (200, True)
        assert (regions.status_code, SENTENCE in regions.text) == (503, True)
        assert "Traceback" not in regions.text
        assert (api.status_code, api.json()["code"]) == (503, "temporarily_unavailable")
        assert int(api.headers["Retry-After"]) > 0
        eventually(lambda: browser.look("/regions").status_code == 200, BACK_SECONDS)
    assert platform.running["gateway"].pid == gateway
    assert people.members_of("WOE") == before
