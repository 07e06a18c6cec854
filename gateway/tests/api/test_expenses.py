"""Expenses over the API: who pays, two approvals, receipts, and a batch that goes out once (row 51)."""

import io
from datetime import UTC, datetime

import pytest

from chassis.call import Call
from gateway.expense_files import as_csv
from meetings.calendar.domain import FACE_TO_FACE, HELD, Meeting
from meetings.calendar.store import MeetingStore

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
STARTS = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
HEAD = {
    "occasion": "meeting",
    "occasion_id": "meeting-1",
    "payee": "=Sam Example",
    "answers": {"status": "patient"},
    "assistant_required": True,
}
JOURNEY = {
    "kind": "journey",
    "on": "2018-04-17",
    "mode": "train",
    "origin": "Bath",
    "destination": "Bristol",
    "pence": 1840,
}


@pytest.fixture(autouse=True)
def meeting(bus):
    work = bus.databases["meetings"]
    held = Meeting(
        "meeting-1", 1, "WOE", "First meeting", STARTS, 120, FACE_TO_FACE, HELD, published_at=STARTS
    )
    work.in_transaction(Call(), lambda: MeetingStore(work).save(held))


@pytest.fixture
def claim(api, calling, people):
    """The path of a member's claim of GBP 36.80, not handed in; they are calling."""
    calling(people["member"])
    made = api("POST", "/expenses", json=HEAD)
    assert made.status_code == 201, made.text
    path = made.headers["Location"].removeprefix("/api/v1")
    for whose in ("claimant", "assistant"):
        added = api("POST", f"{path}/costs", json={**JOURNEY, "whose": whose})
        assert added.status_code == 201, added.text
    return path


def approve(api, calling, people, path):
    calling(people["member"])
    api("POST", f"{path}/submission", json={})
    for approver in ("coordinator", "convenor"):
        calling(people[approver])
        told = api("POST", f"{path}/approvals", json={})
        assert told.status_code == 200, told.text
    return told.get_json()


def test_everybody_learns_who_pays_before_the_trip(api):
    found = api("GET", "/expenses/eligibility?status=employed&employer_funds_cpd=true").get_json()
    assert (found["payer"], found["questions"]) == ("employer", ["employer_funds_cpd"])
    gap = api("GET", "/expenses/eligibility?status=retired").get_json()
    assert (gap["payer"], gap["rule"]) == ("manual_decision", "C41 retired")
    api.refused("GET", "/expenses/eligibility", 422, "invalid_input")


def test_a_claim_for_two_is_approved_by_two_and_paid_once(api, calling, people, claim):
    found = approve(api, calling, people, claim)
    assert (found["state"], found["total_pence"], found["assistant_pence"]) == ("approved", 3680, 1840)
    calling(people["national"])
    assert api("GET", "/expenses/batches").get_json()["waiting"] == {"claims": 1, "total_pence": 3680}
    made = api("POST", "/expenses/batches")
    assert made.status_code == 201, made.text
    path = made.headers["Location"].removeprefix("/api/v1")
    api.refused("POST", "/expenses/batches", 409, "no_expenses_to_send")
    file = api("GET", f"{path}/file")
    header, line = file.text.lstrip("\ufeff").splitlines()
    assert header.startswith("claim_id,payee,region,occasion,last_journey,claimant_gbp")
    first = f"{found['id']},'=Sam Example,WOE,First meeting,2018-04-17,18.40,18.40,36.80"
    assert line.startswith(first)
    assert api("GET", f"{path}/file").data == file.data
    paid = api("POST", f"{path}/payment", json={}).get_json()
    assert (paid["unpaid"], paid["payments"][0]["paid"]) == (0, True)
    calling(people["member"])
    assert api("GET", "/expenses/mine").get_json()["items"][0]["state"] == "paid"
    assert api("GET", "/expenses/totals").get_json()["items"] == [
        {"region": "WOE", "name": "West of England", "year": 2018, "claims": None, "total_pence": None}
    ]


def test_a_claim_is_not_there_for_anybody_else(api, calling, people, claim):
    for stranger in ("operator", "stranger"):
        calling(people[stranger])
        api.refused("GET", claim, 404, "not_found")
    calling(people["coordinator"])
    api.refused("GET", claim, 404, "not_found")  # a draft
    calling(people["visitor"])
    api.refused("GET", claim, 401, "sign_in_required")
    calling(people["member"])
    api.refused("POST", f"{claim}/approvals", 403, "role_required", json={})
    api("POST", f"{claim}/submission", json={})
    calling(people["coordinator"])
    assert [each["id"] for each in api("GET", "/expenses?region=WOE").get_json()["items"]] == [
        claim.rpartition("/")[2]
    ]


def test_nobody_approves_their_own_claim(api, calling, people):
    calling(people["coordinator"])
    path = api("POST", "/expenses", json=HEAD).headers["Location"].removeprefix("/api/v1")
    api("POST", f"{path}/costs", json=JOURNEY)
    api("POST", f"{path}/submission", json={})
    api.refused("POST", f"{path}/approvals", 403, "expense_own", json={})


def test_a_question_and_a_refusal_go_back_with_their_words(api, calling, people, claim):
    tag = api("POST", f"{claim}/submission", json={}).headers["ETag"]
    calling(people["convenor"])
    asked = {"json": {"question": "Which train?"}, "headers": {"If-Match": tag}}
    assert api("POST", f"{claim}/return", **asked).get_json()["state"] == "returned"
    calling(people["member"])
    cost = api("GET", claim).get_json()["costs"][1]["id"]
    assert len(api("DELETE", f"{claim}/costs/{cost}").get_json()["costs"]) == 1
    api("PUT", claim, json={**HEAD, "assistant_required": False})
    api("POST", f"{claim}/submission", json={"words": "The 9:15."})
    calling(people["coordinator"])
    api.refused("POST", f"{claim}/refusal", 422, "reason_required", json={})
    api.refused("POST", f"{claim}/approvals", 412, "stale_version", json={"version": 1})
    refused = api("POST", f"{claim}/refusal", json={"reason": "A bus was there."}).get_json()
    assert (refused["state"], refused["history"][-1]["words"]) == ("refused", "A bus was there.")
    calling(people["member"])
    api.refused("POST", f"{claim}/withdrawal", 409, "expense_decided", json={})


def test_a_receipt_comes_back_as_it_was_sent_and_a_program_is_refused(api, calling, people, claim):
    made = api("POST", f"{claim}/receipts", data={"file": (io.BytesIO(PDF), "ticket.pdf")})
    assert made.status_code == 201, made.text
    path = made.headers["Location"].removeprefix("/api/v1")
    got = api("GET", path)
    assert (got.data, got.mimetype) == (PDF, "application/pdf")
    assert got.headers["Content-Disposition"] == "attachment; filename=ticket.pdf"
    program = {"file": (io.BytesIO(b"MZ\x90\x00" + b"\x00" * 500), "ticket.pdf")}
    api.refused("POST", f"{claim}/receipts", 422, "file_not_what_it_says", data=program)
    calling(people["stranger"])
    api.refused("GET", path, 404, "not_found")
    calling(people["member"])
    assert api("DELETE", path).get_json()["receipts"] == []
    api.refused("GET", path, 404, "not_found")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"pence": -1}, "pence"), ({"on": "2318-04-17"}, "on"), ({"origin": "20-00-00"}, "origin")],
)
def test_a_bad_line_says_what_is_wrong_with_it(api, claim, changes, field):
    answer = api("POST", f"{claim}/costs", json={**JOURNEY, **changes})
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, [field])


def test_a_carer_is_named_and_unnamed(api, joined, calling):
    carer = joined(email="carer@example.org")
    friend = joined(email="friend@example.org")
    calling(friend)
    place = f"/expenses/carers/{carer.subject}"
    api.refused("PUT", f"/expenses/carers/{friend.subject}", 422, "carer_is_you")
    api.refused("PUT", place, 404, "not_found")  # meetings has not heard of them


def test_a_named_carer_is_listed_until_it_is_taken_back(api, bus, joined, calling):
    carer, friend = joined(email="carer@example.org"), joined(email="friend@example.org")
    bus.relay()
    calling(friend)
    place = f"/expenses/carers/{carer.subject}"
    assert api("PUT", place).get_json()["id"] == carer.subject
    assert [each["id"] for each in api("GET", "/expenses/carers").get_json()["items"]] == [carer.subject]
    api("DELETE", place)
    assert api("GET", "/expenses/carers").get_json()["items"] == []


def test_amounts_in_the_file_are_pounds_and_pence():
    line = dict.fromkeys(("claim_id", "payee", "region", "occasion", "on"), "x")
    amounts = {"claimant_pence": 5, "assistant_pence": 0, "total_pence": 123405}
    written = as_csv([{**line, **amounts, "approved_on": ["2018-05-01", "2018-05-02"]}])
    assert written.splitlines()[1] == "x,x,x,x,x,0.05,0.00,1234.05,2018-05-01,2018-05-02"
