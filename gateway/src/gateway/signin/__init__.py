"""Signing in: links by e-mail, OpenID Connect, the second factor, sessions, API tokens.

``who()`` says who is asking; ``who_is_applicant(ticket)`` whom an applicant's link speaks for;
``send_applicant_link(email)`` has a new one sent; ``who_has_new_address(ticket)`` which change of
address a link is to confirm; ``who_is_line_manager(ticket)`` what a line manager's link asks.
"""

import importlib

from flask import Flask, request

from chassis.identity import Caller
from chassis.settings import read
from gateway.signin.desk import Clock, desk, set_up, utc_now
from gateway.signin.recognition import Who, who
from gateway.signin.settings import SignInSettings

__all__ = [
    "Who",
    "install",
    "send_applicant_link",
    "who",
    "who_has_new_address",
    "who_is_applicant",
    "who_is_line_manager",
]

PAGES = ("sign_in_pages", "second_factor_pages", "account_pages")


def install(app: Flask, settings: SignInSettings | None = None, clock: Clock = utc_now) -> None:
    """Put signing in into the app, after the parts, the API and ``CSRFProtect``.

    Tests may hand in settings and a clock; else the environment and the time of day count.
    """
    from gateway import api as rest
    from gateway.signin import api, csrf, detours, openid
    from gateway.signin.place import pages

    settings = settings or read(SignInSettings)
    set_up(app, settings, clock)
    csrf.install(app, app.extensions["csrf"])
    openid.install(app, settings)
    detours.install(app)
    for views in PAGES:
        importlib.import_module(f"gateway.signin.{views}")
    app.register_blueprint(pages)
    for resource in api.RESOURCES:
        rest.of(app).add(resource)


def who_is_applicant(ticket: str) -> Caller:
    """The caller an applicant's link stands for: subject ``applicant:<id>``, role ``applicant``.

    Refused: ``ticket_invalid``, ``ticket_expired`` (after 90 days).
    """
    return desk().tickets.applicant(ticket, desk().now())


def who_has_new_address(ticket: str) -> Caller:
    """The caller a link to a new address stands for: subject ``new-address:<change id>``.

    Refused: ``ticket_invalid``.
    """
    return desk().tickets.new_address(ticket, desk().now())


def who_is_line_manager(ticket: str) -> Caller:
    """The caller a line manager's link stands for: subject ``line-manager:<ask id>`` (row 61).

    Refused: ``ticket_invalid``.
    """
    return desk().tickets.line_manager(ticket, desk().now())


def send_applicant_link(email: str) -> None:
    """Have a new link sent to whoever applied with this address; the same for every address."""
    desk().links.ask_as_applicant(email, request.remote_addr, desk().now())
