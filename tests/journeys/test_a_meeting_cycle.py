"""A whole cycle of a group through the portal: agenda, meeting, minutes, an action carried, an act quoted."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from commons.london import LONDON
from journeys.browsing import sign_in, sign_in_with_second_factor
from journeys.people import People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.timeout(300)]

REGION = "NENC"
ACT = "Send papers earlier"


@pytest.fixture
def table(platform: Platform, people: People) -> list[Person]:
    """The convenor and two who hold a seat in the group; meetings has heard of all of it."""
    convenor = people.officer("convenor", REGION, token=False)
    others = [people.member(REGION) for _ in range(2)]
    for path, body in (
        ("/groups", {"region": REGION, "on": "2017"}),
        (f"/groups/{REGION}/opening", {"on": "2018"}),
    ):
        assert people.ask("POST", path, people.setup, json=body).status_code in (200, 201)
    known = platform.database("stewardship")["people"]
    everybody = [convenor, *others]
    eventually(lambda: known.count_documents({"_id": {"$in": [each.id for each in everybody]}}) == 3)
    for number, person in enumerate(everybody):
        seat = {
            "member_id": person.id,
            "kind": "member" if number else "convenor",
            "background": ("Head of improvement", "Nurse consultant", "Patient representative")[number],
            "locations": ["Cumbria"],
            "patient": number == 2,
            "designation": "appointed",
        }
        told = people.ask("POST", f"/groups/{REGION}/seats", people.setup, json=seat)
        assert told.status_code == 201, told.text
    eventually(lambda: platform.database("meetings")["terms"].count_documents({"region": REGION}) == 3)
    return everybody


@pytest.fixture
def browse(chromium: Browser, platform: Platform) -> Iterator[Callable[[], Page]]:
    """Opens a browser without JavaScript for one person."""
    opened = []

    def page() -> Page:
        opened.append(chromium.new_context(base_url=platform.url, java_script_enabled=False))
        return opened[-1].new_page()

    yield page
    for context in opened:
        context.close()


def test_what_one_meeting_promised_and_learnt_begins_the_next(
    browse: Callable[[], Page], people: People, table: list[Person]
) -> None:
    chair, nurse = browse(), browse()
    sign_in_with_second_factor(chair, people, table[0], f"/pipeline/{REGION}")
    sign_in(nurse, people, table[1])

    # Given a meeting of tomorrow, whose agenda a member shapes
    first = plan(chair, "First meeting", datetime.now(UTC) + timedelta(days=1))
    propose(nurse, first, "Share what we learn from incidents", 40)
    propose(chair, first, "Plan the year", 30)
    support(chair, first)
    chair.goto(f"{first}/agenda")
    chair.get_by_role("button", name=re.compile("^Up.*Plan the year$")).click()
    chair.get_by_role("button", name="Publish the agenda").click()
    assert agenda_of(browse(), first) == ["Plan the year", "Share what we learn from incidents"]
    plan_what_is_tried(
        chair, first, "Send papers a week before, so that all have read them", "Five of nine do"
    )

    # When it takes place, earlier than it was planned, and both type its minutes
    begin(chair, first)
    chair.goto(f"{first}/minutes/write")
    chair.get_by_role("button", name="Start the minutes").click()
    nurse.goto(f"{first}/minutes/write")
    type_in(chair, "Plan the year", "Four meetings, one in each area.")
    type_in(
        nurse,
        "Share what we learn from incidents",
        "We ask the trusts. [[withhold personal: A name]]",
    )
    write_down_an_action(chair, first, "Ask three trusts for their incident reviews", "Nurse consultant")
    publish_minutes(chair, first)

    # Then everybody reads them, without what was withheld, and the action is the nurse's
    public = browse()
    public.goto(f"{first}/minutes")
    told = public.get_by_role("main").inner_text()
    assert "Four meetings, one in each area." in told
    assert "We ask the trusts. [withheld: personal information]" in told
    assert "A name" not in public.content()
    public.goto(f"{first}/actions")
    expect(public.get_by_text("Ask three trusts for their incident reviews")).to_be_visible()
    nurse.goto("/my-actions")
    expect(nurse.get_by_text("Ask three trusts for their incident reviews").first).to_be_visible()

    # And what it promised and learnt begins the next meeting
    study(chair, first)
    second = plan(chair, "Second meeting", datetime.now(UTC) + timedelta(days=60))
    chair.goto(f"{second}/agenda")
    expect(chair.get_by_role("heading", name="Actions from before")).to_be_visible()
    expect(chair.get_by_text("Ask three trusts for their incident reviews")).to_be_visible()
    chair.goto(f"{second}/review")
    expect(chair.get_by_role("main")).to_contain_text(ACT)
    chair.goto(f"{second}/review/plan")
    expect(chair.get_by_role("main")).to_contain_text(ACT)


def plan(page: Page, title: str, at: datetime) -> str:
    """Plan and publish a meeting; its address comes back."""
    page.goto(f"/groups/{REGION}/meetings/plan")
    page.get_by_label("Title").fill(title)
    fill_when(page, at)
    page.get_by_label("How many minutes does it last?").fill("120")
    page.get_by_role("radio", name="Face to face", exact=True).check()
    page.get_by_label("Where?", exact=True).fill("Penrith")
    page.get_by_label("Public link").fill("https://watch.example.org/nenc")
    page.get_by_role("button", name="Plan the meeting").click()
    page.get_by_role("button", name="Publish it").click()
    return page.url.split("?")[0].split("#")[0]


def fill_when(page: Page, at: datetime) -> None:
    local = at.astimezone(LONDON)
    day = page.get_by_role("group", name="Which day?")
    for part, value in (("Day", local.day), ("Month", local.month), ("Year", local.year)):
        day.get_by_label(part).fill(str(value))
    page.get_by_label("When does it begin?").fill(f"{local:%H:%M}")


def propose(page: Page, meeting: str, title: str, minutes: int) -> None:
    page.goto(f"{meeting}/agenda")
    page.get_by_label("What is it about?").fill(title)
    page.get_by_label("How many minutes does it need?").fill(str(minutes))
    page.get_by_role("radio", name="Discuss").check()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def support(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}/agenda")
    page.get_by_role("button", name=re.compile("^Support.*incidents$")).click()


def agenda_of(page: Page, meeting: str) -> list[str]:
    """The items in their order, as a visitor reads them; without the time at which each begins."""
    page.goto(f"{meeting}/agenda")
    return [text.split(" ", 1)[1] for text in page.locator(".qc-agenda h3").all_inner_texts()]


def plan_what_is_tried(page: Page, meeting: str, aim: str, prediction: str) -> None:
    page.goto(f"{meeting}/review/plan")
    page.get_by_label("What does the group want to try, and what for?").fill(aim)
    page.get_by_label("What do you think will happen?").fill(prediction)
    page.get_by_role("button", name="Save the plan").click()


def begin(page: Page, meeting: str) -> None:
    """It began ten minutes ago: a journey does not wait for tomorrow."""
    page.goto(f"{meeting}/change")
    fill_when(page, datetime.now(UTC) - timedelta(minutes=10))
    page.get_by_role("button", name="Save").click()
    page.goto(meeting)
    page.get_by_role("button", name="Yes, it took place").click()


def type_in(page: Page, heading: str, text: str) -> None:
    page.get_by_label(f"What was said and decided: {heading}").fill(text)
    page.get_by_role("button", name="Save everything").click()
    expect(page.get_by_label(f"What was said and decided: {heading}")).to_have_value(text)


def write_down_an_action(page: Page, meeting: str, text: str, owner: str) -> None:
    page.goto(f"{meeting}/actions/new")
    page.get_by_label("What is to be done?").fill(text)
    owners = page.get_by_label("Who does it?")
    owners.select_option(
        label=next(each for each in owners.locator("option").all_inner_texts() if owner in each)
    )
    due = datetime.now(UTC) + timedelta(days=40)
    for part, value in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        page.get_by_role("group", name="Due on").get_by_label(part).fill(str(value))
    page.get_by_role("button", name="Write it down").click()


def publish_minutes(page: Page, meeting: str) -> None:
    for press in ("Ask for approval", "Approve these minutes", "Publish"):
        page.goto(f"{meeting}/minutes/approval")
        page.get_by_role("button", name=press, exact=True).click()


def study(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}/review/study")
    page.get_by_label("What happened?").fill("Two of nine had read them.")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{meeting}/review/act")
    page.get_by_role("radio").first.check()
    page.get_by_label("What does the group do next?").fill(ACT)
    page.get_by_role("button", name="Close the cycle").click()
