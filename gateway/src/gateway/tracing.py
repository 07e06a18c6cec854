"""One trace id per request: taken from ``traceparent`` or made, and carried on to every call."""

import re
import secrets

from flask import g, has_request_context, request

TRACEPARENT = re.compile(r"^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$")
NO_TRACE = "0" * 32


def trace_id() -> str:
    """The trace this request belongs to (32 hex digits); empty outside a request."""
    if not has_request_context():
        return ""
    known: str | None = g.get("trace_id")
    if known is None:
        known = g.trace_id = _from_header() or secrets.token_hex(16)
    return known


def _from_header() -> str | None:
    sent = request.headers.get("traceparent")
    match = TRACEPARENT.match(sent) if sent else None
    return match.group(1) if match and match.group(1) != NO_TRACE else None
