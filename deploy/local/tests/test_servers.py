"""The private servers: founded, closed to strangers, movable, and ended."""

import os

import amqp
import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from launcher import mongodb, ports, rabbitmq, replica_set, servers
from launcher.databases import PARTS, databases
from launcher.processes import Child, stop
from launcher.programs import NotPossible, Program
from launcher.session_servers import _wait


class Running:
    """A program of a private server while a test looks at it."""

    def __init__(self, program: Program, folder) -> None:
        self.child = Child(program.name, program.command, program.environment, folder / "server.log")
        _wait(program.probe, 60.0, self.child)

    def stop(self) -> list[str]:
        return stop([self.child], {self.child.name: 20.0})


def test_a_machine_without_rabbitmq_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(rabbitmq, "script", lambda: None)
    monkeypatch.setattr(servers.debian, "can_install", lambda: False)
    monkeypatch.setattr(servers.containers, "answers", lambda: False)
    with pytest.raises(NotPossible, match=r"sudo apt-get install rabbitmq-server.*Docker.*AMQP_URI"):
        servers.find_rabbitmq("", tmp_path, 1, 2)


def test_a_machine_without_mongodb_but_with_docker_uses_a_container(tmp_path, monkeypatch):
    monkeypatch.setattr(mongodb, "binary", lambda: None)
    monkeypatch.setattr(servers.containers, "answers", lambda: True)
    found = servers.find_mongodb("", tmp_path, 27999)
    assert found.source == "Docker"
    assert found.program is not None
    assert found.program.command[:3] == ("docker", "run", "--rm")
    assert "--replSet" in found.program.command


def test_an_address_from_outside_is_used_and_nothing_is_started(tmp_path):
    found = servers.find_mongodb("mongodb://elsewhere/?replicaSet=rs0", tmp_path, 1)
    assert found.program is None
    assert found.uri("membership") == "mongodb://elsewhere/?replicaSet=rs0"


@pytest.mark.parametrize("uri", ["http://host/", "localhost:5672", "amqp://"])
def test_an_address_that_is_none_is_refused(tmp_path, uri):
    with pytest.raises(NotPossible, match="AMQP_URI is no address"):
        servers.find_rabbitmq(uri, tmp_path, 1, 2)


def test_a_server_from_outside_that_does_not_answer_is_said(tmp_path):
    found = servers.find_rabbitmq(f"amqp://guest:guest@127.0.0.1:{ports.any_free()}/", tmp_path, 1, 2)
    with pytest.raises(NotPossible, match="named by AMQP_URI does not answer"):
        servers.wait_for(found, seconds=0.2)


@pytest.mark.servers
def test_a_private_mongod_lets_each_user_at_its_own_database_only(tmp_path):
    mongod = mongodb.binary()
    assert mongod is not None
    users = {"membership": ["t_membership"], "gateway": ["t_gateway"]}
    program, uris = mongodb.private_set(mongod, tmp_path, ports.any_free(), users)
    running = Running(program, tmp_path)
    try:
        with MongoClient(uris["membership"]) as client, client.start_session() as session:
            own = client["t_membership"]["things"]
            own.create_index("name")
            session.with_transaction(lambda s: own.insert_one({"name": "a"}, session=s))
            with pytest.raises(OperationFailure, match="not authorized"):
                client["t_gateway"]["things"].find_one()
        wrong = uris["gateway"].replace("gateway:", "gateway:x")
        with MongoClient(wrong) as client, pytest.raises(OperationFailure, match="Authentication failed"):
            client["t_gateway"]["things"].find_one()
    finally:
        assert running.stop() == []


@pytest.mark.servers
def test_a_private_mongod_can_come_back_on_another_port_with_its_data(tmp_path):
    mongod = mongodb.binary()
    assert mongod is not None
    for round_ in range(2):
        program, uris = mongodb.private_set(mongod, tmp_path, ports.any_free(), {"membership": ["m"]})
        running = Running(program, tmp_path)
        try:
            with MongoClient(uris["membership"]) as client:
                assert client["m"]["things"].count_documents({}) == round_
                client["m"]["things"].insert_one({})
        finally:
            running.stop()


@pytest.fixture
def as_its_image_leaves_it(tmp_path):
    """A mongod that demands a login, with an administrator and nothing more; its address."""
    mongod, data, port = mongodb.binary(), tmp_path / "data", ports.any_free()
    assert mongod is not None
    data.mkdir()
    plain = (str(mongod), "--port", str(port), "--dbpath", str(data), "--bind_ip", "127.0.0.1", "--quiet")
    address = f"127.0.0.1:{port}"

    def run(*options: str) -> Child:
        child = Child("mongodb", (*plain, *options), dict(os.environ), tmp_path / "server.log")
        with MongoClient(address, directConnection=True, serverSelectionTimeoutMS=60_000) as client:
            client.admin.command("ping")
            if not options:
                client.admin.command("createUser", replica_set.ADMIN, pwd="admin-1", roles=["root"])
        return child

    stop([run()], {"mongodb": 20.0})
    key = mongodb._key_file(tmp_path / "cluster-key")
    running = run("--auth", "--keyFile", str(key), "--replSet", replica_set.REPLICA_SET)
    yield address
    stop([running], {"mongodb": 20.0})


@pytest.mark.servers
def test_the_job_of_the_compose_file_founds_the_set_and_gives_each_part_its_own_databases(
    as_its_image_leaves_it, monkeypatch
):
    monkeypatch.setenv("MONGO_ADDRESS", as_its_image_leaves_it)
    monkeypatch.setenv("MONGO_ADMIN_PASSWORD", "admin-1")
    for password in ("first", "second"):  # run again with other passwords, it sets those
        for part in PARTS:
            monkeypatch.setenv(f"{part.upper()}_MONGO_PASSWORD", f"{password}-{part}")
        assert replica_set.main() == 0

    def client_of(part: str, password: str = "second") -> MongoClient:
        login = {"username": part, "password": f"{password}-{part}"}
        return MongoClient(as_its_image_leaves_it, replicaSet=replica_set.REPLICA_SET, **login)

    for part, names in databases("").items():
        with client_of(part) as client, client.start_session() as session:
            for name in names:
                client[name]["things"].create_index("name")
            with session.start_transaction():
                for name in names:
                    client[name]["things"].insert_one({"name": "a"}, session=session)
            others = [name for other, held in databases("").items() if other != part for name in held]
            for name in (*others, "admin"):
                with pytest.raises(OperationFailure, match="not authorized"):
                    client[name]["things"].find_one()
    with client_of("membership", "first") as old, pytest.raises(OperationFailure, match="Authentication"):
        old["membership"]["things"].find_one()
    with (
        MongoClient(as_its_image_leaves_it) as nobody,
        pytest.raises(OperationFailure, match="requires auth"),
    ):
        nobody["membership"]["things"].find_one()


@pytest.mark.servers
def test_two_private_brokers_run_beside_each_other_and_refuse_guests(tmp_path):
    script = rabbitmq.script()
    assert script is not None
    running = []
    try:
        for name in ("one", "two"):
            program, uri = rabbitmq.private_node(script, tmp_path / name, ports.any_free(), ports.any_free())
            running.append(Running(program, tmp_path / name))
            address = uri.partition("@")[2].rstrip("/")
            guest = amqp.Connection(address, userid="guest", password="guest", connect_timeout=3)
            with pytest.raises(amqp.exceptions.AccessRefused):
                guest.connect()
            guest.collect()
    finally:
        killed = [name for each in running for name in each.stop()]
    assert killed == []


@pytest.mark.servers
def test_the_fixtures_give_servers_that_work(amqp_uri, mongo_uri, database_prefix):
    assert servers.find_rabbitmq(amqp_uri, None, 1, 2).probe() == ""  # type: ignore[arg-type]
    with MongoClient(mongo_uri) as client, client.start_session() as session:
        things = client[f"{database_prefix}x"]["things"]
        things.create_index("name")
        session.with_transaction(lambda s: things.insert_one({"name": "a"}, session=s))
        assert things.count_documents({}) == 1
