"""The fixtures of exchange's tests; what they are made of stands in exchange_desk.py."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `exchange_desk` is importable

from exchange_desk import INDEXES, NOW, Desk

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import in_memory, on_mongodb


@pytest.fixture
def desk() -> Desk:
    return Desk(in_memory(INDEXES))


@pytest.fixture(params=["memory", pytest.param("mongodb", marks=pytest.mark.servers)])
def work(request: pytest.FixtureRequest) -> Iterator[UnitOfWork]:
    """A unit of work in memory, and the same on MongoDB: one behaviour suite for both."""
    if request.param == "memory":
        yield in_memory(INDEXES)
    else:
        with on_mongodb(request.getfixturevalue("mongo_uri"), "exchange", INDEXES) as database:
            yield database


@pytest.fixture
def call() -> Call:
    return Call(now=NOW)
