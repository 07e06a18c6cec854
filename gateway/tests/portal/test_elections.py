"""Elections in the portal: two pages to vote, a receipt, a count that a lay person can follow."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from commons.people.domain import Person
from commons.people.store import People
from contracts.ballots import RECEIPT
from stewardship.seats.store import SeatStore

from ..polls import OFFICER, WORDS, Polls, frame  # noqa: TID252 - tests are no installed package
from .page import Browser, Page


@pytest.fixture
def polls(bus: LocalBus) -> Iterator[Polls]:
    return Polls(bus)


@pytest.fixture
def as_(calling: Callable[..., Any]) -> Callable[..., Any]:
    return calling


def number_of(page: Page, name: str) -> str:
    """The field of a candidate's rank, found by its label."""
    [label] = [each for each in page.all("label") if each.text == name]
    return str(label.attributes["for"])


def choose(browser: Browser, election_id: str, *names: str, status: int = 200) -> Page:
    page = browser.get(f"/elections/{election_id}/vote")
    ranks = {number_of(page, name): str(rank) for rank, name in enumerate(names, 1)}
    return browser.send(page, f"/elections/{election_id}/vote", ranks, status)


def receipt_in(page: Page) -> str:
    [shown] = [each.text for each in page.all("strong") if RECEIPT.match(each.text)]
    return shown


def test_a_member_votes_in_two_pages_and_finds_the_ballot_by_its_receipt(browser, polls, as_):
    election_id = polls.open_voting()
    as_(polls.voters[0])
    checking = choose(browser, election_id, "Ben Example", "Ann Example")
    assert checking.h1 == "Check and cast your ballot"
    [choices] = [each.text for each in checking.all("ol") if "Ben Example" in each.text]
    assert choices.index("Ben Example") < choices.index("Ann Example")
    cast = f"/elections/{election_id}/vote/cast"
    done = browser.send(checking, cast, {}, 200)
    assert done.h1 == "Your ballot is cast"
    receipt = receipt_in(done)

    again = browser.send(checking, cast, {}, 200)  # the page was reloaded
    assert receipt_in(again) == receipt
    assert browser.get(f"/elections/{election_id}/vote").h1 == "You have voted"

    polls.reach(election_id, "counted")
    as_()
    ballots = f"/elections/{election_id}/ballots"
    typed = f"{receipt[:4].lower()} {receipt[4:]}"
    found = browser.send(browser.get(ballots), ballots, {"receipt": typed}, 200)
    assert found.h1 == "Your ballot was counted"
    assert "Ben Example" in found.text
    unknown = browser.send(browser.get(ballots), ballots, {"receipt": "A" * 20}, 422)
    assert "No published ballot" in unknown.text


def test_the_receipt_and_the_secret_stand_in_no_address_and_in_no_store_of_the_gateway(
    browser, polls, as_, app: Flask
):
    election_id = polls.open_voting()
    as_(polls.voters[0])
    checking = choose(browser, election_id, "Ben Example")
    secret = checking.answers(f"/elections/{election_id}/vote/cast")["ballot_secret"]
    done = browser.send(checking, f"/elections/{election_id}/vote/cast", {}, 200)
    receipt = receipt_in(done)
    from gateway.parts import EXTENSION

    database = app.extensions[EXTENSION].database
    kept = " ".join(repr(list(database[name].find())) for name in database.list_collection_names())
    assert secret not in kept
    assert receipt not in kept
    assert not any(receipt in (each.attributes.get("href") or "") for each in done.all("a"))
    assert done.response.headers["Cache-Control"] == "no-store"


def test_ranks_that_are_none_are_said_beside_the_candidate_and_nothing_is_cast(browser, polls, as_):
    election_id = polls.open_voting()
    as_(polls.voters[0])
    action = f"/elections/{election_id}/vote"
    page = browser.get(action)
    ann, ben = number_of(page, "Ann Example"), number_of(page, "Ben Example")
    for ranks, said, field in (
        ({}, "Choose at least one candidate", "rank-1"),
        ({ann: "1", ben: "1"}, "is given twice", max(ann, ben)),
        ({ann: "1", ben: "3"}, "The rank 2 is left out", ann),
    ):
        told = browser.send(page, action, ranks, 422)
        assert said in told.error_of(field), ranks
    assert (
        polls.knock("elections.get_election", {"id": election_id}, polls.voters[0])["mine"]["voted"] is False
    )


def test_choices_can_be_changed_on_the_second_page(browser, polls, as_):
    election_id = polls.open_voting()
    as_(polls.voters[0])
    checking = choose(browser, election_id, "Cat Example")
    again = browser.send(checking, f"/elections/{election_id}/vote", {"action": "change"}, 200)
    assert again.h1 == "Vote"
    assert again.answers(f"/elections/{election_id}/vote")[number_of(again, "Cat Example")] == "1"


def test_a_second_ballot_of_another_tab_is_refused(browser, polls, as_):
    election_id = polls.open_voting()
    as_(polls.voters[0])
    first = choose(browser, election_id, "Cat Example")
    second = choose(browser, election_id, "Ben Example")
    cast = f"/elections/{election_id}/vote/cast"
    browser.send(first, cast, {}, 200)
    assert browser.send(second, cast, {}).h1 == "You have voted"


def test_who_cannot_vote_reads_why(browser, polls, as_, people):
    election_id = polls.open_voting()
    as_(people["member"])
    page = browser.get(f"/elections/{election_id}/vote")
    assert page.h1 == "You cannot vote here now"
    assert "not on the electoral roll" in page.text
    as_()
    answer = browser.client.get(f"/elections/{election_id}/vote")
    assert answer.location.startswith("/sign-in?next=")


def test_a_coordinator_sets_up_changes_and_cancels_an_election(browser, polls, as_):
    as_(OFFICER)
    page = browser.get("/elections/new")
    empty = browser.send(page, "/elections/new", {}, 422)
    assert "Enter how many seats" in empty.error_of("seats")
    assert empty.error_of("voting_closes-date")
    asked = {"region": "SW", "seats": "2", "patient_seats": "1", "system_seats": "Devon STP: 1"}
    for name, day in frame().items():
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(day)):
            for part, value in zip(("year", "month", "day"), str(day).split("-"), strict=True):
                asked[f"{name}-{part}"] = value
    made = browser.send(page, "/elections/new", asked)
    assert made.h1.startswith("South West of England: Election for 2 seats")
    assert "Devon STP has at least 1." in made.text
    change = made.links()["Change the rules or days"]
    changed = browser.send(browser.get(change), change, {"seats": "3"})
    assert "3 seats are to be filled" in changed.text
    wrong = browser.send(browser.get(change), change, {"system_seats": "Devon"}, 422)
    assert "Devon STP: 1" in wrong.error_of("system_seats")
    cancel = changed.links()["Cancel this election"]
    as_(Caller("woe-coordinator", frozenset({"member", "coordinator:WOE"}), "WOE"))
    for form in (change, cancel):
        browser.get(form, 404)
    as_(OFFICER)
    assert "Give the reason" in browser.send(browser.get(cancel), cancel, {}, 422).error_of("reason")
    cancelled = browser.send(browser.get(cancel), cancel, {"reason": "Too early."})
    assert "Why it was stopped: Too early." in cancelled.text


def test_a_member_stands_and_two_others_back_them(browser, polls, as_):
    election_id = polls.draft()
    polls.reach(election_id, "nominations_open")
    as_(polls.voters[0])
    stand = f"/elections/{election_id}/stand"
    assert browser.send(browser.get(stand), stand, {}, 422).error_of("consent")
    words = {"shown_name": "Ann Example", **WORDS, "patient": "yes", "consent": "yes"}
    mine = browser.send(browser.get(stand), stand, words)
    assert mine.h1 == "Nomination of Ann Example"
    path = mine.response.request.path
    for voter, button in (
        (polls.voters[1], "I propose this candidate"),
        (polls.voters[2], "I second this candidate"),
    ):
        as_(voter)
        page = browser.get(path)
        assert button in [each.text for each in page.all("button")]
        form = page.answers(f"{path}/support")
        part = "proposer" if "propose" in button else "seconder"
        answer = browser.post(f"{path}/support", {**form, "part": part})
        page = browser.get(answer.headers["Location"])
    assert "Proposed" in page.text
    assert "Seconded" in page.text
    as_()
    assert "Ann Example" in browser.get(f"/elections/{election_id}").text


def test_the_count_sheet_says_who_why_and_what_the_reserved_seat_changed(browser, polls, as_):
    election_id = polls.open_voting()
    for number, names in enumerate([("Ben", "Cat"), ("Ben",), ("Cat",), ("Cat", "Ben"), ("Ann",)]):
        as_(polls.voters[number])
        page = choose(browser, election_id, *(f"{name} Example" for name in names))
        browser.send(page, f"/elections/{election_id}/vote/cast", {}, 200)
    polls.reach(election_id, "counted")
    as_()
    page = browser.get(f"/elections/{election_id}/count")
    assert "5 of the 12 members on the roll voted: a turnout of 41.7%." in page.text
    assert "What the reserved seats changed" in page.text
    assert "reserved patient seat" in page.text
    assert [each.text for each in page.all("caption")] == ["Votes by candidate and stage"]
    file = browser.client.get(f"/elections/{election_id}/ballots.blt")
    assert (file.status_code, file.mimetype) == (200, "text/plain")
    assert "#: patient_seats 1" in file.text
    sheet = browser.client.get(f"/elections/{election_id}/count.csv")
    assert sheet.mimetype == "text/csv"

    as_(OFFICER)
    declare = f"/elections/{election_id}/declare"
    declared = browser.send(browser.get(declare), declare, {})
    assert "The result is declared" in declared.text


def test_before_the_count_the_result_page_says_that_it_is_to_come(browser, polls):
    election_id = polls.open_voting()
    assert "not counted yet" in browser.get(f"/elections/{election_id}/count").text
    assert browser.client.get(f"/elections/{election_id}/ballots").status_code == 409


def test_elections_are_listed_and_the_roll_is_shown_to_members_of_the_region(browser, polls, as_):
    election_id = polls.open_voting()
    page = browser.get("/elections?region=SW")
    [line] = [href for text, href in page.links().items() if text.startswith("Election for 2 seats")]
    assert line == f"/elections/{election_id}"
    assert "sw-001" not in browser.get(f"/elections/{election_id}/roll").text
    as_(polls.voters[4])
    roll = browser.get(f"/elections/{election_id}/roll")
    assert "You are on it." in roll.text
    assert "sw-001" in roll.text


def test_a_vote_comes_first_on_the_page_of_its_group_and_on_the_front_page_of_its_members(
    browser, community, polls
):
    election = f"/elections/{polls.open_voting()}"
    headings = [each.text for each in browser.get("/groups/SW").all("h2")]
    assert headings.index("Elections") < headings.index("Who is in the group")
    community.sign_in(community.admit("Amina Khan", "SW"))
    assert election in browser.get("/").links().values()
    community.sign_in(community.admit("Ben Iver", "WOE"))
    assert election not in browser.get("/").links().values()


def test_whoever_is_asked_by_mail_signs_in_and_agrees_to_stand(browser, polls, as_):
    election_id = polls.draft()
    polls.reach(election_id, "nominations_open")
    asked = {"election": election_id, "candidate": "sw-001"}
    made = polls.knock("nominations.nominate_candidate", asked, polls.voters[1])
    path = f"/elections/{election_id}/nominations/{made['id']}"
    assert browser.client.get(path).location == f"/sign-in?next={path.replace('/', '%2F')}"
    as_(polls.voters[4])
    browser.get(path, 404)
    as_(polls.voters[0])
    page = browser.get(path)
    assert "The candidate has not agreed yet" in page.text
    words = {"shown_name": "Ann Example", **WORDS, "consent": "yes"}
    told = browser.send(page, f"{path}/accept", words)
    assert "The candidate agrees to stand" in told.text
    nameless = browser.send(told, f"{path}/accept", {"shown_name": "", "statement": "I listen twice."}, 422)
    assert nameless.answers(f"{path}/accept")["statement"] == "I listen twice."
    gone = browser.send(told, f"{path}/withdraw", {})
    assert "The candidate has withdrawn." in gone.text


def test_a_member_of_the_region_is_found_by_name_and_proposed(browser, community, bus, as_):
    ann = community.admit("Ann Wanted", "SW")
    ben = community.admit("Ben Proposer", "SW")
    polls = Polls(bus)
    polls.member(ann.subject)
    polls.member(ben.subject)
    election_id = polls.draft()
    polls.reach(election_id, "nominations_open")
    as_(ben)
    nominate = f"/elections/{election_id}/nominate"
    assert "We found nobody" in browser.get(f"{nominate}?q=Nobody").text
    page = browser.get(f"{nominate}?q=Wanted")
    nobody = browser.send(page, nominate, {}, 422)
    assert nobody.error_of("candidate") == "Choose whom you would like to propose"
    assert "Ann Wanted" in [each.text for each in nobody.all("label")]
    told = browser.send(page, nominate, {"candidate": ann.subject})
    assert "You have proposed them" in told.text


def test_a_vacant_seat_is_offered_and_answered_on_the_page(browser, polls, as_, calling):
    election_id = polls.open_voting()
    for number, names in enumerate([("Ben", "Cat"), ("Ben", "Cat"), ("Ann",)]):
        as_(polls.voters[number])
        page = choose(browser, election_id, *(f"{name} Example" for name in names))
        browser.send(page, f"/elections/{election_id}/vote/cast", {}, 200)
    polls.reach(election_id, "counted")
    polls.knock("results.declare_result", {"election": election_id})
    [seat] = SeatStore(polls.work).of_member("sw-002")
    vacated = {"seat_id": seat.id, "reason": "Moved away."}
    polls.knock("seats.vacate_seat", vacated, Caller("n", frozenset({"member", "national_team"})))
    as_(OFFICER)
    path = f"/elections/{election_id}/vacancies"
    page = browser.get(path)
    assert browser.send(page, path, {}, 422).error_of("candidate")
    [ben] = [each for each in page.all("label") if each.text == "Ben Example"]
    [radio] = [each for each in page.all("input") if each.attributes.get("id") == ben.attributes["for"]]
    told = browser.send(page, path, {"candidate": radio.attributes["value"]})
    assert "being counted again" in told.text
    polls.perform_due()
    as_()
    assert "sign in to answer" in browser.get(path).text
    as_(polls.voters[2])
    filled = browser.send(browser.get(path), f"{path}/answer", {"answer": "yes"})
    assert "Cat Example has taken the seat." in filled.text
    assert "Do you take it?" not in filled.text
    as_(OFFICER)
    assert "Cat Example" in [each.text for each in browser.get(path).all("label")]


def test_the_result_says_who_could_not_take_up_the_seat_and_leads_on_to_who_follows(browser, polls, as_):
    election_id = polls.open_voting()
    for number in range(3):
        as_(polls.voters[number])
        page = choose(browser, election_id, "Ben Example", "Cat Example")
        browser.send(page, f"/elections/{election_id}/vote/cast", {}, 200)
    polls.reach(election_id, "counted")
    People(polls.work).keep(Person("sw-002", 2, "SW", "left", date(2018, 1, 15)))
    as_(OFFICER)
    declare = f"/elections/{election_id}/declare"
    declared = browser.send(browser.get(declare), declare, {})
    assert "Ben Example could not take up the seat" in declared.text
    assert declared.links()["Count the ballots again for it"] == f"/elections/{election_id}/vacancies"
