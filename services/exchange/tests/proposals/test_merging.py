"""Merging: nothing is merged that its lead has not agreed to."""

from dataclasses import replace

import pytest
from proposals_desk import LATE, OTHER, WORDS, Fair

from chassis.testkit.refusing import refused
from exchange.proposals.store import ProposalStore


@pytest.fixture
def fair(desk):
    return Fair(desk)


@pytest.fixture
def two(fair):
    """What Ann leads and is to be given up, and what Bo leads."""
    return fair.submitted(fair.ann, shown_name="Ann A"), fair.submitted(fair.bo, **OTHER)


def offer(fair, gone, into, by):
    payload = {"gone": gone["id"], "into": into["id"], "words": "We do the same."}
    return fair.desk.knock("merges.offer_merge", payload, by=by)


def answer(fair, offered, by, agrees=True):
    return fair.desk.knock("merges.answer_merge", {"id": offered["id"], "agrees": agrees}, by=by)


def test_two_become_one_when_both_leads_consent(fair, two):
    gone, into = two
    fair.join(gone, fair.cy, "Cy")
    offered = offer(fair, gone, into, fair.ann)
    assert (offered["state"], offered["mine_to_answer"]) == ("offered", False)
    assert fair.told("merge_offered") == [["bo"]]
    merged = answer(fair, offered, fair.bo)
    assert (merged["state"], merged["gone"]["stage"]) == ("agreed", "merged")
    stays = fair.get(into, fair.bo)
    assert (stays["stage"], stays["merged_from"]) == ("submitted", [gone["id"]])
    assert [(each["member_id"], each["state"]) for each in stays["co_applicants"]] == [
        ("ann", "agreed"),
        ("cy", "asked"),
    ]
    assert stays["co_applicants"][0]["shown_name"] == "Ann A"
    assert fair.get(gone, fair.desk.member("di"))["merged_into"] == into["id"]
    assert fair.listed(fair.cy) == [OTHER["title"]]
    assert (fair.told("merge_answered"), fair.told("co_applicant_asked")[-1]) == ([["ann"]], ["cy"])


def test_the_lead_of_what_stays_may_offer_it_too_and_the_other_answers(fair, two):
    gone, into = two
    offered = offer(fair, gone, into, fair.bo)
    with refused("not_the_lead"):
        answer(fair, offered, fair.bo)
    assert answer(fair, offered, fair.ann)["state"] == "agreed"
    assert fair.get(gone, fair.ann)["merged_into"] == into["id"]


def test_a_no_leaves_both_as_they_are_and_it_may_be_offered_again(fair, two):
    gone, into = two
    offered = offer(fair, gone, into, fair.ann)
    with refused("merge_offered_already"):
        offer(fair, into, gone, fair.bo)
    assert answer(fair, offered, fair.bo, agrees=False)["state"] == "declined"
    assert len(fair.listed(fair.cy)) == 2
    with refused("merge_decided"):
        answer(fair, offered, fair.bo)
    again = offer(fair, gone, into, fair.ann)
    back = fair.desk.knock("merges.take_back_merge", {"id": again["id"]}, by=fair.ann)
    assert back["state"] == "taken_back"
    listed = fair.desk.knock("merges.list_merges", {"proposal_id": gone["id"]}, by=fair.ann)["items"]
    assert {each["state"] for each in listed} == {"declined", "taken_back"}


def test_nobody_else_offers_answers_or_sees_the_offers(fair, two):
    gone, into = two
    with refused("not_the_lead"):
        offer(fair, gone, into, fair.cy)
    offered = offer(fair, gone, into, fair.ann)
    with refused("not_found"):
        answer(fair, offered, fair.cy)
    with refused("not_the_lead"):
        fair.desk.knock("merges.take_back_merge", {"id": offered["id"]}, by=fair.bo)
    with refused("not_in_team"):
        fair.desk.knock("merges.list_merges", {"proposal_id": gone["id"]}, by=fair.cy)


def test_a_draft_is_opened_before_it_is_merged_and_nothing_is_merged_with_itself(fair):
    into, mine = fair.submitted(fair.bo, **OTHER), fair.enter(fair.ann)
    with refused("merge_not_open"):
        offer(fair, mine, into, fair.ann)
    with refused("not_found"):
        offer(fair, into, mine, fair.bo)
    with refused("merge_with_itself"):
        offer(fair, into, into, fair.bo)


def test_proposals_of_two_rounds_are_not_merged(fair, desk):
    mine = fair.submitted(fair.ann)
    desk.now = desk.now.replace(year=2018, month=12, day=1)
    other = Fair(desk)
    theirs = other.submitted(other.bo, **OTHER)
    with refused("merge_other_round"):
        offer(fair, mine, theirs, fair.ann)


def test_an_offer_lapses_when_one_of_the_two_is_withdrawn_and_who_waited_is_told(fair, two):
    gone, into = two
    offered = offer(fair, gone, into, fair.ann)
    assert fair.get(into, fair.bo)["merges_waiting"] == 1
    fair.act("withdraw_proposal", into, fair.bo)
    assert fair.get(into, fair.bo)["merges_waiting"] == 0
    with refused("merge_decided"):
        answer(fair, offered, fair.bo, agrees=False)
    (listed,) = fair.desk.knock("merges.list_merges", {"proposal_id": gone["id"]}, by=fair.ann)["items"]
    assert (listed["state"], fair.told("merge_answered")) == ("lapsed", [["ann"]])


def test_who_withdraws_their_own_side_is_told_nothing_of_the_offer(fair, two):
    gone, into = two
    offer(fair, gone, into, fair.ann)
    fair.act("withdraw_proposal", gone, fair.ann)
    assert fair.get(into, fair.bo)["merges_waiting"] == 0
    assert fair.told("merge_answered") == []


def test_what_was_merged_has_no_other_offer_left(fair, two):
    gone, into = two
    third = fair.submitted(fair.cy, title="A third way")
    others = offer(fair, gone, third, fair.ann), offer(fair, third, into, fair.cy)
    answer(fair, offer(fair, gone, into, fair.ann), fair.bo)
    with refused("merge_decided"):
        answer(fair, others[0], fair.cy)
    assert answer(fair, others[1], fair.bo)["state"] == "agreed"


def test_an_offer_lapses_when_a_lead_leaves_q_and_nobody_inherits(fair, two):
    gone, into = two
    offer(fair, gone, into, fair.ann)
    fair.leave(fair.ann)
    assert fair.get(into, fair.bo)["merges_waiting"] == 0


def test_an_offer_stands_when_a_lead_leaves_q_and_a_co_applicant_inherits(fair, two):
    gone, into = two
    fair.join(gone, fair.cy)
    offered = offer(fair, gone, into, fair.bo)
    fair.leave(fair.ann)
    assert answer(fair, offered, fair.cy)["state"] == "agreed"


def test_what_nobody_here_leads_is_not_offered_to_be_merged(fair, two):
    gone, into = two
    store = ProposalStore(fair.desk.work)
    before = store.get(into["id"])
    store.save(replace(before, version=before.version + 1, lead=""))
    with refused("merge_not_open") as no:
        offer(fair, gone, into, fair.ann)
    assert no.value.message == "Nobody here leads the other one, so nobody can agree."


def test_who_supported_what_they_come_to_lead_together_supports_it_no_more(fair, two):
    gone, into = two
    fair.support(into, fair.ann)
    fair.support(into, fair.cy)
    answer(fair, offer(fair, gone, into, fair.ann), fair.bo)
    assert fair.get(into, fair.bo)["supporters"] == 1
    fair.join(into, fair.cy)
    assert fair.get(into, fair.bo)["supporters"] == 0


def test_after_the_deadline_an_offer_can_only_be_declined(fair, two):
    offered = offer(fair, *two, fair.ann)
    fair.desk.now = LATE
    with refused("phase_not_open"):
        answer(fair, offered, fair.bo)
    assert answer(fair, offered, fair.bo, agrees=False)["state"] == "declined"


def test_two_of_ones_own_are_merged_at_once(fair):
    first, second = fair.idea(fair.ann), fair.submitted(fair.ann, title="The other")
    merged = offer(fair, first, second, fair.ann)
    assert merged["state"] == "agreed"
    stays = fair.get(second, fair.ann)
    assert (stays["merged_from"], stays["co_applicants"]) == ([first["id"]], [])
    assert fair.told("merge_offered") == []


def test_a_lead_who_was_asked_already_is_on_the_team_by_merging(fair, two):
    gone, into = two
    fair.act("ask_co_applicant", into, fair.bo, member_id="ann")
    answer(fair, offer(fair, gone, into, fair.ann), fair.bo)
    people = fair.get(into, fair.bo)["co_applicants"]
    assert [(each["member_id"], each["state"]) for each in people] == [("ann", "agreed")]


def test_a_merge_frees_its_lead_to_lead_another(fair, two):
    gone, into = two
    answer(fair, offer(fair, gone, into, fair.ann), fair.bo)
    assert fair.enter(fair.ann, title=WORDS["title"])["stage"] == "draft"
