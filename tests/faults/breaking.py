"""What the faults need: a broker of their own to kill, and clients who do not give up."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from journeys.people import People
from journeys.running import READY_SECONDS, Platform, eventually

from launcher import ports, rabbitmq
from launcher.processes import Child, stop
from launcher.programs import READY

CLIENT_SECONDS = 90.0
SIDE_BY_SIDE = 4


class Broker:
    """A RabbitMQ node that is nobody else's: it may be killed, and starts again on the same data."""

    def __init__(self, script: Path, folder: Path) -> None:
        self.log = folder / "rabbitmq.log"
        self._program, self.uri = rabbitmq.private_node(
            script, folder / "data", ports.any_free(), ports.any_free()
        )
        self._child: Child | None = None

    def start(self) -> None:
        """Back when it answers."""
        program = self._program
        child = Child(program.name, program.command, program.environment, self.log, folder=program.folder)
        self._child = child
        deadline = time.monotonic() + READY_SECONDS
        while program.probe() != READY:
            assert child.ended() is None, "\n".join(child.last_lines(30))
            assert time.monotonic() < deadline, "\n".join(child.last_lines(30))
            time.sleep(0.1)

    def kill(self) -> None:
        """As a power cut would."""
        assert self._child is not None
        self._child.kill_group()
        self._child.process.wait()
        self._child = None

    def stop(self) -> None:
        if self._child is not None:
            stop([self._child], {self._child.name: self._program.grace})


def accept_all(
    people: People, applications: list[dict[str, Any]], watch: Callable[[], object] = lambda: None
) -> dict[str, Any]:
    """Accept them side by side, whatever breaks meanwhile: application id -> the acknowledged answer.

    ``watch`` is called all the while from this thread, which may start what has died.
    """
    with ThreadPoolExecutor(SIDE_BY_SIDE) as clients:
        asked = {sent["id"]: clients.submit(accept, people, sent["id"]) for sent in applications}
        while not all(each.done() for each in asked.values()):
            watch()
            time.sleep(0.05)
    return {application: each.result() for application, each in asked.items()}


def accept(people: People, application_id: str) -> Any:
    """Accept under one Idempotency-Key until there is an answer; a broken part may only say "later"."""
    deadline = time.monotonic() + CLIENT_SECONDS
    while time.monotonic() < deadline:
        told = people.decide(application_id, people.setup, f"accept-{application_id}", decision="accept")
        if told.status_code == requests.codes.ok:
            return told.json()
        assert (told.status_code, told.json()["code"]) == (503, "temporarily_unavailable"), told.text
        time.sleep(0.2)
    raise AssertionError(f"no answer within {CLIENT_SECONDS:.0f} s")


def assert_each_happened_once(
    platform: Platform, applications: list[dict[str, Any]], answers: dict[str, Any]
) -> None:
    """Every acknowledged acceptance: one member, one event, handled, one mail row, one letter."""
    platform.wait_until_quiet()
    members = platform.database("membership")["members"]
    outbox = platform.database("membership")["outbox"]
    inbox = platform.database("notifications")["inbox"]
    mail = platform.database("notifications")["mail"]
    assert set(answers) == {sent["id"] for sent in applications}
    for sent in applications:
        member = answers[sent["id"]]["member_id"]
        assert [row["_id"] for row in members.find({"email": sent["email"]})] == [member]
        told = [row["_id"] for row in outbox.find({"key": "member_joined.v1", "aggregate_id": member})]
        assert len(told) == 1
        assert inbox.count_documents({"_id": f"welcome_member|{told[0]}"}) == 1
        assert mail.count_documents({"recipient": member, "template": "welcome"}) == 1
        assert len(platform.letters(sent["email"], "Welcome")) == 1


def dying(platform: Platform, part: str, *moments: str) -> Callable[[], int]:
    """Start the part so that it dies at the first moment; what is answered starts it again for the next one.

    The answer tells how often it has died so far. A start that is to die again is not waited for: with
    clients that knock meanwhile it may die before anybody has seen it ready.
    """
    platform.stop(part)
    ahead = list(moments)
    platform.start(part, FAULT=ahead.pop(0))
    deaths = 0

    def watch() -> int:
        nonlocal deaths
        if platform.running[part].ended() is not None:
            deaths += 1
            free_what_was_claimed(platform, part)
            if ahead:
                platform.start(part, wait=False, FAULT=ahead.pop(0))
            else:
                platform.start(part)
        return deaths

    return watch


def free_what_was_claimed(platform: Platform, context: str) -> None:
    """What a dead process had claimed is free again after a minute; the tests do not wait for it."""
    platform.database(context)["jobs"].update_many(
        {"claim": {"$exists": True}}, {"$set": {"due_at": datetime.now(UTC)}}
    )


def forget_mails_to(platform: Platform, recipients: str) -> None:
    """Nobody is behind the ids of this pattern: mails to them would wait for an address, and others for
    them."""
    notifications = platform.database("notifications")
    telling = {"kind": "tell_members", "state": "waiting"}
    eventually(
        lambda: not platform.unsent() and not notifications["jobs"].count_documents(telling),
        2 * CLIENT_SECONDS,
    )
    theirs = {"recipient": {"$regex": recipients}}
    mails = [row["_id"] for row in notifications["mail"].find(theirs, {"_id": 1})]
    notifications["jobs"].delete_many({"key": {"$in": mails}})
    notifications["mail"].delete_many(theirs)


def is_well(platform: Platform) -> bool:
    """Whether every part says of itself that it is ready."""
    return all(platform.is_ready(name) for name in platform.programs)


def pids(platform: Platform) -> dict[str, int]:
    """The processes of the platform that live."""
    return {name: child.pid for name, child in platform.running.items() if child.ended() is None}
