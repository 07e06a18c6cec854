"""Rounds that were held or begun elsewhere on their pages: they say so, and show what is known (row 56)."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.call import Call, Job
from chassis.identity import Caller
from chassis.testkit.refusing import refused
from exchange.ballots.store import OPEN_VOTE
from gateway.portal.brought_in_sheets import rows_of

from ..round_votes import RoundVotes  # noqa: TID252 - tests are no installed package
from .page import Page

CENTRE = Caller("n-1", frozenset({"member", "national_team"}), "WOE")
SOURCE = "the forms of 2018"
ROW: dict[str, Any] = {"reference": "1", "title": "Timebank", "region": "SW", "outcome": "awarded"}


def days(**phases: tuple[int, int]) -> list[dict[str, str]]:
    today = datetime.now(UTC).date()
    return [
        {
            "kind": kind,
            **{
                name: (today + timedelta(days=days)).isoformat()
                for name, days in zip(("first", "last"), pair, strict=True)
            },
        }
        for kind, pair in phases.items()
    ]


@pytest.fixture
def taken(bus):
    """The path of a round that was taken over with these phases and rows."""

    def take(phases, *rows, **terms):
        def knock(service, door, payload):
            return bus.call(f"exchange_{service}", door, payload, caller=CENTRE)

        unknown = {"pot": None, "least_ask": None, "most_ask": None, "ballot": {"kind": "approval"}}
        told = {"region": "UK", "title": "Q Exchange 2018", "phases": phases, **unknown, **terms}
        drafted = knock("rounds", "draft_round", told)
        knock("brought_in", "take_over_round", {"id": drafted["id"], "source": SOURCE})
        knock("brought_in", "bring_in_proposals", {"round_id": drafted["id"], "rows": list(rows)})
        return f"/rounds/{drafted['id']}"

    return take


PAST = {"proposal": (-90, -60), "vote": (-50, -40), "award": (-40, -20)}


def test_a_round_of_the_past_says_where_it_was_held_and_what_was_funded(browser, taken):
    place = taken(days(**PAST), ROW)
    page = browser.get(place)
    assert f"This round was held elsewhere. It was brought in from {SOURCE}." in page.text
    assert "Not known" in page.text
    assert "How members choose" not in page.text, "nobody knows how they chose"
    assert page.links()["See what was funded"] == f"{place}/proposals?stage=awarded"
    listed = browser.get(f"{place}/proposals?stage=awarded")
    assert f"Brought in from {SOURCE}." in listed.text
    shown = browser.get(listed.links()["Timebank"])
    assert f"Brought in from {SOURCE}" in shown.text
    assert "Asks for Not known Award Not known" in shown.text
    assert "Entered" not in shown.text


def test_the_votes_of_a_past_round_were_counted_elsewhere(browser, taken):
    place = taken(days(**PAST), ROW)
    page = browser.get(f"{place}/results")
    assert "The votes were counted elsewhere" in page.text
    assert page.links()["See what was funded"] == f"{place}/proposals?stage=awarded"


@pytest.mark.parametrize("part", ["vote", "roll", "ballots"])
def test_nobody_is_told_that_voting_is_to_come(browser, calling, taken, part):
    place = taken(days(**PAST), ROW)
    calling(CENTRE)
    assert "The votes of this round were counted elsewhere" in browser.get(f"{place}/{part}").text


def test_its_awards_are_those_that_are_known(browser, calling, taken):
    place = taken(days(**PAST), ROW)
    calling(CENTRE)
    led = browser.client.get(f"{place}/awards")
    assert led.headers["Location"] == f"{place}/proposals?stage=awarded"


def test_a_round_whose_vote_is_to_come_goes_on_here(browser, taken):
    phases = days(proposal=(-90, -60), shortlist=(-60, -10), vote=(5, 20), award=(20, 40))
    pot = {"pot": 9_000_000, "least_ask": 1_000, "most_ask": 3_000_000}
    place = taken(phases, {**ROW, "outcome": "shortlisted", "ask": 900_000}, **pot)
    page = browser.get(place)
    assert "This round was begun elsewhere." in page.text
    assert page.links()["The shortlist"] == f"{place}/proposals?stage=shortlisted"
    assert "counted elsewhere" not in browser.get(f"{place}/results").text


def test_the_ballot_paper_says_where_its_round_was_begun(browser, bus, calling, taken):
    phases = days(proposal=(-90, -60), vote=(-5, 20), award=(20, 40))
    pot = {"pot": 9_000_000, "least_ask": 1_000, "most_ask": 3_000_000}
    RoundVotes.keep(bus, CENTRE.subject, "WOE")
    place = taken(phases, {**ROW, "outcome": "submitted", "ask": 900_000}, **pot)
    ballots = bus.service("exchange_ballots")
    job = Job("j-1", OPEN_VOTE, place.rpartition("/")[2], datetime.now(UTC), {})
    ballots.store.work.in_transaction(Call(), lambda: ballots.open_vote(Call(), job))
    calling(CENTRE)
    page = browser.get(f"{place}/vote")
    assert page.h1 == "Vote"
    assert f"This round was begun elsewhere. It was brought in from {SOURCE}." in page.text


HEAD = "reference,title,region,outcome,ask,award\n"


def sent(browser, place, text):
    """The page that a file leads to, as it was chosen on the form."""
    found = browser.get(f"{place}/brought-in")
    answers = {**found.answers(f"{place}/brought-in"), "file": (io.BytesIO(text.encode()), "2018.csv")}
    return Page(browser.post(f"{place}/brought-in", answers, status=200))


def test_the_national_team_takes_a_round_over_and_brings_a_spreadsheet_in(browser, bus, calling):
    calling(CENTRE)
    unknown = {"pot": None, "least_ask": None, "most_ask": None, "ballot": {"kind": "approval"}}
    told = {"region": "UK", "title": "Q Exchange 2018", "phases": days(**PAST), **unknown}
    drafted = bus.call("exchange_rounds", "draft_round", told, caller=CENTRE)
    place = f"/rounds/{drafted['id']}"
    assert browser.get(f"{place}/publish").links()["Take it over"] == f"{place}/taking-over"
    form = browser.get(f"{place}/taking-over")
    assert browser.send(form, f"{place}/taking-over", {}, 422).error_of("source")
    browser.send(form, f"{place}/taking-over", {"source": SOURCE})
    wrong = sent(browser, place, HEAD + "1,Timebank,XX,awarded,,\n")
    assert "Choose a region from the list." in wrong.text
    seen = sent(browser, place, HEAD + '1,Timebank,SW,Awarded,"£9,000",\n2,Walking aids,WOE,submitted,,\n')
    assert "New proposals 2" in seen.text
    assert "They are brought in." in browser.send(seen, f"{place}/brought-in/apply", {}).text
    listed = browser.get(f"{place}/proposals")
    assert "£9,000" in listed.text
    assert "Not known" in listed.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title\nTimebank\n", "A column is missing: reference, region, outcome."),
        (HEAD, "There is no row below the headings."),
        (HEAD + "1,Timebank,SW,awarded,much,\n", "Row 1, ask: much is no amount in pounds."),
        (HEAD + "1,Timebank,SW,won,,\n", "Row 1, outcome: Choose one of the answers in the list"),
    ],
)
def test_a_file_that_is_wrong_says_where(browser, calling, taken, text, said):
    place = taken(days(**PAST), ROW)
    calling(CENTRE)
    found = browser.get(f"{place}/brought-in")
    answers = {**found.answers(f"{place}/brought-in"), "file": (io.BytesIO(text.encode()), "2018.csv")}
    assert Page(browser.post(f"{place}/brought-in", answers, status=422)).error_of("file") == said


def test_a_cell_that_never_ends_is_refused_with_its_line():
    """The limit of csv is one for the whole process; other tests set their own."""
    before = csv.field_size_limit(1_000)
    try:
        with refused("sheet_unreadable") as no:
            rows_of(HEAD + '1,"Timebank,SW,awarded,,\n' + "x" * 2_000)
    finally:
        csv.field_size_limit(before)
    assert no.value.fields["file"][0].endswith("Look for a quotation mark that is not closed.")
