"""A round of Q Exchange over the real bus, from an idea to ten awards, counted by an outside program."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from contracts.ballots import receipt_of
from journeys.a_round import (
    ASK,
    AWARD_DAY,
    CRITERIA,
    POT,
    SHORTLIST_DAY,
    THEMES,
    VOTE_DAY,
    VOTES,
    ExchangeRound,
    choice_of,
    names_of,
    words_of,
)
from journeys.people import People
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(900)]

ASSESSORS = (190, 191, 192)
COMMENTER = 199
FIRST = "f0"


@pytest.fixture(scope="module")
def held(platform: Platform, people: People) -> ExchangeRound:
    """A round with 18 proposals, all of them shortlisted: members vote."""
    made = ExchangeRound(platform, people)
    names = [name for theme in (0, 1) for name in names_of(theme)]
    made.projects[FIRST] = _from_an_idea(made)
    for lead, name in enumerate(names):
        if name != FIRST:
            made.projects[name] = made.enter(name, lead, THEMES[name[0] == "o"])
    # What is said counts until the proposals' deadline, which moves back with all days.
    made.engagement = made.people.get(f"/proposals/{made.projects[FIRST]}/engagement", made.keepers[0])
    made.reach(SHORTLIST_DAY)
    _shortlist(made)
    made.reach(VOTE_DAY)
    eventually(lambda: made.people.ask("GET", f"{made.path}/paper").status_code == 200)
    return made


@pytest.fixture(scope="module")
def receipts(held: ExchangeRound) -> dict[str, list[int]]:
    """What 200 members cast, by receipt; the first eight of them four ballots each at the same time."""
    number = {each["id"]: each["number"] for each in held.people.get(f"{held.path}/paper")["projects"]}
    own = dict(enumerate(held.projects))
    kept: dict[str, list[int]] = {}

    def cast(voter: int, times: int) -> list[str]:
        names = choice_of(voter, own.get(voter, ""))
        bodies = [held.ballot(*names) for _ in range(times)]
        with ThreadPoolExecutor(times) as several:
            told = list(several.map(lambda body: held.cast(voter, body), bodies))
        for answer, body in zip(told, bodies, strict=True):
            if answer.status_code == 200:
                numbers = sorted(number[each] for each in body["projects"])
                assert answer.json()["receipt"] == receipt_of(held.id, body["ballot_secret"], numbers)
                kept[answer.json()["receipt"]] = numbers
        return [each.json().get("code", "accepted") for each in told]

    for voter in range(8):
        assert Counter(cast(voter, 4)) == {"accepted": 1, "already_voted": 3}
    with ThreadPoolExecutor(4) as several:
        assert {*several.map(lambda voter: cast(voter, 1)[0], range(8, VOTES))} == {"accepted"}
    return kept


@pytest.fixture(scope="module")
def tally(held: ExchangeRound, receipts: dict[str, list[int]]) -> Any:
    """The result, once voting has closed."""
    late = held.ballot(*choice_of(0, FIRST))
    newcomer = held.people.member("SW")
    token = held.platform.token(newcomer.id, "read", "write")
    eventually(lambda: held.database["people"].count_documents({"_id": newcomer.id}))
    assert held.refused("POST", f"{held.path}/ballots", token, late) == (403, "not_on_roll")
    held.reach(AWARD_DAY)
    assert held.cast(0, late).json()["code"] == "phase_not_open"
    return eventually(lambda: _told(held))


def _told(held: ExchangeRound) -> Any:
    answer = held.people.ask("GET", f"{held.path}/tally")
    return answer.json() if answer.status_code == 200 else None


def _from_an_idea(made: ExchangeRound) -> str:
    """An idea, a question, an answer, another text because of it, and the proposal."""
    lead, other = made.token_of(0), made.token_of(COMMENTER)
    words = words_of(FIRST, THEMES[0])
    idea = made.do(
        "POST",
        f"{made.path}/proposals",
        lead,
        {"kind": "idea", "title": words["title"], "aim": "Less waiting."},
    )
    asked = {"text": "How will you know that people wait less?", "is_question": True}
    comment = made.do("POST", f"/proposals/{idea['id']}/comments", other, asked)
    made.do("POST", f"/proposals/comments/{comment['id']}/answers", lead, {"text": "We count minutes."})
    made.do("PUT", f"/proposals/{idea['id']}", lead, {**words, "because_of": [comment["id"]]})
    made.do("POST", f"/proposals/{idea['id']}/development", lead, {})
    made.do("POST", f"/proposals/{idea['id']}/submission", lead, {})
    return str(idea["id"])


def _shortlist(made: ExchangeRound) -> None:
    """Every proposal is assessed once, by somebody without a conflict, and all come on the shortlist."""
    recommending, determining, _ = made.keepers
    made.do("POST", f"{made.path}/panel", recommending, {"criteria": CRITERIA, "wanted": 1})
    for voter in ASSESSORS:
        made.do("PUT", f"{made.path}/panel/offer", made.token_of(voter), {"most": 10})
    made.do("POST", f"{made.path}/panel/assignments", recommending, {})
    opinion = {
        "scores": [{"key": "benefit", "points": 4, "reason": "Many wait there."}],
        "recommendation": "for",
        "for_team": "Go on.",
    }
    for voter in ASSESSORS:
        token = made.token_of(voter)
        for each in made.people.get("/assessments/mine", token, round_id=made.id)["items"]:
            mine = f"/proposals/{each['proposal_id']}/assessments/mine"
            made.do("POST", f"{mine}/acceptance", token, {})
            made.do("POST", f"{mine}/submission", token, opinion)
    items = [
        {"proposal_id": each, "verdict": "shortlisted", "reason": "It helps many."}
        for each in made.projects.values()
    ]
    made.do("POST", f"{made.path}/shortlist/recommendations", recommending, {"items": items})
    made.do("POST", f"{made.path}/shortlist/determinations", determining, {"items": items})
    made.do("POST", f"{made.path}/shortlist/publication", recommending, {})


def test_an_idea_became_a_proposal_because_of_a_comment_and_stands_on_the_paper(held: ExchangeRound) -> None:
    assert (held.engagement["questions"], held.engagement["answered"]) == (1, 1)
    paper = held.people.get(f"{held.path}/paper", held.token_of(0))
    assert {each["id"] for each in paper["projects"]} == {*held.projects.values()}
    assert paper["roll_size"] >= VOTES
    assert paper["mine"]["own_projects"] == [held.projects[FIRST]]


@pytest.mark.parametrize(
    ("names", "status", "code"),
    [
        ("f0 f1 f2 o1 o2 o3", 403, "ballot_own_project"),
        ("f1 f2 f3 f4 o1 o2 o3", 422, "ballot_picks_wrong"),
        ("f1 f2 f3 f4 o1 o2", 422, "ballot_theme_wrong"),
    ],
)
def test_a_wrong_ballot_is_refused_and_costs_nobody_their_vote(
    held: ExchangeRound, names: str, status: int, code: str
) -> None:
    body = held.ballot(*names.split())
    assert held.refused("POST", f"{held.path}/ballots", held.token_of(0), body) == (status, code)


def test_of_two_hundred_ballots_each_is_counted_once_and_found_by_its_receipt(
    held: ExchangeRound, receipts: dict[str, list[int]], tally: Any
) -> None:
    assert (len(receipts), tally["turnout"]["ballots"]) == (VOTES, VOTES)
    listed: dict[str, list[int]] = {}
    cursor = None
    while True:
        page = held.people.get(f"{held.path}/ballots", **({"cursor": cursor} if cursor else {}))
        listed |= {each["receipt"]: each["numbers"] for each in page["items"]}
        cursor = page["next"]
        if cursor is None:
            break
    assert listed == receipts
    one = next(iter(receipts))
    assert held.people.get(f"{held.path}/ballots/{one}")["numbers"] == receipts[one]


def test_two_rules_over_the_same_ballots_say_of_each_project_why(tally: Any) -> None:
    winners = funded(tally)
    assert [*winners] == ["greedy", "equal-shares"]
    assert [len(each) for each in winners.values()] == [10, 10]
    # The thirty who agree hold 15 % of the pot: shares fund what votes alone pass over.
    assert winners["greedy"] != winners["equal-shares"]
    assert all(each["sentence"] for rule in tally["tallies"] for each in rule["projects"])


def funded(tally: Any) -> dict[str, set[str]]:
    return {
        each["rule"]: {one["id"] for one in each["projects"] if one["is_funded"]} for each in tally["tallies"]
    }


@pytest.fixture(scope="module")
def file(held: ExchangeRound, tally: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file, as anybody downloads it."""
    path = tmp_path_factory.mktemp("results") / "round.pb"
    path.write_text(held.people.ask("GET", f"{held.path}/results.pb").text, encoding="utf-8")
    return path


@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_our_command_counts_the_file_to_the_same_winners(file: Path, tally: Any, rule: str) -> None:
    words = [sys.executable, "-m", "exchange.command", "tally", str(file), "--rule", rule, "--json"]
    told = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    assert {each["id"] for each in told["projects"] if each["is_funded"]} == funded(tally)[rule]


@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_an_outside_program_counts_the_file_to_the_same_winners(file: Path, tally: Any, rule: str) -> None:
    pytest.importorskip("pabutools", reason="pabutools is not installed")
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import (
        completion_by_rule_combination,
        greedy_utilitarian_welfare,
        method_of_equal_shares,
    )
    from pabutools.tiebreaking import TieBreakingRule

    instance, profile = parse_pabulib(str(file))
    order = [each["id"] for each in tally["projects"]]
    # Of two that are equal the one that stands first in the file.
    first = TieBreakingRule(lambda _instance, _profile, project: order.index(project.name))
    shared = {"sat_class": Cost_Sat, "tie_breaking": first}
    if rule == "greedy":
        found = greedy_utilitarian_welfare(instance, profile, **shared)
    else:
        rules = [method_of_equal_shares, greedy_utilitarian_welfare]
        found = completion_by_rule_combination(instance, profile, rules, [shared, shared])
    assert {each.name for each in found} == funded(tally)[rule]


def test_ten_awards_fill_the_pot_an_eleventh_is_refused_and_what_is_left_is_taken_up(
    held: ExchangeRound, tally: Any
) -> None:
    proposing, first, second = held.keepers
    eleventh = next(each for each in held.projects.values() if each not in tally["funded"])
    # Given eleven that a keeper proposes and a second one approves, while the pot still holds each
    made = [_proposed(held, each) for each in (*tally["funded"], eleventh)]
    for award in made:
        _approved(held, award, first)
    # When all of them have their second approval at the same time
    with ThreadPoolExecutor(4) as several:
        told = list(several.map(lambda award: _approval(held, award, second), made))
    # Then ten are made, and one is refused: the pot holds no more
    codes = Counter(each.json().get("code", "awarded") for each in told)
    assert codes == {"awarded": 10, "award_over_pot": 1}
    pot = held.people.get("/awards/pot", round_id=held.id)
    assert (pot["awarded"], pot["left"], pot["awards"]) == (POT, 0, 10)

    # When results are announced, an idea without an award is offered what else there is, listed, and taken up
    waiting = next(award for award, each in zip(made, told, strict=True) if each.status_code != 200)
    held.do("POST", f"/awards/{waiting['id']}/dropping", proposing, {})
    held.do("POST", "/awards/announcement", proposing, {"round_id": held.id})
    unfunded = waiting["proposal_id"]
    lead = held.token_of([*held.projects.values()].index(unfunded))
    idea = f"/unfunded/{unfunded}"
    eventually(lambda: held.people.ask("GET", idea, lead).status_code == 200)
    helper = held.token_of(COMMENTER)
    assert held.people.ask("GET", idea, helper).status_code == 404
    held.do("PUT", f"{idea}/listing", lead, {"wanted": "Somebody who knows booking systems."})
    offer = {"kind": "time", "words": "I know two of them."}
    offered = held.do("POST", f"{idea}/help", helper, offer)["help"][0]
    held.do("POST", f"{idea}/help/{offered['id']}/answer", lead, {"agrees": True})
    done = held.do("PUT", f"{idea}/outcome", lead, {"kind": "taken_up", "words": "Our own trust does it."})
    assert done["outcome"]["kind"] == "taken_up"


def _proposed(held: ExchangeRound, project: str) -> Any:
    terms = {
        "proposal_id": project,
        "amount": ASK,
        "reason": "Keepers want it, too.",
        "instalments": [{"amount": ASK, "due": (held.today).isoformat()}],
    }
    return held.do("POST", "/awards", held.keepers[0], terms)


def _approval(held: ExchangeRound, award: Any, token: str) -> Any:
    said = {"edition": award["edition"], "has_no_interest": True}
    return held.ask("POST", f"/awards/{award['id']}/approvals", token, said)


def _approved(held: ExchangeRound, award: Any, token: str) -> None:
    told = _approval(held, award, token)
    assert told.status_code == 200, told.text


def test_nothing_that_is_kept_or_logged_joins_a_voter_and_a_ballot(
    platform: Platform, held: ExchangeRound, receipts: dict[str, list[int]], tally: Any
) -> None:
    box = platform.client[f"{platform.prefix}exchange_ballots"]
    natural = [row["_id"] for row in box["ballots"].find({}).hint([("$natural", 1)])]
    assert natural == sorted(natural)
    assert {*receipts} <= {*natural}
    assert box["home_votes"].count_documents({"round": held.id}) == 0
    for name in ("exchange", "gateway", "notifications", "membership"):
        database = platform.database(name)
        for collection in database.list_collection_names():
            text = repr(list(database[collection].find()))
            assert not any(receipt in text for receipt in receipts), f"{name}.{collection}"
    commands = platform.database("exchange")["commands"]
    assert commands.count_documents({"_id": {"$regex": "cast_ballot|save_draft|check_ballot"}}) == 0
    for log in platform.logs():
        text = log.read_text(errors="replace")
        assert not any(receipt in text for receipt in receipts), log.name
