"""The mailbox's web pages and its JSON, both without JavaScript."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from launcher.mailbox.letters import Letter, Letters

LONDON = ZoneInfo("Europe/London")
PAGE_SIZE = 50
MOST_AT_ONCE = 1000
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""For a mail's own HTML: no script, no form, nothing fetched, its own origin."""


def shown(instant: datetime) -> str:
    """21 November 2026, 10:15 (London)."""
    local = instant.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"


def make_app(letters: Letters) -> Flask:
    """The Flask application over a folder of mails."""
    app = Flask(__name__)
    app.jinja_env.filters["shown"] = shown

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.get("/")
    def index() -> str:
        page = max(1, request.args.get("page", 1, type=int))
        to = request.args.get("to", "").strip()
        wanted = _addressed_to(letters, to)
        items = wanted[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        more = len(wanted) > page * PAGE_SIZE
        return render_template("list.html", items=items, total=len(wanted), page=page, more=more, to=to)

    @app.get("/messages/<identity>")
    def message(identity: str) -> str:
        return render_template("message.html", letter=_found(letters, identity))

    @app.get("/messages/<identity>/html")
    def message_html(identity: str) -> Response:
        letter = _found(letters, identity)
        if letter.html is None:
            abort(404)
        return Response(letter.html, mimetype="text/html", headers={"Content-Security-Policy": MAIL_POLICY})

    @app.get("/api/messages")
    def api_messages() -> Response:
        limit = min(max(1, request.args.get("limit", 200, type=int)), MOST_AT_ONCE)
        wanted = _addressed_to(letters, request.args.get("to", "").strip())
        return jsonify([letter.as_json() for letter in wanted[:limit]])

    @app.post("/clear")
    def clear() -> AnyResponse:
        # Another site's page may post here from the same browser; it must not empty the mailbox.
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            abort(403)
        letters.clear()
        return redirect(url_for("index"), code=303)

    @app.get("/health/live")
    @app.get("/health/ready")
    def health() -> Response:
        return jsonify({"state": "ready", "parts": {"mail folder": "ready"}, "messages": letters.count()})

    @app.errorhandler(404)
    def missing(_problem: Exception) -> tuple[str, int]:
        return render_template("missing.html"), 404

    return app


def _addressed_to(letters: Letters, to: str) -> list[Letter]:
    wanted = to.casefold()
    return [
        letter
        for letter in letters.newest_first()
        if not wanted or any(wanted == address.casefold() for address in letter.to)
    ]


def _found(letters: Letters, identity: str) -> Letter:
    letter = letters.get(identity)
    if letter is None:
        abort(404)
    return letter
