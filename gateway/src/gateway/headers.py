"""Security headers on every answer; a nonce only where a page is drawn."""

import secrets
from typing import Any

from flask import Flask, Response, g, request

FIXED = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
]
"""What every answer carries, whoever made it."""
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of an answer that is not a page."""


def install(app: Flask) -> None:
    """Before CSRF protection: its refusal, too, must find the hooks of this module."""
    app.wsgi_app = WithFixed(app.wsgi_app)  # type: ignore[method-assign]
    app.after_request(add_headers)
    app.context_processor(lambda: {"cspNonce": nonce()})


class WithFixed:
    """The app, with ``FIXED`` put on every answer in one go."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __call__(self, environ: Any, start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], *problem: Any) -> Any:
            return start_response(status, headers + FIXED, *problem)

        return self._app(environ, start)


def nonce() -> str:
    """The nonce of this page's one inline script."""
    made: str | None = g.get("csp_nonce")
    if made is None:
        made = g.csp_nonce = secrets.token_urlsafe(16)
    return made


def page_policy(nonce: str, images: str = "'self'") -> str:
    """What a page may load: our own files, and the one script that carries the nonce."""
    scripts = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src {images}; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def add_headers(answer: Response) -> Response:
    headers = answer.headers
    if "Content-Security-Policy" not in headers:
        is_page = answer.mimetype == "text/html"
        headers["Content-Security-Policy"] = page_policy(g.get("csp_nonce", "")) if is_page else NOTHING
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint != "static":
        _forbid_keeping(answer)
    return answer


def _forbid_keeping(answer: Response) -> None:
    # What a signed-in person sees may not stay on a shared computer; what is public may be asked
    # for again with its ETag, so that figures are never older than the records.
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "no-cache" if _is_public() else "no-store"
    answer.vary.update(("Cookie", "Authorization"))


def _is_public() -> bool:
    caller = g.get("caller")
    # A link with a ticket stands for a person, although nobody is signed in.
    is_visitor = caller is not None and caller.is_visitor and "ticket" not in request.args
    return is_visitor and request.method in ("GET", "HEAD")
