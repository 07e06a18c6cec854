"""One log line and one measurement per request; nothing personal in either."""

import time

from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

from chassis.logs import get_logger
from gateway.tracing import trace_id

REQUESTS = Counter("qcommons_requests_total", "Requests answered", ["view", "method", "status"])
SECONDS = Histogram(
    "qcommons_request_seconds", "Time to answer a request", ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)  # fmt: skip
QUIET = ("static", "health.live", "health.ready", "health.metrics")
"""Asked every few seconds by machines; counted but not logged."""


def install(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(answer: Response) -> Response:
    seconds = time.perf_counter() - g.get("started", time.perf_counter())
    view = request.endpoint or "none"
    REQUESTS.labels(view, request.method, str(answer.status_code)).inc()
    SECONDS.labels(view).observe(seconds)
    answer.headers["X-Request-Id"] = trace_id()
    if view not in QUIET:
        get_logger().info(
            "request",
            method=request.method,
            view=view,
            status=answer.status_code,
            ms=round(seconds * 1000, 1),
            bytes=answer.content_length,
            trace_id=trace_id(),
        )
    return answer
