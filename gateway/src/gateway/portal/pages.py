"""How a page is placed: its address, who may see it, and what it answers."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from gateway.guards import open_to
from gateway.portal.forms import Form

Page = Any
"""What a page answers: text, text with a status, or a redirect."""

View = Callable[..., Page]

portal = Blueprint("portal", __name__)


def page(path: str, *roles: str) -> Callable[[View], View]:
    """A page that is read: its address and who may."""
    return _place(path, "GET", roles)


def action(path: str, *roles: str) -> Callable[[View], View]:
    """What a form is sent to: its address and who may."""
    return _place(path, "POST", roles)


def _place(path: str, method: str, roles: tuple[str, ...]) -> Callable[[View], View]:
    def placed(view: View) -> View:
        guarded = open_to(*roles)(view)
        portal.add_url_rule(path, endpoint=view.__name__, view_func=guarded, methods=[method])
        return view

    return placed


def show(template: str, *, form: Form | None = None, **shown: Any) -> Page:
    """A page; with a form, the status follows what is wrong with it."""
    text = render_template(f"portal/{template}.jinja", form=form or Form(), **shown)
    return (text, form.status) if form is not None and form.is_wrong else text


def onward(endpoint: str, done: str = "", **values: Any) -> Response:
    """Where a form leads when it succeeded: another page, which says what was ``done``."""
    if done:
        values["done"] = done
    return redirect(url_for(f"portal.{endpoint}", **values), code=303)
