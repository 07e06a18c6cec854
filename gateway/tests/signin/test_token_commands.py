"""The command line for tokens."""

import json
from dataclasses import replace

import mongomock
import pytest

from gateway import tokens
from gateway.signin.desk import utc_now
from gateway.signin.tokens import Tokens


@pytest.fixture
def opened(monkeypatch) -> dict:
    """The databases the command line opened, by name; all in memory."""
    client, names = mongomock.MongoClient(tz_aware=True), {}

    def open_database(uri: str, name: str):
        names[name] = client[name]
        return client[name]

    monkeypatch.setattr(tokens, "open_database", open_database)
    monkeypatch.setenv("MONGO_URI", "mongodb://localhost/none")
    monkeypatch.setenv("DATABASE_PREFIX", "demo_")
    return names


def _issue(*more: str) -> int:
    return tokens.main(["issue", "--name", "demo", "--scope", "read", "--json", *more])


def test_a_token_is_issued_as_json_in_the_prefixed_database(opened, capsys):
    assert _issue("--subject", "id-mary", "--scope", "write", "--days", "7") == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"token", "id"}
    found = Tokens(opened["demo_gateway"]).find(said["token"], utc_now())
    assert (found.id, found.subject, found.scopes) == (said["id"], "id-mary", {"read", "write"})


def test_the_command_line_opens_the_database_that_the_gateway_opens(opened, settings, capsys):
    assert _issue("--subject", "id-mary") == 0
    assert list(opened) == [replace(settings, database_prefix="demo_").database]


def test_a_service_gets_explicit_roles(opened, capsys):
    assert _issue("--subject", "service:setup", "--role", "operator", "--role", "national_team") == 0
    said = json.loads(capsys.readouterr().out)
    found = Tokens(opened["demo_gateway"]).find(said["token"], utc_now())
    assert found.roles == {"operator", "national_team"}


def test_a_person_gets_no_roles_here(opened, capsys):
    assert _issue("--subject", "id-mary", "--role", "operator") == 1
    assert "roles come from membership" in capsys.readouterr().err


def test_tokens_are_listed_without_secrets_and_revoked(opened, capsys):
    _issue("--subject", "id-mary")
    made = json.loads(capsys.readouterr().out)
    assert tokens.main(["list", "--subject", "id-mary", "--json"]) == 0
    listed = capsys.readouterr().out
    assert [row["id"] for row in json.loads(listed)] == [made["id"]]
    assert made["token"] not in listed
    assert tokens.main(["revoke", made["id"], "--json"]) == 0
    capsys.readouterr()
    assert tokens.main(["revoke", made["id"]]) == 1
    assert "not_found" in capsys.readouterr().err
    assert tokens.main(["list", "--subject", "id-mary"]) == 0
    assert "no working tokens" in capsys.readouterr().out


def test_a_missing_setting_is_named(monkeypatch, capsys):
    monkeypatch.delenv("MONGO_URI", raising=False)
    assert tokens.main(["list", "--subject", "id-mary"]) == 2
    assert "MONGO_URI is not set" in capsys.readouterr().err


def test_several_subjects_get_a_token_each_and_lose_them_together(opened, capsys):
    def said() -> list[dict[str, str]]:
        return json.loads(capsys.readouterr().out)

    assert _issue("--subject", "id-mary", "--subject", "id-tom") == 0
    made = said()
    found = [Tokens(opened["demo_gateway"]).find(each["token"], utc_now()).subject for each in made]
    assert found == ["id-mary", "id-tom"]
    ids = [each["id"] for each in made]
    assert tokens.main(["revoke", *ids, "--json"]) == 0
    assert said() == [{"id": each} for each in ids]
    for subject in ("id-mary", "id-tom"):
        assert tokens.main(["list", "--subject", subject, "--json"]) == 0
        assert said() == []
