"""OpenID Connect, if configured: code flow with PKCE and nonce; a verified e-mail becomes a member."""

from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from chassis.logs import get_logger
from contracts.refusals import Refused
from gateway.signin.settings import SignInSettings

EXTENSION = "qcommons_openid"
NAME = "provider"
PROVIDER_SECONDS = 5


def install(app: Flask, settings: SignInSettings) -> None:
    if not settings.openid:
        return
    oauth = OAuth(app)
    oauth.register(
        NAME,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "timeout": PROVIDER_SECONDS,
        },
    )
    app.extensions[EXTENSION] = oauth


def configured() -> bool:
    return EXTENSION in current_app.extensions


def start(back: str) -> Response:
    """Off to the provider, which sends the browser to ``back``. Refused: ``openid_failed``."""
    try:
        leaving: Response = _client().authorize_redirect(back)
    except (AuthlibBaseError, requests.RequestException, ValueError) as problem:
        raise _failed(problem) from None
    return leaving


def verified_email() -> str:
    """The address for which the provider vouches, from this request's code and state.

    Refused: ``openid_failed`` for whatever does not fit (state, nonce, signature, issuer, a provider
    that does not answer), ``not_a_member`` for an address that the provider did not verify.
    """
    try:
        claims: dict[str, Any] = _client().authorize_access_token()["userinfo"]
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError) as problem:
        raise _failed(problem) from None
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        raise Refused("not_a_member", "Your organisation did not vouch for an e-mail address of yours.")
    return email


def _client() -> Any:
    if not configured():
        raise Refused("not_found")
    return current_app.extensions[EXTENSION].create_client(NAME)


def _failed(problem: Exception) -> Refused:
    # The kind of the fault helps an operator; its text may hold codes and addresses.
    get_logger().warning("openid_failed", kind=type(problem).__name__)
    return Refused("openid_failed")
