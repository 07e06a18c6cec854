"""A file arrives in parts, is looked at, and is there; what never arrives wholly is forgotten."""

import hashlib
from datetime import timedelta

import pytest
from meetings_desk import NOW, Desk

from chassis.call import Call
from chassis.mongo import PART_BYTES, Index, UnitOfWork, file_indexes
from chassis.testkit.desk import in_memory
from meetings.files import domain
from meetings.files.domain import KeptFile, Upload
from meetings.files.store import FileStore
from meetings.refusal import Refusal

INDEXES: tuple[Index, ...] = file_indexes("papers")
TEXT = b"a line of words\n" * (PART_BYTES // 16) + b"and the last one\n"
SUM = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def memory() -> UnitOfWork:
    return in_memory(INDEXES)


def begin(work: UnitOfWork, name: str = "notes.txt", content: bytes = TEXT) -> Upload:
    upload = domain.begin(
        "u-1", name=name, size=len(content), most_megabytes=20, by="m-1", about="item-1", now=NOW
    )
    work.in_transaction(Call(now=NOW), lambda: FileStore(work, "papers").begin(upload))
    return upload


def send(work: UnitOfWork, upload: Upload, content: bytes = TEXT) -> None:
    papers = FileStore(work, "papers")
    for number, first in enumerate(range(0, len(content), PART_BYTES)):
        part = content[first : first + PART_BYTES]
        work.in_transaction(Call(now=NOW), lambda: papers.put(upload, number, part))  # noqa: B023


def finish(work: UnitOfWork, upload: Upload, sha256: str = SUM) -> KeptFile:
    papers = FileStore(work, "papers")
    return work.in_transaction(Call(now=NOW), lambda: papers.finish(upload, sha256, NOW))


def test_a_file_that_arrived_is_there_with_its_real_type(work: UnitOfWork) -> None:
    upload = begin(work)
    send(work, upload)
    made = finish(work, upload)
    papers = FileStore(work, "papers")
    assert (made.name, made.media_type, made.size, made.sha256) == ("notes.txt", "text/plain", len(TEXT), SUM)
    assert b"".join(papers.part("u-1", number) or b"" for number in range(made.parts)) == TEXT
    assert papers.part("u-1", made.parts) is None
    assert papers.upload("u-1") is None


def test_another_bucket_knows_nothing_of_it(memory: UnitOfWork) -> None:
    begin(memory)
    assert FileStore(memory, "receipts").upload("u-1") is None


@pytest.mark.parametrize("problem", ["a part is missing", "the sum is another"])
def test_what_is_not_as_announced_is_refused(memory: UnitOfWork, problem: str) -> None:
    upload = begin(memory)
    send(memory, upload, TEXT if problem == "the sum is another" else TEXT[:PART_BYTES])
    with pytest.raises(Refusal) as no:
        finish(memory, upload, "0" * 64)
    assert no.value.code == "file_incomplete"
    assert FileStore(memory, "papers").get("u-1") is None


def test_a_program_under_another_name_is_never_there_to_be_read(memory: UnitOfWork) -> None:
    program = b"MZ\x90\x00" + b"\x00" * 100
    upload = begin(memory, "report.pdf", program)
    send(memory, upload, program)
    with pytest.raises(Refusal, match="file_not_what_it_says"):
        finish(memory, upload, hashlib.sha256(program).hexdigest())
    assert FileStore(memory, "papers").part("u-1", 0) is None


def test_what_has_not_arrived_within_a_day_is_forgotten(desk: Desk) -> None:
    upload = begin(desk.work)
    send(desk.work, upload, TEXT[:PART_BYTES])
    desk.now = NOW + timedelta(hours=23)
    assert desk.do_due_work() == 0
    desk.now = NOW + timedelta(days=1)
    assert desk.do_due_work() == 1
    papers = FileStore(desk.work, "papers")
    assert (papers.upload("u-1"), papers.files.received("u-1")) == (None, 0)


def test_a_finished_file_stays(desk: Desk) -> None:
    upload = begin(desk.work)
    send(desk.work, upload)
    finish(desk.work, upload)
    desk.now = NOW + timedelta(days=2)
    assert desk.do_due_work() == 0
    assert FileStore(desk.work, "papers").get("u-1") is not None
