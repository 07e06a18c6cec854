"""The one table from refusals to what people see: problem+json for the API, a page for the portal.

Nothing else turns an exception into an answer. What nobody expected is logged once under an
incident code, and the caller sees only that code.
"""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from flask import Flask, Response, request
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from chassis.bus.replies import new_incident
from chassis.logs import get_logger, places
from contracts.refusals import CODES, Refused
from gateway.guards import in_api
from gateway.store import Unreachable
from gateway.tracing import trace_id

PROBLEM_TYPE = "application/problem+json"
PROBLEMS_URL = "/api/v1/problems"

HTTP_CODES = {
    400: "bad_request",
    401: "sign_in_required",
    403: "role_required",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    414: "bad_request",
    415: "unsupported_media_type",
    422: "invalid_input",
    429: "too_many_requests",
    431: "bad_request",
    503: "temporarily_unavailable",
}
"""What the web framework refuses by itself, in our codes."""


def install(app: Flask) -> None:
    app.register_error_handler(Refused, on_refused)
    app.register_error_handler(HTTPException, on_http_exception)
    for without_database in Unreachable:
        app.register_error_handler(without_database, on_unreachable_database)
    app.register_error_handler(Exception, on_surprise)


def on_refused(no: Refused) -> Response:
    """A plain no, from a door or from the gateway itself."""
    fields = dict(no.fields)
    # A service logged its own surprise and sends its incident code along.
    incident = (fields.pop("incident", None) or [""])[0] if no.code == "unexpected" else ""
    return _answer(no.code, no.message, fields=fields, incident=incident)


def on_http_exception(problem: HTTPException) -> Response:
    """The framework's own errors, with the headers they need (405 names what is allowed)."""
    if isinstance(problem, CSRFError):
        return _answer("csrf_failed", CODES["csrf_failed"].sentence)
    status = problem.code or 500
    if status < 400:
        return problem.get_response()  # type: ignore[return-value]
    code = HTTP_CODES.get(status)
    if code is None:
        return on_surprise(problem)
    keep = {name: value for name, value in problem.get_headers() if name == "Allow"}
    if isinstance(problem, RateLimitExceeded) and problem.limit is not None:
        keep["Retry-After"] = str(problem.limit.limit.get_expiry())
    return _answer(code, CODES[code].sentence, headers=keep)


def on_unreachable_database(problem: Exception) -> Response:
    """Our own database does not answer: the same as a context that does not (ARCHITECTURE rule 1)."""
    get_logger().warning(
        "database_not_answering",
        method=request.method,
        route=str(request.url_rule or ""),
        trace_id=trace_id(),
        **places(problem),
    )
    return on_refused(Refused("temporarily_unavailable"))


def on_surprise(problem: Exception) -> Response:
    """What nobody foresaw: logged once, without the words people typed; answered with a code."""
    incident = new_incident()
    get_logger().error(
        "incident",
        incident=incident,
        method=request.method,
        route=str(request.url_rule or ""),
        trace_id=trace_id(),
        **places(problem),
    )
    return _answer("unexpected", CODES["unexpected"].sentence, incident=incident)


def body_of(code: str, detail: str, fields: Mapping[str, Any], incident: str = "") -> dict[str, Any]:
    """The body of a refusal (RFC 9457) with our stable ``code`` and messages per field."""
    known = CODES[code]
    body: dict[str, Any] = {
        "type": f"{PROBLEMS_URL}#{code}",
        "title": known.sentence,
        "status": known.status,
        "detail": detail,
        "code": code,
        "fields": dict(fields),
    }
    if incident:
        body["incident"] = incident
    return body


def _answer(
    code: str,
    message: str,
    *,
    fields: Mapping[str, Any] | None = None,
    incident: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    status = CODES[code].status
    if in_api():
        body = json.dumps(body_of(code, message, fields or {}, incident))
        answer = Response(body, status, mimetype=PROBLEM_TYPE)
    else:
        answer = _page(status, incident or code, message)
    answer.headers.update(headers or {})
    if status == 401 and in_api():
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Q Commons"'
    if status == 503:
        answer.headers.setdefault("Retry-After", "5")
    return answer


def _page(status: int, code: str, message: str) -> Response:
    from gateway import portal  # its pages are guarded, and the guards refuse

    try:
        shown: Response = portal.show_error(status, code, message)
    except Exception as broken:
        # The page for errors must not fail with the error it shows.
        get_logger().error("error_page_failed", **places(broken))
        return _plain_page(status, code, message)
    shown.status_code = status
    return shown


def _plain_page(status: int, code: str, message: str) -> Response:
    page = (
        '<!doctype html><html lang="en-GB"><head><title>Q Commons</title></head>'
        f"<body><main><h1>Q Commons</h1><p>{escape(message)}</p><p>{escape(code)}</p>"
        '<p><a href="/">Home</a></p></main></body></html>'
    )
    return Response(page, status, mimetype="text/html")
