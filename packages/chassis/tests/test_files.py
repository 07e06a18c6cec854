"""Files inside the unit of work: put in and read back in parts, in one transaction with the rest."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from gridfs import GridFSBucket

from chassis.call import Call
from chassis.mongo import PART_BYTES, Files, UnitOfWork, file_indexes
from chassis.testkit.desk import in_memory, on_mongodb

INDEXES = file_indexes("papers")
NOW = datetime(2018, 4, 3, 10, 30, tzinfo=UTC)
FIRST, LAST = b"a" * PART_BYTES, b"the end"


@pytest.fixture(params=["memory", pytest.param("mongodb", marks=pytest.mark.servers)])
def work(request: pytest.FixtureRequest) -> Iterator[UnitOfWork]:
    if request.param == "memory":
        yield in_memory(INDEXES)
    else:
        with on_mongodb(request.getfixturevalue("mongo_uri"), "files", INDEXES) as database:
            yield database


@pytest.fixture
def papers(work: UnitOfWork) -> Files:
    return work.files("papers")


def put(papers: Files, work: UnitOfWork, *parts: tuple[int, bytes]) -> None:
    def all_parts() -> None:
        for number, content in parts:
            papers.put("f-1", number, content)

    work.in_transaction(Call(now=NOW), all_parts)


def test_a_file_is_read_back_as_it_was_put_in(papers: Files, work: UnitOfWork) -> None:
    put(papers, work, (1, LAST), (0, FIRST))
    assert papers.get("f-1") is None
    made = work.in_transaction(Call(now=NOW), lambda: papers.finish("f-1", "a.txt", "text/plain", NOW))
    assert (made.size, made.parts) == (PART_BYTES + len(LAST), 2)
    assert made.sha256 == hashlib.sha256(FIRST + LAST).hexdigest()
    assert papers.get("f-1") == made
    assert list(papers.content("f-1")) == [FIRST, LAST]
    assert papers.part("f-1", 2) is None


def test_a_part_sent_twice_counts_once(papers: Files, work: UnitOfWork) -> None:
    put(papers, work, (0, b"first"))
    put(papers, work, (0, b"again"))
    assert (papers.received("f-1"), papers.received("f-1", besides=0)) == (5, 0)
    assert papers.part("f-1", 0) == b"again"


@pytest.mark.parametrize("parts", [[(1, LAST)], [(0, FIRST), (2, LAST)], [(0, LAST), (1, LAST)], []])
def test_a_file_with_a_gap_is_not_finished(
    papers: Files, work: UnitOfWork, parts: list[tuple[int, bytes]]
) -> None:
    put(papers, work, *parts)
    with pytest.raises(ValueError, match="a part"):
        work.in_transaction(Call(now=NOW), lambda: papers.finish("f-1", "a.txt", "text/plain", NOW))


@pytest.mark.parametrize("content", [b"", b"a" * (PART_BYTES + 1)])
def test_a_part_is_neither_empty_nor_too_long(papers: Files, content: bytes) -> None:
    with pytest.raises(ValueError, match="a part holds"):
        papers.put("f-1", 0, content)


def test_what_is_deleted_leaves_nothing(papers: Files, work: UnitOfWork) -> None:
    put(papers, work, (0, LAST))
    work.in_transaction(Call(now=NOW), lambda: papers.finish("f-1", "a.txt", "text/plain", NOW))
    work.in_transaction(Call(now=NOW), lambda: papers.delete("f-1"))
    assert (papers.get("f-1"), papers.part("f-1", 0)) == (None, None)


def test_a_transaction_that_fails_leaves_no_part_behind(papers: Files, work: UnitOfWork) -> None:
    def half() -> None:
        papers.put("f-1", 0, LAST)
        papers.finish("f-1", "a.txt", "text/plain", NOW)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        work.in_transaction(Call(now=NOW), half)
    assert (papers.get("f-1"), papers.received("f-1")) == (None, 0)


@pytest.mark.servers
def test_any_gridfs_reader_reads_what_was_finished(mongo_uri: str) -> None:
    with on_mongodb(mongo_uri, "files", INDEXES) as work:
        papers = work.files("papers")
        put(papers, work, (0, FIRST), (1, LAST))
        work.in_transaction(Call(now=NOW), lambda: papers.finish("f-1", "a.txt", "text/plain", NOW))
        opened = GridFSBucket(work.database, "papers").open_download_stream("f-1")
        assert (opened.read(), opened.filename) == (FIRST + LAST, "a.txt")
