"""RabbitMQ and MongoDB as containers: used when the machine has Docker and no servers of its own."""

import os
import subprocess
from pathlib import Path

from launcher import keys, mongodb, rabbitmq, replica_set
from launcher.programs import Program

RABBITMQ_IMAGE = "rabbitmq:3.13.7"
MONGO_IMAGE = "mongo:7.0.14"
"""The images of docker-compose.yml; a test compares them."""
DOWNLOAD_SECONDS = 600.0
"""The first start may have to fetch the image."""


def answers() -> bool:
    """Whether a Docker engine answers here."""
    try:
        answer = subprocess.run(
            ["docker", "version", "--format", "{{.Server.Version}}"],
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def rabbitmq_program(folder: Path, port: int) -> tuple[Program, str]:
    """A RabbitMQ container and its URI; its data stay in ``folder``."""
    secret = keys.password(folder / "password")
    settings = ["--hostname", "qcommons", "-e", f"RABBITMQ_DEFAULT_USER={rabbitmq.USER}"]
    settings += ["-e", "RABBITMQ_DEFAULT_PASS"]
    command = _run(
        RABBITMQ_IMAGE, folder, "rabbitmq", f"127.0.0.1:{port}:5672", "/var/lib/rabbitmq", settings
    )
    probe = rabbitmq.answers("127.0.0.1", port, rabbitmq.USER, secret, "/")
    program = Program(
        "rabbitmq",
        command,
        {**os.environ, "RABBITMQ_DEFAULT_PASS": secret},
        probe,
        patience=DOWNLOAD_SECONDS,
        grace=30.0,
        tries=3,
    )
    return program, f"amqp://{rabbitmq.USER}:{secret}@127.0.0.1:{port}/"


def mongodb_program(folder: Path, port: int) -> tuple[Program, str]:
    """A MongoDB container as a set of one, and its URI.

    It listens on the same port inside and outside, for the set's member must be found under one
    address by both sides.
    """
    command = _run(MONGO_IMAGE, folder, "mongodb", f"127.0.0.1:{port}:{port}", "/data/db", [])
    program = Program(
        "mongodb",
        (*command, *mongod_options(port)),
        dict(os.environ),
        replica_set.probe_of(port),
        patience=DOWNLOAD_SECONDS,
        grace=30.0,
        tries=3,
    )
    return program, mongodb.uri(port)


def mongod_options(port: int) -> list[str]:
    """What makes a mongod in a container one member of a replica set, on this port."""
    set_options = ["--replSet", replica_set.REPLICA_SET, *replica_set.UNFINISHED]
    return [*set_options, "--bind_ip_all", "--port", str(port), "--noscripting"]


def _run(image: str, folder: Path, name: str, port: str, data: str, settings: list[str]) -> tuple[str, ...]:
    # In the foreground: docker passes our SIGTERM on, and --rm leaves no container behind.
    kept = folder / "container-data"
    kept.mkdir(parents=True, exist_ok=True)
    label = f"qcommons-{name}-{port.split(':')[1]}"
    return (
        "docker",
        "run",
        "--rm",
        "--init",
        "--name",
        label,
        "-p",
        port,
        "-v",
        f"{kept}:{data}",
        *settings,
        image,
    )
