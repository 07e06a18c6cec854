"""What a member may do next, what lacks, what was undone, and what differs between two texts."""

from datetime import UTC, datetime

import pytest
from proposals_desk import LATE, OPEN, OTHER, VOTED, VOTING, WORDS, Fair

from chassis.identity import Caller
from chassis.testkit.refusing import refused

VISITOR = Caller()
IN_GRACE = datetime(2019, 2, 28, 12, 9, tzinfo=UTC)
"""The proposals' deadline is noon of this day, and the round says that ten minutes more are given."""
AFTER_GRACE = datetime(2019, 2, 28, 12, 10, tzinfo=UTC)


@pytest.fixture
def fair(desk):
    return Fair(desk)


def steps(fair, made, by, now=OPEN):
    fair.desk.now = now
    return fair.get(made, by)["may"]


def test_everybody_is_offered_their_own_next_steps(fair):
    made = fair.enter(fair.ann)
    assert steps(fair, made, fair.ann) == ["change", "open", "submit", "withdraw", "ask", "comment", "answer"]
    fair.act("ask_co_applicant", made, fair.ann, member_id="bo")
    assert steps(fair, made, fair.bo) == ["agree", "decline", "comment"]
    fair.act("answer_as_co_applicant", made, fair.bo, agrees=True)
    assert steps(fair, made, fair.bo) == ["change", "leave", "comment", "answer"]
    fair.act("submit_proposal", made, fair.ann)
    assert steps(fair, made, fair.ann) == ["change", "withdraw", "ask", "merge", "comment", "answer"]
    assert steps(fair, made, fair.cy) == ["comment", "support"]


@pytest.mark.parametrize(
    ("now", "offered"), [(IN_GRACE, True), (AFTER_GRACE, False), (LATE, False), (VOTING, False)]
)
def test_to_submit_is_offered_until_the_grace_is_over_and_refused_after(fair, now, offered):
    made = fair.enter(fair.ann)
    assert ("submit" in steps(fair, made, fair.ann, now)) is offered
    if offered:
        assert fair.act("submit_proposal", made, fair.ann)["stage"] == "submitted"
    else:
        with refused("phase_not_open") as no:
            fair.act("submit_proposal", made, fair.ann)
        assert no.value.message.startswith("It is too late. Proposals are taken from 14 January 2019")


def test_a_visitor_is_offered_nothing_and_nobody_anything_when_the_vote_is_over(fair):
    made = fair.submitted(fair.ann)
    fair.desk.now = VOTED
    assert fair.get(made, fair.cy)["may"] == []
    with refused("not_found"):
        fair.get(made, VISITOR)


def test_the_team_reads_all_that_lacks_at_once_and_nobody_else_does(fair):
    made = fair.idea(fair.ann, plan="", theme="", ask=31_000_00)
    assert fair.get(made, fair.cy)["remaining"] == {}
    assert fair.get(made, fair.ann)["remaining"] == {
        "plan": ["This is still to be written."],
        "theme": ["Choose a theme of this round."],
        "ask": ["In this round a proposal asks for £1,000 to £30,000."],
    }


def test_of_a_text_that_lacks_nothing_but_the_right_sum_the_sum_is_refused(fair):
    made = fair.enter(fair.ann, ask=99)
    with refused("ask_wrong") as no:
        fair.act("submit_proposal", made, fair.ann)
    assert no.value.fields == {"ask": ["In this round a proposal asks for £1,000 to £30,000."]}


def test_what_was_withdrawn_by_mistake_is_what_it_was_and_its_trace_stays(fair):
    made = fair.submitted(fair.ann)
    gone = fair.act("withdraw_proposal", made, fair.ann, reason="No time.")
    assert (gone["may"], gone["reason"]) == (["reinstate"], "No time.")
    back = fair.act("reinstate_proposal", made, fair.ann)
    assert (back["stage"], back["reason"]) == ("submitted", None)
    assert [(each["what"], each["by"], each["words"]) for each in back["history"]] == [
        ("submitted", "ann", None),
        ("withdrawn", "ann", "No time."),
        ("reinstated", "ann", None),
    ]
    with refused("proposal_stage_wrong"):
        fair.act("reinstate_proposal", made, fair.ann)


def test_nothing_is_reinstated_by_others_too_late_or_beside_another_that_its_lead_leads(fair):
    made = fair.submitted(fair.ann)
    fair.join(made, fair.bo)
    fair.act("withdraw_proposal", made, fair.ann)
    with refused("not_the_lead"):
        fair.act("reinstate_proposal", made, fair.bo)
    other = fair.enter(fair.ann, **OTHER)
    with refused("proposal_led_already"):
        fair.act("reinstate_proposal", made, fair.ann)
    fair.act("withdraw_proposal", other, fair.ann)
    fair.desk.now = LATE
    with refused("phase_not_open"):
        fair.act("reinstate_proposal", made, fair.ann)


def test_two_texts_are_compared_by_word_with_the_comments_that_led_to_the_new_one(fair):
    made = fair.idea(fair.ann)
    said = fair.say(made, fair.cy, "Which wards?", is_question=True)
    fair.change(made, fair.ann, plan="Three wards test a checklist every week.", because_of=[said["id"]])
    fair.change(made, fair.ann, plan="Three wards test a checklist every week.", ask=25_000_00)
    compared = fair.act("compare_versions", made, fair.cy, number=3, against=1)
    assert (compared["before"], compared["after"], compared["because_of"]) == (1, 3, [said["id"]])
    plan, ask = compared["changes"]
    assert [(each["mark"], each["words"]) for each in plan["pieces"]][:2] == [
        ("removed", "Two "),
        ("added", "Three "),
    ]
    assert (ask["field"], ask["before"], ask["after"], ask["pieces"]) == ("ask", 20_000_00, 25_000_00, [])
    newest = fair.act("compare_versions", made, fair.cy, number=3)
    assert [each["field"] for each in newest["changes"]] == ["ask"]
    first = fair.act("compare_versions", made, fair.cy, number=1)
    assert (first["before"], {each["field"] for each in first["changes"]}) == (None, set(WORDS))


@pytest.mark.parametrize(("number", "against"), [(2, 1), (1, 1), (1, 2)])
def test_texts_that_are_not_there_are_not_compared(fair, number, against):
    made = fair.idea(fair.ann)
    with refused("not_found"):
        fair.act("compare_versions", made, fair.cy, number=number, against=against)


def test_what_waits_for_the_team_is_counted(fair):
    mine, theirs = fair.submitted(fair.ann), fair.submitted(fair.bo, **OTHER)
    asked = fair.say(mine, fair.cy, "Who pays?", is_question=True)
    fair.say(mine, fair.cy, "Good.")
    fair.desk.knock("merges.offer_merge", {"gone": theirs["id"], "into": mine["id"]}, by=fair.bo)
    (seen,) = fair.desk.knock("proposals.my_proposals", {}, by=fair.ann)["items"]
    assert (seen["comments"], seen["questions_waiting"], seen["merges_waiting"]) == (2, 1, 1)
    (offered,) = fair.desk.knock("proposals.my_proposals", {}, by=fair.bo)["items"]
    assert offered["merges_waiting"] == 0
    fair.on_comment("answer_comment", asked, fair.ann, text="The trust.")
    assert fair.get(mine, fair.ann)["questions_waiting"] == 0
    assert fair.get(mine, fair.cy)["merges_waiting"] == 0


def test_the_team_of_what_stays_answers_what_was_asked_of_what_was_merged_into_it(fair):
    gone, stays = fair.submitted(fair.ann), fair.submitted(fair.bo, **OTHER)
    asked = fair.say(gone, fair.cy, "Who pays?", is_question=True)
    offered = fair.desk.knock("merges.offer_merge", {"gone": gone["id"], "into": stays["id"]}, by=fair.ann)
    fair.desk.knock("merges.answer_merge", {"id": offered["id"], "agrees": True}, by=fair.bo)
    assert fair.get(stays, fair.bo)["questions_waiting"] == 1
    assert fair.get(gone, fair.bo)["may"] == ["answer"]
    assert fair.get(gone, fair.cy)["may"] == []
    with refused("not_in_team"):
        fair.on_comment("answer_comment", asked, fair.cy, text="I do.")
    fair.on_comment("answer_comment", asked, fair.bo, text="The trust.")
    assert fair.get(stays, fair.bo)["questions_waiting"] == 0
    assert fair.engagement(stays, fair.cy)["questions_answered"] == 1
