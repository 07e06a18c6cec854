"""A second database beside the context's own: one transaction, its own storage, its own indexes."""

from collections.abc import Iterator
from typing import Any

import pytest

from chassis.call import Call
from chassis.mongo import Index, UnitOfWork
from chassis.mongo.indexes import ensure, missing
from chassis.testkit.desk import in_memory, on_mongodb

INDEXES = (
    Index("people", ("name",), unique=True),
    Index("papers", ("_id",), beside="box"),
    Index("papers", ("number", "_id"), beside="box"),
)


@pytest.fixture(params=["memory", pytest.param("mongodb", marks=pytest.mark.servers)])
def work(request: pytest.FixtureRequest) -> Iterator[UnitOfWork]:
    if request.param == "memory":
        yield in_memory(INDEXES)
    else:
        with on_mongodb(request.getfixturevalue("mongo_uri"), "beside", INDEXES) as database:
            yield database


def write_both(work: UnitOfWork, number: int) -> None:
    work.collection("people").insert_one({"_id": f"p-{number}", "name": f"name {number}"})
    work.collection("papers", "box").insert_one({"_id": f"{9 - number}", "number": number})


def counts(work: UnitOfWork) -> tuple[int, int]:
    people, papers = work.collection("people"), work.collection("papers", "box")
    return people.count_documents({}), papers.count_documents({})


def test_what_is_written_beside_belongs_to_the_same_transaction(work: UnitOfWork) -> None:
    work.in_transaction(Call(), lambda: write_both(work, 1))
    assert counts(work) == (1, 1)

    def half() -> None:
        write_both(work, 2)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        work.in_transaction(Call(), half)
    assert counts(work) == (1, 1)


def test_the_other_database_is_another_one(work: UnitOfWork) -> None:
    work.in_transaction(Call(), lambda: write_both(work, 1))
    own = work.database
    assert "papers" not in own.list_collection_names()
    assert "papers" in own.client[f"{own.name}_box"].list_collection_names()


@pytest.mark.servers
class TestOnMongoDB:
    @pytest.fixture
    def work(self, mongo_uri: str) -> Iterator[UnitOfWork]:
        with on_mongodb(mongo_uri, "beside", INDEXES) as database:
            yield database

    def test_documents_beside_are_stored_by_id_and_not_as_they_came(self, work: UnitOfWork) -> None:
        for number in range(5):
            work.in_transaction(Call(), lambda number=number: write_both(work, number))  # type: ignore[misc]
        stored = [row["number"] for row in work.collection("papers", "box").find({}).hint([("$natural", 1)])]
        assert stored == [4, 3, 2, 1, 0]

    def test_readiness_names_what_the_other_database_lacks(self, work: UnitOfWork) -> None:
        assert missing(work.database, INDEXES) == []
        box: Any = work.database.client[f"{work.database.name}_box"]
        box.drop_collection("papers")
        assert missing(work.database, INDEXES) == ["box.papers (clustered)", "box.papers.number__id"]
        box.create_collection("papers")
        ensure(work.database, INDEXES)
        assert missing(work.database, INDEXES) == ["box.papers (clustered)"]

    def test_making_them_again_changes_nothing(self, work: UnitOfWork) -> None:
        work.in_transaction(Call(), lambda: write_both(work, 1))
        ensure(work.database, INDEXES)
        assert counts(work) == (1, 1)


def test_only_a_collection_beside_is_clustered() -> None:
    with pytest.raises(ValueError, match="beside"):
        Index("people", ("_id",))
