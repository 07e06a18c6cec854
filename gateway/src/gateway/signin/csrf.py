"""Cross-site requests change nothing: refused with ``csrf_failed`` before any view runs.

Two checks. Where the request comes from, as the browser says it (``Sec-Fetch-Site``, or ``Origin``
in older ones); and the token of our own form, which a stranger's page cannot know. A request with
a bearer token needs neither: browsers do not add one by themselves, and its cookies count for nothing.
"""

from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from contracts.refusals import Refused
from gateway.parts import parts
from gateway.signin.cookies import SESSION_NAME
from gateway.signin.desk import CHANGING, desk
from gateway.signin.recognition import has_bearer_token

OURS = frozenset({"same-origin", "none"})


def install(app: Flask, protect: CSRFProtect) -> None:
    """Put our rule in place of Flask-WTF's own hook, whose token it still uses."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    # Sec-Fetch-Site and Origin say what the Referer would, and privacy tools leave them alone.
    app.config["WTF_CSRF_SSL_STRICT"] = False

    def check() -> None:
        if request.method not in CHANGING or request.endpoint is None or has_bearer_token():
            return
        if not comes_from_us():
            raise Refused("csrf_failed")
        if not app.config["WTF_CSRF_ENABLED"] or not _needs_form_token():
            return
        try:
            protect.protect()
        except CSRFError:
            raise Refused("csrf_failed") from None

    app.before_request(check)


def comes_from_us() -> bool:
    """Whether the browser says that our own page sent this; programs say nothing, and pass."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OURS
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    return origin in (_origin(request.host_url), _origin(parts().settings.portal_url))


def _needs_form_token() -> bool:
    """Every form of the portal; in the API only what rides on the session cookie."""
    if not request.path.startswith("/api/"):
        return True
    return desk().cookies.read(SESSION_NAME) is not None


def _origin(url: str) -> str:
    known = urlsplit(url)
    return f"{known.scheme}://{known.netloc}"
