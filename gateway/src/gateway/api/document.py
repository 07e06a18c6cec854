"""The OpenAPI document of the API, and a page to try it out."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import flask_smorest
import flask_swagger_ui  # type: ignore[import-untyped]
from flask import Blueprint, Flask, Response, send_from_directory
from flask_smorest.utils import prepare_response
from marshmallow import Schema, fields

from gateway.api.resource import APPLICANT, APPLICANT_TICKET
from gateway.errors import PROBLEM_TYPE
from gateway.guards import SCOPES, csrf, open_to
from gateway.headers import page_policy

VERSION = "1.0.0"
PATH = "/api/v1/openapi.json"
OWN_PAGE = Path(__file__).parent / "trying"
SWAGGER = Path(flask_swagger_ui.__file__).parent / "dist"
SWAGGER_FILES = ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")

ABOUT = """The open door of Q Commons: everything the portal does, for scripts and regional systems.

Send a personal token as `Authorization: Bearer ...` (make one under "me/tokens" or on your profile page).
Lists are pages `{"items": [...], "next": cursor}`; the `Link` header names the next page.
Refusals are `application/problem+json` with a stable `code`; `GET /api/v1/problems` lists them all.
"""


class Problem(Schema):
    """RFC 9457, with our stable code."""

    type = fields.Str(required=True)
    title = fields.Str(required=True)
    status = fields.Int(required=True)
    detail = fields.Str(required=True)
    code = fields.Str(required=True, metadata={"description": "Stable for ever; see GET /api/v1/problems"})
    fields_ = fields.Dict(
        data_key="fields",
        required=True,
        keys=fields.Str(),
        values=fields.List(fields.Str()),
        metadata={"description": "Messages by the name of the field they are about"},
    )
    incident = fields.Str(metadata={"description": "Quote this if you tell us of an unexpected error"})


class Api(flask_smorest.Api):
    """flask-smorest without its own error handlers: ``gateway.errors`` is the one table."""

    ERROR_SCHEMA = Problem

    def __init__(self, app: Flask) -> None:
        super().__init__(
            app,
            spec_kwargs={
                "title": "Q Commons",
                "version": VERSION,
                "openapi_version": "3.1.0",
                "info": {"description": ABOUT},
                "servers": [{"url": "/"}],
            },
        )
        self._app: Flask = app
        components = self.spec.components
        scopes = ", ".join(SCOPES)
        components.security_scheme(
            "token",
            {"type": "http", "scheme": "bearer", "description": f"A personal API token. Scopes: {scopes}."},
        )
        name = "__Host-session" if app.config["SESSION_COOKIE_SECURE"] else "session"
        components.security_scheme(
            "session",
            {"type": "apiKey", "in": "cookie", "name": name, "description": "The portal's session."},
        )
        components.security_scheme(
            APPLICANT,
            {
                "type": "apiKey",
                "in": "header",
                "name": APPLICANT_TICKET,
                "description": "The ticket in the link that an applicant got by e-mail.",
            },
        )

    def add(self, resource: Any) -> None:
        """Register a resource. CSRF tokens are the portal's; the guard checks the API's origin."""
        csrf.exempt(resource)
        self.register_blueprint(resource)

    def _register_error_handlers(self) -> None:
        """None: see the class."""

    def _register_pagination_header(self) -> None:
        """None: lists are cut by cursors, and say so in their body."""

    def _register_responses(self) -> None:
        for name, status in (
            ("UNAUTHORIZED", "Not signed in, or the token is not good."),
            ("FORBIDDEN", "Signed in, but not for this: role, region, scope or second factor."),
            ("CONFLICT", "It does not go with what is there, or the Idempotency-Key was used before."),
            ("PRECONDITION_FAILED", "Somebody changed it since you read it."),
            ("UNPROCESSABLE_CONTENT", "What was sent needs correcting; see fields."),
            ("UNPROCESSABLE_ENTITY", "What was sent needs correcting; see fields."),
            ("TOO_MANY_REQUESTS", "Too often from this address; see Retry-After."),
            ("DEFAULT_ERROR", "Any other refusal."),
        ):
            response = {"description": status, "schema": Problem}
            prepare_response(response, self.spec, PROBLEM_TYPE)
            self.spec.components.response(name, response, lazy=True)


def install(app: Flask, api: Api) -> None:
    """Serve the document and the page; call it before the first request, after the resources."""
    blueprint = Blueprint("document", __name__, url_prefix="/api/v1")

    @cache
    def document() -> bytes:
        return json.dumps(api.spec.to_dict(), separators=(",", ":")).encode()

    @blueprint.get("/openapi.json")
    @open_to("public")
    def openapi() -> Response:
        """The OpenAPI 3.1 document."""
        return Response(document(), mimetype="application/json")

    @blueprint.get("/docs")
    @open_to("public")
    def docs() -> Response:
        """A page to try the API out."""
        answer = send_from_directory(OWN_PAGE, "index.html")
        answer.headers["Content-Security-Policy"] = page_policy("", images="'self' data:")
        return answer

    @blueprint.get("/docs/<name>")
    @open_to("public")
    def docs_file(name: str) -> Response:
        """The page's own script, and Swagger UI's files."""
        folder = SWAGGER if name in SWAGGER_FILES else OWN_PAGE
        return send_from_directory(folder, name)

    app.register_blueprint(blueprint)
