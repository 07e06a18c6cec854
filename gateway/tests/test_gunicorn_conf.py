"""How the gateway is served: on loopback, without a control socket, and ending without a stumble."""

import importlib

import pytest


@pytest.fixture
def conf(monkeypatch, tmp_path):
    for name, value in {
        "AMQP_URI": "amqp://localhost",
        "MONGO_URI": "mongodb://localhost",
        "SECRET_KEY": "a secret that only tests know 0123456789",
        "ENVELOPE_PRIVATE_KEY_FILE": str(tmp_path / "envelope.pem"),
        "TICKET_PUBLIC_KEY_FILE": str(tmp_path / "ticket.pem"),
        "PORT": "8123",
        "WEB_WORKERS": "3",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counts"),
    }.items():
        monkeypatch.setenv(name, value)
    return importlib.reload(importlib.import_module("gateway.gunicorn_conf"))


def test_it_listens_on_loopback_with_threads_and_no_control_socket(conf):
    assert conf.bind == ["127.0.0.1:8123"]
    assert (conf.worker_class, conf.workers) == ("gthread", 3)
    assert conf.control_socket_disable is True
    assert conf.preload_app is False


def test_every_setting_is_one_that_gunicorn_knows(conf):
    from gunicorn.config import KNOWN_SETTINGS

    known = {setting.name for setting in KNOWN_SETTINGS}
    told = {name for name, value in vars(conf).items() if isinstance(value, int | str | list | bool)}
    assert {name for name in told if not name.startswith("__")} <= known


def test_counts_of_an_earlier_run_are_thrown_away(conf, tmp_path):
    (tmp_path / "counts").mkdir()
    (tmp_path / "counts" / "counter_1.db").write_text("old")
    conf.on_starting(None)
    assert list((tmp_path / "counts").iterdir()) == []


def test_a_worker_ends_well_where_nothing_is_counted_together(conf, monkeypatch):
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR")
    conf.child_exit(None, None)
