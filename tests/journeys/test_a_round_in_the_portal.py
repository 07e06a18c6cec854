"""A round of Q Exchange in browsers without JavaScript: an idea, its proposal, a vote, what became of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from journeys.a_round import AWARD_DAY, SHORTLIST_DAY, THEMES, VOTE_DAY, ExchangeRound, names_of
from journeys.browsing import sign_in
from journeys.people import People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.timeout(600)]

VOTERS = 12
IDEA = "Letters that patients understand"


@pytest.fixture
def lead_and_other(chromium: Browser, platform: Platform) -> Iterator[list[tuple[Person, Page]]]:
    """Two members, each in a browser in which they are signed in."""
    named = [People(platform, surname) for surname in ("Lead", "Other")]
    members = [people.member("SW") for people in named]
    platform.wait_until_quiet()
    contexts = [chromium.new_context(base_url=platform.url, java_script_enabled=False) for _ in members]
    try:
        pages = [context.new_page() for context in contexts]
        for page, people, person in zip(pages, named, members, strict=True):
            sign_in(page, people, person)
        yield list(zip(members, pages, strict=True))
    finally:
        for context in contexts:
            context.close()


def test_an_idea_is_improved_voted_on_and_carried_on_without_an_award(
    lead_and_other: list[tuple[Person, Page]], platform: Platform, people: People
) -> None:
    (_, lead), (_, other) = lead_and_other
    held = ExchangeRound(platform, people, VOTERS)
    in_browsers = {person.id for person, _ in lead_and_other}
    held.voters = [each for each in held.voters if each not in in_browsers]

    # Given an idea, a question, its answer, and a proposal whose text changed because of them
    enter_an_idea(lead, held)
    place = lead.url.split("?")[0]
    ask(other, place, "Who reads the letters before they are sent?")
    answer(lead, place, "Two patients of the ward.")
    improve(lead, place)
    submit(lead, place)
    expect(other.goto(place) and other.get_by_text("1 of 1 question")).to_be_visible()

    # When it is shortlisted beside six others, and members vote
    shortlist(held, place.rsplit("/", 1)[1])
    held.reach(VOTE_DAY)
    eventually(lambda: people.ask("GET", f"{held.path}/paper").status_code == 200)
    expect_own_project_closed(lead, held)
    receipt = vote(other, held)
    others_vote(held)

    # Then everybody reads the result and why, and finds a ballot by its receipt
    held.reach(AWARD_DAY)
    eventually(lambda: people.ask("GET", f"{held.path}/tally").status_code == 200)
    other.goto(f"/rounds/{held.id}/results")
    expect(other.get_by_role("heading", name="Funded by this vote")).to_be_visible()
    other.goto(f"/rounds/{held.id}/ballots")
    other.get_by_label(re.compile("receipt", re.IGNORECASE)).fill(receipt)
    other.get_by_role("button", name=re.compile("Find")).click()
    expect(other.get_by_text(receipt).first).to_be_visible()

    # And without an award it is listed, helped and taken up
    held.do("POST", "/awards/announcement", held.keepers[0], {"round_id": held.id})
    unfunded = place.replace("/proposals/", "/unfunded/")
    eventually(lambda: lead.goto(unfunded) and listing(lead).count())
    list_it(lead)
    offer_help(other, unfunded)
    take_up(lead, unfunded)
    expect(other.goto(unfunded) and other.get_by_text("It was taken up").first).to_be_visible()


def enter_an_idea(page: Page, held: ExchangeRound) -> None:
    page.goto(f"/rounds/{held.id}")
    page.get_by_role("link", name="Enter an idea").first.click()
    page.get_by_label("What would you like to do, in a few words?").fill(IDEA)
    page.get_by_label("Who will be better off").fill("Patients know why they come, and fewer stay away.")
    page.get_by_role("button", name="Enter it").click()
    other_one = page.get_by_role("button", name="Mine is different: enter it")
    if other_one.count():
        other_one.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(IDEA)


def ask(page: Page, place: str, text: str) -> None:
    page.goto(place)
    page.get_by_label("Your comment or question").fill(text)
    page.get_by_label("I would like an answer from the team").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Question, not answered yet")).to_be_visible()


def answer(page: Page, place: str, text: str) -> None:
    page.goto(place)
    page.get_by_role("link", name=re.compile("^Answer")).first.click()
    page.get_by_label("Your answer").fill(text)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text(text)).to_be_visible()


def improve(page: Page, place: str) -> None:
    """The idea becomes a draft; its text names the comment because of which it changed."""
    page.goto(f"{place}/develop")
    page.get_by_role("button", name="Turn it into a proposal").click()
    page.goto(f"{place}/edit")
    page.get_by_label("Plan").fill("Two patients read each letter; we count who comes.")
    page.get_by_label("What the money is for").fill("Time of a writer.")
    page.get_by_label("What it asks for, in pounds").fill("10000")
    page.get_by_label(THEMES[0]).check()
    page.get_by_label("Who reads the letters").check()
    page.get_by_role("button", name="Save this version").click()
    expect(page.get_by_text("There is a problem")).to_have_count(0)


def submit(page: Page, place: str) -> None:
    page.goto(f"{place}/submit")
    page.get_by_role("button", name="Submit the proposal").click()
    expect(page.get_by_text("Submitted").first).to_be_visible()


def shortlist(held: ExchangeRound, from_portal: str) -> None:
    """Six more come through the API; keepers decide without a panel's points."""
    names = [name for theme in (0, 1) for name in names_of(theme)[:3]]
    for lead, name in enumerate(names):
        held.projects[name] = held.enter(name, lead, THEMES[name[0] == "o"])
    held.projects["portal"] = from_portal
    held.reach(SHORTLIST_DAY)
    recommending, determining, _ = held.keepers
    criteria = [{"key": "benefit", "title": "Benefit", "question": "Who is better off?"}]
    held.do("POST", f"{held.path}/panel", recommending, {"criteria": criteria, "wanted": 1})
    items: list[dict[str, Any]] = [
        {"proposal_id": each, "verdict": "shortlisted", "reason": "It helps many."}
        for each in held.projects.values()
    ]
    held.do("POST", f"{held.path}/shortlist/recommendations", recommending, {"items": items})
    without = [{**each, "exception": "Everybody knows these seven."} for each in items]
    held.do("POST", f"{held.path}/shortlist/determinations", determining, {"items": without})
    held.do("POST", f"{held.path}/shortlist/publication", recommending, {})


def expect_own_project_closed(page: Page, held: ExchangeRound) -> None:
    page.goto(f"/rounds/{held.id}/vote")
    expect(page.get_by_label(re.compile(IDEA))).to_be_disabled()


def vote(page: Page, held: ExchangeRound) -> str:
    """Six of seven, three of each theme; the receipt."""
    page.goto(f"/rounds/{held.id}/vote")
    for name in ("f0", "f1", "o0", "o1", "o2"):
        page.get_by_label(re.compile(rf"Project {name}\b")).check()
    page.get_by_label(re.compile(IDEA)).check()
    page.get_by_role("button", name="Check your ballot").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and cast your ballot")
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your ballot is cast")
    return str(page.locator("strong", has_text=re.compile(r"^[A-Z2-7]{20}$")).inner_text())


def others_vote(held: ExchangeRound) -> None:
    for voter in range(6, len(held.voters)):
        told = held.cast(voter, held.ballot("f0", "f1", "f2", "o0", "o1", "o2"))
        assert told.status_code == 200, told.text


def listing(page: Page) -> Locator:
    """The next step of who had the idea, once awards were announced."""
    return page.get_by_role("button", name="List it, and say what you need")


def list_it(page: Page) -> None:
    listing(page).click()
    page.get_by_label("What support would you like?").fill("Somebody who writes plainly.")
    page.get_by_role("button", name="List it").click()
    expect(page.get_by_text("Listed for members").first).to_be_visible()


def offer_help(page: Page, place: str) -> None:
    page.goto(place)
    page.get_by_role("button", name="Offer help").click()
    page.get_by_role("radio").first.check()
    page.get_by_label("In your words").fill("I write such letters every day.")
    page.get_by_role("button", name="Offer it").click()
    expect(page.get_by_text("I write such letters every day.")).to_be_visible()


def take_up(page: Page, place: str) -> None:
    page.goto(place)
    page.get_by_role("button", name=re.compile("Yes, please")).click()
    page.goto(f"{place}/outcome")
    page.get_by_label("It was taken up").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It was taken up").first).to_be_visible()
