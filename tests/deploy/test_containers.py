"""docker-compose.yml, the image and `make run` start the same parts with the same commands."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from contracts.services import CONTEXTS
from launcher import containers, locking
from launcher.databases import PARTS as PARTS_WITH_DATA
from launcher.databases import databases
from launcher.plan import Plan
from launcher.ports import DERIVED
from launcher.replica_set import ADMIN, Account, accounts_of
from launcher.servers import Found
from launcher.settings import Settings

ROOT = Path(__file__).parents[2]
SERVERS = {"rabbitmq", "mongo"}
JOBS = {"declare", "keys", "replica-set"}
PARTS = {*(context.replace("_", "-") for context in CONTEXTS), "gateway", "mailbox"}
ONLY_IN_CONTAINERS = {"HEALTH_HOST", "BIND_HOST", "SECRET_KEY_FILE", "KEYS_DIR"}
ONLY_LOCAL = {"SECRET_KEY", "DATABASE_PREFIX", "PATH", "PYTHONUNBUFFERED"}


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.fixture
def plan(tmp_path, monkeypatch) -> Plan:
    for name in ("MONGO_URI", "AMQP_URI"):
        monkeypatch.delenv(name, raising=False)
    keys = {
        f"{pair}_{half}_KEY_FILE": tmp_path / "key"
        for pair in ("ENVELOPE", "TICKET")
        for half in ("PRIVATE", "PUBLIC")
    }
    (tmp_path / "key").write_text("a key")
    keys["SECRET_KEY_FILE"] = tmp_path / "key"
    server = Found("a test", {"": "scheme://host/"})
    return Plan(Settings(var=tmp_path), {"gateway": 8000, **DERIVED}, keys, server, server)


def start_names() -> set[str]:
    """What deploy/start says it can start."""
    usage = subprocess.run([ROOT / "deploy" / "start"], capture_output=True, text=True, check=False)
    assert usage.returncode == 64
    return set(usage.stderr.split()[-1].split("|"))


def test_compose_runs_every_part_and_nothing_else(compose):
    assert set(compose) == PARTS | SERVERS | JOBS


def test_the_start_command_knows_every_part_and_every_job():
    assert start_names() == {*CONTEXTS, "gateway", "mailbox"} | JOBS


def test_every_container_of_ours_starts_by_the_one_start_command(compose):
    for name in PARTS | JOBS:
        assert "entrypoint" not in compose[name]
        assert compose[name]["command"] == [name.replace("-", "_") if name in PARTS else name]
    assert 'ENTRYPOINT ["/app/deploy/start"]' in (ROOT / "deploy" / "Dockerfile").read_text()


def test_make_run_starts_by_the_same_command(plan):
    started = [plan.mailbox(), *plan.services(), plan.gateway(), plan.declare()]
    assert {each.command for each in started} == {
        (str(ROOT / "deploy" / "start"), name) for name in {*CONTEXTS, "gateway", "mailbox", "declare"}
    }


def test_make_run_and_compose_give_each_part_the_same_settings(plan, compose, monkeypatch):
    monkeypatch.setattr("os.environ", {})
    for program in (plan.mailbox(), *plan.services(), plan.gateway()):
        theirs = set(compose[program.name.replace("_", "-")]["environment"])
        assert theirs - ONLY_IN_CONTAINERS == set(program.environment) - ONLY_LOCAL, program.name


def test_the_servers_are_the_pinned_images_of_the_docker_fallback(compose):
    assert compose["rabbitmq"]["image"] == containers.RABBITMQ_IMAGE
    assert compose["mongo"]["image"] == containers.MONGO_IMAGE
    for image in (containers.RABBITMQ_IMAGE, containers.MONGO_IMAGE):
        assert re.search(r":\d+\.\d+\.\d+", image), image


def test_each_part_has_a_user_of_its_own_at_the_database_with_the_password_the_job_gives_it(compose):
    job = compose["replica-set"]["environment"]
    passwords = {}
    for part in PARTS_WITH_DATA:
        uri = compose[part.replace("_", "-")]["environment"]["MONGO_URI"]
        found = re.fullmatch(rf"mongodb://{part}:(.+)@mongo:27017/\?(.+)", uri)
        assert found is not None, part
        passwords[part], options = found.groups()
        assert {"replicaSet=rs0", "w=majority", "authSource=admin"} <= set(options.split("&"))
        assert passwords[part] == job[f"{part.upper()}_MONGO_PASSWORD"], part
    assert len(set(passwords.values())) == len(passwords)
    assert set(accounts_of(job)) == {
        Account(part, passwords[part], tuple(held)) for part, held in databases("").items()
    }


def test_the_database_server_lets_nobody_in_without_a_password(compose):
    mongo, job = compose["mongo"], compose["replica-set"]["environment"]
    assert {"--auth", "--keyFile"} <= set(mongo["command"])
    assert mongo["environment"]["MONGO_INITDB_ROOT_USERNAME"] == ADMIN
    assert mongo["environment"]["MONGO_INITDB_ROOT_PASSWORD"] == job["MONGO_ADMIN_PASSWORD"]
    assert "ports" not in mongo


def test_the_database_server_gets_its_key_before_it_starts(compose, tmp_path):
    mongo, said = compose["mongo"], tmp_path / "said"
    key = mongo["command"][mongo["command"].index("--keyFile") + 1]
    for name, does in {
        "install": f'echo "$@" >> {said}; cat >> {said}',
        "docker-entrypoint.sh": f'echo "$@" >> {said}',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    # A dollar sign is doubled in a compose file.
    command = [word.replace("$$", "$") for word in [*mongo["entrypoint"], *mongo["command"]]]
    environment = {"PATH": f"{tmp_path}:{os.defpath}", "CLUSTER_KEY": "aKey"}
    subprocess.run(command, env=environment, check=True)
    installed, written, started = said.read_text().splitlines()
    assert installed.split()[-1] == key
    assert (written, started.split()) == ("aKey", mongo["command"])


def test_whatever_keeps_running_is_watched_restarted_and_given_time_to_stop(compose):
    for name in PARTS | SERVERS:
        part = compose[name]
        assert part["restart"] == "unless-stopped", name
        assert part["stop_grace_period"] == "45s", name
        assert part["healthcheck"]["test"][0] == "CMD", name


def test_private_keys_are_only_where_they_are_used(compose):
    holders = {
        name: {value for value in part.get("environment", {}).values() if "private" in str(value)}
        for name, part in compose.items()
    }
    assert {name: keys for name, keys in holders.items() if keys} == {
        "gateway": {"/keys/envelope-private.pem"},
        "notifications": {"/keys/ticket-private.pem"},
    }


def test_every_image_has_its_own_requirements_from_the_one_resolution(compose):
    images = {part["build"]["args"]["SERVICE"] for part in compose.values() if "build" in part}
    assert images == set(locking.IMAGES)
    platform = pins(ROOT / "requirements.txt")
    for image in images:
        needed = pins(ROOT / "deploy" / "requirements" / f"{image}.txt")
        assert needed.items() <= platform.items(), image
        wanted = {plain(name) for name in locking.wanted_by(image)}
        assert wanted <= needed.keys(), f"{image}: run make lock"


def pins(file: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", file.read_text(), re.MULTILINE))


def plain(requirement: str) -> str:
    return re.split(r"[\[ ;<>=]", requirement)[0].lower().replace("_", "-")
