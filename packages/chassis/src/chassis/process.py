"""One process of a context: its marked doors become nameko entrypoints here, and only here."""

import importlib
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import eventlet
import eventlet.event
import eventlet.wsgi
from nameko.extensions import DependencyProvider, register_entrypoint
from nameko.runners import ServiceRunner

from chassis.bus.consuming import Consumer
from chassis.bus.entrypoints import EVENT_PREFETCH, RPC_PREFETCH, EventDoor, RpcDoor
from chassis.bus.relay import Relay
from chassis.bus.replies import Outcome
from chassis.bus.workers import Container
from chassis.call import Call
from chassis.collecting import spare_collections
from chassis.envelope import verifier
from chassis.health import HealthPages, Part
from chassis.logs import configure, get_logger, places
from chassis.mongo.connecting import connect, database_of
from chassis.mongo.indexes import ensure, missing
from chassis.mongo.unit_of_work import UnitOfWork
from chassis.outcomes import outcome_of
from chassis.scheduler import SLOTS, DueDoor
from chassis.settings import SettingsError, read, setting
from chassis.waking import outbox_written, work_planned
from chassis.wiring import Doorway, doorway_of

WATCHDOG_SECONDS = 25
TEMPORARY_FAILURE = 75
STALE_SECONDS = 15
log = get_logger()


@dataclass(frozen=True)
class ServingSettings:
    """What every service's process is told."""

    amqp_uri: str = setting("where RabbitMQ answers")
    mongo_uri: str = setting("where MongoDB answers, a replica set")
    envelope_public_key_file: Path = setting("PEM file of the gateway's Ed25519 public key")
    database_prefix: str = setting("put before the database's name", default="")
    health_port: int = setting("port of /health and /metrics, 0 for none", default=0)
    health_host: str = setting("address they listen on", default="127.0.0.1")
    log_level: str = setting("debug, info, warning or error", default="info")


class StoreDependency(DependencyProvider):
    """Gives each call a store of its own over the process's database."""

    def __init__(self, store_class: Any) -> None:
        self._store_class = store_class

    def get_dependency(self, worker_ctx: Any) -> Any:
        return self._store_class(UnitOfWork(worker_ctx.config["database"]))


def nameko_class(service: Any, settings: Any) -> type:
    """The nameko class of a context's service: its marked doors as entrypoints."""
    body: dict[str, Any] = {"store": StoreDependency(service.store_class), "settings": settings}
    for method_name in dir(service):
        doorway = doorway_of(getattr(service, method_name))
        if doorway is not None:
            body[method_name] = _entered(getattr(service, method_name), doorway)
    return type(service.__name__, (service,), body)


def _entered(door: Any, doorway: Doorway) -> Any:
    """The door as nameko calls it: it never raises, so nothing people typed reaches nameko's log."""

    def knock(self: Any, call: Call, sent: Any) -> Outcome:
        return outcome_of(door, self, call, sent)

    if doorway.kind == "rpc":
        register_entrypoint(knock, RpcDoor())
    elif doorway.kind == "event":
        register_entrypoint(knock, EventDoor(doorway.options["event_type"], doorway.options["queue"]))
    else:
        register_entrypoint(knock, DueDoor(doorway.options["kind"]))
    return knock


class Process:
    """One operating-system process: the containers of a context, its relay, its health pages."""

    def __init__(self, context: str, only: str | None, settings: ServingSettings) -> None:
        self._settings = settings
        module = importlib.import_module(f"{context}.service")
        self._services = [s for s in module.SERVICES if only is None or s.name == only]
        if not self._services:
            raise SettingsError(f"{context} has no service {only!r}")
        self._context = context
        client = connect(settings.mongo_uri, context)
        self.database = database_of(client, settings.database_prefix, context)
        self.indexes = [index for service in module.SERVICES for index in service.store_class.INDEXES]
        self._relay = Relay(context, self.database, settings.amqp_uri)
        self._runner = ServiceRunner({})
        self._before_serving = getattr(module, "before_serving", None)
        self._stopped = False
        self._gone = eventlet.event.Event()

    def start(self) -> None:
        """Indexes first, then the doors open; readiness tells when all of it is there."""
        self._listen()
        self._prepare()
        verify = verifier(self._settings.envelope_public_key_file)
        made: dict[type, Any] = {}
        for service in self._services:
            kind = getattr(service, "settings_class", None)
            if kind is not None and kind not in made:
                made[kind] = read(kind)
            nameko = nameko_class(service, made.get(kind) if kind else None)
            config = {
                "AMQP_URI": self._settings.amqp_uri,
                "context": self._context,
                "database": self.database,
                "verify": verify,
                "max_workers": _workers(service),
            }
            self._runner.service_map[service.name] = Container(nameko, config)
        self._runner.start()
        eventlet.spawn(self._relay.run)
        log.info("serving", services=[service.name for service in self._services])

    def stop(self) -> None:
        """Finish what is in hand, take nothing new, then go. Whoever calls again waits for the first."""
        if self._stopped:
            self._gone.wait()
            return
        self._stopped = True
        log.info("stopping")
        eventlet.spawn_after(WATCHDOG_SECONDS, os._exit, TEMPORARY_FAILURE)
        for tap in (outbox_written, work_planned):
            tap.set()
        self._runner.stop()
        self._relay.stop()
        log.info("stopped")
        self._gone.send()

    def wait(self) -> None:
        self._runner.wait()

    def _prepare(self) -> None:
        pause = 0.5
        while True:
            try:
                ensure(self.database, self.indexes)
                if self._before_serving is not None:
                    self._before_serving(UnitOfWork(self.database), Call())
                return
            except Exception as problem:
                if getattr(problem, "permanent", False):
                    raise
                log.warning("database_not_ready", **places(problem))
                time.sleep(pause)
                pause = min(pause * 2, 5.0)

    def _listen(self) -> None:
        if not self._settings.health_port:
            return
        pages = HealthPages(self._context, self._parts())
        listener = eventlet.listen((self._settings.health_host, self._settings.health_port))
        eventlet.spawn(eventlet.wsgi.server, listener, pages, log_output=False)

    def _parts(self) -> dict[str, Part]:
        return {
            "broker": self._ask_consumers,
            "relay": self._ask_relay,
            "database": self._ask_database,
            "indexes": lambda: ", ".join(missing(self.database, self.indexes)) or None,
        }

    def _ask_consumers(self) -> str | None:
        containers = list(self._runner.service_map.values())
        silent = [c.service_name for c in containers if not _consuming(c)]
        if self._stopped:
            return "stopping"
        return f"not consuming: {', '.join(silent)}" if silent or not containers else None

    def _ask_relay(self) -> str | None:
        silent = time.monotonic() - self._relay.last_good
        return f"no confirmed round for {silent:.0f} s" if silent > STALE_SECONDS else None

    def _ask_database(self) -> str | None:
        hello = self.database.client.admin.command("hello")
        return None if hello.get("isWritablePrimary") else "no primary"


def _consuming(container: Any) -> bool:
    consumer = container.shared_extensions.get(Consumer)
    return consumer is None or consumer.consuming


def _workers(service: type) -> int:
    """Room for everything that the prefetches and the poller may hand over, so that none waits."""
    doorways = [doorway_of(getattr(service, name)) for name in dir(service)]
    kinds = [doorway.kind for doorway in doorways if doorway is not None]
    rpc = RPC_PREFETCH if "rpc" in kinds else 0
    due = SLOTS if "due" in kinds else 0
    return rpc + due + EVENT_PREFETCH * kinds.count("event")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m chassis.serving CONTEXT[.SERVICE]", file=sys.stderr)
        return 2
    context, _, only = arguments[0].partition(".")
    try:
        settings = read(ServingSettings)
        configure(arguments[0], settings.log_level)
        process = Process(context, only or None, settings)
        process.start()
        spare_collections()
    except SettingsError as problem:
        print(f"{arguments[0]} cannot start: {problem}", file=sys.stderr)
        return 1
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: eventlet.spawn(process.stop))
    process.wait()
    process.stop()
    return 0
