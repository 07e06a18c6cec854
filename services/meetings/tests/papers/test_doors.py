"""Papers arrive in parts, are looked at, and are fetched by whoever may read their item (row 42)."""

import base64
import hashlib
from typing import Any

import pytest
from meetings_desk import Desk, convenor

from chassis.call import Call
from chassis.identity import VISITOR, Caller
from chassis.mongo import PART_BYTES
from contracts.refusals import Refused
from meetings.agendas.store import PAPERS
from meetings.calendar.domain import DISPUTE, ClosedPart
from meetings.files.domain import MEGABYTE
from meetings.files.store import FileStore

PDF = b"%PDF-1.4\n" + b"% a long comment\n" * 15_000 + b"%%EOF\n"
CLOSED_PART = (ClosedPart(DISPUTE, "A dispute about a seat"),)


@pytest.fixture
def member(desk: Desk) -> Caller:
    return desk.holder()


@pytest.fixture
def item(desk: Desk, member: Caller) -> dict[str, str]:
    """Where an item is found: its meeting and its id."""
    desk.work.in_transaction(Call(now=desk.now), lambda: desk.meeting(closed_parts=CLOSED_PART))
    return proposed(desk, member)


def proposed(desk: Desk, by: Caller, **more: Any) -> dict[str, str]:
    asked = {"meeting_id": "meeting-1", "title": "Rooms", "minutes": 30, "outcome": "discuss", **more}
    agenda = desk.knock("agendas.propose_item", asked, by=by)
    return {"meeting_id": "meeting-1", "item_id": agenda["items"][-1]["id"]}


def begin(desk: Desk, by: Caller, item: dict[str, str], name: str = "plan.pdf", size: int = 10) -> Any:
    return desk.knock("papers.begin_paper", {**item, "name": name, "size": size}, by=by)


def add(desk: Desk, by: Caller, upload_id: str, number: int, content: bytes) -> Any:
    sent = {"id": upload_id, "number": number, "content": base64.b64encode(content).decode()}
    return desk.knock("papers.add_paper_part", sent, by=by)


def send(desk: Desk, by: Caller, item: dict[str, str], name: str = "plan.pdf", content: bytes = PDF) -> Any:
    upload = begin(desk, by, item, name, len(content))
    for number, first in enumerate(range(0, len(content), PART_BYTES)):
        add(desk, by, upload["id"], number, content[first : first + PART_BYTES])
    asked = {"id": upload["id"], "sha256": hashlib.sha256(content).hexdigest()}
    return desk.knock("papers.finish_paper", asked, by=by)


def fetch(desk: Desk, by: Caller, item: dict[str, str], paper: dict[str, Any]) -> bytes:
    parts = (
        desk.knock("papers.get_paper_part", {**item, "paper_id": paper["id"], "number": number}, by=by)
        for number in range(paper["parts"])
    )
    return b"".join(base64.b64decode(part["content"]) for part in parts)


def publish(desk: Desk) -> None:
    desk.knock("agendas.publish_agenda", {"meeting_id": "meeting-1"}, by=convenor())


def refused(code: str, verb: Any) -> None:
    with pytest.raises(Refused) as no:
        verb()
    assert no.value.code == code


def test_a_paper_sent_in_parts_is_fetched_in_parts(desk: Desk, member: Caller, item: dict[str, str]) -> None:
    paper = send(desk, member, item, r"C:\papers\Plan 2018.PDF")
    assert (paper["name"], paper["media_type"], paper["size"]) == (
        "Plan 2018.pdf",
        "application/pdf",
        len(PDF),
    )
    assert paper["parts"] == 2
    assert fetch(desk, desk.holder("m-2"), item, paper) == PDF
    agenda = desk.knock("agendas.get_agenda", {"meeting_id": "meeting-1"}, by=member)
    assert [each["id"] for each in agenda["items"][0]["papers"]] == [paper["id"]]


def test_a_paper_of_21_megabytes_is_refused_before_and_while_it_arrives(
    desk: Desk, member: Caller, item: dict[str, str]
) -> None:
    refused("file_too_large", lambda: begin(desk, member, item, size=21 * MEGABYTE))
    upload = begin(desk, member, item, size=20 * MEGABYTE)
    refused("file_too_large", lambda: add(desk, member, upload["id"], 107, b"more than was announced"))


def test_an_executable_named_pdf_is_refused(desk: Desk, member: Caller, item: dict[str, str]) -> None:
    program = b"MZ\x90\x00" + b"\x00" * 300
    refused("file_not_what_it_says", lambda: send(desk, member, item, "plan.pdf", program))
    refused("file_kind_not_taken", lambda: begin(desk, member, item, "plan.pdf.exe"))
    agenda = desk.knock("agendas.get_agenda", {"meeting_id": "meeting-1"}, by=member)
    assert agenda["items"][0]["papers"] == []


def test_another_member_sends_none_to_an_item_and_none_into_anothers_upload(
    desk: Desk, member: Caller, item: dict[str, str]
) -> None:
    other = desk.holder("m-2")
    refused("not_your_item", lambda: begin(desk, other, item))
    upload = begin(desk, member, item)
    refused("not_found", lambda: add(desk, other, upload["id"], 0, b"0123456789"))


def test_before_publication_only_the_table_fetches_and_after_it_everybody(
    desk: Desk, member: Caller, item: dict[str, str]
) -> None:
    paper = send(desk, member, item)
    refused("not_found", lambda: fetch(desk, VISITOR, item, paper))
    publish(desk)
    assert fetch(desk, VISITOR, item, paper) == PDF
    told = desk.knock("papers.get_paper", {**item, "paper_id": paper["id"]})
    assert told["name"] == "plan.pdf"


def test_a_paper_of_a_closed_item_stays_with_the_table(
    desk: Desk, member: Caller, item: dict[str, str]
) -> None:
    closed = proposed(desk, member, part="closed", title="A seat in dispute")
    paper = send(desk, member, closed)
    publish(desk)
    refused("not_found", lambda: fetch(desk, VISITOR, closed, paper))
    assert fetch(desk, member, closed, paper) == PDF


def test_after_publication_only_keepers_add_and_remove_and_a_removed_file_is_gone(
    desk: Desk, member: Caller, item: dict[str, str]
) -> None:
    paper = send(desk, member, item)
    publish(desk)
    where = {**item, "paper_id": paper["id"]}
    refused("agenda_published", lambda: desk.knock("papers.remove_paper", where, by=member))
    desk.knock("papers.remove_paper", where, by=convenor())
    refused("not_found", lambda: fetch(desk, member, item, paper))
    assert desk.work.files("papers").part(paper["id"], 0) is None
    send(desk, convenor(), item, "newer.pdf")
    agenda = desk.knock("agendas.get_agenda", {"meeting_id": "meeting-1"})
    assert [(each["kind"], each["words"]) for each in agenda["changes"]] == [
        ("paper_removed", "plan.pdf"),
        ("paper_added", "newer.pdf"),
    ]


def test_a_proposal_taken_back_takes_its_papers_along(
    desk: Desk, member: Caller, item: dict[str, str]
) -> None:
    paper = send(desk, member, item)
    desk.knock("agendas.withdraw_item", item, by=member)
    assert desk.work.files("papers").get(paper["id"]) is None


def test_a_parked_proposal_taken_back_takes_its_papers_along_from_where_they_wait(
    desk: Desk, member: Caller, item: dict[str, str]
) -> None:
    paper = send(desk, member, item)
    desk.knock("agendas.park_item", {**item, "reason": "No time today"}, by=convenor())
    desk.knock("agendas.withdraw_item", item, by=member)
    assert FileStore(desk.work, PAPERS).get(paper["id"]) is None
