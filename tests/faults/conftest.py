"""A platform to break: a broker of its own, and people whose name must be found in no log."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# So that `journeys` and `faults` are importable by their names.
sys.path.insert(0, str(Path(__file__).parents[1]))

from journeys.people import People
from journeys.running import Platform

from faults.breaking import Broker
from launcher import rabbitmq

CANARY = "Quillfeather"


@pytest.fixture(scope="package")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker | None]:
    """None where RabbitMQ only comes in containers, whose processes are not ours to kill."""
    script = rabbitmq.script()
    if script is None:
        yield None
        return
    made = Broker(script, tmp_path_factory.mktemp("broker"))
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="package")
def platform(
    broker: Broker | None,
    mongo_uri: str,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Platform]:
    """The running platform."""
    amqp_uri = broker.uri if broker is not None else request.getfixturevalue("amqp_uri")
    made = Platform(amqp_uri, mongo_uri, tmp_path_factory.mktemp("faults"))
    try:
        made.start_all()
        yield made
    finally:
        made.close()


@pytest.fixture(scope="package")
def people(platform: Platform) -> People:
    return People(platform, CANARY)


@pytest.fixture(autouse=True)
def _whole(platform: Platform) -> Iterator[None]:
    """Whatever a test broke and did not mend is started again for the next one."""
    yield
    for name in platform.programs:
        child = platform.running.get(name)
        if child is None or child.ended() is not None:
            platform.start(name)
