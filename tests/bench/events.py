"""Events: the relay against bare pipelined publishing; outbox to handled against a bare loop."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import amqp
import pymongo
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern
from sample.service import NUMBER_COUNTED

from chassis.bus.connecting import farewell, open_connection
from chassis.bus.relay import Relay
from chassis.call import Call
from chassis.ids import new_id
from chassis.mongo.connecting import connect, database_of
from chassis.mongo.indexes import ensure
from chassis.mongo.unit_of_work import UnitOfWork
from tests.bench.figures import Figure, compare
from tests.bench.programs import Programs

EVENTS = 5000
HANDLED = 400
WINDOW = 500
QUEUE = "sample.note"


def measure(programs: Programs) -> list[Figure]:
    client = connect(programs.mongo_uri, "bench")
    database = database_of(client, programs.prefix, "sample")
    ensure(database, [])
    figures = [
        compare(
            "relay_vs_bare_publish",
            lambda: _relay_rate(programs, database),
            lambda: _bare_publish_rate(programs, database),
            "events/s",
            ">= 0.5",
        ),
        compare(
            "handled_vs_bare_loop",
            lambda: _handled_rate(programs, database),
            lambda: _bare_loop_rate(programs, database),
            "events/s",
            ">= 0.6",
        ),
    ]
    client.drop_database(database.name)
    client.close()
    return figures


def _fill_outbox(database: Any, count: int) -> None:
    work = UnitOfWork(database)
    for start in range(0, count, WINDOW):
        facts = [
            NUMBER_COUNTED.of(new_id(), 1, {"number": n}) for n in range(start, min(start + WINDOW, count))
        ]
        work.in_transaction(Call(), lambda facts=facts: work.publish(facts))


def _purge(programs: Programs) -> None:
    connection = open_connection(programs.amqp_uri, "bench")
    connection.channel().queue_purge(QUEUE)
    farewell(connection)


def _relay_rate(programs: Programs, database: Any) -> float:
    """From a full outbox until every row is marked sent."""
    relay = Relay("sample", database, programs.amqp_uri)
    _fill_outbox(database, 1)
    relay.send_waiting()  # connects; not counted
    _fill_outbox(database, EVENTS)
    began = time.perf_counter()
    sent = relay.send_waiting()
    rate = EVENTS / (time.perf_counter() - began)
    assert sent == EVENTS
    relay.stop()
    _purge(programs)
    return rate


def _bare_publish_rate(programs: Programs, database: Any) -> float:
    """The same bodies from memory, published with pipelined confirms and nothing else."""
    body = database["outbox"].find_one({})["body"]
    connection = open_connection(programs.amqp_uri, "bench bare")
    channel = connection.channel()
    channel.confirm_select()
    waiting: set[int] = set()

    def on_ack(tag: int, multiple: bool) -> None:
        waiting.difference_update([sent for sent in waiting if sent <= tag] if multiple else [tag])

    channel.events["basic_ack"].add(on_ack)
    began = time.perf_counter()
    for sent in range(1, EVENTS + 1):
        message = amqp.Message(body, content_type="application/json", delivery_mode=2)
        channel.basic_publish(message, "sample.events", NUMBER_COUNTED.key)
        waiting.add(sent)
        while len(waiting) >= WINDOW:
            connection.drain_events(timeout=10)
    while waiting:
        connection.drain_events(timeout=10)
    rate = EVENTS / (time.perf_counter() - began)
    farewell(connection)
    _purge(programs)
    return rate


def _handled_rate(programs: Programs, database: Any) -> float:
    """From the outbox to the handler's effect, relay, broker, inbox and transaction included."""
    database["notes"].delete_many({})
    child = programs.start_sample()
    began_with = database["notes"].count_documents({})
    began = time.perf_counter()
    _fill_outbox(database, HANDLED)
    while database["notes"].count_documents({}) < began_with + HANDLED:
        if time.perf_counter() - began > 120:
            raise SystemExit("the events were not handled in two minutes")
        time.sleep(0.02)
    rate = HANDLED / (time.perf_counter() - began)
    programs.stop(child)
    return rate


def _bare_loop_rate(programs: Programs, database: Any) -> float:
    """A loop that consumes the same events and commits the same two inserts in one transaction."""
    _publish_bare(programs, HANDLED)
    connection = open_connection(programs.amqp_uri, "bench bare loop")
    channel = connection.channel()
    channel.basic_qos(0, 5, a_global=False)
    handled = [0]

    def on_message(message: Any) -> None:
        event = json.loads(message.body)
        with database.client.start_session() as session:

            def both(active: Any) -> None:
                row = {"_id": f"bare|{event['id']}", "at": datetime.now(UTC)}
                database["bare_inbox"].insert_one(row, session=active)
                note = {"_id": new_id(), "number": event["data"]["number"]}
                database["bare_notes"].insert_one(note, session=active)

            session.with_transaction(
                both,
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority"),
                read_preference=pymongo.ReadPreference.PRIMARY,
            )
        channel.basic_ack(message.delivery_info["delivery_tag"])
        handled[0] += 1

    began = time.perf_counter()
    channel.basic_consume(QUEUE, callback=on_message)
    while handled[0] < HANDLED:
        connection.drain_events(timeout=10)
    rate = HANDLED / (time.perf_counter() - began)
    farewell(connection)
    return rate


def _publish_bare(programs: Programs, count: int) -> None:
    connection = open_connection(programs.amqp_uri, "bench bare")
    channel = connection.channel()
    for number in range(count):
        body = json.dumps({"id": new_id(), "data": {"number": number}})
        channel.basic_publish(amqp.Message(body, delivery_mode=2), "sample.events", NUMBER_COUNTED.key)
    farewell(connection)
