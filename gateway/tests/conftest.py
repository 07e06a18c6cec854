"""The app for tests: real membership behind a bus without a broker, everything in memory.

``client`` is signed in as nobody; ``calling(caller)`` says who is calling from here on.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import mongomock
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from joserfc.jwk import OKPKey

from chassis import tickets
from chassis.call import Call
from chassis.identity import VISITOR, Caller
from chassis.testkit.local_bus import LocalBus
from exchange.service import SERVICES as EXCHANGE
from gateway import health
from gateway.app import create_app
from gateway.limits import limiter
from gateway.parts import EXTENSION, Parts
from gateway.settings import Settings
from gateway.signin import Who, recognition
from gateway.signin.desk import EXTENSION as DESK
from meetings.service import SERVICES as MEETINGS
from membership.service import SERVICES, before_serving
from notifications.service import SERVICES as NOTIFICATIONS
from notifications.settings import Settings as MailSettings
from skills_register.service import SERVICES as SKILLS
from stewardship.service import SERVICES as STEWARDSHIP


def pytest_configure(config: pytest.Config) -> None:
    """Templates are compiled once for all apps of all runs: that takes longer than most tests do."""
    cache = getattr(config, "cache", None)
    compiled = FileSystemBytecodeCache(str(cache.mkdir("templates"))) if cache else None
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": compiled}


@pytest.fixture
def ticket_key(tmp_path: Path) -> OKPKey:
    """The key that sign-in links are minted with; its public half lies where the gateway looks."""
    key = OKPKey.generate_key("Ed25519")
    (tmp_path / "ticket.pem").write_bytes(key.as_pem(private=False))
    return key


def _settings(folder: Path) -> Settings:
    return Settings(
        amqp_uri="memory://",
        mongo_uri="mongodb://localhost/none",
        secret_key="a secret that only tests know 0123456789",
        envelope_private_key_file=folder / "envelope.pem",
        ticket_public_key_file=folder / "ticket.pem",
        portal_url="http://localhost",
    )


@pytest.fixture
def settings(tmp_path: Path, ticket_key: OKPKey) -> Settings:
    return _settings(tmp_path)


@pytest.fixture
def bus(tmp_path: Path) -> LocalBus:
    """Real services over stores in memory; no mail leaves it."""
    mail = MailSettings(
        smtp_host="localhost",
        smtp_port=25,
        mail_from="Q Commons <q@example.org>",
        portal_url="http://localhost",
        ticket_private_key_file=tmp_path / "ticket.key",
    )
    made = LocalBus(
        (*SERVICES, *STEWARDSHIP, *MEETINGS, *SKILLS, *EXCHANGE, *NOTIFICATIONS), {MailSettings: mail}
    )
    before_serving(made.databases["membership"], Call())
    return made


def _created(settings: Settings, bus: LocalBus | None) -> Flask:
    made = create_app(settings, bus, mongomock.MongoClient(tz_aware=True)["gateway"])
    made.testing = True
    # An error of ours must reach the table of errors, as it does in production.
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One app for all tests: to lay out its routes takes longer than most tests do."""
    return _created(_settings(tmp_path_factory.mktemp("shared")), LocalBus([]))


@pytest.fixture
def app(shared_app: Flask, settings: Settings, bus: LocalBus) -> Flask:
    """The shared app with this test's own services, database, sign-in desk and counts."""
    database = mongomock.MongoClient(tz_aware=True)["gateway"]
    shared_app.extensions[EXTENSION] = Parts(settings, bus, database)
    shared_app.extensions[health.EXTENSION] = health.Look()
    shared_app.extensions[DESK].desk = None
    limiter.reset()
    return shared_app


@pytest.fixture
def fresh_app(settings: Settings, bus: LocalBus) -> Flask:
    """An app that a test may add views to."""
    return _created(settings, bus)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def calling(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Who]]:
    """``calling(caller, scopes=None, ...)``: every request from now on comes from them."""

    def say(caller: Caller = VISITOR, **more: Any) -> Who:
        stand_in = Who(caller, **more)
        monkeypatch.setattr(recognition, "_recognise", lambda: stand_in)
        return stand_in

    say()
    return say


@pytest.fixture
def people() -> dict[str, Caller]:
    """One caller per role, for the region WOE; ``stranger`` coordinates SW."""
    return {
        "visitor": VISITOR,
        "member": Caller("member-1", frozenset({"member"}), "WOE"),
        "coordinator": Caller("coordinator-1", frozenset({"member", "coordinator:WOE"}), "WOE"),
        "convenor": Caller("convenor-1", frozenset({"member", "convenor:WOE"}), "WOE"),
        "stranger": Caller("coordinator-2", frozenset({"member", "coordinator:SW"}), "SW"),
        "national": Caller("national-1", frozenset({"member", "national_team"}), "WOE"),
        "operator": Caller("operator-1", frozenset({"member", "operator"}), "WOE"),
    }


@pytest.fixture
def applicants_ticket(ticket_key: OKPKey) -> Callable[..., str]:
    """``applicants_ticket(application)``: the ticket of the link in that applicant's mail."""

    def minted(application: dict[str, Any], lifetime: timedelta = timedelta(days=90)) -> str:
        return tickets.mint(
            ticket_key.as_pem(private=True),
            subject=f"applicant:{application['id']}",
            audience="applicant",
            now=datetime.now(UTC) - timedelta(days=1),
            lifetime=lifetime,
        )

    return minted


@pytest.fixture
def new_address_ticket(ticket_key: OKPKey, bus: LocalBus) -> Callable[..., str]:
    """``new_address_ticket()``: the ticket of the link that went to the address wished for last."""

    def minted(lifetime: timedelta = timedelta(hours=24), audience: str = "new-address") -> str:
        changes = bus.databases["membership"].database["address_changes"]
        (newest,) = changes.find().sort("_id", -1).limit(1)
        return tickets.mint(
            ticket_key.as_pem(private=True),
            subject=f"new-address:{newest['_id']}",
            audience=audience,
            now=datetime.now(UTC) - timedelta(hours=1),
            lifetime=lifetime,
        )

    return minted
