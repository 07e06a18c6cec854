"""The real process on real servers: events in, mail out, and a power cut at the worst moment."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pymongo import MongoClient

from chassis.bus import topology
from chassis.bus.client import RpcClient
from chassis.bus.publishing import ConfirmedPublisher, Outgoing
from chassis.envelope import signer
from chassis.ids import new_id
from contracts import membership
from contracts.events import EventType

from .conftest import GATEWAY, OPERATOR
from .test_events import JOINED

pytestmark = pytest.mark.servers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(what: Callable[[], Any], seconds: float = 20) -> Any:
    deadline = time.monotonic() + seconds
    while not (told := what()):
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)
    return told


class Mailbox:
    """A mail server that takes everything, after a while."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.pause = 0.0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        await asyncio.sleep(self.pause)
        return "250 taken"


class Platform:
    """RabbitMQ, MongoDB, a mailbox, and processes of notifications between them."""

    def __init__(self, amqp_uri: str, mongo_uri: str, key: Path, folder: Path) -> None:
        self.mailbox = Mailbox()
        self._controller = Controller(self.mailbox, hostname="127.0.0.1", port=free_port())
        self._controller.start()
        self._prefix = f"t{uuid.uuid4().hex[:10]}_"
        self._client = MongoClient[dict[str, Any]](mongo_uri, tz_aware=True)
        self.database = self._client[f"{self._prefix}notifications"]
        self._publisher = ConfirmedPublisher(amqp_uri, "tests")
        self.bus = RpcClient(amqp_uri, signer(key))
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        public = key.with_name("public.pem")
        public.write_bytes(_public(key))
        self._environment = {
            **os.environ,
            "AMQP_URI": amqp_uri,
            "MONGO_URI": mongo_uri,
            "DATABASE_PREFIX": self._prefix,
            "ENVELOPE_PUBLIC_KEY_FILE": str(public),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self._controller.port),
            "MAIL_FROM": "Q Commons <hello@qcommons.example>",
            "PORTAL_URL": "http://portal.example",
            "TICKET_PRIVATE_KEY_FILE": str(key),
        }

    def start(self, **environment: str) -> subprocess.Popen[bytes]:
        port = free_port()
        log = self._folder / f"notifications-{len(self._processes)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "chassis.serving", "notifications"],
                env={**self._environment, "HEALTH_PORT": str(port), **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._processes.append(process)

        def ready() -> bool:
            assert process.poll() is None, log.read_text()[-2000:]
            with (
                suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2),
            ):
                return True
            return False

        eventually(ready, 40)
        return process

    def publish(self, event_type: EventType, aggregate_id: str, version: int, data: dict[str, Any]) -> None:
        body = {
            "id": new_id(), "type": event_type.name, "version": 1, "aggregate_id": aggregate_id,
            "aggregate_version": version, "region": "WOE", "occurred_at": datetime.now(UTC).isoformat(),
            "data": data,
        }  # fmt: skip
        message = Outgoing(
            body["id"], "membership.events", event_type.key, json.dumps(body), {"trace": "t"}, event_type.key
        )
        assert self._publisher.send([message]) == [body["id"]]

    def tell_contact(self, version: int = 1) -> None:
        data = {"member_id": "m-1", "name": "Zoë", "email": "zoe@example.org"}
        self.publish(membership.MEMBER_CONTACT_CHANGED, "m-1", version, data)

    def logs(self) -> str:
        return "".join(file.read_text() for file in sorted(self._folder.glob("*.log")))

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
        self.bus.close()
        self._publisher.drop()
        self._controller.stop()
        self._client.drop_database(self.database.name)
        self._client.close()


def _public(key: Path) -> bytes:
    from joserfc.jwk import OKPKey

    return OKPKey.import_key(key.read_bytes()).as_pem(private=False)


@pytest.fixture
def platform(
    amqp_uri: str, mongo_uri: str, ticket_keys: tuple[Path, str], tmp_path: Path
) -> Iterator[Platform]:
    topology.declare(amqp_uri)
    built = Platform(amqp_uri, mongo_uri, ticket_keys[0], tmp_path)
    yield built
    built.close()


def test_a_member_is_welcomed_and_gets_a_link_and_the_operator_sees_it(platform: Platform) -> None:
    process = platform.start()
    platform.publish(membership.MEMBER_JOINED, "m-1", 1, JOINED)
    eventually(lambda: platform.database["mail"].find_one({"problem": "no_address"}))
    platform.tell_contact()
    eventually(lambda: platform.mailbox.messages)
    asked: dict[str, Any] = {"email": "ZOE@example.org"}
    assert platform.bus.call("notifications", "send_sign_in_link", asked, caller=GATEWAY) == {}
    eventually(lambda: len(platform.mailbox.messages) == 2)
    subjects = [message["Subject"] for message in platform.mailbox.messages]
    assert subjects == ["Welcome to Q", "Your link to sign in to Q Commons"]
    assert {message["To"] for message in platform.mailbox.messages} == {"Zoë <zoe@example.org>"}

    def page() -> Any:
        return platform.bus.call("notifications", "list_mail", {}, caller=OPERATOR)["items"]

    eventually(lambda: {item["state"] for item in page()} == {"accepted"})
    eventually(lambda: platform.database["jobs"].count_documents({}) == 0)
    process.terminate()
    assert process.wait(timeout=20) == 0
    assert not any(word in platform.logs() for word in ("zoe", "Zoë", "example.org", "ticket="))


@pytest.mark.faults
@pytest.mark.parametrize(("point", "said"), [("before_smtp_dot", 0), ("after_smtp_dot", 1)])
def test_a_power_cut_at_the_final_dot_loses_no_mail_and_doubles_it_at_most_once(
    platform: Platform, point: str, said: int
) -> None:
    """F1 and F20: killed between claim and outcome; another process takes the row over as in doubt."""
    platform.mailbox.pause = 0.2
    doomed = platform.start(FAULT=f"{point}:1")
    platform.tell_contact()
    until = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    prompt = {"member_id": "m-1", "compact_version": "3", "grace_until": until}
    platform.publish(membership.COMPACT_PROMPTED, "m-1", 2, prompt)
    assert doomed.wait(timeout=20) == -9
    mails, jobs = platform.database["mail"], platform.database["jobs"]
    row = mails.find_one({})
    assert row is not None
    assert row["state"] == "sending"
    eventually(lambda: len(platform.mailbox.messages) == said)
    # The leases would run out in a minute; the clock is put forward instead.
    a_minute_ago = datetime.now(UTC) - timedelta(seconds=61)
    mails.update_one({}, {"$set": {"sending_since": a_minute_ago}})
    jobs.update_one({}, {"$set": {"due_at": a_minute_ago}})
    platform.start()
    eventually(lambda: mails.find_one({"state": "ambiguous"}))
    mails.update_one({}, {"$set": {"next_at": a_minute_ago}})
    jobs.update_one({}, {"$set": {"due_at": a_minute_ago}})
    eventually(lambda: mails.find_one({"state": "accepted"}))
    ids = [message["Message-ID"] for message in platform.mailbox.messages]
    assert len(ids) == said + 1
    assert set(ids) == {f"<{row['_id']}@qcommons.example>"}
