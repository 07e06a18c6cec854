"""What `make run` starts on this machine, with which settings: the same commands as in containers."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from contracts.services import CONTEXTS
from launcher.programs import READY, Job, Probe, Program
from launcher.servers import Found
from launcher.settings import Settings

ROOT = Path(__file__).resolve().parents[4]
START = ROOT / "deploy" / "start"
SERVICE_GRACE_SECONDS = 35.0
"""A service drains for up to 20 s and watches itself at 25 s (RELIABILITY 2.7)."""
OURS = {
    "PORT",
    "VAR",
    "DEMO",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MFLAGS",
    "MAKEOVERRIDES",
    "PYTHONPATH",
    "PYTHONHOME",
}
"""Words of the outer command that mean something else, or nothing, to a child."""
ANSWER_SECONDS = 2.0
DEMO_SECONDS = 600.0
DETAIL_CHARACTERS = 160


class Plan:
    """The programs of one start. Folders, ports and keys are decided before."""

    def __init__(
        self,
        settings: Settings,
        ports: Mapping[str, int],
        keys: Mapping[str, Path],
        broker: Found,
        store: Found,
    ) -> None:
        self.settings = settings
        self.ports = ports
        self.keys = keys
        self.broker = broker
        self.store = store

    @property
    def portal_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['gateway']}"

    @property
    def mailbox_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['mailbox']}"

    def mailbox(self) -> Program:
        environment = self._environment() | {
            "MAIL_FOLDER": str(self.settings.var / "mail"),
            "MAILBOX_HOST": "127.0.0.1",
            "MAILBOX_PORT": str(self.ports["mailbox"]),
            "SMTP_PORT": str(self.ports["smtp"]),
        }
        probe = http_probe(f"{self.mailbox_url}/health/ready")
        return Program("mailbox", (str(START), "mailbox"), environment, probe, grace=5.0)

    def declare(self) -> Job:
        """The exchanges and queues, made before anyone uses them."""
        return Job("declare", (str(START), "declare"), self._environment() | {"AMQP_URI": self.broker.uri()})

    def services(self) -> list[Program]:
        return [self._service(context) for context in CONTEXTS]

    def _service(self, context: str) -> Program:
        port = self.ports[f"health_{context}"]
        environment = self._part(context) | {
            "HEALTH_PORT": str(port),
            "ENVELOPE_PUBLIC_KEY_FILE": str(self.keys["ENVELOPE_PUBLIC_KEY_FILE"]),
        }
        if context == "notifications":
            environment |= {
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(self.ports["smtp"]),
                "MAIL_FROM": "Q Commons <no-reply@qcommons.invalid>",
                "TICKET_PRIVATE_KEY_FILE": str(self.keys["TICKET_PRIVATE_KEY_FILE"]),
            }
        probe = http_probe(f"http://127.0.0.1:{port}/health/ready")
        return Program(context, (str(START), context), environment, probe, grace=SERVICE_GRACE_SECONDS)

    def gateway(self) -> Program:
        metrics = self.settings.var / "data" / "gateway-metrics"
        metrics.mkdir(parents=True, exist_ok=True)
        environment = self._gateway() | {"PROMETHEUS_MULTIPROC_DIR": str(metrics)}
        probe = http_probe(f"{self.portal_url}/health/ready")
        return Program("gateway", (str(START), "gateway"), environment, probe, grace=SERVICE_GRACE_SECONDS)

    def demo(self) -> Job:
        """The demo loader; it has the gateway's settings because it issues the first token itself.

        stewardship's database is for its rehearsal command, which brings the demo's election to its vote.
        """
        environment = self._gateway() | {
            "STEWARDSHIP_MONGO_URI": self.store.uri("stewardship"),
            "GATEWAY_URL": self.portal_url,
            "MAILBOX_URL": self.mailbox_url,
            "VAR": str(self.settings.var),
        }
        command = (sys.executable, "-m", "launcher.demo")
        return Job("demo", command, environment, limit=DEMO_SECONDS, folder=str(ROOT))

    def _gateway(self) -> dict[str, str]:
        return self._part("gateway") | {
            "PORT": str(self.ports["gateway"]),
            "WEB_WORKERS": str(self.settings.web_workers),
            "WEB_THREADS": str(self.settings.web_threads),
            "ENVELOPE_PRIVATE_KEY_FILE": str(self.keys["ENVELOPE_PRIVATE_KEY_FILE"]),
            "TICKET_PUBLIC_KEY_FILE": str(self.keys["TICKET_PUBLIC_KEY_FILE"]),
            "SECRET_KEY": self.keys["SECRET_KEY_FILE"].read_text(),
        }

    def _part(self, part: str) -> dict[str, str]:
        """What every part with data gets."""
        return self._environment() | {
            "AMQP_URI": self.broker.uri(),
            "MONGO_URI": self.store.uri(part),
            "DATABASE_PREFIX": self.settings.database_prefix,
            "PORTAL_URL": self.portal_url,
            "REGIONS_DIR": str(ROOT / "deploy" / "regions"),
            "LOG_LEVEL": self.settings.log_level,
        }

    def _environment(self) -> dict[str, str]:
        """The outer environment without our own words, and with this installation's programs first."""
        outer = {name: value for name, value in os.environ.items() if name not in OURS}
        programs = str(Path(sys.executable).parent)
        return outer | {
            "PATH": f"{programs}{os.pathsep}{outer.get('PATH', os.defpath)}",
            "PYTHONUNBUFFERED": "1",
        }


def http_probe(url: str) -> Probe:
    """A probe that is ready once this address answers 200."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def probe() -> str:
        try:
            with opener.open(url, timeout=ANSWER_SECONDS) as answer:
                return READY if answer.status == 200 else f"a good answer, not {answer.status}"
        except urllib.error.HTTPError as problem:
            with problem:
                detail = problem.read(300).decode(errors="replace").strip()
            return f"its parts ({problem.code} {detail[:DETAIL_CHARACTERS]})"
        except (OSError, urllib.error.URLError, ValueError):
            return "its first answer"

    return probe
