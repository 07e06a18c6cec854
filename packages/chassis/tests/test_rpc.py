"""Doors over a real broker: answers, refusals, deadlines, malformed requests, nameko's own clients."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from chassis.bus.asking import Asking
from chassis.identity import VISITOR, Caller
from contracts.refusals import Refused

pytestmark = pytest.mark.servers
MEMBER = Caller("m-1", frozenset({"member"}))


def test_a_door_answers_and_knows_who_asked(start_sample: Callable[..., Any], bus: Any) -> None:
    start_sample()
    assert bus.call("sample", "echo", {"number": 7}, caller=MEMBER) == {"number": 7, "who": "m-1"}
    with pytest.raises(Refused, match="sign_in_required"):
        bus.call("sample", "members_only", {}, caller=VISITOR)
    with pytest.raises(Refused, match="not_found"):
        bus.call("sample", "no_such_door", {}, caller=VISITOR)


def test_a_number_that_no_database_keeps_is_refused_at_the_door(
    start_sample: Callable[..., Any], bus: Any
) -> None:
    start_sample()
    assert bus.call("sample", "echo", {"number": 2**63 - 1}, caller=MEMBER)["number"] == 2**63 - 1
    with pytest.raises(Refused, match="invalid_input"):
        bus.call("sample", "echo", {"number": 2**63}, caller=MEMBER)


def test_an_unexpected_error_tells_an_incident_code_and_nothing_else(
    start_sample: Callable[..., Any], bus: Any
) -> None:
    running = start_sample()
    with pytest.raises(Refused) as no:
        bus.call("sample", "break_down", {}, caller=VISITOR)
    assert no.value.code == "unexpected"
    incident = no.value.fields["incident"][0]
    assert "canary" not in str(no.value.fields) + no.value.message
    log = running.log.read_text()
    assert log.count(incident) == 1
    assert "jane@example.org" not in log


def test_several_calls_are_in_flight_at_once(start_sample: Callable[..., Any], bus: Any) -> None:
    start_sample()
    began = time.monotonic()
    asked = [Asking("sample", "echo", {"number": n, "seconds": 0.5}, MEMBER, timeout=5) for n in range(6)]
    assert [answer["number"] for answer in bus.gather(asked)] == [0, 1, 2, 3, 4, 5]
    assert time.monotonic() - began < 2.5  # one after another they take 3 s


def test_a_call_ends_at_its_deadline_and_the_next_one_works(
    start_sample: Callable[..., Any], bus: Any
) -> None:
    start_sample()
    began = time.monotonic()
    with pytest.raises(Refused, match="temporarily_unavailable"):
        bus.call("sample", "echo", {"number": 1, "seconds": 3}, caller=MEMBER, timeout=0.5)
    assert time.monotonic() - began < 1.5
    assert bus.call("sample", "echo", {"number": 2}, caller=MEMBER)["number"] == 2


def test_a_request_nobody_waits_for_any_more_is_never_executed(
    declared: str, start_sample: Callable[..., Any], bus: Any, database: Any
) -> None:
    with pytest.raises(Refused, match="temporarily_unavailable"):
        bus.call("sample", "count", {"number": 1}, caller=MEMBER, timeout=0.3, command_id="late")
    time.sleep(0.3)
    start_sample()
    assert bus.call("sample", "echo", {"number": 2}, caller=MEMBER)["number"] == 2
    assert database["numbers"].count_documents({}) == 0


MALFORMED: list[tuple[str, dict[str, Any]]] = [
    ("not json", {"content_type": "application/json"}),
    ("[]", {"content_type": "application/json"}),
    ('{"args": []}', {}),
    ('{"args": [], "kwargs": {"payload": [1]}}', {"reply_to": "nobody-there"}),
    ("\xff\xfe", {"content_type": "application/x-python-serialize"}),
]


@pytest.mark.parametrize(("body", "properties"), MALFORMED)
def test_a_malformed_request_does_no_harm(
    declared: str, start_sample: Callable[..., Any], bus: Any, body: str, properties: dict[str, Any]
) -> None:
    import amqp

    from chassis.bus.connecting import farewell, open_connection

    running = start_sample()
    connection = open_connection(declared, "malformed")
    channel = connection.channel()
    message = amqp.Message(body.encode("latin-1"), **properties)
    channel.basic_publish(message, "nameko-rpc", "sample.echo")
    farewell(connection)
    assert bus.call("sample", "echo", {"number": 1}, caller=MEMBER)["number"] == 1
    assert running.process.poll() is None


def test_any_nameko_client_can_call(start_sample: Callable[..., Any], declared: str) -> None:
    """nameko's own proxy, in a process of its own (it needs eventlet's patching to be kept away)."""
    import subprocess
    import sys

    start_sample()
    script = (
        "from nameko.standalone.rpc import ServiceRpcProxy\n"
        f"with ServiceRpcProxy('sample', {{'AMQP_URI': {declared!r}}}, timeout=5) as sample:\n"
        "    import json; print(json.dumps(sample.echo(payload={'number': 3})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], capture_output=True, timeout=30, check=True
    )
    assert json.loads(done.stdout) == {"number": 3, "who": ""}


def test_a_command_id_gets_the_same_answer_in_whichever_process(
    start_sample: Callable[..., Any], bus: Any, database: Any
) -> None:
    start_sample()
    start_sample()
    answers = [bus.call("sample", "count", {"number": 5}, caller=MEMBER, command_id="once") for _ in range(6)]
    assert len({answer["id"] for answer in answers}) == 1
    assert database["numbers"].count_documents({}) == 1


def test_commands_with_one_id_at_the_same_time_take_effect_once(
    start_sample: Callable[..., Any], bus: Any, database: Any
) -> None:
    start_sample()
    start_sample()
    asked = [Asking("sample", "count", {"number": 5}, MEMBER, timeout=8, command_id="same") for _ in range(8)]
    answers = bus.gather(asked)
    assert len({answer["id"] for answer in answers}) == 1
    assert database["numbers"].count_documents({}) == 1
