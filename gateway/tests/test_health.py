"""Alive, ready, counted."""

from dataclasses import replace

import pytest

from contracts.refusals import Refused
from contracts.services import CONTEXTS
from gateway import health
from gateway.parts import EXTENSION


@pytest.fixture
def broker(monkeypatch):
    """A broker that can be reached; ``broker.clear()`` takes it away."""
    there = ["yes"]

    def connect(uri, name):
        if not there:
            raise ConnectionRefusedError
        return object()

    monkeypatch.setattr(health, "open_connection", connect)
    monkeypatch.setattr(health, "farewell", lambda connection: None)
    monkeypatch.setattr(health, "KEPT_SECONDS", 0.0)
    return there


@pytest.fixture
def voices(bus, monkeypatch):
    """``voices[context]``: the refusal each context answers a visitor with."""
    codes = {
        "membership": "sign_in_required",
        "stewardship": "invalid_input",
        "meetings": "not_found",
        "skills_register": "invalid_input",
        "exchange": "not_found",
        "notifications": "sign_in_required",
    }

    def call(service, *_, **__):
        raise Refused(codes[next(context for context in codes if service.startswith(context))])

    monkeypatch.setattr(bus, "call", call)
    return codes


def test_alive_means_that_the_process_answers(client, calling):
    assert client.get("/health/live").get_json() == {"status": "live"}


def test_ready_names_each_part(client, calling, broker, voices):
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    parts = dict.fromkeys(
        (
            "broker",
            "database",
            "membership",
            "stewardship",
            "meetings",
            "skills_register",
            "exchange",
            "notifications",
        ),
        "ok",
    )
    assert answer.get_json() == {"status": "ready", "parts": parts}


def test_without_the_broker_the_gateway_is_not_ready_but_alive(client, calling, broker, voices):
    broker.clear()
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.get_json()["parts"]["broker"] == "not answering"
    assert client.get("/health/live").status_code == 200


def test_without_its_database_the_gateway_is_not_ready(app, client, calling, broker, voices, monkeypatch):
    class Gone:
        def command(self, name):
            raise TimeoutError

    monkeypatch.setitem(app.extensions, EXTENSION, replace(app.extensions[EXTENSION], database=Gone()))
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.get_json()["parts"]["database"] == "not answering"


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_silent_context_is_named_and_the_rest_goes_on(client, calling, broker, voices, context):
    voices[context] = "temporarily_unavailable"
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.get_json()["parts"][context] == "not answering"


def test_many_probes_cost_one_look(client, calling, broker, voices, monkeypatch):
    monkeypatch.setattr(health, "KEPT_SECONDS", 60.0)
    client.get("/health/ready")
    broker.clear()
    assert client.get("/health/ready").status_code == 200


def test_requests_are_counted_by_view_and_status(client, calling):
    client.get("/api/v1/problems")
    counted = client.get("/metrics").text
    assert 'qcommons_requests_total{method="GET",status="200",view="problems.list_problems"}' in counted
    assert "qcommons_request_seconds_bucket" in counted


def test_where_a_key_is_set_the_counts_are_shown_only_for_it(app, client, calling, monkeypatch):
    parts = app.extensions[EXTENSION]
    guarded = replace(parts, settings=replace(parts.settings, metrics_key="let-me-in"))
    monkeypatch.setitem(app.extensions, EXTENSION, guarded)
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer let-me-in"}).status_code == 200
