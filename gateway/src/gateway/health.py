"""Is the gateway alive, is it ready, what has it counted?"""

import hmac
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from chassis.bus.connecting import farewell, open_connection
from chassis.identity import VISITOR
from chassis.logs import get_logger, places
from contracts.refusals import Refused
from gateway.clients import membership, notifications
from gateway.clients.exchange import rounds
from gateway.clients.meetings import calendar
from gateway.clients.skills_register import ledger
from gateway.clients.stewardship import network
from gateway.guards import open_to
from gateway.parts import parts
from gateway.store import ping

blueprint = Blueprint("health", __name__)

EXTENSION = "qcommons_look"
KEPT_SECONDS = 1.0
"""How long a look at the parts is believed; probes of strangers cost us no more than this."""

WELL = "ok"
SILENT = "not answering"


@dataclass
class Look:
    """The last look at the parts, and when it was taken (monotonic seconds)."""

    parts: dict[str, str] = field(default_factory=dict)
    taken: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


def install(app: Flask) -> None:
    app.extensions[EXTENSION] = Look()
    app.register_blueprint(blueprint)


@blueprint.get("/health/live")
@open_to("public")
def live() -> dict[str, str]:
    """This process answers; says nothing about the parts behind it."""
    return {"status": "live"}


@blueprint.get("/health/ready")
@open_to("public")
def ready() -> tuple[dict[str, Any], int]:
    """Each part by name. Not ready (503) without the broker or the database; a silent context is
    named, but the rest of Q Commons works without it (ARCHITECTURE rule 1)."""
    found = _look()
    is_ready = found["broker"] == WELL and found["database"] == WELL
    return {"status": "ready" if is_ready else "not ready", "parts": found}, 200 if is_ready else 503


@blueprint.get("/metrics")
@open_to("public")
def metrics() -> Response:
    """What all workers counted, in Prometheus' text format."""
    key = parts().settings.metrics_key
    if key and not hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {key}"):
        raise Refused("credentials_invalid")
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _look() -> dict[str, str]:
    look: Look = current_app.extensions[EXTENSION]
    with look.lock:
        if not look.parts or time.monotonic() - look.taken > KEPT_SECONDS:
            look.parts = {
                "broker": _well(_ask_broker),
                "database": _well(lambda: ping(parts().database)),
                "membership": _well(lambda: membership.get_application(VISITOR, "-")),
                "stewardship": _well(lambda: network.get_group(VISITOR, "-")),
                "meetings": _well(lambda: calendar.get_meeting(VISITOR, "-")),
                "skills_register": _well(lambda: ledger.summarise(VISITOR)),
                "exchange": _well(lambda: rounds.get_round(VISITOR, "-")),
                "notifications": _well(lambda: notifications.list_mail(VISITOR)),
            }
            look.taken = time.monotonic()
        return look.parts


def _well(ask: Callable[[], Any]) -> str:
    try:
        ask()
    except Refused as no:
        # A closed door, or a group that cannot be: being refused there is the cheapest proof of life.
        return SILENT if no.code in ("temporarily_unavailable", "unexpected") else WELL
    except Exception as problem:
        get_logger().warning("part_not_answering", **places(problem))
        return SILENT
    return WELL


def _ask_broker() -> None:
    farewell(open_connection(parts().settings.amqp_uri, "gateway readiness"))
