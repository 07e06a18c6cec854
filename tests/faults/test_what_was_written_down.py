"""After all these faults: no name and no address of a person in a log or in a dead letter's headers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from journeys.people import People
from journeys.running import Platform, eventually

from chassis.bus import topology
from chassis.bus.connecting import farewell, open_connection
from chassis.bus.publishing import ConfirmedPublisher, Outgoing
from chassis.ids import new_id
from contracts.services import CONTEXTS
from faults.breaking import Broker, accept_all, assert_each_happened_once

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.timeout(300)]


def headers_of_dead_letters(amqp_uri: str) -> Iterator[dict[str, Any]]:
    """Everything but the bodies; the letters stay where they are."""
    connection = open_connection(amqp_uri, "looking at dead letters")
    channel = connection.channel()
    channel.auto_decode = False
    for queue in topology.handler_queues():
        while (message := channel.basic_get(topology.dead_queue(queue))) is not None:
            yield message.properties
    farewell(connection)


def test_no_person_is_named_in_a_log_or_in_a_dead_letters_headers(
    broker: Broker | None, platform: Platform, people: People
) -> None:
    # Given people, one event about a person that breaks its contract, and refused and wrong requests
    applications = [people.apply("WOE") for _ in range(2)]
    canary = people.surname
    publisher = ConfirmedPublisher(platform.amqp_uri, "canary")
    for queue in topology.handler_queues():
        body = {
            "name": f"Ada {canary}",
            "email": f"{canary}@example.org",
            canary: canary,
            "data": {canary: 1},
        }
        publisher.send([Outgoing(new_id(), "", queue, json.dumps(body))])
    publisher.close()
    again = people.ask(
        "POST",
        "/applications",
        json={
            "region": "WOE", "name": canary, "email": applications[0]["email"], "why": canary,
            "compact_accepted": True,
        },
    )  # fmt: skip
    assert again.status_code == 409
    assert people.ask("POST", "/applications", json={"name": canary, canary: canary}).status_code == 422
    people.ask("GET", "/members", params={"q": canary})
    people.ask("POST", "/sign-in", json={"email": applications[0]["email"]})
    assert_each_happened_once(platform, applications, accept_all(people, applications))
    eventually(
        lambda: len(list(headers_of_dead_letters(platform.amqp_uri))) >= len(topology.handler_queues())
    )
    # Then nothing that is written down beside the databases names them
    logs = [*platform.logs(), *([broker.log] if broker is not None else [])]
    assert {log.stem for log in logs} >= {*CONTEXTS, "gateway", "mailbox"}
    named = [log.name for log in logs if canary.lower() in log.read_text(errors="replace").lower()]
    assert named == []
    written = [json.dumps(each, default=str) for each in headers_of_dead_letters(platform.amqp_uri)]
    assert written
    assert [each for each in written if canary.lower() in each.lower()] == []
