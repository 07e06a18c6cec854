"""A wire that swallows bytes: nothing hangs, and what could not be sent is sent later, once."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sample.service import NUMBER_COUNTED
from wire import Wire

from chassis.bus.client import RpcClient
from chassis.bus.connecting import LOST
from chassis.bus.publishing import CONFIRM_SECONDS, ConfirmedPublisher, Outgoing
from chassis.bus.relay import Relay
from chassis.call import Call
from chassis.envelope import signer
from chassis.identity import VISITOR
from chassis.mongo.unit_of_work import UnitOfWork
from contracts.refusals import Refused

pytestmark = [pytest.mark.servers, pytest.mark.faults]


@pytest.fixture
def wire(declared: str, empty_queues: None) -> Iterator[Wire]:
    wire = Wire(declared)
    yield wire
    wire.swallow.clear()
    wire.close()


def outgoing(message_id: str) -> Outgoing:
    return Outgoing(message_id, "sample.events", NUMBER_COUNTED.key, "{}")


def test_publishing_is_bounded_when_the_broker_does_not_answer(wire: Wire) -> None:
    publisher = ConfirmedPublisher(wire.uri, "tests")
    assert publisher.send([outgoing("m-1")]) == ["m-1"]
    wire.swallow.set()
    began = time.monotonic()
    with pytest.raises(LOST):
        publisher.send([outgoing("m-2")])
    assert time.monotonic() - began < CONFIRM_SECONDS + 1
    wire.swallow.clear()
    assert publisher.send([outgoing("m-3")]) == ["m-3"]
    publisher.close()


def test_a_call_ends_at_its_deadline_and_the_line_is_replaced(
    wire: Wire, start_sample: Callable[..., Any], keys: tuple[Path, Path]
) -> None:
    start_sample()
    bus = RpcClient(wire.uri, signer(keys[0]), lambda _service: "sample")
    assert bus.call("sample", "echo", {"number": 1}, caller=VISITOR)["number"] == 1
    wire.swallow.set()
    began = time.monotonic()
    with pytest.raises(Refused, match="temporarily_unavailable"):
        bus.call("sample", "echo", {"number": 2}, caller=VISITOR, timeout=1.0, retry=True)
    assert time.monotonic() - began < 2.0
    wire.swallow.clear()
    assert bus.call("sample", "echo", {"number": 3}, caller=VISITOR)["number"] == 3
    bus.close()


def test_what_the_relay_could_not_send_waits_in_the_outbox_and_is_sent_once(
    wire: Wire, database: Any, start_sample: Callable[..., Any], eventually: Callable[..., Any]
) -> None:
    work = UnitOfWork(database)
    relay = Relay("sample", database, wire.uri)
    now = datetime.now(UTC)

    def save(number: int) -> None:
        fact = NUMBER_COUNTED.of(f"n-{number}", 1, {"number": number})
        work.in_transaction(Call(now=now), lambda: work.publish([fact]))

    save(1)
    assert relay.send_waiting() == 1
    wire.swallow.set()
    save(2)
    with pytest.raises(LOST):
        relay.send_waiting()
    assert database["outbox"].count_documents({"sent_at": None}) == 1
    wire.swallow.clear()
    assert relay.send_waiting() == 1
    relay.stop()
    start_sample()
    eventually(lambda: database["notes"].count_documents({}) == 2)
    assert sorted(row["number"] for row in database["notes"].find()) == [1, 2]
