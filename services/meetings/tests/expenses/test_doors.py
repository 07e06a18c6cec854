"""The doors of the claims: written by members, decided by two, private (row 51)."""

from datetime import timedelta

import pytest
from claims_desk import JOURNEY, approved, begun, handed_in, seen
from meetings_desk import NATIONAL, NOW, OPERATOR, Desk, convenor, coordinator

from chassis.identity import VISITOR
from contracts.refusals import Refused

LATER = NOW + timedelta(days=30)
"""After the meeting of 17 April 2018."""


@pytest.fixture(autouse=True)
def _after_the_meeting(desk: Desk) -> None:
    desk.now = LATER


def refused(desk, door, payload, by):
    with pytest.raises(Refused) as no:
        desk.knock(door, payload, by=by)
    return no.value


def test_everybody_may_ask_who_pays_before_the_trip(desk: Desk):
    answer = desk.knock("expenses.who_pays", {"status": "carer", "designated_by_q_member": True})
    assert (answer["payer"], answer["missing"]) == ("manual_decision", ["paid_public_sector_job"])
    assert answer["questions"] == ["designated_by_q_member", "paid_public_sector_job"]
    whole = {"status": "employed", "employer_funds_cpd": True}
    assert desk.knock("expenses.who_pays", whole)["payer"] == "employer"
    assert refused(desk, "expenses.who_pays", {"status": "king"}, VISITOR).fields.keys() == {"status"}


def test_a_carer_claims_for_two_and_q_pays_thirty_six_pounds_eighty(desk: Desk):
    carer, friend = desk.member("m-1"), desk.member("m-2")
    head = {"answers": {"status": "carer", "paid_public_sector_job": False}, "assistant_required": True}
    claim_id = begun(desk, carer, **head)
    for whose in ("claimant", "assistant"):
        desk.knock("expenses.add_cost", {"id": claim_id, "whose": whose, **JOURNEY}, by=carer)
    no = refused(desk, "expenses.submit_claim", {"id": claim_id}, carer)
    assert (no.code, "whom a member of Q has named" in no.message) == ("not_a_carer_here", True)
    desk.knock("carers.name_carer", {"id": "m-1"}, by=friend)
    desk.knock("expenses.submit_claim", {"id": claim_id}, by=carer)
    found = seen(desk, claim_id)
    assert (found["claimant_pence"], found["assistant_pence"], found["total_pence"]) == (1840, 1840, 3680)
    assert (found["verdict"]["payer"], found["assistants_verdict"]["payer"]) == ("q", "q")
    assert (found["named_by"], found["manual"]) == (["m-2"], False)
    mine = seen(desk, claim_id, carer)
    assert (mine["named"], mine["named_by"]) == (True, [])


def test_who_has_left_q_names_nobody_any_more(desk: Desk):
    carer, friend = desk.member("m-1"), desk.member("m-2")
    desk.knock("carers.name_carer", {"id": "m-1"}, by=friend)
    claim_id = begun(desk, carer, answers={"status": "carer", "paid_public_sector_job": False})
    desk.knock("expenses.add_cost", {"id": claim_id, **JOURNEY}, by=carer)
    desk.member("m-2", status="left")
    assert refused(desk, "expenses.submit_claim", {"id": claim_id}, carer).code == "not_a_carer_here"


def test_whoever_named_the_carer_does_not_decide_the_claim(desk: Desk):
    carer = desk.member("m-1")
    desk.knock("carers.name_carer", {"id": "m-1"}, by=convenor())
    claim_id = handed_in(desk, carer, answers={"status": "carer", "paid_public_sector_job": False})
    assert refused(desk, "expenses.approve_claim", {"id": claim_id}, convenor()).code == "expense_involved"


def test_a_claim_goes_from_its_draft_to_two_approvals(desk: Desk):
    patient = desk.member("m-1")
    claim_id = begun(desk, patient)
    desk.knock("expenses.add_cost", {"id": claim_id, **JOURNEY}, by=patient)
    mine = seen(desk, claim_id, patient)
    assert (mine["state"], mine["may"], mine["mine"]) == ("draft", ["change", "submit", "withdraw"], True)
    assert mine["costs"][0]["pence"] == 1840
    desk.knock("expenses.submit_claim", {"id": claim_id, "version": mine["version"]}, by=patient)
    assert seen(desk, claim_id, coordinator())["may"] == ["approve", "return", "refuse"]
    desk.knock("expenses.approve_claim", {"id": claim_id}, by=coordinator())
    no = refused(desk, "expenses.approve_claim", {"id": claim_id}, coordinator())
    assert no.code == "expense_approved_by_you"
    assert desk.knock("expenses.approve_claim", {"id": claim_id}, by=convenor())["state"] == "approved"


def test_a_claim_approved_by_its_claimant_is_refused(desk: Desk):
    both = desk.member("c-NENC", "NENC", "coordinator:NENC")
    claim_id = handed_in(desk, both)
    assert refused(desk, "expenses.approve_claim", {"id": claim_id}, both).code == "expense_own"
    assert seen(desk, claim_id, both)["may"] == ["withdraw"]


def test_for_everybody_else_there_is_no_claim(desk: Desk):
    patient = desk.member("m-1")
    claim_id = handed_in(desk, patient)
    others = (desk.member("m-2"), desk.holder("m-3"), coordinator("WOE"), convenor("SW"), OPERATOR)
    for somebody in others:
        assert refused(desk, "expenses.get_claim", {"id": claim_id}, somebody).code == "not_found"
    for door in ("approve_claim", "refuse_claim", "return_claim"):
        payload = {"id": claim_id}
        assert refused(desk, f"expenses.{door}", payload, coordinator("WOE")).code == "not_found"
    assert refused(desk, "expenses.get_claim", {"id": claim_id}, VISITOR).code == "sign_in_required"


def test_a_draft_is_its_claimants_alone(desk: Desk):
    claim_id = begun(desk, desk.member("m-1"))
    for somebody in (coordinator(), NATIONAL):
        assert refused(desk, "expenses.get_claim", {"id": claim_id}, somebody).code == "not_found"
        assert desk.knock("expenses.list_claims", {}, by=somebody)["items"] == []


def test_an_approver_sees_what_waits_in_the_own_region(desk: Desk):
    first = handed_in(desk, desk.member("m-1"))
    second = approved(desk, desk.member("m-2"))

    def waiting(by, **more):
        return [each["id"] for each in desk.knock("expenses.list_claims", more, by=by)["items"]]

    assert waiting(coordinator()) == waiting(NATIONAL) == waiting(NATIONAL, region="NENC") == [first]
    assert waiting(coordinator(), state="approved") == [second]
    assert waiting(coordinator("WOE")) == waiting(convenor("SW")) == []
    assert refused(desk, "expenses.list_claims", {"region": "NENC"}, coordinator("WOE")).code == (
        "not_your_region"
    )
    assert refused(desk, "expenses.list_claims", {"region": "XX"}, NATIONAL).code == "region_unknown"
    assert refused(desk, "expenses.list_claims", {}, desk.member("m-3")).code == "role_required"


def test_a_member_sees_the_own_claims_the_newest_first(desk: Desk):
    member = desk.member("m-1")
    ids = [begun(desk, member) for _ in range(3)]
    begun(desk, desk.member("m-2"))
    found = desk.knock("expenses.my_claims", {}, by=member)["items"]
    assert [each["id"] for each in found] == ids[::-1]
    assert found[0]["occasion"] == {
        "kind": "meeting",
        "id": "meeting-1",
        "title": "First meeting of the group",
        "on": "2018-04-17",
    }


def test_a_manual_decision_carries_the_reason_of_whoever_made_it(desk: Desk):
    claim_id = handed_in(desk, desk.member("m-1"), answers={"status": "retired"})
    assert seen(desk, claim_id)["manual"]
    assert refused(desk, "expenses.approve_claim", {"id": claim_id}, coordinator()).code == "reason_required"
    reason = {"id": claim_id, "reason": "The group asked her to speak."}
    desk.knock("expenses.approve_claim", reason, by=coordinator())
    assert seen(desk, claim_id)["history"][-1]["words"] == "The group asked her to speak."


def test_a_question_goes_back_to_the_claimant_and_is_answered(desk: Desk):
    member = desk.member("m-1")
    claim_id = handed_in(desk, member)
    question = {"id": claim_id, "question": "Which train was it?"}
    assert desk.knock("expenses.return_claim", question, by=coordinator())["state"] == "returned"
    found = seen(desk, claim_id, member)
    line = found["costs"][0]["id"]
    desk.knock("expenses.remove_cost", {"id": claim_id, "cost_id": line}, by=member)
    desk.knock("expenses.add_cost", {"id": claim_id, **JOURNEY, "pence": 1700}, by=member)
    desk.knock("expenses.submit_claim", {"id": claim_id, "words": "The 9:15."}, by=member)
    again = seen(desk, claim_id)
    assert (again["total_pence"], [step["kind"] for step in again["history"]]) == (
        1700,
        ["began", "submitted", "returned", "submitted"],
    )


def test_each_step_is_told_to_whom_it_concerns_and_says_no_amount(desk: Desk):
    member = desk.member("m-1")
    for person, role in (
        ("c-NENC", "coordinator:NENC"),
        ("v-NENC", "convenor:NENC"),
        ("n-1", "national_team"),
    ):
        desk.member(person, "NENC", role)
    claim_id = handed_in(desk, member)
    desk.knock("expenses.return_claim", {"id": claim_id, "question": "Why?"}, by=coordinator())
    desk.knock("expenses.submit_claim", {"id": claim_id}, by=member)
    desk.knock("expenses.refuse_claim", {"id": claim_id, "reason": "No."}, by=convenor())
    told = [event["data"] for event in desk.events("notice_raised")]
    assert [(each["kind"], each["members"], each["path"]) for each in told] == [
        ("claim_submitted", ["c-NENC", "v-NENC"], f"/expenses/{claim_id}"),
        ("claim_returned", ["m-1"], f"/my-expenses/{claim_id}"),
        ("claim_submitted", ["c-NENC", "v-NENC"], f"/expenses/{claim_id}"),
        ("claim_decided", ["m-1"], f"/my-expenses/{claim_id}"),
    ]
    assert "refused" in str(told[-1]["about"])
    assert "1840" not in str(told)
    assert "Penrith" not in str(told)


def test_the_national_team_is_asked_too_where_a_region_has_not_two_who_may_decide(desk: Desk):
    desk.member("n-1", "WOE", "national_team")
    desk.member("c-NENC", "NENC", "coordinator:NENC")
    handed_in(desk, desk.member("m-1"))
    [told] = [event["data"] for event in desk.events("notice_raised")]
    assert told["members"] == ["c-NENC", "n-1"]


def test_a_claim_is_for_a_meeting_or_an_event_that_the_claimant_knows_of(desk: Desk):
    member = desk.member("m-1")
    desk.meeting(id="meeting-2", published_at=None, status="planned")
    head = {"occasion": "meeting", "payee": "Sam", "answers": {"status": "patient"}}
    for wanted in ("meeting-2", "meeting-9"):
        no = refused(desk, "expenses.begin_claim", {**head, "occasion_id": wanted}, member)
        assert (no.code, list(no.fields)) == ("expense_occasion_unknown", ["occasion_id"])
    event = {**head, "occasion": "event", "occasion_id": "event-9"}
    assert refused(desk, "expenses.begin_claim", event, member).code == "expense_occasion_unknown"
    assert begun(desk, desk.holder("m-5"), occasion_id="meeting-2")
    lacking = refused(desk, "expenses.begin_claim", {**head, "occasion": "other"}, member)
    assert lacking.fields.keys() == {"work"}
    work = {**head, "occasion": "other", "work": "Sat on a panel"}
    claim_id = desk.knock("expenses.begin_claim", work, by=member)["id"]
    assert seen(desk, claim_id, member)["region"] == "NENC"
    assert refused(desk, "expenses.begin_claim", {**work, "region": "XX"}, member).code == "region_unknown"


def test_a_claim_learns_no_title_of_an_event_that_the_claimant_is_not_shown(desk: Desk):
    meetup = {"region": "SW", "kind": "meetup", "title": "Coffee", "starts_at": "2018-06-01T09:00:00Z"}
    made = desk.knock("events.announce_event", meetup, by=coordinator("SW"))
    head = {"occasion": "event", "occasion_id": made["id"], "payee": "Sam", "answers": {"status": "patient"}}
    elsewhere = refused(desk, "expenses.begin_claim", head, desk.member("m-1"))
    assert elsewhere.code == "expense_occasion_unknown"
    assert desk.knock("expenses.begin_claim", head, by=desk.member("m-2", "SW"))["state"] == "draft"


def test_a_day_in_a_meetings_title_is_no_bank_account(desk: Desk):
    desk.meeting(id="meeting-3", title="Group meeting 20180515")
    member = desk.member("m-1")
    assert begun(desk, member, occasion_id="meeting-3")
    account = {"occasion": "other", "work": "Panel, pay 20-00-00 12345678", "payee": "Sam"}
    no = refused(desk, "expenses.begin_claim", {**account, "answers": {"status": "patient"}}, member)
    assert (no.code, list(no.fields)) == ("bank_details_unwanted", ["work"])


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"on": "1018-05-04"}, "invalid_input", "on"),
        ({"pence": -5}, "invalid_input", "pence"),
        ({"pence": 0}, "invalid_input", "pence"),
        ({"pence": 18.4}, "invalid_input", "pence"),
        ({"pence": 99_999_999}, "expense_amount_wrong", "pence"),
        ({"mode": "car", "miles": -1}, "invalid_input", "miles"),
        ({"on": "2018-05-04"}, "expense_day_wrong", "on"),
        ({"destination": "20-00-00 12345678"}, "bank_details_unwanted", "destination"),
    ],
)
def test_a_bad_line_is_refused_at_its_field(desk: Desk, changes, code, field):
    member = desk.member("m-1")
    claim_id = begun(desk, member)
    no = refused(desk, "expenses.add_cost", {"id": claim_id, **JOURNEY, **changes}, member)
    assert (no.code, list(no.fields)) == (code, [field])


def test_miles_are_sent_as_a_number_and_paid_at_the_settings_rate(desk: Desk):
    member = desk.member("m-1")
    claim_id = begun(desk, member)
    by_car = {**JOURNEY, "mode": "car", "miles": 18.4, "pence": None}
    desk.knock("expenses.add_cost", {"id": claim_id, **by_car}, by=member)
    [line] = seen(desk, claim_id, member)["costs"]
    assert (line["miles"], line["pence_a_mile"], line["pence"]) == (18.4, 45, 828)


def test_who_read_an_older_claim_is_told_so(desk: Desk):
    member = desk.member("m-1")
    claim_id = begun(desk, member)
    old = {"id": claim_id, "version": 7}
    assert refused(desk, "expenses.add_cost", {**old, **JOURNEY}, member).code == "stale_version"
    claim_id = handed_in(desk, member)
    assert refused(desk, "expenses.approve_claim", {**old, "id": claim_id}, NATIONAL).code == "stale_version"


def test_the_head_of_a_claim_can_be_written_anew(desk: Desk):
    member = desk.member("m-1")
    claim_id = begun(desk, member)
    head = {
        "occasion": "other",
        "work": "Helped with a survey",
        "payee": "Sam",
        "answers": {"status": "unpaid"},
    }
    desk.knock("expenses.change_claim", {"id": claim_id, **head}, by=member)
    found = seen(desk, claim_id, member)
    assert (found["occasion"]["title"], found["answers"]["status"], found["version"]) == (
        "Helped with a survey",
        "unpaid",
        2,
    )


def test_a_second_claim_for_the_same_meeting_is_pointed_out(desk: Desk):
    member = desk.member("m-1")
    handed_in(desk, member)
    assert seen(desk, handed_in(desk, member))["others"] == 1


def test_a_claim_that_comes_late_says_by_how_many_days(desk: Desk):
    desk.now = NOW + timedelta(days=120)
    assert seen(desk, handed_in(desk, desk.member("m-1")))["days_late"] == 16


def test_what_was_never_handed_in_and_what_has_ended_is_forgotten(desk: Desk):
    member = desk.member("m-1")
    draft, ended, waiting = begun(desk, member), handed_in(desk, member), handed_in(desk, member)
    desk.knock("expenses.withdraw_claim", {"id": ended}, by=member)
    desk.now = LATER + timedelta(days=181)
    desk.do_due_work()
    assert refused(desk, "expenses.get_claim", {"id": draft}, member).code == "not_found"
    assert seen(desk, ended, member)["state"] == "withdrawn"
    desk.now = LATER + timedelta(days=2193)
    desk.do_due_work()
    assert refused(desk, "expenses.get_claim", {"id": ended}, member).code == "not_found"
    assert seen(desk, waiting, member)["state"] == "submitted"


def test_what_a_command_answers_and_remembers_has_no_words_and_no_amount(desk: Desk):
    member = desk.member("m-1")
    claim_id = begun(desk, member)
    answer = desk.knock("expenses.add_cost", {"id": claim_id, **JOURNEY}, by=member, command="c-1")
    assert answer == {"id": claim_id, "version": 2, "state": "draft"}


# Carers


def test_a_member_names_a_carer_and_takes_it_back(desk: Desk):
    desk.member("m-1")
    friend = desk.member("m-2")
    for _ in range(2):
        desk.knock("carers.name_carer", {"id": "m-1"}, by=friend)
    mine = desk.knock("carers.my_carers", by=friend)["items"]
    assert mine == [{"id": "m-1", "named_at": LATER.isoformat()}]
    desk.knock("carers.unname_carer", {"id": "m-1"}, by=friend)
    assert desk.knock("carers.my_carers", by=friend)["items"] == []
    assert refused(desk, "carers.name_carer", {"id": "m-2"}, friend).code == "carer_is_you"
    assert refused(desk, "carers.name_carer", {"id": "m-9"}, friend).code == "not_found"
