"""Messages that nobody can read, at every queue: the process lives, the next one is served."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from journeys.people import People
from journeys.running import Platform, eventually

from chassis.bus import topology
from chassis.bus.client import RpcClient
from chassis.bus.publishing import ConfirmedPublisher, Outgoing
from chassis.envelope import signer
from chassis.identity import VISITOR
from chassis.ids import new_id
from contracts.refusals import Refused
from contracts.services import CONTEXTS, LISTENING_ONLY
from faults.breaking import accept_all, assert_each_happened_once, is_well, pids

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]

POISONS: dict[str, tuple[bytes, str]] = {
    "not-json": (b"{ this is not JSON", "not JSON"),
    "not-text": (b"\xff\xfe\x00", ""),
    "a-list": (b"[1, 2, 3]", "breaks its contract"),
    "a-number": (b"7", "breaks its contract"),
    "fields-missing": (b'{"type": "member_joined"}', "breaks its contract"),
    "another-event": (
        json.dumps(
            {
                "id": "x", "type": "weather_changed", "version": 1, "aggregate_id": "x", "region": None,
                "aggregate_version": 1, "occurred_at": "2026-11-21T10:00:00+00:00", "data": {},
            }
        ).encode(),
        "another event",
    ),
    "too-deep": (b"[" * 200_000, ""),
}  # fmt: skip
"""Kind -> the body, and words of the reason that the dead queue must give."""
SERVICES = [
    (context, service)
    for context, services in CONTEXTS.items()
    for service in services
    if service not in LISTENING_ONLY
]
BURIAL_SECONDS = 180.0
"""To bury seven messages at every queue, and to read them all out, on a busy machine."""


@pytest.fixture
def publish(platform: Platform) -> Iterator[Callable[..., None]]:
    publisher = ConfirmedPublisher(platform.amqp_uri, "poison")

    def send(message_id: str, exchange: str, key: str, body: bytes) -> None:
        assert publisher.send([Outgoing(message_id, exchange, key, body)]) == [message_id]

    yield send
    publisher.close()


def dead(platform: Platform, *queue: str) -> list[dict[str, Any]]:
    listed = platform.command("-m", "chassis.bus", "dead", "list", *queue, "--json")
    letters: list[dict[str, Any]] = json.loads(listed.stdout)
    return letters


def bus(platform: Platform, *words: str) -> Any:
    return platform.command("-m", "chassis.bus", "dead", *words, check=False)


def test_poison_at_every_handlers_queue_is_buried_with_its_reason(
    platform: Platform, people: People, publish: Callable[..., None]
) -> None:
    before = pids(platform)
    sent = {}
    for queue in topology.handler_queues():
        for kind, (body, reason) in POISONS.items():
            message_id = f"{kind}-{new_id()}"
            sent[message_id] = (queue, reason)
            publish(message_id, "", queue, body)
    letters = eventually(lambda: found if len(found := dead(platform)) >= len(sent) else None, BURIAL_SECONDS)
    reasons = {letter["id"]: (letter["queue"], letter["reason"]) for letter in letters}
    for message_id, (queue, reason) in sent.items():
        assert reasons[message_id][0] == queue
        assert reason in reasons[message_id][1]
        assert reasons[message_id][1] not in ("", "unknown")
    assert (pids(platform), is_well(platform)) == (before, True)
    applications = [people.apply("WOE")]
    assert_each_happened_once(platform, applications, accept_all(people, applications))


@pytest.mark.parametrize(("context", "service"), SERVICES, ids=[service for _, service in SERVICES])
def test_poison_at_a_services_queue_does_not_keep_the_next_caller_waiting(
    context: str, service: str, platform: Platform, publish: Callable[..., None]
) -> None:
    before = pids(platform)
    requests = [
        *(body for body, _ in POISONS.values()),
        b'{"args": [], "kwargs": {}}',
        b'{"args": [], "kwargs": {"payload": []}}',
        b'{"args": [], "kwargs": {"payload": {}, "command_id": 7}}',
        b'{"kwargs": []}',
    ]
    for body in requests:
        publish(new_id(), topology.RPC_EXCHANGE, f"{service}.any_door", body)
        publish(new_id(), "", topology.rpc_queue(service), body)
    for door in doors_of(context, service):
        for body in requests:
            publish(new_id(), topology.RPC_EXCHANGE, f"{service}.{door}", body)
    client = RpcClient(
        platform.amqp_uri, signer(platform.plan.keys["ENVELOPE_PRIVATE_KEY_FILE"]), lambda _: context
    )
    try:
        with pytest.raises(Refused) as refused:
            client.call(service, "no_such_door", {}, caller=VISITOR, timeout=10)
        assert refused.value.code == "not_found"
    finally:
        client.close()
    assert pids(platform) == before


def doors_of(context: str, service: str) -> list[str]:
    import importlib

    from chassis.wiring import doorway_of

    classes = importlib.import_module(f"{context}.service").SERVICES
    [found] = [each for each in classes if each.name == service]
    doorways = {name: doorway_of(getattr(found, name)) for name in dir(found)}
    return [name for name, doorway in doorways.items() if doorway is not None and doorway.kind == "rpc"]


def test_an_operator_lists_replays_and_discards(platform: Platform, publish: Callable[..., None]) -> None:
    queue = "notifications.keep_contact"
    # Given a letter that is good now, as after a mended handler, and one that never will be
    good, bad, member = new_id(), f"bad-{new_id()}", new_id()
    event = {
        "id": good, "type": "member_contact_changed", "version": 1, "aggregate_id": member, "region": "WOE",
        "aggregate_version": 1, "occurred_at": "2026-11-21T10:00:00+00:00",
        "data": {"member_id": member, "name": "Ada Quillfeather", "email": f"{member}@example.org"},
    }  # fmt: skip
    publish(good, topology.DEAD_EXCHANGE, queue, json.dumps(event).encode())
    publish(bad, topology.DEAD_EXCHANGE, queue, b"no")
    assert {good, bad} <= {letter["id"] for letter in dead(platform, queue)}
    # When both are replayed, the good one has its effect and the bad one is back
    replayed = bus(platform, "replay", queue, "--id", good, "--id", bad, "--by", "Olu Operator")
    assert (replayed.returncode, "2 replayed" in replayed.stdout) == (0, True)
    contacts = platform.database("notifications")["contacts"]
    eventually(lambda: contacts.find_one({"_id": member}))
    back = eventually(lambda: [each for each in dead(platform, queue) if each["id"] == bad])
    assert [each["reason"] for each in back] == ["not JSON"]
    assert good not in {letter["id"] for letter in dead(platform, queue)}
    # and what is discarded is gone; what is not there is not done
    words = ("--by", "Olu Operator", "--reason", "a broken sender, mended")
    assert bus(platform, "discard", queue, "--id", bad, *words).returncode == 0
    assert bad not in {letter["id"] for letter in dead(platform, queue)}
    assert bus(platform, "discard", queue, "--id", bad, *words).returncode == 1
    assert bus(platform, "discard", queue, "--all", *words).returncode == 0
    assert dead(platform, queue) == []
