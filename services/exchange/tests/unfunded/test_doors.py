"""Result day and after: what else there is, who helps, and what became of ideas without an award."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from exchange_desk import NATIONAL, coordinator
from voted_round import LEAD, OTHER, TERMS, make, proposal, propose, voted

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.refusing import refused
from exchange.proposals.clock import UNSENT
from exchange.proposals.domain import DRAFT, IDEA, NOT_AWARDED, NOT_SHORTLISTED, SHORTLISTED, WITHDRAWN
from exchange.proposals.store import ProposalStore
from exchange.proposals.team import AGREED, CoApplicant
from exchange.rounds import domain as rounds
from exchange.rounds.phases import AWARD, PROPOSAL, VOTE, Phase
from exchange.rounds.store import RoundStore
from exchange.unfunded.leaving import leave

MEMBER = frozenset({"member"})
WISH = {"wanted": "Somebody who knows falls.", "shown_name": "Ann", "reach": "ward 5"}


def told(desk, kind):
    return [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def knock(desk, door, number=2, by=None, **more):
    who = by or Caller(f"lead-{number}", MEMBER, "SW")
    return desk.knock(f"unfunded.{door}", {"id": f"p-{number}", **more}, by=by or who)


def announce(desk):
    desk.knock("awards.announce_awards", {"round_id": "r-1"}, by=NATIONAL)
    desk.do_due_work()


@pytest.fixture
def before(desk):
    """Thirteen submitted from the South West, two of them awarded, and result day is to come."""
    for number in range(1, 14):
        desk.member(f"lead-{number}")
    stages = [SHORTLISTED] * 8 + [NOT_SHORTLISTED] * 5
    titles = {2: "Fewer falls on wards at night", 3: "Fewer falls at night in care homes"}
    voted(
        desk,
        [
            *(
                proposal(number, stage, title=titles.get(number, f"Project {number}"))
                for number, stage in enumerate(stages, 1)
            ),
            proposal(14, IDEA, region="WOE", submitted_at=None),
            proposal(15, DRAFT, region="WOE", submitted_at=None),
            proposal(16, WITHDRAWN, region="WOE"),
        ],
    )
    make(desk, 1)
    make(desk, 13 - 5)
    return desk


@pytest.fixture
def after(before):
    """And result day is over."""
    announce(before)
    return before


def test_of_thirteen_submitted_two_won_and_eleven_are_to_be_supported(after):
    counts = after.knock("unfunded.count_unfunded", {"round_id": "r-1", "region": "SW"}, by=LEAD)
    assert (counts["submitted"], counts["awarded"], counts["to_support"]) == (13, 2, 11)
    assert (counts["opened"], counts["unanswered"], counts["listed"]) == (11, 11, 0)
    everywhere = after.knock("unfunded.count_unfunded", {"round_id": "r-1"}, by=LEAD)
    assert (everywhere["to_support"], everywhere["opened"]) == (11, 13)
    with refused("not_found"):
        after.knock("unfunded.count_unfunded", {"round_id": "r-9"}, by=LEAD)


def test_on_result_day_each_idea_without_an_award_is_told_once_what_else_there_is(after):
    members = [each["members"] for each in told(after, "unfunded_options")]
    assert len(members) == 13
    assert ["lead-1"] not in members
    announce(after)
    assert len(told(after, "unfunded_options")) == 13


def test_nobody_else_sees_an_idea_until_its_people_agree(after):
    ben, keeper = after.member("ben"), coordinator("SW")
    for by in (ben, keeper):
        with refused("not_found"):
            knock(after, "get_unfunded", by=by)
    with refused("not_found"):
        knock(after, "list_idea", by=ben, **WISH)
    assert after.knock("unfunded.list_unfunded", {"region": "SW"}, by=keeper)["items"] == []
    after.member("c-SW", "SW", "coordinator:SW")
    knock(after, "list_idea", **WISH)
    [seen] = after.knock("unfunded.list_unfunded", {"region": "SW"}, by=keeper)["items"]
    assert (seen["title"], seen["wanted"], seen["reach"], seen["stage"]) == (
        "Fewer falls on wards at night", "Somebody who knows falls.", None, NOT_AWARDED,
    )  # fmt: skip
    assert told(after, "unfunded_listed")[0]["members"] == ["c-SW"]
    knock(after, "list_idea", **{**WISH, "wanted": "A room."})
    assert len(told(after, "unfunded_listed")) == 1
    knock(after, "keep_idea_private")
    with refused("not_found"):
        knock(after, "get_unfunded", by=ben)


def next_year(desk, *regions):
    """Rounds r-2, r-3 ... of a year later."""
    phases = tuple(
        Phase(each.kind, each.first.replace(year=2020), each.last.replace(year=2020)) for each in TERMS.phases
    )
    made = [
        rounds.draft(f"r-{number}", region, replace(TERMS, title=f"Round {number}", phases=phases), "n-1")
        for number, region in enumerate(regions, 2)
    ]

    def save():
        for each in made:
            RoundStore(desk.work).save(each)
            RoundStore(desk.work).save(rounds.publish(each, desk.now))

    desk.work.in_transaction(Call(now=desk.now), save)


def test_its_people_are_offered_what_matches(after):
    next_year(after, "UK", "SW", "WOE")
    options = knock(after, "get_unfunded")["options"]
    assert [each["title"] for each in options["similar"]] == ["Fewer falls at night in care homes"]
    assert options["similar"][0]["shared"] == ["fall", "fewer", "night"]
    assert {each["title"] for each in options["next_rounds"]} == {"Round 2", "Round 3"}
    assert options["next_rounds"][0]["takes_entries_until"].startswith("2020-02-28T12:00")
    assert (options["has_group"], options["find_help"]) == (False, "/find-help")
    after.member("c-SW", "SW", "coordinator:SW")
    assert knock(after, "get_unfunded")["options"]["has_group"] is True


def test_members_offer_help_and_its_people_take_it_or_not(after):
    ben, cat = after.member("ben"), after.member("cat")
    knock(after, "list_idea", **WISH)
    offer = {"kind": "time", "words": "Two days.", "shown_name": "Ben", "reach": "x7"}
    seen = knock(after, "offer_help", by=ben, **offer)
    assert told(after, "unfunded_help_offered")[0]["members"] == ["lead-2"]
    with refused("help_offered_already"):
        knock(after, "offer_help", by=ben, **offer)
    assert (seen["reach"], knock(after, "get_unfunded", by=cat)["help"][0]["shown_name"]) == (None, None)
    help_id = seen["help"][0]["id"]
    with refused("not_found"):
        knock(after, "answer_help", by=ben, help_id=help_id, agrees=True)
    assert knock(after, "answer_help", help_id=help_id, agrees=True)["help"][0]["reach"] == "x7"
    assert told(after, "unfunded_help_answered")[0]["members"] == ["ben"]
    assert knock(after, "get_unfunded", by=ben)["reach"] == "ward 5"
    assert [each["id"] for each in after.knock("unfunded.my_unfunded", by=ben)["items"]] == ["p-2"]
    assert knock(after, "end_help", by=ben, help_id=help_id)["help"][0]["state"] == "ended"
    again = knock(after, "offer_help", by=ben, **offer)["help"][1]["id"]
    knock(after, "answer_help", help_id=again, agrees=True)
    knock(after, "end_help", help_id=again)
    assert [each["members"] for each in told(after, "unfunded_help_ended")] == [["lead-2"], ["ben"]]


def test_whose_help_was_taken_sees_the_idea_also_when_it_is_listed_no_more(after):
    ben, cat = after.member("ben"), after.member("cat")
    knock(after, "list_idea", **WISH)
    help_id = knock(after, "offer_help", by=ben, kind="team", words="Join us.")["help"][0]["id"]
    knock(after, "answer_help", help_id=help_id, agrees=True)
    knock(after, "offer_help", by=cat, kind="time", words="A day.")
    knock(after, "keep_idea_private")
    assert knock(after, "get_unfunded", by=ben)["choice"] == "private"
    with refused("not_found"):
        knock(after, "get_unfunded", by=cat)


def test_mine_are_full_pages_of_those_in_which_i_have_a_part(after):
    ben = after.member("ben")
    for number in (2, 3, 4):
        knock(after, "list_idea", number, **WISH)
        help_id = knock(after, "offer_help", number, by=ben, kind="time", words="A day.")["help"][0]["id"]
        knock(after, "answer_help", number, help_id=help_id, agrees=number == 4)
    page = after.knock("unfunded.my_unfunded", {"limit": 1}, by=ben)
    assert ([each["id"] for each in page["items"]], page["next"]) == (["p-4"], None)


def test_a_group_sponsors_ideas_of_its_own_region_alone(after):
    knock(after, "list_idea", **WISH)
    with refused("not_your_region"):
        knock(after, "sponsor_idea", by=coordinator("WOE"))
    seen = knock(after, "sponsor_idea", by=coordinator("SW"), words="We give a room.")
    assert (seen["sponsor"]["words"], told(after, "unfunded_sponsored")[0]["members"]) == (
        "We give a room.", ["lead-2"],
    )  # fmt: skip
    with refused("unfunded_sponsored"):
        knock(after, "sponsor_idea", by=NATIONAL)
    assert knock(after, "end_sponsorship", by=coordinator("SW"))["sponsor"] is None


def test_what_became_of_it_is_noted_by_its_people_or_keepers_and_helpers_are_told(after):
    ben = after.member("ben")
    knock(after, "list_idea", **WISH)
    help_id = knock(after, "offer_help", by=ben, kind="team", words="Join us.")["help"][0]["id"]
    knock(after, "answer_help", help_id=help_id, agrees=True)
    with refused("unfunded_not_yours"):
        knock(after, "note_outcome", by=ben, kind="joined")
    knock(after, "note_outcome", by=coordinator("SW"), kind="joined", words="With Exeter.")
    assert told(after, "unfunded_outcome")[0]["members"] == ["ben", "lead-2"]
    counts = after.knock("unfunded.count_unfunded", {"round_id": "r-1"}, by=ben)
    assert (counts["outcomes"], counts["helped"]) == ({"joined": 1}, 1)
    after.now += timedelta(days=after.settings.unfunded_words_days)
    after.do_due_work()
    seen = knock(after, "get_unfunded")
    assert (seen["help"][0]["words"], seen["outcome"]["words"], seen["title"]) == (
        None, "With Exeter.", "Fewer falls on wards at night",
    )  # fmt: skip


def test_an_idea_goes_on_in_a_later_round_with_its_history(after):
    next_year(after, "UK")
    later = replace(proposal(20), round_id="r-2", lead="lead-2")
    last = replace(proposal(21), co_applicants=(CoApplicant("lead-2", AGREED, after.now),))
    given_up = replace(later, id="p-22", stage=WITHDRAWN)

    def save():
        for each in (later, last, given_up):
            ProposalStore(after.work).save(each)

    after.work.in_transaction(Call(now=after.now), save)
    for wrong in ("p-3", "p-21", "p-22", "nothing"):
        with refused("unfunded_next_wrong"):
            knock(after, "carry_on_idea", next_id=wrong)
    seen = knock(after, "carry_on_idea", next_id="p-20")
    assert (seen["outcome"]["kind"], seen["outcome"]["next_id"]) == ("next_round", "p-20")
    [step] = knock(after, "get_history", 20, by=LEAD)["items"]
    assert (step["id"], step["title"], step["stage"]) == ("p-2", "Fewer falls on wards at night", NOT_AWARDED)
    assert knock(after, "get_history", 2)["items"] == []


def test_one_that_gets_an_award_after_all_says_so(after):
    knock(after, "list_idea", **WISH)
    knock(after, "offer_help", by=after.member("ben"), kind="time", words="A day.")
    make(after, 2)
    after.do_due_work()
    ben = after.member("ben")
    assert knock(after, "get_unfunded")["outcome"]["kind"] == "funded"
    assert knock(after, "get_unfunded", by=ben)["help"][0]["words"] == "A day."
    assert ProposalStore(after.work).get("p-2").stage == "awarded"
    after.now += timedelta(days=after.settings.unfunded_words_days)
    after.do_due_work()
    assert knock(after, "get_unfunded", by=ben)["help"][0]["words"] is None


def test_one_that_was_skipped_is_offered_what_there_is_once_like_the_others(before):
    award = propose(before, 3, amount=0, reason="No sponsor.")
    for by in (NATIONAL, OTHER):
        before.knock(
            "awards.approve_award",
            {"id": award["id"], "edition": 1, "has_no_interest": True},
            by=by,
        )
    announce(before)
    before.do_due_work()
    assert len(told(before, "unfunded_options")) == 13
    assert [each["members"] for each in told(before, "unfunded_options")].count(["lead-3"]) == 1


def test_who_leaves_q_takes_their_words_along_and_the_idea_stays(after, call):
    knock(after, "list_idea", **WISH)
    knock(after, "offer_help", by=after.member("ben"), kind="time", words="A day.")
    after.work.in_transaction(call, lambda: leave(after.work, after.settings, call, "lead-2"))
    row = after.work.database["unfunded_ideas"].find_one({"_id": "p-2"})
    assert (row["team"], row["wish"]["reach"], row["is_listed"]) == ([], "", False)
    assert row["idea"]["title"] == "Fewer falls on wards at night"
    assert [each["state"] for each in row["help"]] == ["declined"]


def test_a_draft_that_is_carried_on_without_an_award_is_never_deleted(after):
    after.now += timedelta(days=after.settings.proposal_unsent_days + 1)
    kept = ProposalStore(after.work).get("p-15")
    after.work.in_transaction(Call(now=after.now), lambda: after.work.schedule(UNSENT, kept.id, after.now))
    after.do_due_work()
    assert ProposalStore(after.work).get("p-15") == kept


def test_a_hundred_ideas_are_opened_a_few_at_a_time(desk):
    phases = (
        Phase(PROPOSAL, date(2019, 1, 14), date(2019, 2, 28)),
        Phase(VOTE, date(2019, 4, 1), date(2019, 4, 12)),
        Phase(AWARD, date(2019, 4, 12), date(2019, 5, 10)),
    )
    assert phases == TERMS.phases
    voted(desk, [proposal(number) for number in range(1, 102)])
    desk.knock("awards.announce_awards", {"round_id": "r-1"}, by=NATIONAL)
    assert desk.do_due_work() == 3
    assert desk.work.database["unfunded_ideas"].count_documents({}) == 101
