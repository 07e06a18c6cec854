"""Two people do the same thing at the same instant, on MongoDB: one of them did it, the other is told."""

from collections.abc import Iterator

import pytest
from stewardship_desk import INDEXES, Desk, convenor, coordinator
from stewardship_papers import agreed_at, terms

from chassis.mongo import UnitOfWork
from chassis.testkit.at_once import all_at_once
from chassis.testkit.desk import on_mongodb

SW = convenor("SW")
TERMS = "SW:terms_of_reference"


@pytest.fixture
def desks(mongo_uri: str) -> Iterator[list[Desk]]:
    """Two desks, each with a unit of work of its own over one database."""
    with on_mongodb(mongo_uri, "stewardship", INDEXES) as work:
        yield [Desk(UnitOfWork(work.database)) for _ in range(2)]


@pytest.mark.servers
def test_two_who_begin_at_once_make_one_draft(desks: list[Desk]):
    said = all_at_once(
        [
            lambda: desks[0].knock("documents.begin_document", terms(), by=SW),
            lambda: desks[1].knock("documents.begin_document", terms(), by=coordinator("SW")),
        ]
    )
    assert said == {"document_draft_exists": 1, "done": 1}
    assert len(desks[0].knock("documents.document_versions", {"id": TERMS}, by=SW)["items"]) == 1


@pytest.mark.servers
def test_two_who_agree_at_once_make_one_version(desks: list[Desk]):
    desks[0].knock("documents.begin_document", terms(), by=SW)
    said = all_at_once(
        [
            lambda: desks[0].knock("documents.agree_document", agreed_at("Meeting 1"), by=SW),
            lambda: desks[1].knock("documents.agree_document", agreed_at("Meeting 2"), by=coordinator("SW")),
        ]
    )
    assert said in ({"document_no_draft": 1, "done": 1}, {"done": 1, "stale_version": 1})
    versions = desks[0].knock("documents.document_versions", {"id": TERMS}, by=SW)["items"]
    assert [(each["number"], each["status"]) for each in versions] == [(1, "agreed")]


@pytest.mark.servers
def test_two_first_marks_at_once_are_both_kept_or_one_is_told_to_read_again(desks: list[Desk]):
    def mark(desk: Desk, code: str) -> object:
        asked = {"region": "SW", "kind": "duties", "code": code, "state": "active"}
        return desk.knock("keeping.mark_clause", asked, by=SW)

    said = all_at_once([lambda: mark(desks[0], "values"), lambda: mark(desks[1], "reputation")])
    found = desks[0].knock("documents.get_document", {"region": "SW", "kind": "duties"})
    marked = [each["code"] for each in found["clauses"] if each["state"] == "active"]
    assert len(marked) == said["done"] >= 1
