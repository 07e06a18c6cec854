"""``bus declare | dead list|replay|discard | stuck list|retry|discard | republish | lag``.

AMQP_URI and MONGO_URI (and DATABASE_PREFIX) say where. Nothing here shows what a message says.
"""

import argparse
import dataclasses
import importlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import PyMongoError

from chassis.bus import dead_letters, topology
from chassis.bus.connecting import LOST, farewell, open_connection
from chassis.bus.dead_letters import DeadLetter, Wanted
from chassis.call import Call
from chassis.identity import system
from chassis.logs import configure, get_logger
from chassis.mongo import stuck_work
from chassis.mongo.connecting import connect, database_of
from chassis.mongo.stuck_work import StuckWork
from chassis.mongo.unit_of_work import UnitOfWork
from chassis.settings import SettingsError, read, setting
from contracts.services import CONTEXTS

PAGE = 200
log = get_logger()


@dataclass(frozen=True)
class OperatorSettings:
    """Where the commands look."""

    amqp_uri: str = setting("where RabbitMQ answers")
    mongo_uri: str = setting("where MongoDB answers", default="")
    database_prefix: str = setting("put before each database's name", default="")


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    configure("bus", "info")
    try:
        settings = read(OperatorSettings)
        return int(asked.run(asked, settings))
    except SettingsError as problem:
        print(f"bus: {problem}", file=sys.stderr)
    except LOST as problem:
        print(f"bus: RabbitMQ did not do it: {problem}", file=sys.stderr)
    except PyMongoError as problem:
        print(
            f"bus: MongoDB did not do it ({type(problem).__name__}); this needs a user "
            "that may read every context's database",
            file=sys.stderr,
        )
    return 1


def _declare(_asked: argparse.Namespace, settings: OperatorSettings) -> int:
    count = topology.declare(settings.amqp_uri)
    print(f"{count} queues and {len(topology.exchanges())} exchanges are there.")
    return 0


def _dead_list(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    queues = [asked.queue] if asked.queue else list(topology.handler_queues())
    letters = dead_letters.listed(settings.amqp_uri, queues)
    if asked.json:
        print(json.dumps([dataclasses.asdict(letter) for letter in letters]))
        return 0
    for letter in letters:
        told = f"{letter.reason} {letter.incident}".strip()
        print(f"{letter.queue}  {letter.id}  {letter.type}  after {letter.attempts} retries: {told}")
    print(f"{len(letters)} dead letters.")
    return 0


def _dead_replay(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    moved = _chosen_letters(
        asked, lambda wanted: dead_letters.replay(settings.amqp_uri, asked.queue, wanted, asked.by)
    )
    for letter in moved:
        log.info("dead_letter_replayed", queue=letter.queue, message_id=letter.id, by=asked.by)
    return _told(asked, {letter.id for letter in moved}, "replayed")


def _dead_discard(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    gone = _chosen_letters(
        asked, lambda wanted: dead_letters.throw_away(settings.amqp_uri, asked.queue, wanted)
    )
    for letter in gone:
        log.info(
            "dead_letter_discarded", queue=letter.queue, message_id=letter.id, by=asked.by, why=asked.reason
        )
    return _told(asked, {letter.id for letter in gone}, "discarded")


def _chosen_letters(asked: argparse.Namespace, act: Callable[[Wanted], list[DeadLetter]]) -> list[DeadLetter]:
    return dead_letters.each_of_all(act) if asked.all else dead_letters.each_named(asked.ids, act)


def _stuck_list(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    contexts = [asked.context] if asked.context else list(CONTEXTS)
    found = {context: stuck_work.listed(_database(settings, context)) for context in contexts}
    if asked.json:
        rows = [
            {"context": context, **dataclasses.asdict(work)}
            for context, stuck in found.items()
            for work in stuck
        ]
        print(json.dumps(rows))
        return 0
    for context, stuck in found.items():
        for work in stuck:
            print(f"{context}  {work.id}  {work.kind} {work.key}  {work.attempts} attempts: {work.problem}")
    print(f"{sum(len(stuck) for stuck in found.values())} stuck.")
    return 0


def _stuck_retry(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    database = _database(settings, asked.context)
    tried = stuck_work.try_again(database, _chosen_work(asked, database), datetime.now(UTC))
    _log_work("stuck_work_retried", tried, context=asked.context, by=asked.by)
    return _told(asked, {work.id for work in tried}, "due again")


def _stuck_discard(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    database = _database(settings, asked.context)
    gone = stuck_work.throw_away(database, _chosen_work(asked, database))
    _log_work("stuck_work_discarded", gone, context=asked.context, by=asked.by, why=asked.reason)
    return _told(asked, {work.id for work in gone}, "discarded")


def _chosen_work(asked: argparse.Namespace, database: Any) -> list[str]:
    return [work.id for work in stuck_work.listed(database)] if asked.all else list(asked.ids)


def _log_work(event: str, done: list[StuckWork], **who: str) -> None:
    for work in done:
        log.info(event, job=work.id, kind=work.kind, key=work.key, told=work.problem, **who)


def _told(asked: argparse.Namespace, done: set[str], how: str) -> int:
    """How many, and which of those that were named are not there: then it has failed."""
    missing = sorted(set(asked.ids) - done)
    print(f"{len(done)} {how}." + (f" Not there: {', '.join(missing)}." if missing else ""))
    return 1 if missing else 0


def _republish(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    """Let every aggregate of a context be told again: a new consumer is filled from nothing."""
    republish = importlib.import_module(f"{asked.context}.service").republish
    database = _database(settings, asked.context)
    after: str | None = None
    told = 0
    while True:
        work = UnitOfWork(database)
        call = Call(caller=system("bus.republish"))

        def page(work: UnitOfWork = work, after: str | None = after) -> tuple[int, str | None]:
            facts, onward = republish(work, after, PAGE)
            work.publish(facts)
            return len(facts), onward

        count, after = work.in_transaction(call, page)
        told += count
        print(f"{told} facts in the outbox of {asked.context} ...", end="\r", flush=True)
        if after is None:
            print(f"{told} facts in the outbox of {asked.context}; its relay sends them.")
            return 0


def _lag(asked: argparse.Namespace, settings: OperatorSettings) -> int:
    rows: list[dict[str, Any]] = [*_queue_lag(settings.amqp_uri)]
    if settings.mongo_uri:
        for context in CONTEXTS:
            rows.extend(_store_lag(_database(settings, context), context))
    if asked.json:
        print(json.dumps(rows))
        return 0
    for row in rows:
        note = "  NOBODY IS READING" if row.get("readers") == 0 and row["waiting"] else ""
        age = f", oldest {row['oldest_seconds']} s" if row.get("oldest_seconds") is not None else ""
        print(f"{row['what']:<52} {row['waiting']:>7} waiting{age}{note}")
    return 0


def _queue_lag(uri: str) -> list[dict[str, Any]]:
    connection = open_connection(uri, "bus lag")
    rows = []
    try:
        for queue in topology.queues():
            channel = connection.channel()
            told = channel.queue_declare(queue.name, passive=True)
            row: dict[str, Any] = {"what": f"queue {queue.name}", "waiting": told.message_count}
            if queue.name in topology.handler_queues() or queue.name.startswith("rpc-"):
                row["readers"] = told.consumer_count
            rows.append(row)
            channel.close()
    finally:
        farewell(connection)
    return rows


def _store_lag(database: Any, context: str) -> list[dict[str, Any]]:
    unsent = {"sent_at": {"$eq": None}}
    oldest = database["outbox"].find_one(unsent, {"body": 1}, sort=[("sent_at", 1), ("_id", 1)])
    age = None
    if oldest is not None:
        since = datetime.fromisoformat(json.loads(oldest["body"])["occurred_at"])
        age = round((datetime.now(UTC) - since).total_seconds())
    jobs = database["jobs"]
    late = {"state": {"$eq": "waiting"}, "due_at": {"$lt": datetime.now(UTC)}}
    return [
        {
            "what": f"outbox {context}",
            "waiting": database["outbox"].count_documents(unsent),
            "oldest_seconds": age,
        },
        {"what": f"due work {context}", "waiting": jobs.count_documents(late)},
        {"what": f"stuck work {context}", "waiting": jobs.count_documents({"state": {"$eq": "stuck"}})},
    ]


def _database(settings: OperatorSettings, context: str) -> Any:
    if not settings.mongo_uri:
        raise SettingsError("MONGO_URI is not set (where MongoDB answers)")
    return database_of(connect(settings.mongo_uri, "bus"), settings.database_prefix, context)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bus", description="Look after the bus of Q Commons.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("declare", help="make exchanges and queues from the contracts").set_defaults(
        run=_declare
    )

    lag = commands.add_parser("lag", help="what waits: outboxes, queues, due work")
    lag.add_argument("--json", action="store_true")
    lag.set_defaults(run=_lag)

    again = commands.add_parser("republish", help="tell a context's current state again")
    again.add_argument("context", choices=[*CONTEXTS])
    again.set_defaults(run=_republish)

    dead = commands.add_parser("dead", help="events that handlers could not handle")
    acts = dead.add_subparsers(required=True, metavar="ACT")
    listing = acts.add_parser("list", help="each with its reason")
    listing.add_argument("queue", nargs="?", help="a work queue, <consumer>.<handler>")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_dead_list)
    for name, run, words in (
        ("replay", _dead_replay, "give them to their handler again"),
        ("discard", _dead_discard, "throw them away, with a reason"),
    ):
        act = acts.add_parser(name, help=words)
        act.add_argument("queue")
        _ask_which(act, "MESSAGE_ID", "your name; it is logged and travels with a replay")
        act.set_defaults(run=run)

    stuck = commands.add_parser("stuck", help="due work that was given up after its last attempt")
    acts = stuck.add_subparsers(required=True, metavar="ACT")
    listing = acts.add_parser("list", help="each with how its last attempt ended")
    listing.add_argument("context", nargs="?", choices=[*CONTEXTS])
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_stuck_list)
    for name, run, words in (
        ("retry", _stuck_retry, "make it due now, with all its attempts before it"),
        ("discard", _stuck_discard, "throw it away, with a reason"),
    ):
        act = acts.add_parser(name, help=words)
        act.add_argument("context", choices=[*CONTEXTS])
        _ask_which(act, "JOB_ID", "your name; it is logged")
        act.set_defaults(run=run)
    return parser


def _ask_which(act: argparse.ArgumentParser, metavar: str, whose: str) -> None:
    which = act.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true")
    which.add_argument("--id", dest="ids", action="append", default=[], metavar=metavar)
    act.add_argument("--by", required=True, help=whose)
    if act.prog.endswith(" discard"):
        act.add_argument("--reason", required=True)
