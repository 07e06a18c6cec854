"""Puts the gateway together: the only door of Q Commons."""

from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from gateway import access, api, errors, headers, health, limits, portal, signin
from gateway.guards import csrf
from gateway.parts import EXTENSION, Parts, parts
from gateway.settings import Settings
from gateway.store import open_database

__all__ = ["Parts", "create_app", "parts"]


def create_app(settings: Settings, bus: Any = None, database: Any = None) -> Flask:
    """The WSGI app of one worker; tests hand in a ``LocalBus`` and a database in memory."""
    app = Flask("gateway", static_folder="static", template_folder="templates")
    _configure(app, settings)
    counts_uri = settings.mongo_uri if database is None else None
    app.extensions[EXTENSION] = Parts(
        settings,
        bus if bus is not None else _rpc_client(settings),
        database if database is not None else open_database(settings.mongo_uri, settings.database),
    )
    access.install(app)
    headers.install(app)
    limits.install(app, counts_uri, settings.database)
    portal.install(app)
    csrf.init_app(app)
    errors.install(app)
    health.install(app)
    api.install(app)
    signin.install(app)
    return app


class FormSessions(SecureCookieSessionInterface):
    """Flask's own session, which holds the CSRF token; without its cookie there is nothing to unseal."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def _configure(app: Flask, settings: Settings) -> None:
    app.session_interface = FormSessions()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        SESSION_COOKIE_NAME="__Host-form" if settings.secure_cookies else "form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        # A form stays good as long as the browser is open; the session behind it has its own end.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _rpc_client(settings: Settings) -> Any:
    from chassis.bus.client import RpcClient
    from chassis.envelope import signer

    return RpcClient(settings.amqp_uri, signer(settings.envelope_private_key_file))
