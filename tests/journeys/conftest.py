"""One platform for all journeys, over the session's RabbitMQ and MongoDB."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `journeys` is importable by its name

from journeys.people import People, Person
from journeys.running import Platform, running


@pytest.fixture(scope="package")
def platform(amqp_uri: str, mongo_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The running platform."""
    yield from running(amqp_uri, mongo_uri, tmp_path_factory.mktemp("journeys"))


@pytest.fixture(scope="package")
def people(platform: Platform) -> People:
    return People(platform)


@pytest.fixture(scope="package")
def coordinator(people: People) -> Person:
    """The coordinator of West of England."""
    return people.officer("coordinator", "WOE")
