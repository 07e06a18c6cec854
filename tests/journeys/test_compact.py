"""A new version of the Compact: everybody is asked once and answers for themselves."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from journeys.people import Browser, People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

SUBJECT = "Compact has changed"


def test_every_member_is_asked_by_one_mail_and_can_accept(
    platform: Platform, people: People, coordinator: Person
) -> None:
    # Given some members, one of whom is reading along
    reader = people.member("SCO")
    platform.wait_until_quiet()
    everybody = [
        row["email"]
        for row in people.get("/members/export", people.setup, format="json")["items"]
        if not row.get("left")
    ]
    assert {reader.email, coordinator.email} <= set(everybody)
    held = people.get("/compact")["version"]
    # When the national team publishes a version that holds from today
    text = {
        "text": "# The Compact\n\nWe share what we learn.",
        "summary_of_changes": "Shorter.",
        "effective": datetime.now(ZoneInfo("Europe/London")).date().isoformat(),
    }
    published = people.ask("POST", "/compact", people.setup, json=text)
    assert published.status_code == 201, published.text
    version = published.json()["version"]
    assert version != held
    # Then everybody gets one mail about it
    eventually(lambda: all(platform.letters(email, SUBJECT) for email in everybody))
    platform.wait_until_quiet()
    asked = Counter({email: len(platform.letters(email, SUBJECT)) for email in everybody})
    assert set(asked.values()) == {1}
    # and accepts it in their own profile, where the question then is gone
    with Browser(platform) as browser:
        browser.follow(people.sign_in_link(reader))
        before = browser.look("/api/v1/me").json()["compact"]
        assert (before["version"], before["prompt"]) == (held, True)
        accepted = browser.submit(browser.look("/compact"), "/compact/accept", version=version)
        assert accepted.status_code == 200, accepted.text
        after = browser.look("/api/v1/me").json()["compact"]
    assert (after["version"], after["prompt"]) == (version, False)
