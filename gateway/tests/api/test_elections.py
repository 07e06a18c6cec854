"""An election over the API, from its draft to the recount of the published file."""

import csv
import io
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.identity import Caller
from commons.london import day_of
from contracts.ballots import receipt_of
from stewardship.elections.counting import count, read_blt
from stewardship.seats.store import SeatStore

from ..polls import OFFICER, WORDS, Polls, frame  # noqa: TID252 - tests are no installed package


@pytest.fixture
def polls(bus) -> Iterator[Polls]:
    return Polls(bus)


def paper(api, election_id: str) -> dict[str, int]:
    """Shown name -> number on the ballot paper."""
    found = api("GET", f"/elections/{election_id}").get_json()
    return {each["shown_name"]: each["number"] for each in found["candidates"]}


def ballot(*numbers: int, secret: str = "") -> dict[str, Any]:
    ranked = [{"candidate": number, "rank": rank} for rank, number in enumerate(numbers, 1)]
    return {"ballot_secret": secret or secrets.token_hex(16), "preferences": ranked}


def test_an_election_with_a_roll_of_159_and_64_ballots_is_recounted_from_its_file(api, calling, bus):
    polls = Polls(bus, members=159)
    calling(OFFICER)
    drafted = api("POST", "/elections", json=frame())
    assert drafted.status_code == 201, drafted.text
    election = drafted.headers["Location"].removeprefix("/api/v1")
    election_id = drafted.get_json()["id"]
    polls.reach(election_id, "nominations_open")

    people = (("Ann", True, "Devon"), ("Ben", False, "Devon"), ("Cat", False, "Cornwall"))
    for number, (name, patient, county) in enumerate(people):
        calling(polls.voters[number])
        said = {"shown_name": name, **WORDS, "patient": patient, "county": county}
        made = api("POST", f"{election}/nominations", json=said)
        assert made.status_code == 201, made.text
        for part, backer in (("proposer", 10), ("seconder", 11)):
            calling(polls.voters[backer])
            support = f"{election}/nominations/{made.get_json()['id']}/support"
            assert api("POST", support, json={"part": part}).status_code == 200
    polls.reach(election_id, "voting")
    numbers = paper(api, election_id)
    calling()
    roll = api("GET", f"{election}/roll").get_json()
    assert (roll["size"], roll["items"]) == (159, None)

    ways = [("Ben", "Cat"), ("Cat", "Ben", "Ann"), ("Ben",), ("Ann", "Cat")]
    receipts = {}
    for number, voter in enumerate(polls.voters[:64]):
        calling(voter)
        sent = ballot(*(numbers[name] for name in ways[number % 4]))
        told = api("POST", f"{election}/ballots", json=sent).get_json()
        chosen = [each["candidate"] for each in sent["preferences"]]
        assert told == {"accepted": True, "receipt": receipt_of(election_id, sent["ballot_secret"], chosen)}
        receipts[told["receipt"]] = chosen
    api.refused("POST", f"{election}/ballots", 409, "already_voted", json=ballot(1))
    polls.reach(election_id, "counted")

    calling()
    counted = api("GET", f"{election}/count").get_json()
    assert counted["turnout"] == {"ballots": 64, "roll": 159, "percent": 40.3}
    assert len(counted["elected"]) == 2
    assert "Ann" in [each["shown_name"] for each in counted["elected"]]

    listed, path = {}, f"{election}/ballots?limit=50"
    while path:
        answer = api("GET", path)
        listed |= {each["receipt"]: each["preferences"] for each in answer.get_json()["items"]}
        link = answer.headers.get("Link", "")
        path = link[1 : link.index(">")].removeprefix("/api/v1") if link else ""
    assert listed == receipts

    file = api("GET", f"{election}/ballots.blt")
    assert file.mimetype == "text/plain"
    ours = read_blt(file.text)
    again = count(ours.contest, ours.ballots)
    names = {each.id: each.name for each in ours.contest.candidates}
    assert [names[each] for each in again.elected_ids] == [each["shown_name"] for each in counted["elected"]]

    rows = list(csv.reader(io.StringIO(api("GET", f"{election}/count.csv").text.removeprefix("\ufeff"))))
    assert {row[0] for row in rows[1:4]} == {"Ann", "Ben", "Cat"}

    calling(OFFICER)
    declared = api("POST", f"{election}/declaration", json={}).get_json()
    assert declared["state"] == "declared"
    held = SeatStore(polls.work).holders("SW", day_of(datetime.now(UTC)))
    assert {each.term.designation for each in held} == {"elected"}
    assert sum(each.patient for each in held) == 1


def test_a_member_votes_once_and_the_same_ballot_again_is_the_same_vote(api, calling, polls):
    election_id = polls.open_voting()
    calling(polls.voters[0])
    ballots = f"/elections/{election_id}/ballots"
    sent = ballot(1, 2)
    first = api("POST", ballots, json=sent).get_json()
    assert api("POST", ballots, json=sent).get_json() == first
    api.refused("POST", ballots, 409, "already_voted", json=ballot(1, 2))
    assert api("GET", f"/elections/{election_id}").get_json()["mine"] == {"on_roll": True, "voted": True}


@pytest.mark.parametrize(
    ("preferences", "code"),
    [
        ([], "ballot_empty"),
        ([{"candidate": 7, "rank": 1}], "candidate_not_nominated"),
        ([{"candidate": 1, "rank": 1}, {"candidate": 1, "rank": 2}], "preference_repeated"),
        ([{"candidate": 1, "rank": 1}, {"candidate": 2, "rank": 3}], "preference_gap"),
    ],
)
def test_a_ballot_that_is_none_says_what_is_wrong(api, calling, polls, preferences, code):
    election_id = polls.open_voting()
    calling(polls.voters[0])
    sent = {"ballot_secret": "a" * 32, "preferences": preferences}
    api.refused("POST", f"/elections/{election_id}/ballots", 422, code, json=sent)


def test_who_may_not_vote_is_told_why(api, calling, polls, people):
    election_id = polls.open_voting()
    ballots = f"/elections/{election_id}/ballots"
    api.refused("POST", ballots, 401, "sign_in_required", json=ballot(1))
    calling(people["member"])
    api.refused("POST", ballots, 403, "not_on_roll", json=ballot(1))
    polls.reach(election_id, "counted")
    api.refused("POST", ballots, 409, "voting_closed", json=ballot(1))


def test_nothing_of_the_count_is_told_before_it_is_made(api, calling, polls):
    election_id = polls.open_voting()
    for path in ("count", "count.csv", "ballots", "ballots.blt", f"ballots/{'A' * 20}"):
        api.refused("GET", f"/elections/{election_id}/{path}", 409, "not_counted")


def test_members_of_the_region_read_the_roll_by_page_and_others_its_size(api, calling, polls, people):
    election_id = polls.open_voting()
    calling(polls.voters[3])
    first = api("GET", f"/elections/{election_id}/roll?limit=5")
    assert first.get_json()["items"] == [f"sw-{number:03}" for number in range(1, 6)]
    assert 'rel="next"' in first.headers["Link"]
    calling(people["member"])
    assert api("GET", f"/elections/{election_id}/roll").get_json()["items"] is None


def test_rules_are_changed_with_the_version_that_was_read(api, calling, polls):
    calling(OFFICER)
    made = api("POST", "/elections", json=frame()).get_json()
    change = {key: value for key, value in frame(seats=3).items() if key != "region"}
    path = f"/elections/{made['id']}"
    tag = api("GET", path).headers["ETag"]
    assert api("PUT", path, json=change, headers={"If-Match": tag}).get_json()["seats"] == 3
    api.refused("PUT", path, 412, "stale_version", json={**change, "seats": 4}, headers={"If-Match": tag})
    api.refused("POST", f"{path}/cancellation", 422, "invalid_input", json={})
    cancelled = api("POST", f"{path}/cancellation", json={"reason": "Wrong days."}).get_json()
    assert (cancelled["state"], cancelled["reason"]) == ("cancelled", "Wrong days.")


def test_a_nomination_is_accepted_and_withdrawn_by_the_candidate_alone(api, calling, polls):
    election_id = polls.draft()
    polls.reach(election_id, "nominations_open")
    nominations = f"/elections/{election_id}/nominations"
    calling(polls.voters[1])
    made = api("POST", nominations, json={"candidate": "sw-001"}).get_json()
    one = f"{nominations}/{made['id']}"
    api.refused("POST", f"{one}/withdrawal", 403, "nomination_not_yours")
    calling(polls.voters[0])
    told = api("POST", f"{one}/acceptance", json={"shown_name": "Ann", **WORDS}).get_json()
    assert (told["accepted"], told["mine"], told["proposer"]) == (True, "candidate", "sw-002")
    assert api("POST", f"{one}/withdrawal").get_json()["state"] == "withdrawn"
    api.refused("GET", f"{nominations}/nothing", 404, "not_found")


def test_elections_are_listed_by_region_and_state(api, calling, polls):
    election_id = polls.open_voting()
    polls.draft()
    assert len(api("GET", "/elections?region=SW").get_json()["items"]) == 2
    assert api("GET", "/elections?region=WOE").get_json()["items"] == []
    [open_one] = api("GET", "/elections?state=voting").get_json()["items"]
    assert open_one["id"] == election_id


def test_a_seat_given_up_is_offered_to_the_next_by_the_same_ballots(api, calling, polls):
    election_id = polls.open_voting()
    numbers = paper(api, election_id)
    for number, names in enumerate([("Ben",), ("Ben", "Cat"), ("Ben", "Cat"), ("Ann",), ("Cat", "Ann")]):
        calling(polls.voters[number])
        chosen = [numbers[f"{name} Example"] for name in names]
        api("POST", f"/elections/{election_id}/ballots", json=ballot(*chosen))
    polls.reach(election_id, "counted")
    calling(OFFICER)
    vacancies = f"/elections/{election_id}/vacancies"
    vacated = {"candidate": numbers["Ben Example"]}
    api.refused("POST", vacancies, 409, "not_declared", json=vacated)
    api("POST", f"/elections/{election_id}/declaration", json={})
    api.refused("POST", vacancies, 409, "seat_held", json=vacated)
    api.refused("POST", vacancies, 409, "not_elected", json={"candidate": numbers["Cat Example"]})

    _give_up(polls, "sw-002")
    made = api("POST", vacancies, json=vacated)
    assert (made.status_code, made.get_json()["state"]) == (201, "counting")
    polls.perform_due()
    calling(polls.voters[2])
    [offered] = api("GET", vacancies).get_json()["items"]
    assert (offered["state"], offered["offered"]["shown_name"], offered["mine"]) == (
        "offered",
        "Cat Example",
        True,
    )
    calling(polls.voters[5])
    answer = f"{vacancies}/{offered['id']}/answer"
    api.refused("POST", answer, 403, "vacancy_not_yours", json={"accepted": True})
    calling(polls.voters[2])
    assert api("POST", answer, json={"accepted": True}).get_json()["state"] == "filled"
    api.refused("POST", answer, 409, "vacancy_closed", json={"accepted": True})


def _give_up(polls: Polls, member_id: str) -> None:
    [seat] = SeatStore(polls.work).of_member(member_id)
    national = Caller("n", frozenset({"member", "national_team"}))
    polls.knock("seats.vacate_seat", {"seat_id": seat.id, "reason": "Moved away."}, national)
