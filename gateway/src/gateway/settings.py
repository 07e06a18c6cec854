"""What may vary in the gateway: read once from the environment, frozen."""

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import setting


def database_name(prefix: str) -> str:
    """The gateway's own database on its server; ``prefix`` sets deployments apart, as for every context."""
    return f"{prefix}gateway"


@dataclass(frozen=True)
class Settings:
    """The gateway's settings; an empty text means that the part is switched off."""

    amqp_uri: str = setting("the broker, amqp://user:password@host:port/vhost")
    mongo_uri: str = setting("the gateway's own database server, mongodb://...")
    secret_key: str = setting("signs the CSRF tokens; at least 32 characters, the same in every worker")
    envelope_private_key_file: Path = setting("PEM file of the Ed25519 key that vouches for callers")
    ticket_public_key_file: Path = setting("PEM file of the Ed25519 key that sign-in links are checked with")
    database_prefix: str = setting("what the database's name begins with", default="")
    portal_url: str = setting("where people reach us, without a slash", default="http://127.0.0.1:8000")
    bind_host: str = setting("address gunicorn listens on", default="127.0.0.1")
    port: int = setting("port gunicorn listens on", default=8000)
    web_workers: int = setting("gunicorn's worker processes", default=2)
    web_threads: int = setting("threads in each worker", default=8, unit="threads")
    proxy_hops: int = setting("reverse proxies in front whose X-Forwarded-* we believe", default=0)
    log_level: str = setting("DEBUG, INFO, WARNING or ERROR", default="INFO")
    application_limit: str = setting("applications one address may send", default="60 per hour")
    metrics_key: str = setting("if set, /metrics asks for it as a bearer token", default="")

    @property
    def database(self) -> str:
        """The name of the gateway's own database."""
        return database_name(self.database_prefix)

    @property
    def secure_cookies(self) -> bool:
        """Cookies carry ``Secure`` as soon as people reach us over https."""
        return self.portal_url.startswith("https://")
