"""Signing in over stand-ins for membership and notifications, with a clock that we turn."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import mongomock
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from werkzeug.test import TestResponse

from chassis import tickets
from contracts.refusals import Refused
from gateway.app import create_app
from gateway.parts import EXTENSION as PARTS
from gateway.parts import Parts
from gateway.settings import Settings
from gateway.signin.desk import EXTENSION

# Far ahead: mongomock takes rows whose date has passed away by the machine's own clock.
NOON = datetime(2126, 11, 21, 12, 0, tzinfo=UTC)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Clock:
    """Time as the test says it is."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)


@dataclass
class Bus:
    """Answers for membership and notifications, and remembers what it was asked."""

    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    down: bool = False

    def call(self, service: str, door: str, payload: Mapping[str, Any], **_: Any) -> Any:
        self.asked.append((door, dict(payload)))
        if self.down:
            raise Refused("temporarily_unavailable")
        if door == "identify":
            return self._identify(payload)
        if door in ("send_sign_in_link", "renew_sign_in_link"):
            return {}
        raise Refused("temporarily_unavailable")

    def gather(self, asked: Any) -> list[Any]:
        return [Refused("temporarily_unavailable") for _ in asked]

    def _identify(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        for member in self.members.values():
            if payload.get("id") == member["id"] or payload.get("email") == member["email"]:
                return dict(member)
        raise Refused("not_found")

    def add(self, name: str, *roles: str, status: str = "active") -> str:
        self.members[name] = {
            "id": f"id-{name}",
            "name": name.title(),
            "email": f"{name}@example.org",
            "region": "WOE",
            "status": status,
            "roles": ["member", *roles],
        }
        return f"id-{name}"

    def sent(self, door: str) -> list[dict[str, Any]]:
        return [payload for asked, payload in self.asked if asked == door]


class Browser:
    """A browser without JavaScript: follows nothing by itself, sends the token of the last form."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.token = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        return self._seen(self.client.get(path, **more))

    def post(self, path: str, **fields: Any) -> TestResponse:
        if not self.token and self.get("/sign-in").status_code != 200:
            self.get("/me/sessions")
        return self._seen(self.client.post(path, data={"csrf_token": self.token, **fields}))

    def cookie(self, name: str) -> str | None:
        held = self.client.get_cookie(name)
        return held.value if held else None

    def _seen(self, answer: TestResponse) -> TestResponse:
        found = TOKEN.search(answer.text)
        if found:
            self.token = found.group(1)
        return answer

    def sign_in(self, ticket: str) -> TestResponse:
        self.get(f"/sign-in/link?ticket={ticket}")
        answer = self.post("/sign-in/link", ticket=ticket)
        self.token = ""
        return answer


@dataclass
class Mint:
    """Mints tickets as notifications does, and as a forger would."""

    private: bytes
    clock: Clock

    def __call__(self, subject: str, *, audience: str = "sign-in", minutes: float = 15) -> str:
        lifetime = timedelta(minutes=minutes)
        return tickets.mint(
            self.private, subject=subject, audience=audience, now=self.clock.now, lifetime=lifetime
        )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bus() -> Bus:
    known = Bus()
    known.add("mary")
    known.add("carl", "coordinator:WOE")
    return known


@pytest.fixture(scope="session")
def key_pair() -> tuple[bytes, bytes]:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, public


@pytest.fixture
def mint(key_pair: tuple[bytes, bytes], clock: Clock) -> Mint:
    return Mint(key_pair[0], clock)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, key_pair: tuple[bytes, bytes]) -> Settings:
    folder = tmp_path_factory.mktemp("keys")
    (folder / "ticket.pem").write_bytes(key_pair[1])
    return Settings(
        amqp_uri="memory://",
        mongo_uri="mongodb://localhost/none",
        secret_key="a secret that only tests know 0123456789",
        envelope_private_key_file=folder / "envelope.pem",
        ticket_public_key_file=folder / "ticket.pem",
        portal_url="http://localhost",
    )


@pytest.fixture
def database() -> Any:
    return mongomock.MongoClient(tz_aware=True)["gateway"]


def make_app(settings: Settings) -> Flask:
    """An app that ``furnish`` gives its parts."""
    made = create_app(settings, Bus(), mongomock.MongoClient(tz_aware=True)["none"])
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture(scope="session")
def one_app(settings: Settings) -> Flask:
    """Made once, for its routes and templates take a while."""
    return make_app(settings)


@pytest.fixture
def app(one_app: Flask, settings: Settings, bus: Bus, database: Any, clock: Clock) -> Flask:
    """The app with an empty database, its own bus and its own clock."""
    return furnish(one_app, settings, bus, database, clock)


def furnish(app: Flask, settings: Settings, bus: Bus, database: Any, clock: Clock) -> Flask:
    app.extensions[PARTS] = Parts(settings, bus, database)
    sign_in = app.extensions[EXTENSION]
    sign_in.clock, sign_in.desk, sign_in.indexed = clock, None, False
    return app


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def another(app: Flask) -> Browser:
    """A second browser."""
    return Browser(app)
