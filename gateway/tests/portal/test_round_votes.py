"""The vote of a round in the portal: two pages, a receipt, a result that a lay person can follow."""

from typing import Any

import pytest
from flask import Flask

from chassis.identity import Caller
from contracts.ballots import RECEIPT
from gateway.parts import EXTENSION
from gateway.portal.presenting.ballots import grace_in_words

from ..round_votes import FLOW, HOSPITAL, OUTPATIENTS, RoundVotes  # noqa: TID252 - tests are no installed package
from .page import Browser, Page

THREE_AND_THREE = "f2 f3 f4 o1 o2 o3"
WAYS = ("f2 f3 f4 o1 o2 o3", "f3 f4 f5 o1 o2 o4", "f2 f3 f5 o1 o3 o5", "")


@pytest.fixture
def votes(bus) -> RoundVotes:
    return RoundVotes(bus).open()


@pytest.fixture
def tallied(votes: RoundVotes) -> RoundVotes:
    for number in range(12):
        votes.vote(number, WAYS[number % 4])
    return votes.tally()


def place(votes: RoundVotes, what: str = "vote") -> str:
    return f"/rounds/{votes.id}/{what}"


def sent(page: Page, path: str, votes: RoundVotes, names: str, **more: Any) -> dict[str, Any]:
    return {**page.answers(path), "project": votes.several(names), **more}


def check(browser: Browser, votes: RoundVotes, names: str, status: int = 200, **more: Any) -> Page:
    page = browser.get(place(votes))
    return Page(browser.post(place(votes), sent(page, place(votes), votes, names, **more), status))


def cast(browser: Browser, votes: RoundVotes, checking: Page, names: str, status: int = 200) -> Page:
    action = place(votes, "vote/cast")
    return Page(browser.post(action, sent(checking, action, votes, names), status))


def receipt_in(page: Page) -> str:
    [shown] = [each.text for each in page.all("strong") if RECEIPT.match(each.text)]
    return shown


def test_the_paper_stands_by_theme_in_the_order_of_the_lot_and_says_how_many(browser, votes, calling):
    calling(votes.voters[1])
    page = browser.get(place(votes))
    assert [each.text for each in page.all("legend")] == [FLOW, OUTPATIENTS, "Or choose none"]
    assert f"Choose six projects: three of {FLOW} and three of {OUTPATIENTS}." in page.text
    labels = [each.text for each in page.all("label") if each.text[0].isdigit()]
    numbers = [int(each.split(".")[0]) for each in labels]
    assert numbers[:5] == sorted(numbers[:5])
    assert numbers[5:] == sorted(numbers[5:])
    assert "£20,000" in page.text


def test_a_member_votes_in_two_pages_and_finds_the_ballot_by_its_receipt(browser, votes, calling):
    calling(votes.voters[1])
    checking = check(browser, votes, THREE_AND_THREE)
    assert checking.h1 == "Check and cast your ballot"
    assert "They cost £120,000 together." in checking.text
    done = cast(browser, votes, checking, THREE_AND_THREE)
    assert done.h1 == "Your ballot is cast"
    receipt = receipt_in(done)
    assert receipt_in(cast(browser, votes, checking, THREE_AND_THREE)) == receipt  # reloaded
    assert browser.get(place(votes)).h1 == "You have voted"

    votes.tally()
    calling()
    ballots = place(votes, "ballots")
    found = browser.send(
        browser.get(ballots), ballots, {"receipt": f"{receipt[:4].lower()} {receipt[4:]}"}, 200
    )
    assert found.h1 == "Your ballot was counted"
    assert f"{FLOW} project 2" in found.text
    unknown = browser.send(browser.get(ballots), ballots, {"receipt": "A" * 20}, 422)
    assert "No published ballot" in unknown.text


def test_the_receipt_and_the_secret_stand_in_no_address_and_in_no_store_of_the_gateway(
    browser, votes, calling, app: Flask
):
    calling(votes.voters[1])
    checking = check(browser, votes, THREE_AND_THREE)
    secret = checking.answers(place(votes, "vote/cast"))["ballot_secret"]
    done = cast(browser, votes, checking, THREE_AND_THREE)
    database = app.extensions[EXTENSION].database
    kept = " ".join(repr(list(database[name].find())) for name in database.list_collection_names())
    assert secret not in kept
    assert receipt_in(done) not in kept
    assert not any(receipt_in(done) in (each.attributes.get("href") or "") for each in done.all("a"))
    assert done.response.headers["Cache-Control"] == "no-store"


def test_what_is_saved_is_there_again_and_can_be_thrown_away(browser, votes, calling):
    calling(votes.voters[1])
    kept = browser.send(
        browser.get(place(votes)), place(votes), {"project": votes.several("f2 f3"), "action": "save"}
    )
    assert "You have not voted yet" in kept.text
    ticked = {
        each.attributes["value"] for each in kept.all("input", name="project") if "checked" in each.attributes
    }
    assert ticked == {*votes.several("f2 f3")}
    page = browser.get(place(votes))
    answers = {**page.answers(place(votes)), "action": "save"}
    del answers["project"]
    browser.post(place(votes), answers)
    assert votes.paper(votes.voters[1])["mine"]["draft"] == []


@pytest.mark.parametrize(
    ("voter", "names", "said", "theme"),
    [
        (1, "f1 f2 f3 f4 o1 o2 o3", "Choose exactly 6; you chose 7.", FLOW),
        (1, "f1 f2 f3 o1 o2 o3 o4", "Choose exactly 6; you chose 7.", OUTPATIENTS),
        (1, "f1 f2 f3 f4 o1 o2", f"Choose 3 of {FLOW}; you chose 4.", FLOW),
        (0, "f1 f2 f3 o1 o2 o3", "Nobody votes for a project of their own.", FLOW),
        (1, "", "Choose projects, or say below that you leave your ballot blank", FLOW),
    ],
)
def test_what_is_wrong_is_said_beside_its_theme_and_nothing_is_cast(
    browser, votes, calling, voter, names, said, theme
):
    calling(votes.voters[voter])
    page = check(browser, votes, names, 422)
    field = f"project-{(FLOW, OUTPATIENTS).index(theme) + 1}"
    assert page.error_of(field) == said
    assert votes.paper(votes.voters[voter])["mine"]["voted"] is False


def test_ones_own_project_cannot_be_ticked_and_says_why(browser, votes, calling):
    calling(votes.voters[0])
    page = browser.get(place(votes))
    [own] = [each for each in page.all("input", name="project") if "disabled" in each.attributes]
    assert own.attributes["value"] == votes.ids["f1"]
    assert "Your own project" in page.text


def test_a_blank_ballot_is_cast_on_purpose(browser, votes, calling):
    calling(votes.voters[1])
    assert "Take this tick out" in check(browser, votes, "f2", 422, blank="yes").error_of("blank")
    checking = check(browser, votes, "", blank="yes")
    assert "a blank ballot" in checking.text
    assert cast(browser, votes, checking, "").h1 == "Your ballot is cast"


def test_who_says_where_they_work_is_only_added_up(browser, bus, calling):
    votes = RoundVotes(bus, voters=24, ballot={"kind": "approval"}).open()
    for number in range(1, 24):
        votes.vote(
            number, "f2" if number % 2 else "o1", **({"organisation": HOSPITAL} if number < 12 else {})
        )
    calling(votes.voters[0])
    checking = check(browser, votes, "o1")
    cast_at = place(votes, "vote/cast")
    answers = {**sent(checking, cast_at, votes, "o1"), "organisation": f" {HOSPITAL.lower()} "}
    Page(browser.post(cast_at, answers, 200))
    votes.tally()
    calling()
    page = browser.get(place(votes, "results"))
    assert any(each.text.endswith("own organisation") for each in page.all("h2"))
    assert "6 (50%)" in page.text
    head, *lines = browser.client.get(place(votes, "results.csv")).text.splitlines()
    assert head.endswith("percent_from_own_organisation,percent_of_ballots_from_organisation")
    assert any(line.endswith(f",{HOSPITAL},6,50.0,50.0") for line in lines)


def test_a_choice_can_be_changed_on_the_second_page(browser, votes, calling):
    calling(votes.voters[1])
    checking = check(browser, votes, THREE_AND_THREE)
    answers = sent(checking, place(votes), votes, THREE_AND_THREE, action="change")
    again = Page(browser.post(place(votes), answers, 200))
    assert again.h1 == "Vote"
    assert sum("checked" in each.attributes for each in again.all("input", name="project")) == 6


def test_a_second_device_learns_that_the_vote_was_counted_already(browser, votes, calling):
    calling(votes.voters[1])
    first, second = check(browser, votes, THREE_AND_THREE), check(browser, votes, "f3 f4 f5 o1 o2 o3")
    cast(browser, votes, first, THREE_AND_THREE)
    late = cast(browser, votes, second, "f3 f4 f5 o1 o2 o3", 409)
    assert late.h1 == "Your vote was counted already"
    assert "from another device" in late.text


def test_after_noon_a_ballot_is_refused_by_the_stated_rule(browser, votes, calling):
    calling(votes.voters[1])
    checking = check(browser, votes, THREE_AND_THREE)
    votes.close()
    late = cast(browser, votes, checking, THREE_AND_THREE, 409)
    assert late.h1 == "Your ballot was not taken"
    assert "It is too late. Members vote from" in late.text
    assert (
        "A ballot that comes before 12:10 on that day is still taken; later ones do not count." in late.text
    )
    assert "Voting has closed." in browser.get(place(votes)).text


def test_who_is_not_on_the_roll_reads_since_when_it_stands(browser, votes, calling):
    calling(votes.member("joined-later"))
    page = browser.get(place(votes))
    assert page.h1 == "You cannot vote here now"
    assert "You are not on the roll. Those vote who were active members when voting opened, on" in page.text


def test_before_it_opens_and_after_it_was_cancelled_the_page_says_so(browser, bus, calling):
    votes = RoundVotes(bus)
    calling(votes.voters[1])
    assert "Voting has not opened. Members vote from" in browser.get(place(votes)).text
    votes.open().cancel()
    assert "This round was cancelled: There is no fund." in browser.get(place(votes)).text


def test_where_nothing_came_onto_the_paper_nobody_is_told_that_voting_is_to_come(browser, bus, calling):
    votes = RoundVotes(bus, projects=())
    votes.go_past()
    calling(votes.voters[1])
    for part in ("vote", "roll", "ballots", "results"):
        assert "No vote was held" in browser.get(place(votes, part)).text, part


def test_a_round_that_was_cancelled_promises_no_roll_and_no_ballots(browser, bus, calling):
    votes = RoundVotes(bus)
    votes.cancel()
    calling(votes.voters[1])
    assert "This round was cancelled before members voted" in browser.get(place(votes, "roll")).text
    assert "no ballot is published" in browser.get(place(votes, "ballots")).text


@pytest.mark.parametrize(
    ("minutes", "closes_at", "last"),
    [
        (10, "2026-03-28T12:00:00+00:00", "12:10 on that day"),
        (11 * 60 + 59, "2026-03-28T12:00:00+00:00", "23:59 on that day"),
        (24 * 60, "2026-03-28T12:00:00+00:00", "13:00 on Sunday 29 March 2026"),
        (12 * 60, "2026-07-20T11:00:00+00:00", "00:00 on Tuesday 21 July 2026"),
    ],
)
def test_a_grace_is_told_by_the_clock_in_london(minutes, closes_at, last):
    """In the night to 29 March 2026 the clocks go forward."""
    assert f"before {last} is still taken" in grace_in_words(minutes, closes_at)


def test_a_visitor_is_asked_to_sign_in(browser, votes, calling):
    calling()
    answer = browser.client.get(place(votes))
    assert answer.location.startswith("/sign-in?next=")


def test_a_knapsack_beyond_the_pot_is_refused_beside_the_projects(browser, bus, calling):
    votes = RoundVotes(bus, ballot={"kind": "knapsack"}).open()
    calling(votes.voters[1])
    assert (
        "Choose projects that cost no more than the pot of £100,000 together."
        in browser.get(place(votes)).text
    )
    page = check(browser, votes, "f1 f2 f3 o1 o2 o3", 422)
    assert page.error_of("project-1") == "Your choice asks for £20,000 more than there is."


def test_a_lead_of_one_of_three_chooses_the_other_two(browser, bus, calling):
    votes = RoundVotes(bus, projects=("f1", "f2", "f3", "o1", "o2", "o3")).open()
    calling(votes.voters[0])
    assert "so you choose those that there are" in browser.get(place(votes)).text
    assert check(browser, votes, "f2 f3 o1 o2 o3").h1 == "Check and cast your ballot"


def test_the_roll_tells_visitors_how_many_and_members_who(browser, votes, calling, people: dict[str, Caller]):
    calling()
    page = browser.get(place(votes, "roll"))
    assert "12 members are on the roll" in page.text
    assert "Sign in to read it" in page.text
    calling(votes.voters[1])
    page = browser.get(place(votes, "roll"))
    assert "You are on it." in page.text
    assert f"/members/{votes.voters[3].subject}" in page.links().values()


def test_the_result_says_why_by_the_rule_that_decides_and_what_the_other_would_do(browser, tallied, calling):
    calling()
    page = browser.get(place(tallied, "results"))
    assert (
        "12 of the 12 members on the roll voted: a turnout of 100%. 3 ballots were left blank." in page.text
    )
    assert "Together £100,000 of the pot of £100,000; £0 is left." in page.text
    assert "Not funded: nobody voted for it." in page.text
    assert "exchange tally round-" in page.text
    assert "The lot chose between" in page.text
    assert {place(tallied, "results.pb"), place(tallied, "results.csv"), place(tallied, "ballots")} <= {
        *page.links().values()
    }


def test_before_the_tally_the_result_the_ballots_and_the_file_are_not_there(browser, votes, calling):
    calling()
    assert "The votes are not counted yet." in browser.get(place(votes, "results")).text
    assert "Every ballot is published" in browser.get(place(votes, "ballots")).text
    assert browser.client.get(place(votes, "results.pb")).status_code == 409


def test_the_files_are_downloads(browser, tallied, calling):
    calling()
    file = browser.client.get(place(tallied, "results.pb"))
    assert file.text.startswith("META\n")
    assert file.headers["Content-Disposition"] == f"attachment; filename=round-{tallied.id}.pb"
    sheet = browser.client.get(place(tallied, "results.csv"))
    assert "greedy_funded" in sheet.text.splitlines()[0]
