"""``/health/live``, ``/health/ready`` and ``/metrics`` of a service, each part named."""

import json
import time
from collections.abc import Callable, Iterable
from typing import Any

import prometheus_client

Part = Callable[[], str | None]
"""Asks one part how it is: None when well, else a sentence."""


def answer(parts: dict[str, Part]) -> tuple[bool, dict[str, Any]]:
    """Ask every part; one that raises is not well."""
    told: dict[str, str] = {}
    for name, ask in parts.items():
        try:
            told[name] = ask() or "ok"
        except Exception as problem:
            told[name] = f"not answering ({type(problem).__name__})"
    well = all(state == "ok" for state in told.values())
    return well, {"ready": well, "parts": told}


class HealthPages:
    """The WSGI application a service serves on its health port."""

    def __init__(self, service: str, parts: dict[str, Part]) -> None:
        self._service = service
        self._parts = parts
        self._since = time.time()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/health/live":
            body = {"live": True, "service": self._service, "seconds": round(time.time() - self._since)}
            return self._json(start_response, "200 OK", body)
        if path == "/health/ready":
            well, told = answer(self._parts)
            status = "200 OK" if well else "503 Service Unavailable"
            return self._json(start_response, status, {"service": self._service, **told})
        if path == "/metrics":
            start_response("200 OK", [("Content-Type", prometheus_client.CONTENT_TYPE_LATEST)])
            return [prometheus_client.generate_latest()]
        return self._json(start_response, "404 Not Found", {"code": "not_found"})

    @staticmethod
    def _json(start_response: Callable[..., Any], status: str, body: dict[str, Any]) -> list[bytes]:
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(body).encode()]
