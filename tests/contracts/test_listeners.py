"""Who listens, as the contracts say it, is who really handles; and every queue has a reader."""

import importlib
from collections.abc import Iterable

import pytest
from marshmallow import Schema

from chassis.bus import topology
from chassis.doors import due, query, when
from chassis.wiring import doorway_of
from contracts.asyncapi import event_types
from contracts.events import EventType
from contracts.services import CONTEXTS, LISTENING_ONLY

Listening = tuple[str, str]
"""(queue, ``<publisher>.<event key>``)"""


def services_of(context: str) -> list[type]:
    return list(importlib.import_module(f"{context}.service").SERVICES)


def handlers(services: Iterable[type]) -> list[Listening]:
    """What the handlers of these services really receive, one entry per handler method."""
    found = []
    for service in services:
        for name in dir(service):
            doorway = doorway_of(getattr(service, name))
            if doorway is not None and doorway.kind == "event":
                event_type = doorway.options["event_type"]
                queue = f"{service.context}.{doorway.options['queue']}"
                found.append((queue, f"{event_type.publisher}.{event_type.key}"))
    return sorted(found)


def declared(types: Iterable[EventType]) -> list[Listening]:
    """What the contracts say."""
    return sorted((queue, f"{each.publisher}.{each.key}") for each in types for queue in each.listeners)


def has_doors(service: type) -> bool:
    """Whether anybody can knock; a service that only listens reads no queue of calls."""
    marks = (doorway_of(getattr(service, name)) for name in dir(service))
    return any(mark is not None and mark.kind == "rpc" for mark in marks)


def differences(said: list[Listening], done: list[Listening]) -> list[str]:
    return sorted(
        [f"{queue} is declared for {event}, and nothing handles it" for queue, event in set(said) - set(done)]
        + [
            f"{queue} handles {event}, and the contract does not say so"
            for queue, event in set(done) - set(said)
        ]
        + [f"{queue} handles {event} twice" for queue, event in set(done) if done.count((queue, event)) > 1]
    )


def unread(queues: Iterable[topology.Queue], services: Iterable[type]) -> list[str]:
    """Queues without a reader, and readers without a queue."""
    names = {queue.name for queue in queues}
    called = {topology.rpc_queue(each.name) for each in services if has_doors(each)}
    read = {queue for queue, _ in handlers(services)} | called
    # An operator reads these by command; the ladder's queues empty themselves by their time to live.
    by_hand = {topology.dead_queue(queue) for queue, _ in handlers(services)} | {topology.UNROUTED}
    by_time = {topology.retry_exchange(seconds) for seconds in topology.LADDER_SECONDS}
    return sorted(
        [f"nothing reads {name}" for name in names - read - by_hand - by_time]
        + [f"{name} is read and never declared" for name in (read | by_hand | by_time) - names]
    )


def all_services() -> list[type]:
    return [service for context in CONTEXTS for service in services_of(context)]


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_runs_exactly_the_services_that_the_contracts_name(context):
    assert tuple(service.name for service in services_of(context)) == CONTEXTS[context]
    assert {service.context for service in services_of(context)} == {context}


def test_a_service_without_doors_is_said_to_listen_only():
    assert {each.name for each in all_services() if not has_doors(each)} == LISTENING_ONLY


def test_the_listeners_of_the_contracts_are_the_real_handlers():
    assert differences(declared(event_types()), handlers(all_services())) == []


def test_every_queue_has_a_reader_and_every_reader_a_queue():
    assert unread(topology.queues(), all_services()) == []


def test_the_bus_is_declared_from_the_same_events_that_are_documented():
    assert topology.event_types() == event_types()


def test_the_ladder_empties_itself():
    ladder = [queue for queue in topology.queues() if queue.name.startswith("retry.")]
    assert len(ladder) == len(topology.LADDER_SECONDS)
    for queue in ladder:
        assert queue.arguments["x-message-ttl"] > 0
        assert "x-dead-letter-exchange" in queue.arguments


def test_nobody_listens_to_notifications_and_no_two_contexts_listen_to_each_other():
    edges = {(each.publisher, queue.partition(".")[0]) for each in event_types() for queue in each.listeners}
    assert not {edge for edge in edges if edge[0] == "notifications"}
    assert not {(publisher, listener) for publisher, listener in edges if (listener, publisher) in edges}


def test_personal_data_is_heard_by_notifications_alone():
    personal = {"name", "email", "new_email", "contact", "feedback", "why", "about"}
    for each in event_types():
        if personal & each.data().fields.keys():
            assert {queue.partition(".")[0] for queue in each.listeners} <= {"notifications"}, each.key


# The guards above, broken on purpose.


class Trip(Schema):
    pass


TRIP = EventType("travel", "trip_made", 1, Trip, "A trip was made.", ("diary.note_trip",))


def _service(handler) -> type:
    return type("Diary", (), {"name": "diary", "context": "diary", "handler": handler})


def _noting(queue: str):
    @when(TRIP, queue=queue)
    def when_trip_made_note_it(self, call, event):
        """Notes nothing."""

    return when_trip_made_note_it


def test_a_handler_that_the_contract_names_is_no_difference():
    assert differences(declared([TRIP]), handlers([_service(_noting("note_trip"))])) == []


def test_a_listener_without_a_handler_is_found_out():
    @query(Trip, by=("public",))
    def ask(self, call, asked):
        return {}

    @due("trip")
    def perform(self, call, job):
        return None

    for method in (ask, perform, len):
        assert differences(declared([TRIP]), handlers([_service(method)]))


def test_a_handler_under_another_queue_name_is_found_out():
    assert len(differences(declared([TRIP]), handlers([_service(_noting("renamed"))]))) == 2


def test_two_handlers_of_one_queue_are_found_out():
    both = _service(_noting("note_trip"))
    both.again = _noting("note_trip")
    assert differences(declared([TRIP]), handlers([both])) == [
        "diary.note_trip handles travel.trip_made.v1 twice"
    ]


def test_a_queue_that_nothing_reads_is_found_out():
    stray = topology.Queue("diary.forgotten", {})
    assert "nothing reads diary.forgotten" in unread([*topology.queues(), stray], all_services())


@pytest.mark.parametrize("kind", ["rpc-", "notifications.", "retry.", "unrouted"])
def test_a_reader_without_a_queue_is_found_out(kind):
    kept = [queue for queue in topology.queues() if not queue.name.startswith(kind)]
    assert len(kept) < len(topology.queues())
    assert unread(kept, all_services())
