"""The servers of one test session: given, in containers, or as processes of this session."""

import contextlib
import gc
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from launcher import containers, keys, ports, replica_set, servers
from launcher import mongodb as own_mongodb
from launcher import rabbitmq as own_rabbitmq
from launcher.processes import Child, stop
from launcher.programs import READY, NotPossible, Probe
from launcher.servers import Found

POLL_SECONDS = 0.05
CONTAINER_SECONDS = 300.0
"""The image may have to be fetched first."""


def docker_answers() -> bool:
    """Whether a Docker engine answers; false at once where there is none."""
    import docker

    with warnings.catch_warnings():
        # Where no engine answers, the client leaves its socket to the collector, which complains.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            with contextlib.closing(docker.from_env(timeout=5)) as client:
                return bool(client.ping())
        except docker.errors.DockerException:
            return False
        finally:
            gc.collect()


def rabbitmq(given: str, folder: Path) -> Iterator[str]:
    """The URI of a RabbitMQ while the test session lasts."""
    port = ports.any_free()
    if not given and docker_answers():
        secret = keys.password(folder / "password")
        container = _container(containers.RABBITMQ_IMAGE).with_bind_ports(5672, port)
        container = container.with_env("RABBITMQ_DEFAULT_USER", own_rabbitmq.USER)
        container = container.with_env("RABBITMQ_DEFAULT_PASS", secret)
        probe = own_rabbitmq.answers("127.0.0.1", port, own_rabbitmq.USER, secret, "/")
        yield from _contained(container, probe, f"amqp://{own_rabbitmq.USER}:{secret}@127.0.0.1:{port}/")
    else:
        yield from _served(servers.find_rabbitmq(given, folder, port, ports.any_free()), folder)


def mongodb(given: str, folder: Path) -> Iterator[str]:
    """The URI of a MongoDB replica set while the test session lasts."""
    port = ports.any_free()
    if not given and docker_answers():
        # The same port inside and outside: the set's one member has one address.
        container = _container(containers.MONGO_IMAGE).with_bind_ports(port, port)
        container = container.with_command(containers.mongod_options(port))
        yield from _contained(container, replica_set.probe_of(port), own_mongodb.uri(port))
    else:
        yield from _served(servers.find_mongodb(given, folder, port), folder)


def _container(image: str) -> Any:
    from testcontainers.core.container import DockerContainer

    return DockerContainer(image)


def _contained(container: Any, probe: Probe, uri: str) -> Iterator[str]:
    with container:
        _wait(probe, CONTAINER_SECONDS)
        yield uri


def _served(found: Found, folder: Path) -> Iterator[str]:
    if found.program is None:
        servers.wait_for(found)
        yield found.uri()
        return
    program = found.program
    child = Child(program.name, program.command, program.environment, folder / "server.log")
    try:
        _wait(program.probe, program.patience, child)
        yield found.uri()
    finally:
        stop([child], {child.name: program.grace})


def _wait(probe: Probe, seconds: float, child: Child | None = None) -> None:
    until = time.monotonic() + seconds
    while (missing := probe()) != READY:
        dead = child is not None and child.ended() is not None
        if dead or time.monotonic() > until:
            log = "\n".join(child.last_lines()) if child else ""
            raise NotPossible(f"A server for the tests did not start, waiting for {missing}:\n{log}")
        time.sleep(POLL_SECONDS)
