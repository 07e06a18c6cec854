"""Events over a real broker: outbox, relay, inbox, ladder, dead queue, due work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from sample.service import NEVER_NOTED

from chassis.bus import dead_letters
from chassis.bus.publishing import ConfirmedPublisher, Outgoing
from chassis.identity import Caller

pytestmark = pytest.mark.servers
MEMBER = Caller("m-1", frozenset({"member"}))


def count(bus: Any, number: int) -> None:
    bus.call("sample", "count", {"number": number}, caller=MEMBER)


def test_what_is_saved_is_published_and_takes_effect_once(
    start_sample: Callable[..., Any], bus: Any, database: Any, eventually: Callable[..., Any]
) -> None:
    start_sample()
    for number in range(20):
        count(bus, number + 100)
    eventually(lambda: database["notes"].count_documents({}) == 20)
    eventually(lambda: database["outbox"].count_documents({"sent_at": None}) == 0)
    assert database["inbox"].count_documents({}) == 20


def test_the_same_message_delivered_again_changes_nothing(
    start_sample: Callable[..., Any], declared: str, bus: Any, database: Any, eventually: Callable[..., Any]
) -> None:
    start_sample()
    count(bus, 1)
    eventually(lambda: database["notes"].count_documents({}) == 1)
    row = database["outbox"].find_one({})
    publisher = ConfirmedPublisher(declared, "tests")
    again = [Outgoing(row["_id"], row["exchange"], row["key"], row["body"]) for _ in range(4)]
    assert len(publisher.send(again)) == 4
    publisher.close()
    count(bus, 2)
    eventually(lambda: database["notes"].count_documents({"number": 2}) == 1)
    assert database["notes"].count_documents({"number": 1}) == 1


def publish(uri: str, message_id: str, body: str) -> None:
    publisher = ConfirmedPublisher(uri, "tests")
    assert publisher.send([Outgoing(message_id, "sample.events", "number_counted.v1", body)]) == [message_id]
    publisher.close()


@pytest.mark.parametrize("body", ["no json", "[]", "{}", '{"id": 1}'])
def test_what_cannot_be_read_is_buried_with_the_reason_and_the_next_is_handled(
    start_sample: Callable[..., Any],
    declared: str,
    bus: Any,
    database: Any,
    eventually: Callable[..., Any],
    body: str,
) -> None:
    start_sample()
    publish(declared, "bad-1", body)
    eventually(lambda: dead_letters.listed(declared, ["sample.note"]))
    letters = dead_letters.throw_away(declared, "sample.note", lambda _id: True)
    assert [letter.id for letter in letters] == ["bad-1"]
    assert letters[0].reason
    count(bus, 3)
    eventually(lambda: database["notes"].count_documents({"number": 3}) == 1)


def test_a_failing_handler_climbs_the_ladder_and_a_dead_letter_can_be_replayed(
    start_sample: Callable[..., Any],
    declared: str,
    bus: Any,
    database: Any,
    eventually: Callable[..., Any],
) -> None:
    start_sample()
    count(bus, NEVER_NOTED)
    row = eventually(lambda: database["outbox"].find_one({"sent_at": {"$ne": None}}))
    # It stands on the first rung; the test does not wait five minutes for the last.
    from chassis.bus.connecting import farewell, open_connection

    connection = open_connection(declared, "tests")
    channel = connection.channel()
    waiting = eventually(lambda: channel.basic_get("retry.5s", no_ack=True))
    farewell(connection)
    headers = waiting.properties["application_headers"]
    assert waiting.properties["message_id"] == row["_id"]
    assert headers["qc-attempts"] == 1
    publisher = ConfirmedPublisher(declared, "tests")
    publisher.send([Outgoing(row["_id"], "", "sample.note", row["body"], {"qc-attempts": 3})])
    publisher.close()
    letter = eventually(lambda: dead_letters.listed(declared, ["sample.note"]))[0]
    assert (letter.id, letter.reason, letter.attempts) == (row["_id"], "incident", 3)
    assert letter.incident
    assert database["notes"].count_documents({}) == 0

    # Replayed under its own id; it still fails, so it climbs from the first rung again.
    assert dead_letters.replay(declared, "sample.note", lambda found: found == row["_id"], by="tests")
    connection = open_connection(declared, "tests")
    again = eventually(lambda: connection.channel().basic_get("retry.5s", no_ack=True))
    farewell(connection)
    assert again.properties["message_id"] == row["_id"]
    assert again.properties["application_headers"]["qc-replayed-by"] == "tests"
    assert dead_letters.listed(declared, ["sample.note"]) == []


def test_a_letter_in_somebodys_hands_is_found_once_it_is_given_back(
    start_sample: Callable[..., Any], declared: str, eventually: Callable[..., Any]
) -> None:
    start_sample()
    publish(declared, "held-1", "no json")
    eventually(lambda: dead_letters.listed(declared, ["sample.note"]))
    looked: list[int] = []

    def throw_away(wanted: dead_letters.Wanted) -> list[dead_letters.DeadLetter]:
        looked.append(len(looked))
        with_it = holding(declared, "sample.note.dead") if len(looked) == 1 else nullcontext()
        with with_it:
            return dead_letters.throw_away(declared, "sample.note", wanted)

    found = dead_letters.each_named(["held-1"], throw_away)
    assert ([letter.id for letter in found], len(looked) > 1) == (["held-1"], True)
    assert dead_letters.listed(declared, ["sample.note"]) == []


def test_what_fails_again_at_once_is_replayed_once(
    start_sample: Callable[..., Any], declared: str, eventually: Callable[..., Any]
) -> None:
    start_sample()
    for name in ("first", "second"):
        publish(declared, name, "no json")
    eventually(lambda: len(dead_letters.listed(declared, ["sample.note"])) == 2)

    def wanted(found: str) -> bool:
        # The second is in hand, and the first, which was replayed, is dead again.
        return found == "first" or bool(eventually(lambda: dead_letters.listed(declared, ["sample.note"])))

    moved = dead_letters.replay(declared, "sample.note", wanted, by="tests")
    assert [letter.id for letter in moved] == ["first", "second"]
    assert len(eventually(lambda: both_of(dead_letters.listed(declared, ["sample.note"])))) == 2


def both_of(letters: list[dead_letters.DeadLetter]) -> list[dead_letters.DeadLetter]:
    """Both, once both are there."""
    return letters if len(letters) == 2 else []


def test_all_are_taken_also_those_that_were_given_back_meanwhile(
    start_sample: Callable[..., Any], declared: str, eventually: Callable[..., Any]
) -> None:
    start_sample()
    publish(declared, "first", "no json")
    eventually(lambda: len(dead_letters.listed(declared, ["sample.note"])) == 1)
    passes: list[int] = []

    def throw_away(wanted: dead_letters.Wanted) -> list[dead_letters.DeadLetter]:
        passes.append(len(passes))
        gone = dead_letters.throw_away(declared, "sample.note", wanted)
        if len(passes) == 1:
            publish(declared, "second", "no json")
            eventually(lambda: dead_letters.listed(declared, ["sample.note"]))
        return gone

    assert [letter.id for letter in dead_letters.each_of_all(throw_away)] == ["first", "second"]
    assert len(passes) == 3


@contextmanager
def holding(uri: str, queue: str) -> Iterator[None]:
    """Somebody else has all its messages in hand."""
    from chassis.bus.connecting import farewell, open_connection

    connection = open_connection(uri, "tests")
    channel = connection.channel()
    while channel.basic_get(queue) is not None:
        pass
    yield
    farewell(connection)


def test_due_work_is_done_once_by_two_replicas(
    start_sample: Callable[..., Any], bus: Any, database: Any, eventually: Callable[..., Any]
) -> None:
    start_sample()
    start_sample()
    for number in range(10):
        bus.call("sample", "plan", {"number": number}, caller=MEMBER)
    eventually(lambda: database["jobs"].count_documents({}) == 0)
    assert database["ticks"].count_documents({}) == 30
