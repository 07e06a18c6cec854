"""What may vary about a start, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chassis.settings import SettingsError, read, setting
from launcher.programs import NotPossible

LOWEST_PORT, HIGHEST_PORT = 1, 65535


@dataclass(frozen=True)
class Settings:
    """A start of the platform."""

    port: int = setting("where the gateway listens; everything else is derived", default=8000)
    var: Path = setting("folder of all data, logs and keys", default=Path("var"))
    demo: bool = setting("whether demo data are loaded once the platform is ready", default=True)
    amqp_uri: str = setting("a RabbitMQ to use instead of an own one", default="")
    mongo_uri: str = setting("a MongoDB replica set to use instead of an own one", default="")
    database_prefix: str = setting("put before each database's name", default="")
    log_level: str = setting("debug, info, warning or error", default="info")
    web_workers: int = setting("processes of the gateway", default=2)
    web_threads: int = setting("threads in each process of the gateway", default=8)


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; raises ``NotPossible`` with every wrong one named. ``var`` becomes absolute."""
    source = os.environ if environment is None else environment
    try:
        settings = read(Settings, source)
    except SettingsError as wrong:
        raise NotPossible(f"A setting is wrong: {wrong}") from None
    if not LOWEST_PORT <= settings.port <= HIGHEST_PORT:
        raise NotPossible(
            f"PORT={settings.port} is no port: give a number from 1 to 65535, such as PORT=8100."
        )
    values = {**vars(settings), "var": settings.var.expanduser().absolute()}
    return Settings(**values)
