"""One secret ballot a member: what is frozen, kept, refused, repeated, published."""

import json

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk
from polling import Polling, phases, secret_of

from chassis.testkit.refusing import refused
from contracts.ballots import receipt_of
from contracts.services import BESIDE
from exchange.tally import lot_order


def test_the_paper_has_the_shortlist_in_the_order_of_the_lot(desk: Desk):
    polls = Polling(desk)
    with refused("vote_not_open"):
        polls.paper()
    polls.open()
    paper = polls.paper()
    order = lot_order("drawn at the meeting", [f"p-{each}" for each in "abcd"])
    assert [each["id"] for each in paper["projects"]] == list(order)
    assert [each["number"] for each in paper["projects"]] == [1, 2, 3, 4]
    assert (paper["pot"], paper["ballot"]["kind"], paper["mine"]) == (60_000_00, "approval", None)


def test_a_round_without_a_shortlist_votes_on_what_was_submitted(desk: Desk):
    days = [each for each in phases() if each["kind"] != "shortlist"]
    polls = Polling(desk, stage="submitted", phases=days).open()
    assert len(polls.paper()["projects"]) == 4


def test_without_a_project_voting_waits_and_opens_once_there_is_one(desk: Desk):
    polls = Polling(desk, stage="submitted").open()
    with refused("vote_not_open"):
        polls.paper()
    with refused("vote_not_open"):
        polls.vote(polls.voters[0], "a")
    for each in "ab":
        polls.shortlist(each)
    desk.member("late", "SW")
    polls.at("2019-04-01", minutes=5)
    assert len(polls.paper()["projects"]) == 2
    assert polls.paper(desk.member("late"))["mine"]["on_roll"] is True


def test_the_roll_holds_the_active_members_of_the_day_and_shows_no_flag(desk: Desk):
    polls = Polling(desk, voters=3)
    desk.member("rests", "SW", status="paused")
    polls.open()
    desk.member("late", "SW")
    polls.vote(polls.voters[0], "a")
    told = polls.knock("ballots.read_roll", polls.voters[0])
    ids = ["lead-a", "lead-b", "lead-c", "lead-d", "v-000", "v-001", "v-002"]
    assert (told["items"], told["size"]) == (ids, 7)
    assert told["regions"] == [
        {"region": "NENC", "number": 1},
        {"region": "SW", "number": 5},
        {"region": "WOE", "number": 1},
    ]
    assert polls.knock("ballots.read_roll")["items"] is None


def test_a_round_of_one_region_is_voted_on_by_its_own_members(desk: Desk):
    polls = Polling(desk, voters=2, region="SW").open()
    assert polls.knock("ballots.read_roll", polls.voters[0])["items"] == [
        "lead-a",
        "lead-b",
        "v-000",
        "v-001",
    ]


def test_who_joined_after_the_roll_does_not_vote(polls: Polling, desk: Desk):
    late = desk.member("late", "SW")
    with refused("not_on_roll") as no:
        polls.vote(late, "a")
    assert no.value.message == (
        "Only those vote who were active members when voting opened, on 1 April 2019."
    )
    with refused("not_on_roll"):
        polls.draft(late, "a")
    assert polls.box() == []


def test_a_ballot_is_kept_as_receipt_round_and_numbers_and_nothing_else(polls: Polling):
    receipt = polls.vote(polls.voters[0], "ca")
    assert polls.box() == [{"_id": receipt, "round": polls.id, "numbers": polls.numbers("ac")}]


def test_the_roll_keeps_a_flag_and_no_time(polls: Polling):
    polls.draft(polls.voters[0], "b")
    polls.vote(polls.voters[0], "a")
    assert polls.row(polls.voters[0]) == {
        "_id": f"{polls.id}|v-000",
        "round": polls.id,
        "member": "v-000",
        "region": "SW",
        "voted": True,
    }


def test_nothing_outside_of_the_box_knows_a_receipt_a_secret_or_when_who_voted(polls: Polling, desk: Desk):
    names = desk.work.database.list_collection_names()
    before = {name: list(desk.work.database[name].find()) for name in names}
    receipt = polls.vote(polls.voters[0], "ab", command="c-1")
    for name in desk.work.database.list_collection_names():
        rows = list(desk.work.database[name].find())
        text = json.dumps(rows, default=str)
        assert receipt not in text, name
        assert secret_of(polls.voters[0]) not in text, name
        if name != "exchange_roll":
            assert rows == before.get(name, []), f"{name} has changed"


def test_a_home_vote_leads_to_no_ballot_and_to_no_other_home_vote(polls: Polling, desk: Desk):
    receipt = polls.vote(polls.voters[0], "abc")
    rows = list(desk.work.collection("home_votes", "ballots").find({}))
    assert sorted(row["number"] for row in rows) == polls.numbers("ab")
    assert all(set(row) == {"_id", "round", "number"} for row in rows)
    assert receipt not in {row["_id"] for row in rows}
    assert len({row["_id"] for row in rows}) == 2


def test_where_a_voter_works_is_compared_and_not_kept(desk: Desk):
    polls = Polling(desk, works_at={"a": "North  Bristol", "b": "Derriford", "c": "north bristol"}).open()
    receipt = polls.vote(polls.voters[0], "ab", organisation="NORTH bristol ")
    rows = list(desk.work.collection("colleagues", "ballots").find({}))
    chosen = {row["number"]: row["chosen"] for row in rows}
    assert chosen == {polls.numbers("a")[0]: True, polls.numbers("c")[0]: False}
    assert all(set(row) == {"_id", "round", "number", "chosen"} for row in rows)
    assert receipt not in {row["_id"] for row in rows}


def test_a_team_and_those_who_do_not_say_where_they_work_are_no_colleagues(desk: Desk):
    polls = Polling(desk, works_at={"a": "Derriford", "b": ""}).open()
    polls.vote(polls.voters[0], "ab")
    polls.vote(desk.member("lead-a", "SW"), "b", organisation="Derriford")
    assert list(desk.work.collection("colleagues", "ballots").find({})) == []


def test_in_a_round_of_one_region_no_home_vote_is_kept(desk: Desk):
    polls = Polling(desk, region="SW").open()
    polls.vote(polls.voters[0], "ab")
    assert list(desk.work.collection("home_votes", "ballots").find({})) == []


def test_a_member_votes_once(polls: Polling):
    polls.vote(polls.voters[0], "a")
    with refused("already_voted"):
        polls.vote(polls.voters[0], "b")
    with refused("already_voted"):
        polls.vote(polls.voters[0], "a", secret="f" * 32)
    with refused("already_voted"):
        polls.draft(polls.voters[0], "a")
    assert len(polls.box()) == 1


def test_the_same_ballot_sent_again_is_the_same_vote(polls: Polling):
    assert polls.vote(polls.voters[0], "ab") == polls.vote(polls.voters[0], "ba")
    assert len(polls.box()) == 1


def test_two_members_with_one_secret_and_one_choice_are_told_to_draw_another(polls: Polling):
    polls.vote(polls.voters[0], "a", secret="1" * 32)
    with refused("ballot_secret_used"):
        polls.vote(polls.voters[1], "a", secret="1" * 32)
    assert polls.row(polls.voters[1])["voted"] is False
    polls.vote(polls.voters[1], "a", secret="2" * 32)
    assert len(polls.box()) == 2


def test_nothing_is_half_done_when_the_ballot_cannot_be_written(polls: Polling, monkeypatch):
    from exchange.ballots.box.store import BoxStore

    def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(BoxStore, "add", broken)
        with pytest.raises(RuntimeError):
            polls.vote(polls.voters[0], "a")
    assert polls.row(polls.voters[0])["voted"] is False
    polls.vote(polls.voters[0], "a")


def test_the_form_of_the_round_is_held_at_the_door(desk: Desk):
    form = {
        "kind": "fixed",
        "picks": 2,
        "per_theme": [{"theme": "Flow", "number": 1}, {"theme": "Care", "number": 1}],
    }
    themes = dict(zip("abcd", ("Flow", "Flow", "Care", "Care"), strict=True))
    polls = Polling(desk, theme_of=themes, ballot=form, themes=["Flow", "Care"]).open()
    me = polls.voters[0]
    for chosen, code in (("abc", "ballot_picks_wrong"), ("ab", "ballot_theme_wrong")):
        with refused(code):
            polls.vote(me, chosen)
    with refused("ballot_own_project"):
        polls.vote(desk.member("lead-a"), "ac")
    with refused("ballot_project_unknown"):
        polls.knock("ballots.cast_ballot", me, ballot_secret="1" * 32, projects=["p-a", "p-x"])
    assert polls.box() == []
    polls.vote(me, "ac")
    polls.vote(polls.voters[1], "")
    assert sorted(len(each["numbers"]) for each in polls.box()) == [0, 2]


@pytest.mark.parametrize("secret", ["", "short", "G" * 32, "A" * 32, "0" * 33])
def test_a_secret_that_is_not_128_bits_is_refused(polls: Polling, secret: str):
    with refused("invalid_input") as no:
        polls.knock("ballots.cast_ballot", polls.voters[0], ballot_secret=secret, projects=["p-a"])
    assert set(no.value.fields) == {"ballot_secret"}


def test_a_ballot_is_taken_until_noon_and_the_grace_and_not_a_moment_later(desk: Desk):
    polls = Polling(desk)
    desk.now = desk.now.replace(year=2019, month=3, day=30)
    with refused("phase_not_open") as no:
        polls.knock("ballots.cast_ballot", polls.voters[0], ballot_secret="1" * 32, projects=["p-a"])
    assert no.value.message.startswith("It is too early. Members vote from 1 April 2019")
    polls.open()
    polls.at("2019-04-12", minutes=9, seconds=59)
    polls.vote(polls.voters[0], "a")
    polls.at("2019-04-12", minutes=10)
    with refused("phase_not_open") as no:
        polls.vote(polls.voters[1], "a")
    assert no.value.message.startswith("It is too late.")
    with refused("phase_not_open"):
        polls.draft(polls.voters[1], "a")


def test_a_draft_is_for_its_voter_alone_and_says_what_is_still_wrong(desk: Desk):
    polls = Polling(desk, ballot={"kind": "fixed", "picks": 3}).open()
    me, other = polls.voters[:2]
    told = polls.draft(me, "ab")
    assert told["draft"] == ["p-a", "p-b"]
    assert told["draft_problem"] == {
        "code": "ballot_picks_wrong",
        "detail": "Choose exactly 3; you chose 2.",
    }
    assert polls.draft(me, "abc")["draft_problem"] is None
    assert polls.paper(me)["mine"]["draft"] == ["p-a", "p-b", "p-c"]
    assert polls.paper(other)["mine"]["draft"] == polls.paper(NATIONAL)["mine"]["draft"] == []
    polls.draft(me, "")
    assert "draft" not in polls.row(me)


def test_a_ballot_is_checked_before_it_is_cast_and_nothing_is_kept_of_it(desk: Desk):
    polls = Polling(desk, ballot={"kind": "fixed", "picks": 3}).open()
    lead = desk.member("lead-a")

    def problem(projects: str):
        told = polls.knock("ballots.check_ballot", lead, projects=[f"p-{each}" for each in projects])
        return told["problem"] and told["problem"]["code"]

    assert [problem("bcd"), problem("bc"), problem("abc")] == [
        None,
        "ballot_picks_wrong",
        "ballot_own_project",
    ]
    assert "draft" not in polls.row(lead)
    polls.vote(lead, "bcd")
    with refused("already_voted"):
        polls.knock("ballots.check_ballot", lead, projects=[])
    with refused("not_on_roll") as no:
        polls.knock("ballots.check_ballot", desk.member("late"), projects=[])
    assert no.value.message.endswith("when voting opened, on 1 April 2019.")


def test_ballots_are_taken_until_the_grace_is_over(polls: Polling):
    assert polls.paper()["takes_ballots"] is True
    polls.at("2019-04-12", minutes=9, seconds=59)
    assert (polls.paper()["vote"]["is_open"], polls.paper()["takes_ballots"]) == (False, True)
    polls.at("2019-04-12", minutes=10)
    assert polls.paper()["takes_ballots"] is False


def test_a_draft_holds_nothing_that_can_never_be_cast(polls: Polling, desk: Desk):
    with refused("ballot_own_project"):
        polls.draft(desk.member("lead-a"), "ab")
    with refused("ballot_project_twice"):
        polls.draft(polls.voters[0], "aa")
    with refused("ballot_project_unknown"):
        polls.draft(polls.voters[0], "x")


def test_a_draft_goes_when_its_voter_votes_leaves_or_voting_ends(polls: Polling, desk: Desk):
    for voter in polls.voters[:3]:
        polls.draft(voter, "a")
    polls.vote(polls.voters[0], "b")
    from exchange.ballots.leaving import leave

    leave(desk.work, "v-001")
    assert ["draft" in polls.row(each) for each in polls.voters[:3]] == [False, False, True]
    polls.tally()
    assert "draft" not in polls.row(polls.voters[2])


def test_a_member_learns_whether_they_may_vote_and_have(polls: Polling, desk: Desk):
    lead = desk.member("lead-a")
    assert polls.paper(lead)["mine"] == {
        "on_roll": True,
        "voted": False,
        "ballot": {"kind": "approval", "picks": None, "per_theme": []},
        "own_projects": ["p-a"],
        "draft": [],
        "draft_problem": None,
    }
    polls.vote(lead, "b")
    assert polls.paper(lead)["mine"]["voted"] is True
    assert polls.paper(desk.member("late"))["mine"]["on_roll"] is False


def test_every_voter_finds_their_receipt_in_the_published_list(polls: Polling):
    receipts = sorted(polls.vote(voter, "ab") for voter in polls.voters[:7])
    with refused("not_tallied"):
        polls.knock("ballots.list_ballots")
    with refused("not_tallied"):
        polls.knock("ballots.find_ballot", receipt=receipts[0])
    polls.tally()
    page = polls.knock("ballots.list_ballots", limit=5)
    rest = polls.knock("ballots.list_ballots", limit=5, cursor=page["next"])
    assert [each["receipt"] for each in (*page["items"], *rest["items"])] == receipts
    mine = polls.knock("ballots.find_ballot", receipt=receipts[3])
    assert mine["numbers"] == polls.numbers("ab")
    assert sorted(mine["projects"]) == ["p-a", "p-b"]
    with refused("receipt_unknown"):
        polls.knock("ballots.find_ballot", receipt="A" * 20)


def test_the_receipt_is_the_published_formula_over_the_numbers_in_order(polls: Polling):
    made = polls.vote(polls.voters[0], "dcba", secret="0" * 32)
    assert made == receipt_of(polls.id, "0" * 32, (1, 2, 3, 4))
    assert [each["_id"] for each in polls.box()] == [made]


def test_nobody_votes_in_a_draft_of_a_round_or_in_none(polls: Polling, desk: Desk):
    with refused("not_found"):
        desk.knock("ballots.get_paper", {"round": "r-none"})
    with refused("sign_in_required"):
        polls.knock("ballots.cast_ballot", ballot_secret="1" * 32, projects=[])


def test_the_launcher_knows_of_the_database_beside():
    assert {index.beside for index in INDEXES} - {""} == set(BESIDE["exchange"])
