"""A private RabbitMQ node: own name, ports, data and password, beside any other on the machine.

It runs without epmd (Erlang's name server), which would outlive us and cannot be shared safely;
the price is that ``rabbitmqctl`` cannot reach the node. Looking into it goes over AMQP.
"""

import os
import secrets
import shutil
from pathlib import Path
from urllib.parse import quote

import amqp

from launcher import keys
from launcher.programs import READY, Probe, Program

SCRIPT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
"""Debian's own script; the one on PATH changes to the user rabbitmq and only root may run it."""
USER = "qcommons"
PACKAGE = "rabbitmq-server"
HANDSHAKE_SECONDS = 1.0


def script() -> Path | None:
    """The server's start script on this machine, or None."""
    if SCRIPT.exists():
        return SCRIPT
    found = shutil.which("rabbitmq-server")
    return Path(found) if found else None


def private_node(
    start: Path, folder: Path, port: int, distribution_port: int, environment: dict[str, str] | None = None
) -> tuple[Program, str]:
    """The node as a program, and its AMQP URI. ``folder`` keeps its data, settings and password."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = keys.password(folder / "password")
    _write_settings(folder, port, secret)
    uri = f"amqp://{USER}:{quote(secret)}@127.0.0.1:{port}/"
    program = Program(
        name="rabbitmq",
        command=(str(start),),
        environment=_environment(folder, port, distribution_port, environment or dict(os.environ)),
        probe=answers("127.0.0.1", port, USER, secret, "/"),
        patience=120.0,
        grace=30.0,
        tries=3,
        folder=str(folder),
    )
    return program, uri


def answers(host: str, port: int, user: str, secret: str, vhost: str) -> Probe:
    """A probe that is ready once the whole AMQP handshake succeeds (an open port says little)."""

    def probe() -> str:
        connection = amqp.Connection(
            f"{host}:{port}",
            userid=user,
            password=secret,
            virtual_host=vhost,
            connect_timeout=HANDSHAKE_SECONDS,
            read_timeout=5 * HANDSHAKE_SECONDS,
        )
        try:
            connection.connect()
        except (OSError, amqp.exceptions.AMQPError) as problem:
            connection.collect()
            return f"a handshake with {host}:{port} ({_in_words(problem)})"
        connection.close()
        return READY

    return probe


def _in_words(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem).strip() or type(problem).__name__


def _write_settings(folder: Path, port: int, secret: str) -> None:
    lines = [
        f"listeners.tcp.1 = 127.0.0.1:{port}",
        f"default_user = {USER}",
        f"default_pass = {secret}",
        "log.console = true",
        # Error reports quote the messages in hand, and so people; so do warnings (docs/operations.md).
        "log.console.level = critical",
        "log.file = false",
        # A developer's disk is often nearly full; the limit of 50 MB is still a limit.
        "disk_free_limit.absolute = 50MB",
    ]
    keys.write_secret(folder / "rabbitmq.conf", "\n".join(lines).encode() + b"\n")
    (folder / "env.conf").write_text("")
    (folder / "enabled_plugins").write_text("[].\n")
    cookie = folder / ".erlang.cookie"
    if not cookie.exists():
        keys.write_secret(cookie, secrets.token_hex(16).encode(), mode=0o400)


def _node_name(folder: Path) -> str:
    """The node's name: its data are bound to it, and no two nodes of a machine may share one."""
    file = folder / "node-name"
    if not file.exists():
        keys.write_secret(file, f"qcommons-{secrets.token_hex(4)}".encode())
    return file.read_text()


def _environment(folder: Path, port: int, distribution_port: int, outer: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in outer.items() if not name.startswith(("RABBITMQ_", "ERL_"))}
    # Half the cores: on a small machine schedulers that wake each other cost more than they carry.
    schedulers = max(1, (os.cpu_count() or 2) // 2)
    erlang = (
        f"+S {schedulers}:{schedulers} +sbwt none -kernel inet_dist_use_interface {{127,0,0,1}} "
        f"-start_epmd false -erl_epmd_port {distribution_port}"
    )
    return kept | {
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"{_node_name(folder)}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(distribution_port),
        "RABBITMQ_BASE": str(folder),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "env.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "gen"),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        # The script then becomes the Erlang process instead of standing before it: our signals
        # reach it, and so does the kernel's when the launcher is killed.
        "RUNNING_UNDER_SYSTEMD": "true",
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": erlang,
    }
