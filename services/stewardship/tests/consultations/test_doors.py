"""Asking, commenting and deciding, at the doors (rows 86 and 27)."""

from datetime import UTC, datetime, timedelta

import pytest
from stewardship_desk import NATIONAL, convenor

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused

ASK, ADD, GET = (
    "consultations.ask_question",
    "consultations.add_comment",
    "consultations.get_consultation",
)
DECIDE, LIST = "consultations.decide_consultation", "consultations.list_comments"
CLOSED = datetime(2018, 9, 30, 11, 0, tzinfo=UTC)
CONCORDAT = {
    "title": "The text of the concordat",
    "question": "The event was cancelled for snow, so we ask here: what is missing?",
    "asked_by": "SW",
    "scope": "regions",
    "regions": ["SW"],
    "closes_on": "2018-09-30",
}


def member(number, region="SW"):
    return Caller(f"m-{number}", frozenset({"member"}), region)


def comment(desk, asked, by, text="Carers are missing.", **more):
    return desk.knock(ADD, {"id": asked["id"], "text": text, **more}, by=by)


@pytest.fixture
def concordat(desk):
    return desk.knock(ASK, CONCORDAT, by=convenor("SW"))


def test_21_comments_lead_to_three_changes_and_one_point_not_taken_each_with_its_reason(desk, concordat):
    said = [comment(desk, concordat, member(number)) for number in range(21)]
    ids = [each["id"] for each in said]
    desk.now = CLOSED
    reason = "Most of you asked for it."
    outcome = {
        "id": concordat["id"],
        "decision": "The concordat goes to the STPs in this wording.",
        "changes": [
            {"text": "Carers are named.", "reason": reason, "comments": ids[:9]},
            {"text": "Release is two days a month.", "reason": reason, "comments": ids[9:15]},
            {"text": "Bank staff count.", "reason": reason, "comments": ids[15:18]},
        ],
        "not_taken": [
            {
                "text": "Travel is not paid.",
                "reason": "There is no budget for it.",
                "comments": ids[18:20],
            }
        ],
    }
    decided = desk.knock(DECIDE, outcome, by=convenor("SW"))["outcome"]
    assert (decided["comments"], decided["answered"]) == (21, 20)
    assert len(decided["changes"]) == 3
    assert [point["reason"] for point in decided["not_taken"]] == ["There is no budget for it."]
    assert all(point["reason"] for point in decided["changes"])
    (told,) = (e["data"] for e in desk.events("notice_raised") if e["data"]["kind"] == "consultation_decided")
    assert len(told["members"]) == 21
    seen_by_a_visitor = desk.knock(GET, {"id": concordat["id"]})
    assert seen_by_a_visitor["outcome"] == decided
    assert seen_by_a_visitor["state"] == "decided"


def test_an_outcome_without_a_statement_of_use_leaves_it_undecided(desk, concordat):
    comment(desk, concordat, member(1))
    desk.now = CLOSED
    with refused("use_of_input_missing"):
        desk.knock(DECIDE, {"id": concordat["id"], "decision": "We sign."}, by=convenor("SW"))
    assert desk.knock(GET, {"id": concordat["id"]})["state"] == "closed"


def test_those_affected_are_told_when_it_opens_and_asked_first(desk):
    for number in range(3):
        desk.member(f"m-{number}", "SW")
    desk.member("m-9", "NENC")
    desk.member("m-8", "SW", status="left")
    asked = desk.knock(ASK, CONCORDAT, by=convenor("SW"))
    (told,) = desk.events("notice_raised")
    assert (told["data"]["kind"], told["data"]["members"]) == ("consultation_opened", ["m-0", "m-1", "m-2"])
    with refused("consultation_affected_first"):
        comment(desk, asked, member(9, "NENC"))
    assert comment(desk, asked, member(1))["is_affected"]
    desk.now = datetime(2018, 9, 10, 11, 0, tzinfo=UTC)
    assert not comment(desk, asked, member(9, "NENC"))["is_affected"]
    counts = desk.knock(GET, {"id": asked["id"]})
    assert (counts["comments"], counts["commenters"], counts["comments_of_affected"]) == (2, 2, 1)


def test_a_region_mails_no_other_regions_members_but_tells_their_group(desk):
    desk.member("m-1", "SW")
    desk.member("m-2", "WOE")
    desk.member("v-2", "WOE", "convenor:WOE")
    both = {**CONCORDAT, "regions": ["SW", "WOE"]}
    desk.knock(ASK, both, by=convenor("SW"))
    (told,) = desk.events("notice_raised")
    assert told["data"]["members"] == ["m-1", "v-2"]
    desk.knock(ASK, {**both, "asked_by": "UK"}, by=NATIONAL)
    assert desk.events("notice_raised")[1]["data"]["members"] == ["m-1", "m-2", "v-2"]


def test_one_that_is_planned_tells_nobody_before_it_opens(desk):
    desk.member("m-1", "SW")
    asked = desk.knock(ASK, {**CONCORDAT, "opens_on": "2018-09-10"}, by=convenor("SW"))
    assert asked["state"] == "planned"
    assert desk.events() == []
    with refused("consultation_not_open"):
        comment(desk, asked, member(1))
    desk.now = datetime(2018, 9, 10, 11, 0, tzinfo=UTC)
    desk.do_due_work()
    assert [event["data"]["kind"] for event in desk.events()] == ["consultation_opened"]
    assert comment(desk, asked, member(1))["version"] == 1


def test_comments_show_where_somebody_is_at_home_unless_they_chose_a_name(desk, concordat):
    comment(desk, concordat, member(1))
    comment(desk, concordat, member(2), "I am against it.", shown_name="Ben")
    listed = desk.knock(LIST, {"id": concordat["id"]}, by=member(3, "NENC"))["items"]
    assert [(each["region"], each["shown_name"]) for each in listed] == [("SW", None), ("SW", "Ben")]
    assert "m-1" not in str(listed)
    with refused("sign_in_required"):
        desk.knock(LIST, {"id": concordat["id"]}, by=VISITOR)


def test_a_chosen_name_goes_with_who_leaves_q_and_the_view_stays(desk, concordat):
    comment(desk, concordat, member(2), "I am against it.", shown_name="Ben")
    desk.member("m-2", "SW", status="left")
    (kept,) = desk.knock(LIST, {"id": concordat["id"]}, by=member(3))["items"]
    assert (kept["shown_name"], kept["text"]) == (None, "I am against it.")


def test_a_comment_is_changed_and_taken_back_by_its_author_until_it_closes(desk, concordat):
    mine = comment(desk, concordat, member(1))
    words = {"id": mine["id"], "text": "Unpaid carers are missing."}
    with refused("not_found"):
        desk.knock("consultations.change_comment", words, by=member(2))
    desk.knock("consultations.change_comment", words, by=member(1))
    changed = desk.knock("consultations.get_comment", {"id": mine["id"]}, by=member(1))
    assert [each["text"] for each in changed["earlier"]] == ["Carers are missing."]
    with refused("stale_version"):
        desk.knock("consultations.change_comment", {**words, "text": "No.", "version": 1}, by=member(1))
    gone = desk.knock("consultations.take_back_comment", {"id": mine["id"]}, by=member(1))
    assert (gone["text"], gone["earlier"]) == (None, [])
    (trace,) = desk.knock(LIST, {"id": concordat["id"]}, by=member(2))["items"]
    assert (trace["text"], trace["taken_back_at"] is not None) == (None, True)
    assert desk.knock(GET, {"id": concordat["id"]})["comments"] == 0
    late = comment(desk, concordat, member(1))
    desk.now = CLOSED
    with refused("consultation_not_open"):
        desk.knock("consultations.take_back_comment", {"id": late["id"]}, by=member(1))


def test_no_remembered_answer_keeps_the_words_or_the_name_that_were_taken_back(desk, concordat):
    said = {"id": concordat["id"], "text": "Carers are missing.", "shown_name": "Ben"}
    mine = desk.knock("consultations.add_comment", said, by=member(1), command="1")
    again = {**said, "id": mine["id"], "text": "Unpaid carers."}
    desk.knock("consultations.change_comment", again, by=member(1), command="2")
    desk.knock("consultations.take_back_comment", {"id": mine["id"]}, by=member(1), command="3")
    kept = str(list(desk.work.database["commands"].find()))
    assert [words for words in ("Carers", "carers", "Ben") if words in kept] == []


def test_nobody_drowns_the_others(desk, concordat):
    for _ in range(20):
        comment(desk, concordat, member(1))
    with refused("too_many_comments"):
        comment(desk, concordat, member(1))
    comment(desk, concordat, member(2))


def test_what_each_can_do_is_said(desk, concordat):
    def may(caller):
        return desk.knock(GET, {"id": concordat["id"]}, by=caller)["may"]

    assert may(VISITOR) == []
    assert may(member(1)) == ["comment"]
    assert may(member(1, "NENC")) == []
    assert may(convenor("SW")) == ["comment", "extend", "withdraw"]
    desk.now = CLOSED
    assert may(member(1)) == []
    assert may(convenor("SW")) == ["decide", "extend", "withdraw"]
    assert may(NATIONAL) == []


@pytest.mark.parametrize(
    ("changed", "by", "code"),
    [
        ({}, member(1), "not_your_region"),
        ({}, NATIONAL, "not_your_region"),
        ({"asked_by": "ATLANTIS"}, NATIONAL, "not_your_region"),
        ({"regions": ["WOE"]}, convenor("SW"), "consultation_scope_wrong"),
        ({"regions": []}, convenor("SW"), "consultation_scope_wrong"),
        ({"scope": "uk", "regions": []}, convenor("SW"), "consultation_scope_wrong"),
        ({"scope": "group", "regions": [], "group_id": "none"}, convenor("SW"), "consultation_scope_wrong"),
        ({"regions": ["SW", "ATLANTIS"]}, convenor("SW"), "region_unknown"),
        ({"closes_on": "2018-09-01"}, convenor("SW"), "invalid_input"),
        ({"opens_on": "9999-12-31"}, convenor("SW"), "invalid_input"),
        ({"options": [{"text": "Only one"}]}, convenor("SW"), "invalid_input"),
        ({"title": ""}, convenor("SW"), "invalid_input"),
    ],
)
def test_who_asks_asks_their_own(desk, changed, by, code):
    with refused(code):
        desk.knock(ASK, {**CONCORDAT, **changed}, by=by)
    assert desk.work.database["consultations"].count_documents({}) == 0
    assert desk.events() == []


def test_a_self_organised_group_asks_its_own_members_and_visitors_see_nothing_of_it(desk):
    founder = member(1)
    group = desk.knock(
        "self_organised.start_group",
        {
            "name": "Frailty",
            "purpose": "To learn.",
            "regions": ["SW"],
            "shown_name": "Ada",
            "reach": "My page.",
            "compact_accepted": True,
        },
        by=founder,
    )
    question = {
        "title": "Where do we meet?",
        "question": "Truro or Exeter?",
        "asked_by": group["id"],
        "scope": "group",
        "options": [{"text": "Truro"}, {"text": "Exeter"}],
        "several": False,
        "first_days": 3,
    }
    with refused("not_your_region"):
        desk.knock(ASK, question, by=member(2))
    asked = desk.knock(ASK, question, by=founder)
    assert (asked["asker"], asked["group_id"]) == ("Frailty", group["id"])
    with refused("not_found"):
        desk.knock(GET, {"id": asked["id"]})
    assert desk.knock("consultations.list_consultations")["items"] == []
    assert len(desk.knock("consultations.list_consultations", by=member(2))["items"]) == 1
    with refused("consultation_affected_first"):
        comment(desk, asked, member(2))
    with refused("options_exclude"):
        comment(desk, asked, founder, options=["1", "2"])
    comment(desk, asked, founder, options=["2"])
    assert [each["comments"] for each in desk.knock(GET, {"id": asked["id"]}, by=founder)["options"]] == [
        0,
        1,
    ]


def test_no_region_asks_the_members_of_a_group_elsewhere_and_no_group_asks_after_its_end(desk):
    words = {"name": "Frailty", "purpose": "To learn.", "shown_name": "Ada", "reach": "My page."}
    start = {**words, "regions": ["SW"], "compact_accepted": True}
    group = desk.knock("self_organised.start_group", start, by=member(1))
    question = {"title": "Where?", "question": "Truro?", "scope": "group", "group_id": group["id"]}
    with refused("consultation_scope_wrong"):
        desk.knock(ASK, {**question, "asked_by": "WOE"}, by=convenor("WOE"))
    assert desk.knock(ASK, {**question, "asked_by": "SW"}, by=convenor("SW"))["group_id"] == group["id"]
    end = {"id": group["id"], "came_of_it": "We learnt."}
    desk.knock("self_organised.end_group", end, by=member(1))
    with refused("group_ended"):
        desk.knock(ASK, {**question, "asked_by": group["id"]}, by=member(1))


def test_the_options_for_the_future_stay_open_and_are_not_exclusive(desk):
    record = desk.knock(
        ASK,
        {
            "title": "Options for the future",
            "question": "How shall it go on after the pilot?",
            "asked_by": "UK",
            "scope": "uk",
            "options": [
                {
                    "text": "Support the three groups and fund new ones elsewhere",
                    "note": "Optional where QI is strong",
                },
                {"text": "Keep three convenors and recruit convenors in other regions"},
                {"text": "Share the learning only"},
            ],
        },
        by=NATIONAL,
    )
    comment(desk, record, member(1), "All three.", options=["1", "2", "3"])
    desk.now += timedelta(days=700)
    seen = desk.knock(GET, {"id": record["id"]})
    assert (seen["state"], seen["closes_at"], seen["outcome"]) == ("open", None, None)
    assert [option["comments"] for option in seen["options"]] == [1, 1, 1]
    decided = desk.knock(
        DECIDE,
        {
            "id": record["id"],
            "decision": "More groups where regions ask for one, and the lessons for all.",
            "not_taken": [{"text": "Not all at once.", "reason": "Money."}],
            "chosen": [{"option": "1", "regions": ["NENC", "SW"]}, {"option": "3"}],
        },
        by=NATIONAL,
    )
    assert [each["option"] for each in decided["outcome"]["chosen"]] == ["1", "3"]


def test_it_is_kept_open_for_longer_or_withdrawn_with_a_reason_that_everybody_reads(desk, concordat):
    later = {"id": concordat["id"], "closes_on": "2018-10-14"}
    with refused("reason_required"):
        desk.knock("consultations.extend_consultation", later, by=convenor("SW"))
    desk.knock("consultations.extend_consultation", {**later, "reason": "Snow."}, by=convenor("SW"))
    back = {"id": concordat["id"], "reason": "The STPs wrote their own."}
    with refused("not_your_region"):
        desk.knock("consultations.withdraw_consultation", back, by=convenor("WOE"))
    desk.knock("consultations.withdraw_consultation", back, by=convenor("SW"))
    seen = desk.knock(GET, {"id": concordat["id"]})
    assert [step["words"] for step in seen["history"]] == ["", "Snow.", "The STPs wrote their own."]
    with refused("consultation_not_open"):
        comment(desk, concordat, member(1))


def test_a_decision_of_an_old_version_is_refused(desk, concordat):
    more = {"id": concordat["id"], "closes_on": "2018-10-14", "reason": "Snow."}
    desk.knock("consultations.extend_consultation", more, by=convenor("SW"))
    desk.now = datetime(2018, 10, 14, 11, 0, tzinfo=UTC)
    with refused("stale_version"):
        desk.knock(DECIDE, {"id": concordat["id"], "decision": "Yes.", "version": 1}, by=convenor("SW"))
    assert desk.knock(DECIDE, {"id": concordat["id"], "decision": "Yes."}, by=convenor("SW"))["version"] == 3
