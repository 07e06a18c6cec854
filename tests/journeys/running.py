"""The platform as `make run` starts it, its parts one by one: to be stopped, killed and started again."""

import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import requests
from pymongo import MongoClient

from contracts.asyncapi import event_types
from contracts.services import CONTEXTS
from launcher import keys, ports
from launcher.plan import Plan
from launcher.processes import Child, stop
from launcher.programs import READY, Program
from launcher.servers import Found
from launcher.settings import Settings

READY_SECONDS = 120.0
"""The machine may be busy with other tests."""
QUIET_SECONDS = 240.0
"""Every context hears of every member, and hundreds of mails may have been asked for before."""
OFTEN = {
    "APPLICATION_LIMIT": "100000 per hour",
    "LINKS_PER_NETWORK": "100000",
    "LINKS_PER_ADDRESS": "1000",
    "SIGN_IN_LINKS_PER_HOUR": "1000",
}
"""All journeys come from one address, more often than people would."""
HEARD = [each for each in event_types() if each.listeners]
"""The events whose handling a journey waits for: all that anybody listens to."""


def eventually(what: Callable[[], Any], seconds: float = 60.0) -> Any:
    """Wait until something is true and give it back; the test fails when it does not become so."""
    deadline = time.monotonic() + seconds
    while not (told := what()):
        assert time.monotonic() < deadline, f"it did not come true within {seconds:.0f} s"
        time.sleep(0.1)
    return told


class Platform:
    """Mailbox, contexts and gateway over two servers, with a database and ports of their own."""

    def __init__(self, amqp_uri: str, mongo_uri: str, folder: Path) -> None:
        self.amqp_uri, self.mongo_uri, self.folder = amqp_uri, mongo_uri, folder
        self.prefix = f"j{uuid.uuid4().hex[:10]}_"
        settings = Settings(port=ports.any_free(), var=folder, database_prefix=self.prefix)
        contexts = [f"health_{context}" for context in CONTEXTS]
        parts = ("mailbox", "smtp", *contexts)
        chosen = {"gateway": settings.port} | {part: ports.any_free() for part in parts}
        self.plan = Plan(
            settings,
            chosen,
            keys.make(folder / "keys"),
            Found("the test session", {"": amqp_uri}),
            Found("the test session", {"": mongo_uri}),
        )
        programs = [self.plan.mailbox(), *self.plan.services(), self.plan.gateway()]
        self.programs: dict[str, Program] = {program.name: program for program in programs}
        self.running: dict[str, Child] = {}
        self.client: MongoClient[dict[str, Any]] = MongoClient(mongo_uri, tz_aware=True)

    @property
    def url(self) -> str:
        return self.plan.portal_url

    def start_all(self) -> None:
        """Everything, and back when everything is ready."""
        self.start("mailbox", wait=False)
        declare = self.plan.declare()
        subprocess.run(declare.command, env=dict(declare.environment), check=True, capture_output=True)
        for name in self.programs:
            if name != "mailbox":
                self.start(name, wait=False)
        for name in self.programs:
            self.wait_until_ready(name)

    def start(self, name: str, wait: bool = True, **environment: str) -> Child:
        """One part, with more settings than usual if they are given."""
        program = self.programs[name]
        told = {**program.environment, **OFTEN, **environment}
        log = self.folder / "logs" / f"{name}.log"
        self.running[name] = Child(name, program.command, told, log)
        if wait:
            self.wait_until_ready(name)
        return self.running[name]

    def wait_until_ready(self, name: str, seconds: float = READY_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while (missing := self.programs[name].probe()) != READY:
            log = "\n".join(self.running[name].last_lines(30))
            assert self.running[name].ended() is None, f"{name} ended:\n{log}"
            assert time.monotonic() < deadline, f"{name} waits for {missing}:\n{log}"
            time.sleep(0.1)

    def is_ready(self, name: str) -> bool:
        return self.programs[name].probe() == READY

    def stop(self, *names: str) -> None:
        """As `make run` stops them: asked, then given their time."""
        children = [self.running.pop(name) for name in names]
        stop(children, {name: self.programs[name].grace for name in names})

    def kill(self, name: str) -> None:
        """As a power cut would."""
        child = self.running.pop(name)
        child.process.send_signal(signal.SIGKILL)
        child.process.wait()
        child.kill_group()

    def close(self) -> None:
        self.stop(*self.running)
        for name in self.client.list_database_names():
            if name.startswith(self.prefix):
                self.client.drop_database(name)
        self.client.close()

    def database(self, context: str) -> Any:
        """The database of one context, to look at what it remembers."""
        return self.client[f"{self.prefix}{context}"]

    def token(self, subject: str, *scopes: str, roles: tuple[str, ...] = ()) -> str:
        """An API token from the command line."""
        words = [word for scope in scopes for word in ("--scope", scope)]
        words += [word for role in roles for word in ("--role", role)]
        made = self.command(
            "-m", "gateway.tokens", "issue", "--subject", subject, "--name", "journey", *words, "--json"
        )
        return str(json.loads(made.stdout)["token"])

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """One of our commands, as an operator would type it after ``python``."""
        settings = dict(self.programs["gateway"].environment)
        ran = subprocess.run(
            ["python", *words], env=settings, capture_output=True, text=True, timeout=120, check=False
        )
        assert not check or ran.returncode == 0, ran.stdout + ran.stderr
        return ran

    def letters(self, to: str, about: str = "") -> list[dict[str, Any]]:
        """The mails to an address whose subject holds these words, newest first."""
        told = ask("GET", f"{self.plan.mailbox_url}/api/messages", params={"to": to, "limit": 1000})
        return [letter for letter in told.json() if about in letter["subject"]]

    def letter(self, to: str, about: str = "") -> dict[str, Any]:
        """The newest such mail, once it is there."""
        newest: dict[str, Any] = eventually(lambda: self.letters(to, about))[0]
        return newest

    def wait_until_quiet(self) -> None:
        """Until every event was handled and every mail that is due was sent."""
        eventually(lambda: not self.unsent() and not self.mail_under_way(), QUIET_SECONDS)

    def unsent(self) -> int:
        """Events that were not handed to the broker yet, or that a listener has not handled."""
        outboxes = [self.database(publisher)["outbox"] for publisher in {each.publisher for each in HEARD}]
        waiting = sum(int(outbox.count_documents({"sent_at": None})) for outbox in outboxes)
        return waiting or sum(
            self._unheard(each.publisher, each.key, listener) for each in HEARD for listener in each.listeners
        )

    def _unheard(self, publisher: str, key: str, listener: str) -> int:
        """Events of this type that this queue has not handled."""
        told = [row["_id"] for row in self.database(publisher)["outbox"].find({"key": key}, {"_id": 1})]
        context, _, queue = listener.partition(".")
        heard = {"_id": {"$in": [f"{queue}|{each}" for each in told]}}
        return len(told) - int(self.database(context)["inbox"].count_documents(heard))

    def mail_under_way(self) -> int:
        """Mails that are to be sent, and notices whose mails are still to be made."""
        database = self.database("notifications")
        mails: int = database["mail"].count_documents({"state": {"$in": ["queued", "sending"]}})
        notices: int = database["jobs"].count_documents({"kind": "tell_members", "state": "waiting"})
        return mails + notices

    def logs(self) -> list[Path]:
        """Every log that was written."""
        return sorted((self.folder / "logs").iterdir())


def ask(method: str, url: str, **options: Any) -> requests.Response:
    """One request of a client that keeps nothing, straight to this machine."""
    with requests.Session() as session:
        session.trust_env = False
        return session.request(method, url, timeout=30, **options)


def without_ours() -> dict[str, str]:
    """The environment of a shell in which nothing of the test session is set."""
    return {name: value for name, value in os.environ.items() if name not in ("AMQP_URI", "MONGO_URI")}


def running(amqp_uri: str, mongo_uri: str, folder: Path) -> Iterator[Platform]:
    """A whole platform for a fixture: started, given, stopped and forgotten."""
    made = Platform(amqp_uri, mongo_uri, folder)
    try:
        made.start_all()
        yield made
    finally:
        made.close()
