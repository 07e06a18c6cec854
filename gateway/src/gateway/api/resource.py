"""What the resources of the API are built with: bodies in, answers out, versions, command ids."""

import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import urlencode

import flask_smorest
from flask import Response, request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser

from chassis.doors import by_field
from chassis.ids import new_id
from contracts.refusals import Refused
from gateway.limits import json_object

KEY = re.compile(r"^[\x21-\x7e]{1,200}$")
TAG = re.compile(r"^(\d{1,9})(\.[0-9a-f]{8})?$")

APPLICANT = "applicant"
"""How the document names whoever holds the link of an application."""
APPLICANT_TICKET = "X-Applicant-Ticket"
"""The header in which a program sends the ticket of that link."""

IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "The same key and body again gives the first answer again; the same key with "
    "another body is refused (409). Without it, a new one is made.",
}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "schema": {"type": "string"},
    "description": "The ETag you read; if somebody changed it since, the change is refused (412).",
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETag you hold; if it still is the same, the answer is 304 without a body.",
}


class Parser(FlaskParser):
    """Bodies through our own limits, unknown fields refused everywhere, one shape of refusal."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "json": None, "query": RAISE}

    def load_json(self, req: Any, schema: Schema) -> Any:
        needs_nothing = not any(field.required for field in schema.fields.values())
        if needs_nothing and not req.content_length and not req.content_type:
            return {}
        return json_object()

    def handle_error(self, error: ValidationError, *_context: Any, **_more: Any) -> NoReturn:
        messages: Any = error.messages
        by_location = {name: value for part in messages.values() for name, value in part.items()}
        raise Refused("invalid_input", fields=by_field(by_location))


class Resource(flask_smorest.Blueprint):
    """A blueprint whose document says who may use each operation and how it refuses."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, name: str, path: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix=f"/api/v1{path}", description=description)
        self._prepare_doc_cbks.append(self._prepare_guard_doc)

    def takes(self, schema: type[Schema]) -> Any:
        """The body's shape; the view gets it as its first argument."""
        return self.arguments(schema, location="json")

    def asks(self, schema: type[Schema]) -> Any:
        """The query's shape; the view gets it as its first argument."""
        return self.arguments(schema, location="query")

    def gives(self, status: int, schema: Any = None, **described: Any) -> Any:
        """What the answer looks like, for the document."""
        return self.response(status, schema, **described)

    @staticmethod
    def _prepare_guard_doc(doc: dict[str, Any], doc_info: dict[str, Any], **context: Any) -> dict[str, Any]:
        guard = doc_info["guard"]
        method = context["method"]
        scope = guard["scope"] or ("read" if method == "get" else "write")
        is_public = "public" in guard["roles"]
        manual = doc_info.setdefault("manual_doc", {})
        manual["description"] = guard["said"]
        manual["x-open-to"] = list(guard["roles"])
        proofs = [{"token": [scope]}, {"session": []}]
        manual["security"] = [{}, *proofs] if is_public else proofs
        if doc_info.get("for_applicants"):
            manual["security"] = [{APPLICANT: []}]
            manual["description"] += f" It needs the ticket of an applicant's link, in {APPLICANT_TICKET}."
        refusals = {429: "TOO_MANY_REQUESTS"} if is_public and method != "get" else {}
        if not is_public:
            refusals |= {401: "UNAUTHORIZED", 403: "FORBIDDEN"}
        if method != "get":
            refusals |= {409: "CONFLICT"}
            doc.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        if doc_info.get("versioned"):
            reads = method == "get"
            doc.setdefault("parameters", []).append(IF_NONE_MATCH if reads else IF_MATCH)
            refusals |= {} if reads else {412: "PRECONDITION_FAILED"}
        doc.setdefault("responses", {}).update(
            {status: name for status, name in refusals.items() if status not in doc["responses"]}
        )
        return doc


def for_applicants(view: Any) -> Any:
    """Say in the document that the ticket of an applicant's link opens this operation, and nothing else."""
    view._apidoc = {**getattr(view, "_apidoc", {}), "for_applicants": True}
    return view


def versioned(view: Any) -> Any:
    """Say in the document that this operation knows ETags."""
    view._apidoc = {**getattr(view, "_apidoc", {}), "versioned": True}
    return view


def answer(
    data: Any,
    status: int = 200,
    *,
    version: int | None = None,
    tagged: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """``data`` as JSON. With ``version``, or ``tagged``, it carries an ETag, and who holds it gets 304.

    The ETag is the version, and a digest of what this reader sees of it: two readers may see
    different fields, and ``If-Match`` looks at the version alone.
    """
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    made = Response(body, status, mimetype="application/json")
    if headers:
        made.headers.update(headers)
    if tagged or version is not None:
        digest = f"{zlib.crc32(body):08x}"
        tag = digest if version is None else f"{version}.{digest}"
        made.set_etag(tag)
        if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag):
            made.set_data(b"")
            made.status_code = 304
    return made


def page(data: Mapping[str, Any], asked: Mapping[str, Any]) -> Response:
    """A page of a list; the ``Link`` header carries the address of the next one."""
    headers = {}
    if data["next"]:
        again = {name: value for name, value in asked.items() if value is not None}
        again["cursor"] = data["next"]
        headers["Link"] = f'<{request.path}?{urlencode(again, doseq=True)}>; rel="next"'
    return answer(data, headers=headers)


def command_id() -> str:
    """The caller's ``Idempotency-Key``, or a new one. Refused: ``invalid_input``."""
    sent = request.headers.get("Idempotency-Key")
    if sent is None:
        return new_id()
    if not KEY.match(sent):
        said = ["Use 1 to 200 printable ASCII characters without spaces."]
        raise Refused("invalid_input", fields={"Idempotency-Key": said})
    return sent


def known_version(in_body: int | None = None) -> int | None:
    """The version the caller read: from ``If-Match``, else from the body, else None.

    Refused: ``stale_version`` when ``If-Match`` names nothing we ever gave out.
    """
    if "If-Match" not in request.headers or request.headers["If-Match"].strip() == "*":
        return in_body
    tags = list(request.if_match.as_set())
    match = TAG.match(tags[0]) if len(tags) == 1 else None
    if match is None:
        raise Refused("stale_version")
    return int(match.group(1))


def required_version(in_body: int | None = None) -> int:
    """``known_version``, or ``version_required`` (428) when the caller did not say which."""
    version = known_version(in_body)
    if version is None:
        raise Refused("version_required")
    return version
