"""The fixtures of membership's tests; what they are made of stands in membership_desk.py."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `membership_desk` is importable

from membership_desk import NOW, Desk, in_memory, on_mongodb

from chassis.call import Call
from chassis.mongo import UnitOfWork


@pytest.fixture
def desk() -> Desk:
    return Desk(in_memory())


@pytest.fixture(params=["memory", pytest.param("mongodb", marks=pytest.mark.servers)])
def work(request: pytest.FixtureRequest) -> Iterator[UnitOfWork]:
    """A unit of work in memory, and the same on MongoDB: one behaviour suite for both."""
    if request.param == "memory":
        yield in_memory()
    else:
        yield from on_mongodb(request.getfixturevalue("mongo_uri"))


@pytest.fixture
def call() -> Call:
    return Call(now=NOW)
