"""The gateway's own database is away: a plain 503, no incident, and public pages go on."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pymongo.errors import (
    AutoReconnect,
    DuplicateKeyError,
    ExecutionTimeout,
    NetworkTimeout,
    ServerSelectionTimeoutError,
    WTimeoutError,
)
from structlog.testing import capture_logs

from gateway.parts import EXTENSION, Parts

HOST = "mongo.internal.example:27017"
ENDINGS = (AutoReconnect, NetworkTimeout, ServerSelectionTimeoutError, ExecutionTimeout, WTimeoutError)


class DeadCollection:
    """Whatever it is asked, it fails as pymongo fails."""

    def __init__(self, ending: type[Exception]) -> None:
        self.ending = ending
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        def fail(*_: Any, **__: Any) -> Any:
            self.asked += 1
            raise self.ending(f"{HOST}: connection refused, filter {{'_id': 'ann@example.org'}}")

        return fail


class DeadDatabase:
    """Every collection of it is the same dead one."""

    def __init__(self, ending: type[Exception]) -> None:
        self.collection = DeadCollection(ending)

    def __getitem__(self, name: str) -> DeadCollection:
        return self.collection

    def command(self, *_: Any) -> Any:
        return self.collection.find_one()


@pytest.fixture
def dies(app: Flask):
    """``dies(ending)``: from now on the gateway's database is dead; answers it."""

    def die(ending: type[Exception] = ServerSelectionTimeoutError) -> DeadDatabase:
        held: Parts = app.extensions[EXTENSION]
        dead = DeadDatabase(ending)
        app.extensions[EXTENSION] = Parts(held.settings, held.bus, dead)
        return dead

    return die


def _with_session(client: FlaskClient) -> FlaskClient:
    client.set_cookie("session", "some-session-of-a-browser")
    return client


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_token_cannot_be_checked_and_the_api_says_so_as_a_problem(client, dies, ending):
    dies(ending)
    with capture_logs() as logs:
        answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer qc_{'a' * 43}"})
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.get_json()["code"] == "temporarily_unavailable"
    assert answer.headers["Retry-After"]
    assert [entry["problem"] for entry in logs if entry["event"] == "database_not_answering"] == [
        ending.__name__
    ]
    assert not [entry for entry in logs if entry["event"] == "incident"]
    assert HOST not in str(logs) + answer.text
    assert "ann@" not in str(logs) + answer.text


def test_the_portal_shows_a_page_and_asks_the_dead_database_only_once(client, dies):
    dead = dies()
    with capture_logs() as logs:
        answer = _with_session(client).get("/me")
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "This part of Q Commons is not answering" in answer.text
    assert dead.collection.asked == 1
    assert HOST not in str(logs) + answer.text


def test_what_logs_say_of_it_never_quotes_the_database(client, dies, capfd, caplog):
    dies()
    _with_session(client).get("/me")
    written = capfd.readouterr()
    assert HOST not in caplog.text + written.out + written.err


def test_a_visitor_reads_public_pages_meanwhile(client, dies):
    dead = dies()
    assert client.get("/regions").status_code == 200
    assert client.get("/api/v1/regions").status_code == 200
    assert dead.collection.asked == 0


def test_an_error_that_is_our_own_fault_stays_an_incident(client, dies):
    dies(DuplicateKeyError)
    with capture_logs() as logs:
        answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer qc_{'a' * 43}"})
    assert (answer.status_code, answer.get_json()["code"]) == (500, "unexpected")
    assert [entry["event"] for entry in logs if entry["event"] == "incident"] == ["incident"]
    assert HOST not in str(logs)
