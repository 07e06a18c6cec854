"""The portal: pages for people, rendered on the server, in the NHS.UK design system.

``install(app)`` is called once, before the app's templates are first used. Every page
works without JavaScript; every page calls the same ``clients`` as the REST API.
"""

from pathlib import Path

from flask import Flask, Response, make_response, render_template
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader

from gateway.portal.dates import show_date, show_instant, show_number
from gateway.portal.frame import frame
from gateway.portal.views import portal

TEMPLATES = Path(__file__).parents[1] / "templates"

HEADINGS = {
    401: "Sign in to see this page",
    403: "This page is not for your role",
    404: "Page not found",
    410: "This link has run out",
    405: "This page cannot be used like that",
    413: "This is too large for us",
    429: "Wait a little before you try again",
    500: "Something went wrong on our side",
    503: "This part of Q Commons is not answering",
}

OWN_HEADINGS = {
    "csrf_failed": "Please reload the page",
    "membership_paused": "Your membership is paused",
    "not_your_region": "This belongs to another region",
    "offer_withdrawn": "This was withdrawn",
    "openid_failed": "Your organisation's sign-in did not work",
    "ticket_invalid": "This link does not work",
}
"""Refusals whose status says too little."""


def install(app: Flask) -> None:
    """Give the app the portal's pages, templates and filters; call it once, early."""
    if "jinja_env" in app.__dict__:
        raise RuntimeError("The portal must be installed before the app's first template.")
    # Flask escapes by a file's ending and knows nothing of .jinja; the NHS.UK macros need
    # an undefined value whose attributes are undefined too.
    app.jinja_options = {**app.jinja_options, "undefined": ChainableUndefined, "autoescape": True}
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), PackageLoader("nhsuk_frontend_jinja")])
    app.add_template_filter(show_date, "date")
    app.add_template_filter(show_instant, "instant")
    app.add_template_filter(show_number, "number")
    app.context_processor(frame)
    app.register_blueprint(portal)


def show_error(status: int, code: str, message: str) -> Response:
    """The error page: a heading for the status, the refusal's own sentence, and a way on.

    ``code`` is a refusal code, or an incident code for 500.
    """
    heading = OWN_HEADINGS.get(code) or HEADINGS.get(status, "We could not do that")
    page = render_template("error.jinja", heading=heading, code=code, message=message, status=status)
    return make_response(page, status)
