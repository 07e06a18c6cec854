"""What is learnt, on the running platform: reviewed in a browser, heard from an event (rows 73, 79)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.browsing import sign_in, sign_in_with_second_factor
from journeys.people import People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

REGION, ELSEWHERE = "YH", "NWC"
NUMBER = "943 476 5919"
TITLE = "Two labels alike"
HAPPENED = "Two syringes looked alike, and a nurse noticed in time."


@pytest.mark.browser
def test_a_case_with_an_nhs_number_is_stopped_mended_reviewed_and_read_by_visitors(
    chromium: Browser, platform: Platform, people: People
) -> None:
    writer, keeper = people.member(REGION), people.officer("coordinator", REGION, token=False)
    contexts = [chromium.new_context(base_url=platform.url, java_script_enabled=False) for _ in range(3)]
    try:
        desk, office, outside = (context.new_page() for context in contexts)
        sign_in(desk, people, writer)
        write(desk)
        sign_in_with_second_factor(office, people, keeper, "/learning/to-review")
        review(office)
        platform.letter(writer.email, "What you wrote for the learning library")
        read(outside)
    finally:
        for context in contexts:
            context.close()


def write(page: Page) -> None:
    """It is stopped with the place named; what was typed is still there, and is mended."""
    page.goto("/learning/new")
    page.get_by_role("radio", name="Case study").check()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What happened?").fill(f"{HAPPENED}\nThe patient was {NUMBER}.")
    page.get_by_label("What can others learn from it?").fill("Different colours, and say it aloud.")
    page.get_by_role("radio", name="It worked", exact=True).check()
    page.get_by_label("Topic (optional)").fill("Near misses")
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    place = page.get_by_role("link", name="Line 2, character 17: this looks like an NHS number")
    assert place.get_attribute("href") == "#what_happened"
    expect(page.get_by_label("Title")).to_have_value(TITLE)
    page.get_by_label("What happened?").fill(HAPPENED)
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.get_by_text("Somebody else reads it now")).to_be_visible()


def review(page: Page) -> None:
    page.goto("/learning/to-review")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("radio", name="Publish it").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("I looked for anybody who could be recognised").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("It is published.")).to_be_visible()


def read(page: Page) -> None:
    page.goto("/learning")
    page.get_by_label("Words").fill("near miss syringe")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(HAPPENED)).to_be_visible()
    assert NUMBER not in page.content()


def test_a_lesson_noted_after_an_event_is_reviewed_and_told_to_the_other_regions(
    platform: Platform, people: People
) -> None:
    # Given an event that is over, and a convenor elsewhere
    organiser, reviewer = people.officer("coordinator", REGION), people.officer("convenor", REGION)
    far = people.officer("convenor", ELSEWHERE, token=False)
    event = over(platform, people, organiser)
    platform.wait_until_quiet()

    # When an organiser notes a lesson, and somebody who looks after the region publishes it
    told = {"text": "Small tables work better."}
    assert people.ask("POST", f"/events/{event}/lessons", organiser.token, json=told).status_code == 201
    lesson = eventually(lambda: waiting(people, reviewer))
    assert (lesson["event_id"], lesson["written"]["learning"]) == (event, told["text"])
    said = {"outcome": "published", "identity_checked": True}
    place = f"/learning/{lesson['id']}"
    assert people.ask("POST", f"{place}/reviews", reviewer.token, json=said).status_code == 200

    # Then everybody reads it, and the convenor elsewhere has a mail that leads to it
    assert ELSEWHERE in people.get(place)["shared_with"]
    letter = platform.letter(far.email, "A lesson from another region")
    assert any(link.endswith(place) for link in letter["links"])


def waiting(people: People, reviewer: Person) -> Any:
    """The lesson that waits in the region, once it was heard."""
    found = people.get("/learning/to-review", reviewer.token, region=REGION)["items"]
    return next((each for each in found if each["event_id"]), None)


def over(platform: Platform, people: People, organiser: Person) -> str:
    """The id of an event of the region that ended some hours ago."""
    starts_at = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
    told = {"region": REGION, "kind": "q_event", "title": "Flow", "starts_at": starts_at}
    sent = {**told, "minutes": 60, "place": "Leeds"}
    made = people.ask("POST", "/events", organiser.token, json=sent)
    assert made.status_code == 201, made.text
    event_id = str(made.json()["id"])
    ago = datetime.now(UTC) - timedelta(hours=5)
    platform.database("meetings")["events"].update_one({"_id": event_id}, {"$set": {"starts_at": ago}})
    return event_id
