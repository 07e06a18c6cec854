"""Applying, reviewing and deciding, at the doors."""

from datetime import timedelta

import pytest
from membership_desk import NATIONAL, TODAY, application, convenor, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused

SUBMIT, DECIDE = "applications.submit_application", "applications.decide_application"


def applicant(sent: dict) -> Caller:
    return Caller(f"applicant:{sent['id']}", frozenset({"applicant"}))


def accept(desk, sent, by=None, **more):
    return desk.knock(DECIDE, {"id": sent["id"], "decision": "accept", **more}, by=by or coordinator())


def members_in(desk, region) -> int:
    return desk.work.database["members"].count_documents({"region": region, "status": "active"})


def test_accepting_makes_exactly_one_member_and_accepting_twice_changes_nothing(desk):
    sent = desk.knock(SUBMIT, application("NENC"))
    first = accept(desk, sent, coordinator("NENC"))
    events = len(desk.events())
    second = accept(desk, sent, Caller("c-2", frozenset({"coordinator:NENC"})), version=1)
    assert second == first
    assert members_in(desk, "NENC") == 1
    assert len(desk.events()) == events
    assert desk.knock("applications.pipeline", {"region": "NENC"}, by=NATIONAL)["counts"]["in_review"] == 0


def test_an_acceptance_is_one_set_of_events(desk):
    sent = desk.knock(SUBMIT, application())
    before = len(desk.events())
    decided = accept(desk, sent, feedback="Welcome.")
    told = {body["type"]: body for body in desk.events()[before:]}
    assert set(told) == {"application_decided", "member_joined", "member_contact_changed"}
    assert told["application_decided"]["data"]["decision"] == "accepted"
    assert told["application_decided"]["data"]["member_id"] == decided["member_id"]
    assert told["member_joined"]["data"]["route"] == "application"
    assert told["member_joined"]["aggregate_id"] == decided["member_id"]


def test_the_other_decision_is_refused_afterwards(desk):
    sent = desk.knock(SUBMIT, application())
    accept(desk, sent)
    with refused("application_already_decided"):
        desk.knock(DECIDE, {"id": sent["id"], "decision": "decline", "reason": "no"}, by=coordinator())


def test_a_decline_needs_a_reason_and_its_feedback_reaches_the_applicant_but_the_reason_does_not(desk):
    sent = desk.knock(SUBMIT, application())
    decline = {"id": sent["id"], "decision": "decline"}
    with refused("reason_required") as no:
        desk.knock(DECIDE, decline, by=coordinator())
    assert "reason" in no.value.fields
    decline |= {"reason": "outside health and care", "feedback": "Come to an open event."}
    desk.knock(DECIDE, decline, by=coordinator())
    told = desk.events("application_decided")[0]["data"]
    assert told["feedback"] == "Come to an open event."
    assert told["contact"] == {"name": "Ada Örn", "email": "ada@example.org"}
    assert "outside" not in str(told)
    seen = desk.knock("applications.application_status", by=applicant(sent))
    assert (seen["stage"], seen["feedback"], seen["reason"]) == ("declined", "Come to an open event.", None)


def test_an_open_application_and_a_membership_are_refused_with_the_same_words(desk):
    desk.knock(SUBMIT, application(email="open@example.org"))
    desk.member(email="member@example.org")
    words = []
    for email in ("OPEN@example.org", "Member@Example.org"):
        with refused("duplicate_application") as no:
            desk.knock(SUBMIT, application(email=email))
        words.append((no.value.message, no.value.fields))
    assert words[0] == words[1]


def test_after_a_decline_or_a_withdrawal_one_may_apply_again(desk):
    first = desk.knock(SUBMIT, application())
    desk.knock("applications.withdraw_application", by=applicant(first))
    second = desk.knock(SUBMIT, application())
    desk.knock(DECIDE, {"id": second["id"], "decision": "decline", "reason": "no"}, by=coordinator())
    assert desk.knock(SUBMIT, application())["stage"] == "applied"


def test_somebody_who_left_comes_back_under_the_same_record(desk):
    ada = desk.member()
    desk.knock("members.leave", {"version": 1}, by=ada)
    desk.now += timedelta(days=90)
    back = desk.member("SW", name="Ada Sund")
    own = desk.knock("members.my_profile", by=back)
    assert (back.subject, own["name"], own["joined"]) == (ada.subject, "Ada Sund", "2018-09-03")
    assert own["home_regions"] == [
        {"region": "WOE", "from": "2018-09-03", "until": "2018-09-03"},
        {"region": "SW", "from": "2018-12-02", "until": None},
    ]
    assert [body["aggregate_version"] for body in desk.events("member_joined")] == [1, 3]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"region": "ATLANTIS"}, "region_unknown"),
        ({"compact_accepted": False}, "compact_not_accepted"),
        ({"why": ""}, "invalid_input"),
        ({"name": "x" * 300}, "invalid_input"),
        ({"email": "nobody"}, "invalid_input"),
        ({"email": {"$ne": ""}}, "invalid_input"),
        ({"stage": "accepted"}, "invalid_input"),
    ],
)
def test_a_wrong_application_is_refused_and_leaves_nothing(desk, change, code):
    with refused(code):
        desk.knock(SUBMIT, {**application(), **change})
    assert desk.work.database["applications"].count_documents({}) == 0
    assert desk.events("application_submitted") == []


def test_what_is_saved_is_finished_by_the_signed_link(desk):
    draft = application(why="", compact_accepted=False, save_only=True)
    saved = desk.knock(SUBMIT, draft)
    assert (saved["stage"], saved["submitted_at"]) == ("prospect", None)
    by = applicant(saved)
    with refused("invalid_input"):
        desk.knock("applications.submit_saved_application", by=by)
    sent = desk.knock(
        "applications.submit_saved_application", {"why": "To learn.", "compact_accepted": True}, by=by
    )
    assert (sent["stage"], sent["why"]) == ("applied", "To learn.")
    assert [body["data"]["stage"] for body in desk.events("application_submitted")] == ["prospect", "applied"]


def test_a_signed_link_opens_no_other_application(desk):
    desk.knock(SUBMIT, application())
    for subject in ("applicant:none", "m-1", "applicant:"):
        with refused("not_found"):
            desk.knock("applications.application_status", by=Caller(subject, frozenset({"applicant"})))


def test_another_regions_application_is_not_found_by_id_and_not_listed_by_region(desk):
    sent = desk.knock(SUBMIT, application("WOE"))
    stranger = coordinator("SW")
    for door, more in (
        ("get_application", {}),
        ("take_up_application", {}),
        ("decide_application", {"decision": "accept"}),
    ):
        with refused("not_found"):
            desk.knock(f"applications.{door}", {"id": sent["id"], **more}, by=stranger)
    for door in ("list_applications", "pipeline"):
        with refused("not_your_region"):
            desk.knock(f"applications.{door}", {"region": "WOE"}, by=stranger)
    assert desk.knock("applications.list_applications", by=stranger)["items"] == []


@pytest.mark.parametrize(
    ("by", "code"),
    [(VISITOR, "sign_in_required"), (Caller("m-1", frozenset({"member"})), "role_required")],
)
def test_the_pipeline_is_for_those_who_keep_it(desk, by, code):
    for door in ("list_applications", "pipeline"):
        with refused(code):
            desk.knock(f"applications.{door}", {"region": "WOE"}, by=by)


def test_a_convenor_watches_without_names(desk):
    desk.knock(SUBMIT, application(organisation="Moonbase", perspective="carer"))
    page = desk.knock("applications.list_applications", {"region": "WOE"}, by=convenor())
    assert page["items"][0]["stage"] == "applied"
    for word in ("Ada", "example.org", "Moonbase", "carer", "learn"):
        assert word not in str(page)
    with refused("role_required"):
        desk.knock("applications.get_application", {"id": page["items"][0]["id"]}, by=convenor())


def test_a_list_is_of_one_stage_and_the_longest_waiting_come_first(desk):
    ids = []
    for n in range(3):
        desk.now += timedelta(days=1)
        ids.append(desk.knock(SUBMIT, application(email=f"a{n}@example.org"))["id"])
    desk.knock("applications.take_up_application", {"id": ids[1]}, by=coordinator())
    page = desk.knock("applications.list_applications", {"stage": "applied", "limit": 1}, by=coordinator())
    assert [each["id"] for each in page["items"]] == [ids[0]]
    rest = {"stage": "applied", "cursor": page["next"]}
    assert [e["id"] for e in desk.knock("applications.list_applications", rest, by=NATIONAL)["items"]] == [
        ids[2]
    ]


def test_the_pipeline_counts_and_measures(desk):
    slow, quick = (desk.knock(SUBMIT, application(email=f"{n}@example.org")) for n in ("slow", "quick"))
    desk.now += timedelta(days=2)
    desk.knock("applications.take_up_application", {"id": quick["id"]}, by=coordinator())
    desk.now += timedelta(days=3)
    accept(desk, quick)
    desk.knock("applications.share_tip", {"region": "WOE", "text": "Ring them first."}, by=convenor())
    seen = desk.knock("applications.pipeline", {"region": "WOE"}, by=convenor())
    assert seen["counts"] == {
        "prospect": 0,
        "applied": 1,
        "in_review": 0,
        "accepted": 1,
        "declined": 0,
        "withdrawn": 0,
    }
    assert (seen["median_days"]["applied"], seen["median_days"]["in_review"]) == (2.0, 3.0)
    assert seen["oldest_open_days"] == 5
    elsewhere = desk.knock("applications.pipeline", {"region": "SW"}, by=coordinator("SW"))
    assert [tip["text"] for tip in elsewhere["tips"]] == ["Ring them first."]
    assert elsewhere["oldest_open_days"] is None
    assert slow["stage"] == "applied"


def test_a_stale_version_is_refused_while_there_is_something_to_change(desk):
    sent = desk.knock(SUBMIT, application())
    desk.knock("applications.take_up_application", {"id": sent["id"], "version": 1}, by=coordinator())
    with refused("stale_version"):
        accept(desk, sent, version=1)
    assert members_in(desk, "WOE") == 0


def test_an_address_that_became_a_members_meanwhile_makes_no_second_member(desk):
    sent = desk.knock(SUBMIT, application())
    bob = desk.member(email="bob@example.org", name="Bob")
    desk.now = TODAY
    desk.move_address(bob, "ada@example.org")
    with refused("email_taken"):
        accept(desk, sent)
    assert desk.knock("applications.application_status", by=applicant(sent))["stage"] == "applied"


@pytest.mark.parametrize("taken_back", [False, True])
def test_nobody_reads_what_is_not_sent_or_was_taken_back(desk, taken_back):
    sent = desk.knock(SUBMIT, application(save_only=not taken_back, perspective="carer"))
    if taken_back:
        assert desk.knock("applications.withdraw_application", by=applicant(sent))["name"] == "Ada Örn"
    [listed] = desk.knock("applications.list_applications", by=coordinator())["items"]
    found = desk.knock("applications.get_application", {"id": sent["id"]}, by=NATIONAL)
    for seen in (listed, found):
        assert {seen[name] for name in ("name", "email", "why", "perspective")} == {None}
        assert seen["stage"] == ("withdrawn" if taken_back else "prospect")
