"""Receipts: files of a claim, looked at and private as the claim is (row 51)."""

import base64
import hashlib

import pytest
from claims_desk import begun, handed_in, seen
from meetings_desk import NATIONAL, Desk, coordinator

from contracts.refusals import Refused

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(name="member")
def _member(desk: Desk):
    desk.now = desk.now.replace(month=5)
    return desk.member("m-1")


def send(desk, by, claim_id, content=PDF, name="ticket.pdf"):
    begun_upload = desk.knock(
        "receipts.begin_receipt", {"id": claim_id, "name": name, "size": len(content)}, by=by
    )
    part = {"id": begun_upload["id"], "number": 0, "content": base64.b64encode(content).decode()}
    desk.knock("receipts.add_receipt_part", part, by=by)
    whole = {"id": begun_upload["id"], "sha256": hashlib.sha256(content).hexdigest()}
    return desk.knock("receipts.finish_receipt", whole, by=by)["id"]


def refused(act):
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


def test_a_receipt_joins_the_claim_and_is_read_by_those_who_decide(desk: Desk, member):
    claim_id = handed_in(desk, member)
    desk.knock("expenses.return_claim", {"id": claim_id, "question": "A receipt?"}, by=coordinator())
    assert seen(desk, claim_id)["receipts_wanted"]
    receipt_id = send(desk, member, claim_id)
    found = seen(desk, claim_id, coordinator())
    assert [(each["id"], each["name"], each["size"]) for each in found["receipts"]] == [
        (receipt_id, "ticket.pdf", len(PDF))
    ]
    assert not found["receipts_wanted"]
    asked = {"id": claim_id, "receipt_id": receipt_id, "number": 0}
    for reader in (member, coordinator(), NATIONAL):
        part = desk.knock("receipts.read_receipt", asked, by=reader)
        assert base64.b64decode(part["content"]) == PDF


def test_a_receipt_is_nobody_elses_to_read_nor_under_another_claim(desk: Desk, member):
    claim_id, other = begun(desk, member), begun(desk, member)
    receipt_id = send(desk, member, claim_id)
    asked = {"id": claim_id, "receipt_id": receipt_id, "number": 0}
    for stranger in (desk.member("m-2"), coordinator("WOE"), coordinator()):  # a draft is private to all
        assert refused(lambda by=stranger: desk.knock("receipts.read_receipt", asked, by=by)) == "not_found"
    for wrong in ({**asked, "id": other}, {**asked, "number": 1}, {**asked, "id": "claim-9"}):
        assert (
            refused(lambda payload=wrong: desk.knock("receipts.read_receipt", payload, by=member))
            == "not_found"
        )


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("ticket.pdf", b"MZ\x90\x00\x03" + b"\x00" * 200, "file_not_what_it_says"),
        ("ticket.exe.pdf", PDF, "file_name_misleading"),
        ("ticket.exe", PDF, "file_kind_not_taken"),
        ("ticket.docx", PDF, "file_kind_not_taken"),
        ("ticket.pdf", b"", "file_empty"),
    ],
)
def test_an_executable_named_pdf_and_the_like_are_refused(desk: Desk, member, name, content, code):
    claim_id = begun(desk, member)
    assert refused(lambda: send(desk, member, claim_id, content, name)) == code
    assert seen(desk, claim_id, member)["receipts"] == []


def test_a_receipt_that_is_too_large_is_refused_before_it_is_sent(desk: Desk, member):
    claim_id = begun(desk, member)
    payload = {"id": claim_id, "name": "ticket.pdf", "size": 21 * 1024 * 1024}
    assert refused(lambda: desk.knock("receipts.begin_receipt", payload, by=member)) == "file_too_large"


def test_a_receipt_can_be_taken_off_and_its_bytes_go_too(desk: Desk, member):
    claim_id = begun(desk, member)
    receipt_id = send(desk, member, claim_id)
    for _ in range(2):
        desk.knock("receipts.remove_receipt", {"id": claim_id, "receipt_id": receipt_id}, by=member)
    assert seen(desk, claim_id, member)["receipts"] == []
    assert desk.work.database["expense_receipts.chunks"].count_documents({}) == 0


def test_only_the_claimant_adds_receipts_and_while_the_claim_is_open(desk: Desk, member):
    claim_id = handed_in(desk, member)
    assert refused(lambda: send(desk, member, claim_id)) == "expense_not_open"
    draft = begun(desk, member)
    assert refused(lambda: send(desk, desk.member("m-2"), draft)) == "not_found"
    begun_upload = desk.knock(
        "receipts.begin_receipt", {"id": draft, "name": "a.pdf", "size": len(PDF)}, by=member
    )
    part = {"id": begun_upload["id"], "number": 0, "content": base64.b64encode(PDF).decode()}
    stranger = desk.member("m-2")
    assert refused(lambda: desk.knock("receipts.add_receipt_part", part, by=stranger)) == "not_found"


def test_a_claim_that_is_forgotten_takes_its_receipts_along(desk: Desk, member):
    claim_id = begun(desk, member)
    send(desk, member, claim_id)
    desk.now = desk.now.replace(year=2019)
    desk.do_due_work()
    assert refused(lambda: seen(desk, claim_id, member)) == "not_found"
    assert desk.work.database["expense_receipts.files"].count_documents({}) == 0
