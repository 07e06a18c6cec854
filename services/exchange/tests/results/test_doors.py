"""The tally as due work, what everybody reads of it, and what is forgotten afterwards."""

from fractions import Fraction

import pytest
from exchange_desk import NATIONAL, Desk
from polling import Polling, phases

from chassis.testkit.refusing import refused
from exchange.results.aside import tally_file
from exchange.tally import RULES, read_pb


def shown(told, rule):
    tally = next(each for each in told["tallies"] if each["rule"] == rule)
    return {each["id"]: each for each in tally["projects"]}


def votes(polls: Polling, *chosen: str) -> None:
    for voter, projects in zip(polls.voters, chosen, strict=False):
        polls.vote(voter, projects)


def test_the_rounds_rule_decides_and_the_others_are_shown_over_the_same_ballots(polls: Polling):
    votes(polls, *["abc"] * 6, *["d"] * 4, "")
    with refused("not_tallied"):
        polls.result()
    told = polls.tally()
    assert told["turnout"] == {"ballots": 11, "blank": 1, "roll": 16, "percent": 68.8}
    assert (told["rule"], [each["rule"] for each in told["tallies"]]) == (
        "greedy",
        ["greedy", "equal-shares"],
    )
    assert sorted(told["funded"]) == ["p-a", "p-b", "p-c"]
    assert shown(told, "equal-shares")["p-d"]["is_funded"]
    assert {each["voters"] for each in told["tallies"]} == {11}


def test_of_a_draft_nobody_learns_that_it_is_there(polls: Polling, desk: Desk):
    row = dict(desk.work.database["rounds"].find_one({"_id": polls.id}))
    desk.work.database["rounds"].insert_one({**row, "_id": "draft", "published_at": None, "state": "draft"})
    for door in ("get_tally", "get_ballot_file"):
        with refused("not_found"):
            desk.knock(f"results.{door}", {"round": "draft"})


def test_every_project_is_told_why_or_why_not_and_money_is_whole_pence(polls: Polling):
    votes(polls, *["abc"] * 6, *["d"] * 4)
    told = polls.tally()
    lost = shown(told, "greedy")["p-d"]
    assert lost["sentence"] == (
        "Not funded: it costs £20,000, and £0 was left at its turn. With 3 votes more its turn would "
        "have come in time."
    )
    assert (lost["cost"], lost["left"], lost["votes"], lost["reason"]) == (20_000_00, 0, 4, "too_little_left")
    assert told["tallies"][0]["pot"] == told["tallies"][0]["spent"] == 60_000_00
    shares = shown(told, "equal-shares").values()
    first = min(shares, key=lambda each: each["turn"])
    assert (first["funded_by"], Fraction(first["price"]) * first["votes"]) == ("shares", first["cost"])
    assert [each["number"] for each in told["projects"]] == [1, 2, 3, 4]


def test_the_lot_settles_what_votes_leave_open(desk: Desk):
    polls = Polling(desk, pot=40_000_00, most_ask=30_000_00).open()
    votes(polls, "abcd", "abcd")
    told = polls.tally()
    assert told["funded"] == [each["id"] for each in told["projects"][:2]]
    assert told["tallies"][0]["ties"] == [[each["id"] for each in told["projects"]]]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_published_file_tallies_again_to_the_same_winners(desk: Desk, rule: str):
    polls = Polling(desk, rule=rule).open()
    votes(polls, *["abc"] * 5, *["ad"] * 3, *["d"] * 3, "")
    told = polls.tally()
    read = read_pb(polls.file())
    assert (read.vote.voters, read.vote.pot) == (12, 60_000)
    assert [each.id for each in read.vote.projects] == [each["id"] for each in told["projects"]]
    assert read.official == frozenset(told["funded"])
    assert [each.id for each in RULES[rule](read.vote).funded] == told["funded"]
    assert (read.meta["currency"], read.meta["date_end"]) == ("GBP", "12.04.2019")


def test_the_file_and_the_result_lead_to_no_voter_and_to_no_receipt(polls: Polling):
    receipts = [polls.vote(voter, "ab") for voter in polls.voters]
    told = str(polls.tally()) + polls.file()
    assert not [each.subject for each in polls.voters if each.subject in told]
    assert not [each for each in receipts if each in told]


def test_votes_from_the_leads_own_region_are_shown_beside_its_share_of_the_roll(desk: Desk):
    polls = Polling(desk, voters=20)
    others = [desk.member(f"w-{number}", "WOE") for number in range(20)]
    polls.open()
    for number, voter in enumerate([*polls.voters, *others]):
        polls.vote(voter, "a" if number % 2 else "b" if number < 20 else "c")
    told = polls.tally()["from_own_region"]
    by_project = {each["project"]: each for each in told["items"]}
    assert told["hidden_below"] == 5
    assert by_project["p-a"] == {
        "project": "p-a",
        "region": "SW",
        "votes": 10,
        "percent": 50.0,
        "percent_of_roll": 50.0,
    }


@pytest.mark.parametrize(
    ("at_home", "elsewhere", "is_shown"),
    [(5, 5, True), (4, 5, False), (5, 4, False), (0, 9, False), (16, 6, False), (6, 16, False)],
)
def test_small_numbers_stay_hidden_and_what_would_tell_of_them(desk: Desk, at_home, elsewhere, is_shown):
    polls = Polling(desk, voters=20)
    others = [desk.member(f"w-{number}", "WOE") for number in range(20)]
    polls.open()
    for group, choosing in ((polls.voters, at_home), (others, elsewhere)):
        for number, voter in enumerate(group):
            polls.vote(voter, "a" if number < choosing else "d")
    told = {each["project"]: each for each in polls.tally()["from_own_region"]["items"]}
    assert told["p-a"]["votes"] == (at_home if is_shown else None)
    assert (told["p-a"]["percent"] is None) is not is_shown


def test_votes_from_a_projects_own_organisation_are_shown_beside_their_share_of_the_ballots(desk: Desk):
    polls = Polling(desk, voters=20, works_at={"a": "Derriford", "d": "Derriford"}).open()
    for number, voter in enumerate(polls.voters):
        polls.vote(voter, "a" if number % 2 else "b", organisation="derriford" if number < 10 else "")
    told = {each["project"]: each for each in polls.tally()["from_own_organisation"]["items"]}
    assert told["p-a"] == {
        "project": "p-a",
        "organisation": "Derriford",
        "votes": 5,
        "percent": 50.0,
        "percent_of_ballots": 50.0,
    }
    assert told["p-d"]["votes"] is None
    assert told["p-d"]["percent_of_ballots"] is None
    assert set(told) == {"p-a", "p-d"}
    assert list(desk.work.collection("colleagues", "ballots").find({})) == []


def test_a_region_less_one_organisation_of_it_never_leaves_a_few_voters(desk: Desk):
    """Of 20 who vote in the South West 16 work at Derriford; 10 of the 20 choose it, and 8 of the 16."""
    polls = Polling(desk, voters=20, works_at={"a": "Derriford"})
    others = [desk.member(f"w-{number}", "WOE") for number in range(20)]
    polls.open()
    for number, voter in enumerate(polls.voters):
        chooses, works = number % 2, "Derriford" if number >= 4 else ""
        polls.vote(voter, "a" if chooses else "d", organisation=works)
    for number, voter in enumerate(others):
        polls.vote(voter, "a" if number % 2 else "d")
    told = polls.tally()
    [colleagues] = told["from_own_organisation"]["items"]
    region = next(each for each in told["from_own_region"]["items"] if each["project"] == "p-a")
    assert (colleagues["votes"], region["votes"], region["percent"]) == (8, None, None)


def test_a_round_of_one_region_compares_no_regions(desk: Desk):
    polls = Polling(desk, region="SW").open()
    votes(polls, "ab")
    assert polls.tally()["from_own_region"] is None


def test_a_project_given_up_while_members_voted_is_left_out(polls: Polling):
    votes(polls, *["ab"] * 5, "cd")
    polls.move("a", "withdrawn")
    told = polls.tally()
    assert told["left_out"] == ["p-a"]
    assert set(shown(told, "greedy")) == {"p-b", "p-c", "p-d"}
    assert read_pb(polls.file()).vote.voters == 6
    assert len(polls.knock("ballots.list_ballots")["items"][0]["numbers"]) == 2


def test_a_vote_without_a_ballot_or_without_a_project_left_is_tallied_too(polls: Polling):
    for each in "abcd":
        polls.move(each, "withdrawn")
    told = polls.tally()
    assert (told["turnout"]["percent"], told["funded"]) == (0.0, [])
    assert told["left_out"] == [each["id"] for each in told["projects"]]


def test_the_tally_waits_for_a_last_ballot_and_says_so_when_none_can_come(polls: Polling, desk: Desk):
    votes(polls, "a", "b")
    receipt = polls.box()[0]
    ballots = desk.work.collection("ballots", "ballots")
    ballots.delete_one({"_id": receipt["_id"]})
    polls.at("2019-04-12", minutes=10, seconds=20)
    with refused("not_tallied"):
        polls.result()
    ballots.insert_one(receipt)
    polls.at("2019-04-12", minutes=10, seconds=30)
    assert polls.result()["turnout"]["ballots"] == 2


def test_flags_without_ballots_are_never_tallied(polls: Polling, desk: Desk):
    votes(polls, "a", "b")
    desk.work.collection("ballots", "ballots").delete_many({})
    with pytest.raises(RuntimeError, match="not as many"):
        polls.at("2019-04-12", minutes=30)


def test_after_the_tally_home_votes_are_gone_and_later_who_voted(polls: Polling, desk: Desk):
    votes(polls, "a", "b")
    polls.tally()
    assert list(desk.work.collection("home_votes", "ballots").find({})) == []
    assert polls.paper(polls.voters[0])["mine"]["voted"] is True
    polls.at("2019-07-11", minutes=9)
    assert polls.paper(polls.voters[0])["mine"]["voted"] is True
    polls.at("2019-07-11", minutes=11)
    assert polls.paper(polls.voters[0])["mine"] == {
        "on_roll": True,
        "voted": None,
        "ballot": {"kind": "approval", "picks": None, "per_theme": []},
        "own_projects": [],
        "draft": [],
        "draft_problem": None,
    }
    assert len(polls.knock("ballots.list_ballots")["items"]) == 2


def test_what_was_cast_in_a_cancelled_round_is_thrown_away_uncounted(polls: Polling, desk: Desk):
    votes(polls, "ab")
    polls.draft(polls.voters[3], "a")
    desk.knock("rounds.cancel_round", {"id": polls.id, "reason": "No fund."}, by=NATIONAL)
    with refused("round_cancelled"):
        polls.vote(polls.voters[1], "a")
    polls.at("2019-04-12", minutes=11)
    assert polls.box() == []
    assert list(desk.work.collection("home_votes", "ballots").find({})) == []
    assert "draft" not in polls.row(polls.voters[3])
    with refused("not_tallied"):
        polls.result()


def test_a_round_that_is_put_off_opens_reminds_and_tallies_on_its_new_days(desk: Desk):
    polls = Polling(desk)
    later = {"vote": ("2019-04-08", "2019-04-20"), "award": ("2019-04-20", "2019-05-20")}
    polls.at("2019-03-25")
    desk.knock("rounds.postpone_round", {"id": polls.id, "phases": phases(**later)}, by=NATIONAL)
    polls.at("2019-04-01")
    with refused("vote_not_open"):
        polls.paper()
    polls.at("2019-04-08")
    votes(polls, "a")
    polls.at("2019-04-12", minutes=30)
    with refused("not_tallied"):
        polls.result()
    longer = {"vote": ("2019-04-08", "2019-04-24"), "award": ("2019-04-24", "2019-05-20")}
    desk.knock("rounds.postpone_round", {"id": polls.id, "phases": phases(**longer)}, by=NATIONAL)
    polls.at("2019-04-20", minutes=30)
    with refused("not_tallied"):
        polls.result()
    votes_on_the_last_day = polls.voters[1]
    polls.at("2019-04-24", minutes=5)
    polls.vote(votes_on_the_last_day, "b")
    polls.at("2019-04-24", minutes=11)
    assert polls.result()["turnout"]["ballots"] == 2


def test_who_brings_something_is_told_that_days_moved_or_that_the_round_is_cancelled(desk: Desk):
    polls = Polling(desk)
    polls.move("d", "withdrawn")
    polls.at("2019-03-25")
    later = {"award": ("2019-04-12", "2019-05-20")}
    desk.knock("rounds.postpone_round", {"id": polls.id, "phases": phases(**later)}, by=NATIONAL)
    desk.knock("rounds.cancel_round", {"id": polls.id, "reason": "No fund."}, by=NATIONAL)
    assert told(desk, "round_postponed") == told(desk, "round_cancelled") == ["lead-a", "lead-b", "lead-c"]
    [moved] = [
        each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == "round_postponed"
    ]
    said = {each["name"]: each["words"] for each in moved["about"]}
    assert said["days"] == "Awards are decided from 12 April 2019 until noon on 20 May 2019."


def test_while_members_vote_the_whole_roll_is_told_of_new_days_of_the_vote_and_of_its_end(
    polls: Polling, desk: Desk
):
    """Whoever has voted as well: a mail says of nobody whether they did."""
    votes(polls, "a", "b")
    roll = sorted([f"lead-{each}" for each in "abcd"] + [each.subject for each in polls.voters])
    awards = phases(award=("2019-04-12", "2019-05-20"))
    desk.knock("rounds.postpone_round", {"id": polls.id, "phases": awards}, by=NATIONAL)
    assert told(desk, "round_postponed") == [f"lead-{each}" for each in "abcd"]
    longer = phases(vote=("2019-04-01", "2019-04-20"), award=("2019-04-20", "2019-05-20"))
    desk.knock("rounds.postpone_round", {"id": polls.id, "phases": longer}, by=NATIONAL)
    assert told(desk, "round_postponed") == sorted([*roll, *(f"lead-{each}" for each in "abcd")])
    desk.knock("rounds.cancel_round", {"id": polls.id, "reason": "No fund."}, by=NATIONAL)
    assert told(desk, "round_cancelled") == roll


def test_a_vote_that_gets_longer_is_reminded_of_though_it_was_too_short(desk: Desk):
    polls = Polling(
        desk, phases=phases(vote=("2019-04-01", "2019-04-03"), award=("2019-04-12", "2019-05-10"))
    )
    polls.open()
    longer = phases(vote=("2019-04-01", "2019-04-12"))
    desk.knock("rounds.postpone_round", {"id": polls.id, "phases": longer}, by=NATIONAL)
    polls.at("2019-04-08")
    assert told(desk, "round_vote_reminder") == []
    polls.at("2019-04-09")
    assert len(told(desk, "round_vote_reminder")) == 16


def test_a_vote_that_opens_late_is_not_reminded_of_in_the_same_breath(desk: Desk):
    polls = Polling(desk, stage="submitted").open()
    polls.shortlist("a")
    polls.at("2019-04-10")
    assert len(told(desk, "round_vote_opened")) == 16
    polls.at("2019-04-11")
    assert told(desk, "round_vote_reminder") == []


def test_a_round_that_is_cancelled_while_its_ballots_are_tallied_has_no_result(
    polls: Polling, desk: Desk, monkeypatch
):
    def cancelled_meanwhile(content, rules):
        desk.knock("rounds.cancel_round", {"id": polls.id, "reason": "No fund."}, by=NATIONAL)
        return tally_file(content, rules)

    votes(polls, "ab")
    monkeypatch.setattr("exchange.results.service.tally_file", cancelled_meanwhile)
    polls.at("2019-04-12", minutes=11)
    with refused("not_tallied"):
        polls.result()
    assert polls.box() == []


def told(desk: Desk, kind: str) -> list[str]:
    raised = (each["data"] for each in desk.events("notice_raised"))
    return sorted(member for each in raised if each["kind"] == kind for member in each["members"])


def test_the_roll_is_told_once_and_only_who_has_not_voted_is_reminded(polls: Polling, desk: Desk):
    leads = [f"lead-{each}" for each in "abcd"]
    assert told(desk, "round_vote_opened") == [*leads, *(each.subject for each in polls.voters)]
    votes(polls, *["a"] * 11)
    polls.at("2019-04-08")
    assert told(desk, "round_vote_reminder") == []
    polls.at("2019-04-09")
    assert told(desk, "round_vote_reminder") == [*leads, "v-011"]
    polls.at("2019-04-10")
    assert len(told(desk, "round_vote_reminder")) == 5
    polls.tally()
    assert told(desk, "round_tallied") == leads
