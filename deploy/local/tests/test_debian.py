"""What a machine lacks is found out by running it, and installed or said."""

from pathlib import Path

import pytest

from launcher import debian, mongodb, needs, rabbitmq
from launcher.programs import NotPossible


@pytest.fixture
def program(tmp_path) -> Path:
    """A program that cannot start for want of a library, as the loader says it."""
    file = tmp_path / "mongod"
    said = "error while loading shared libraries: libcurl.so.4: cannot open shared object file"
    file.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 127\n")
    file.chmod(0o755)
    return file


def test_a_missing_library_is_known_by_its_package(program):
    assert debian.package_of_missing_library(program) == "libcurl4"
    assert debian.package_of_missing_library("/bin/true") is None


def test_without_rights_the_package_is_named(program, monkeypatch):
    monkeypatch.setattr(debian, "can_install", lambda: False)
    with pytest.raises(NotPossible, match="sudo apt-get install libcurl4"):
        mongodb.make_runnable(program)


def test_with_rights_it_is_installed(program, monkeypatch):
    installed = []
    monkeypatch.setattr(debian, "can_install", lambda: True)
    monkeypatch.setattr(debian, "install", lambda packages, _say: installed.extend(packages))
    mongodb.make_runnable(program)
    assert installed == ["libcurl4"]


def test_the_tests_name_all_that_is_missing_at_once(monkeypatch, capsys):
    monkeypatch.setattr(rabbitmq, "script", lambda: None)
    monkeypatch.setattr(needs, "browser", lambda: None)
    monkeypatch.setattr(needs.containers, "answers", lambda: False)
    monkeypatch.setattr(debian, "can_install", lambda: False)
    monkeypatch.delenv("AMQP_URI", raising=False)
    assert needs.main() == 1
    assert "sudo apt-get install rabbitmq-server chromium fonts-liberation" in capsys.readouterr().out


def test_the_driver_of_the_browser_is_looked_at_too():
    driver = needs.playwright_driver()
    assert driver is not None
    assert driver.is_file()
