"""Knocking at the doors of ground rules: nothing binds before members could comment (row 21)."""

from datetime import timedelta

import pytest
from stewardship_desk import NATIONAL, Desk, convenor

from chassis.identity import Caller
from contracts.refusals import Refused

SW = convenor("SW")
MEMBERS = [Caller(f"m-{number}", frozenset({"member"}), "SW") for number in range(1, 10)]
RULE = {"region": "SW", "space": "Discussion group", "text": "Be kind.", "why": "So that all dare to ask."}
MEETING = {"decision": "adopt", "meeting": "Meeting 3", "on": "2018-09-18"}


def propose(desk: Desk, by: Caller = MEMBERS[0], **more):
    return desk.knock("ground_rules.propose_ground_rule", {**RULE, **more}, by=by)


def decide(desk: Desk, rule: dict, by: Caller = SW, **more):
    return desk.knock("ground_rules.decide_ground_rule", {"id": rule["id"], **MEETING, **more}, by=by)


def rules(desk: Desk, region: str = "SW") -> list[dict]:
    found = desk.knock("documents.get_document", {"region": region, "kind": "ground_rules"})
    return found["clauses"] if found["status"] == "agreed" else []


def refused(code: str, knock) -> Refused:
    with pytest.raises(Refused) as no:
        knock()
    assert no.value.code == code
    return no.value


def test_a_rule_open_for_14_days_with_9_comments_is_adopted_at_a_meeting(desk: Desk):
    rule = propose(desk)
    for member in MEMBERS:
        payload = {"id": rule["id"], "text": f"I agree, says {member.subject}."}
        desk.knock("ground_rules.comment_on_ground_rule", payload, by=member)
    desk.now += timedelta(days=15)
    adopted = decide(desk, rule)
    assert (adopted["stage"], adopted["comments"]) == ("adopted", 9)
    found = desk.knock("documents.get_document", {"region": "SW", "kind": "ground_rules"})
    assert (found["shown"]["agreed"]["meeting"], found["shown"]["agreed"]["on"]) == (
        "Meeting 3",
        "2018-09-18",
    )
    assert [(each["code"], each["label"], each["text"]) for each in found["clauses"]] == [
        ("rule-1", "Discussion group", "Be kind.")
    ]
    comments = desk.knock("ground_rules.list_ground_rule_comments", {"id": rule["id"]})["items"]
    assert len(comments) == 9


def test_adoption_before_the_comment_period_is_over_is_refused(desk: Desk):
    rule = propose(desk)
    desk.now += timedelta(days=13)
    refused("comments_open", lambda: decide(desk, rule, on="2018-09-16"))
    desk.now += timedelta(days=5)
    refused("comments_open", lambda: decide(desk, rule, on="2018-09-16"))
    assert rules(desk) == []


def test_comments_after_the_period_are_refused(desk: Desk):
    rule = propose(desk)
    payload = {"id": rule["id"], "text": "Late."}
    desk.now += timedelta(days=14, hours=1)
    refused(
        "comments_closed",
        lambda: desk.knock("ground_rules.comment_on_ground_rule", payload, by=MEMBERS[1]),
    )
    listed = desk.knock("ground_rules.get_ground_rule", {"id": rule["id"]})
    assert listed["stage"] == "awaiting_decision"


@pytest.mark.parametrize("by", [MEMBERS[0], convenor("WOE"), Caller()])
def test_only_the_group_adopts(desk: Desk, by):
    rule = propose(desk)
    desk.now += timedelta(days=15)
    with pytest.raises(Refused) as no:
        decide(desk, rule, by)
    assert no.value.code in ("role_required", "not_found", "sign_in_required")
    assert rules(desk) == []


def test_declining_needs_a_reason_and_keeps_the_comments(desk: Desk):
    rule = propose(desk)
    desk.knock("ground_rules.comment_on_ground_rule", {"id": rule["id"], "text": "No."}, by=MEMBERS[2])
    desk.now += timedelta(days=15)
    refused("decision_reason_required", lambda: decide(desk, rule, decision="decline"))
    declined = decide(desk, rule, decision="decline", reason="Too vague.")
    assert (declined["stage"], declined["decision"]["reason"], declined["comments"]) == (
        "declined",
        "Too vague.",
        1,
    )
    refused("ground_rule_decided", lambda: decide(desk, rule))
    assert rules(desk) == []


def test_adopting_twice_is_one_version(desk: Desk):
    rule = propose(desk)
    desk.now += timedelta(days=15)
    decide(desk, rule)
    decide(desk, rule)
    assert len(desk.knock("documents.document_versions", {"id": "SW:ground_rules"})["items"]) == 1


def test_a_rule_in_force_is_changed_and_retired_by_proposals_too(desk: Desk):
    first, second = propose(desk), propose(desk, space="Events", text="Leave room for questions.")
    desk.now += timedelta(days=15)
    decide(desk, first)
    decide(desk, second)
    changed = propose(desk, change="change", clause="rule-1", text="Be kind and brief.")
    gone = propose(desk, change="retire", clause="rule-2", text="")
    desk.now += timedelta(days=15)
    decide(desk, changed, on="2018-10-03", meeting="Meeting 4")
    decide(desk, gone, on="2018-10-03", meeting="Meeting 4")
    assert [(each["code"], each["text"]) for each in rules(desk)] == [("rule-1", "Be kind and brief.")]
    again = propose(desk, text="No adverts.")
    desk.now += timedelta(days=15)
    decide(desk, again, on="2018-10-18", meeting="Meeting 5")
    assert [each["code"] for each in rules(desk)] == ["rule-1", "rule-3"]


def test_the_last_rule_can_be_retired_and_a_new_one_adopted_after(desk: Desk):
    first = propose(desk)
    desk.now += timedelta(days=15)
    decide(desk, first)
    gone = propose(desk, change="retire", clause="rule-1")
    desk.now += timedelta(days=15)
    decide(desk, gone, on="2018-10-03")
    assert rules(desk) == []
    again = propose(desk, text="No adverts.")
    desk.now += timedelta(days=15)
    decide(desk, again, on="2018-10-18")
    assert [each["code"] for each in rules(desk)] == ["rule-2"]


def test_a_rule_that_is_not_in_force_can_be_neither_changed_nor_retired(desk: Desk):
    refused("clause_unknown", lambda: propose(desk, change="retire", clause="rule-1"))


@pytest.mark.parametrize("days", [1, 6, 91])
def test_a_comment_period_is_neither_a_formality_nor_for_ever(desk: Desk, days):
    refused("invalid_input", lambda: propose(desk, days=days))


def test_the_proposer_alone_takes_a_proposal_back(desk: Desk):
    rule = propose(desk)
    payload = {"id": rule["id"]}
    refused("not_found", lambda: desk.knock("ground_rules.withdraw_ground_rule", payload, by=MEMBERS[1]))
    desk.knock("ground_rules.withdraw_ground_rule", payload, by=MEMBERS[0])
    desk.now += timedelta(days=15)
    refused("ground_rule_decided", lambda: decide(desk, rule))


def test_names_are_shown_only_where_somebody_wrote_one(desk: Desk):
    rule = propose(desk, shown_name="Ada of Devon")
    desk.knock("ground_rules.comment_on_ground_rule", {"id": rule["id"], "text": "Yes."}, by=MEMBERS[1])
    shown = desk.knock("ground_rules.get_ground_rule", {"id": rule["id"]})
    (comment,) = desk.knock("ground_rules.list_ground_rule_comments", {"id": rule["id"]})["items"]
    assert (shown["shown_name"], comment["shown_name"], comment["role"]) == ("Ada of Devon", "", "member")
    assert "m-1" not in str(shown)
    assert "m-2" not in str(comment)


def test_the_national_team_enters_what_was_proposed_and_said_earlier(desk: Desk):
    rule = propose(desk, NATIONAL, opened_on="2018-03-01")
    payload = {"id": rule["id"], "text": "Good.", "on": "2018-03-05"}
    desk.knock("ground_rules.comment_on_ground_rule", payload, by=NATIONAL)
    assert decide(desk, rule, NATIONAL, on="2018-03-20")["stage"] == "adopted"
    refused("role_required", lambda: propose(desk, opened_on="2018-03-01"))


def test_proposals_are_listed_newest_first_by_region(desk: Desk):
    first = propose(desk)
    desk.now += timedelta(hours=1)
    second = propose(desk, text="Another.")
    propose(desk, region="UK")
    desk.knock("ground_rules.comment_on_ground_rule", {"id": first["id"], "text": "Yes."}, by=MEMBERS[1])
    listed = desk.knock("ground_rules.list_ground_rules", {"region": "SW"})
    found = listed["items"]
    assert [(each["id"], each["comments"]) for each in found] == [(second["id"], 0), (first["id"], 1)]
    assert listed["comment_days"] == 14
    assert desk.knock("ground_rules.list_ground_rules", {"region": "SW", "state": "adopted"})["items"] == []


def test_it_is_seen_whether_one_member_dominates_a_space(desk: Desk):
    for _ in range(3):
        propose(desk, space="Events")
    propose(desk, MEMBERS[1], space="Events")
    propose(desk)
    found = desk.knock("ground_rules.list_ground_rules", {"region": "SW"})
    assert found["spaces"] == [
        {"space": "Discussion group", "proposals": 1, "members": 1},
        {"space": "Events", "proposals": 4, "members": 2},
    ]


def test_the_proposers_name_can_be_taken_off_by_them_alone(desk: Desk):
    rule = propose(desk, shown_name="Ada")
    off = {"id": rule["id"], "shown_name": ""}
    door = "ground_rules.show_name_beside_proposal"
    refused("not_found", lambda: desk.knock(door, off, by=MEMBERS[1]))
    assert desk.knock(door, off, by=MEMBERS[0])["shown_name"] == ""


def test_the_proposers_name_is_shown_no_more_when_they_left(desk: Desk):
    rule = propose(desk, desk.member("m-1", "SW"), shown_name="Ada")
    desk.member("m-1", "SW", status="left")
    shown = desk.knock("ground_rules.get_ground_rule", {"id": rule["id"]})
    assert (shown["shown_name"], shown["version"]) == ("", rule["version"])


@pytest.mark.parametrize(
    ("hours", "until"), [(0, "2018-09-17T11:00:00+00:00"), (5, "2018-09-18T11:00:00+00:00")]
)
def test_the_comment_period_ends_at_noon_after_at_least_14_whole_days(desk: Desk, hours: int, until: str):
    desk.now += timedelta(hours=hours)
    assert propose(desk)["closes_at"] == until
