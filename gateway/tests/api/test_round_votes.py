"""The vote of a round over the API: paper, roll, draft, one ballot each, the tally and its files."""

import csv
import io
import secrets

import pytest

from contracts.ballots import receipt_of
from exchange.tally import RULES, read_pb

from ..round_votes import RoundVotes  # noqa: TID252 - tests are no installed package

THREE_AND_THREE = "f2 f3 f4 o1 o2 o3"


@pytest.fixture
def votes(bus) -> RoundVotes:
    return RoundVotes(bus).open()


def ballot(votes: RoundVotes, names: str) -> dict[str, object]:
    return {"ballot_secret": secrets.token_hex(16), "projects": votes.several(names)}


def test_the_paper_and_the_roll_are_public_and_who_is_on_it_is_for_members(api, votes, calling):
    calling()
    paper = api("GET", f"/rounds/{votes.id}/paper").get_json()
    assert [each["number"] for each in paper["projects"]] == list(range(1, 11))
    assert (paper["takes_ballots"], paper["roll_size"], paper["mine"]) == (True, 12, None)
    roll = api("GET", f"/rounds/{votes.id}/roll").get_json()
    assert (roll["size"], roll["items"]) == (12, None)
    assert roll["regions"] == [{"region": region, "number": 4} for region in ("NENC", "SW", "WOE")]
    calling(votes.voters[1])
    page = api("GET", f"/rounds/{votes.id}/roll?limit=5")
    assert page.get_json()["items"] == [f"voter-{number:03}" for number in range(5)]
    assert 'rel="next"' in page.headers["Link"]


def test_a_draft_is_kept_for_its_voter_and_says_what_is_wrong(api, votes, calling):
    calling(votes.voters[1])
    path = f"/rounds/{votes.id}/ballots/draft"
    told = api("PUT", path, json={"projects": votes.several("f1 f2")}).get_json()
    assert told["draft_problem"] == {"code": "ballot_picks_wrong", "detail": "Choose exactly 6; you chose 2."}
    assert api("GET", f"/rounds/{votes.id}/paper").get_json()["mine"]["draft"] == votes.several("f1 f2")


def test_a_member_votes_once_and_the_receipt_is_the_published_formula(api, votes, calling):
    calling(votes.voters[1])
    path, sent = f"/rounds/{votes.id}/ballots", ballot(votes, THREE_AND_THREE)
    told = api("POST", path, json=sent).get_json()
    number = {each["id"]: each["number"] for each in votes.paper()["projects"]}
    numbers = sorted(number[each] for each in votes.several(THREE_AND_THREE))
    assert told == {"accepted": True, "receipt": receipt_of(votes.id, str(sent["ballot_secret"]), numbers)}
    assert api("POST", path, json=sent).get_json() == told
    api.refused("POST", path, 409, "already_voted", json=ballot(votes, THREE_AND_THREE))


@pytest.mark.parametrize(
    ("voter", "names", "status", "code"),
    [
        (0, "f1 f2 f3 o1 o2 o3", 403, "ballot_own_project"),
        (1, "f1 f2 f3 f4 o1 o2 o3", 422, "ballot_picks_wrong"),
        (1, "f1 f2 f3 f4 o1 o2", 422, "ballot_theme_wrong"),
        (1, "f1 f1 f3 o1 o2 o3", 422, "ballot_project_twice"),
    ],
)
def test_a_wrong_ballot_is_refused_and_the_voter_may_try_again(
    api, votes, calling, voter, names, status, code
):
    calling(votes.voters[voter])
    path = f"/rounds/{votes.id}/ballots"
    api.refused("POST", path, status, code, json=ballot(votes, names))
    assert api("POST", path, json=ballot(votes, THREE_AND_THREE)).status_code == 200


def test_a_knapsack_holds_no_more_than_the_pot(api, bus, calling):
    votes = RoundVotes(bus, ballot={"kind": "knapsack"}).open()
    calling(votes.voters[1])
    path = f"/rounds/{votes.id}/ballots"
    no = api.refused("POST", path, 422, "ballot_over_pot", json=ballot(votes, "f1 f2 f3 o1 o2 o3"))
    assert no["detail"] == "Your choice asks for £20,000 more than there is."


def test_who_joined_after_the_roll_and_who_comes_after_noon_is_refused_with_why(api, votes, calling):
    path = f"/rounds/{votes.id}/ballots"
    calling(votes.member("joined-later"))
    late = api.refused("POST", path, 403, "not_on_roll", json=ballot(votes, THREE_AND_THREE))
    assert "when voting opened, on" in late["detail"]
    votes.close()
    calling(votes.voters[1])
    over = api.refused("POST", path, 409, "phase_not_open", json=ballot(votes, THREE_AND_THREE))
    assert over["detail"].startswith("It is too late. Members vote from")
    api.refused("GET", f"/rounds/{votes.id}/tally", 409, "not_tallied")
    api.refused("GET", f"/rounds/{votes.id}/results.pb", 409, "not_tallied")
    api.refused("GET", path, 409, "not_tallied")


def test_before_voting_opens_there_is_no_paper(api, bus, calling):
    votes = RoundVotes(bus)
    calling()
    api.refused("GET", f"/rounds/{votes.id}/paper", 409, "vote_not_open")
    api.refused("GET", "/rounds/none/paper", 404, "not_found")


@pytest.fixture
def tallied(votes: RoundVotes) -> RoundVotes:
    ways = ("f2 f3 f4 o1 o2 o3", "f3 f4 f5 o1 o2 o4", "f2 f3 f5 o1 o3 o5", "")
    for number in range(12):
        votes.vote(number, ways[number % 4])
    return votes.tally()


def test_every_rule_says_of_every_project_why_or_why_not(api, tallied, calling):
    calling()
    told = api("GET", f"/rounds/{tallied.id}/tally").get_json()
    assert told["turnout"] == {"ballots": 12, "blank": 3, "roll": 12, "percent": 100.0}
    assert [each["rule"] for each in told["tallies"]] == ["greedy", "equal-shares"]
    for tally in told["tallies"]:
        assert len(tally["projects"]) == 10
        assert all(each["sentence"].startswith(("Funded", "Not funded")) for each in tally["projects"])
        assert tally["spent"] <= tally["pot"] == 100_000_00
    assert len(told["funded"]) == 5
    assert told["from_own_region"]["hidden_below"] == 5


def test_the_file_is_tallied_again_to_the_same_winners_and_the_sheet_says_the_same(api, tallied, calling):
    calling()
    told = api("GET", f"/rounds/{tallied.id}/tally").get_json()
    file = api("GET", f"/rounds/{tallied.id}/results.pb")
    assert file.headers["Content-Disposition"] == f"attachment; filename=round-{tallied.id}.pb"
    vote = read_pb(file.text).vote
    sheet = api("GET", f"/rounds/{tallied.id}/results.csv")
    rows = list(csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff"))))
    assert len(rows) == 10
    for tally in told["tallies"]:
        funded = {each["id"] for each in tally["projects"] if each["is_funded"]}
        assert {each.id for each in RULES[tally["rule"]](vote).funded} == funded
        assert {row["project"] for row in rows if row[f"{tally['rule']}_funded"] == "yes"} == funded


def test_every_ballot_is_published_with_its_receipt(api, votes, calling):
    calling(votes.voters[1])
    path = f"/rounds/{votes.id}/ballots"
    receipt = api("POST", path, json=ballot(votes, THREE_AND_THREE)).get_json()["receipt"]
    votes.vote(2, "")
    votes.tally()
    calling()
    listed = api("GET", path).get_json()["items"]
    assert receipt in {each["receipt"] for each in listed}
    assert len(listed) == 2
    found = api("GET", f"{path}/{receipt}").get_json()
    assert sorted(found["projects"]) == sorted(votes.several(THREE_AND_THREE))
    api.refused("GET", f"{path}/{'A' * 20}", 404, "receipt_unknown")


def test_votes_from_a_projects_own_organisation_are_shown_after_the_close_where_nobody_is_known(
    api, bus, calling
):
    votes = RoundVotes(bus, voters=24, ballot={"kind": "approval"}).open()
    for number in range(24):
        works = {"organisation": "musgrove park  hospital"} if number < 12 else {}
        votes.vote(number, "f2" if number % 2 else "o1", **works)
    votes.tally()
    calling()
    told = api("GET", f"/rounds/{votes.id}/tally").get_json()["from_own_organisation"]
    shown = {each["project"]: each for each in told["items"]}
    assert shown[votes.ids["f2"]] == {
        "project": votes.ids["f2"],
        "organisation": "Musgrove Park Hospital",
        "votes": 6,
        "percent": 50.0,
        "percent_of_ballots": 50.0,
    }
    assert shown[votes.ids["f3"]]["votes"] is None
    assert votes.ids["o1"] not in shown
